/**
 * What a tax gateway that is down costs a sale, and how documents owed are drained once it is back. It measures and never
 * judges: numbers depend on the machine, ratios less.
 *
 *   npm run build && npm run bench:tax [-- --documents 10000 --sales 20 --silent-ms 2000]
 *
 * The gateway is the emulated one behind real sockets; "silent" takes connections and never answers, which is the worst a
 * gateway can do. The till keeps a real journal file, and what is compared alternates in one run.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const root = resolve(import.meta.dirname, '..')
const { values: options } = parseArgs({
  options: {
    built: { type: 'string', default: join(root, 'dist') },
    documents: { type: 'string', default: '10000' },
    sales: { type: 'string', default: '20' },
    'silent-ms': { type: 'string', default: '2000' },
  },
})
const [documents, sales, silentMs] = [Number(options.documents), Number(options.sales), Number(options['silent-ms'])]
const load = (module) => import(pathToFileURL(join(resolve(options.built), module)).href)
const { systemClock } = await load('drivers/clocks/system-clock.js')
const { systemRandom } = await load('drivers/random/system-random.js')
const { EMULATED_TAX_ACCOUNT } = await load('drivers/tax-authorities/emulated/emulated-account.js')
const { serveEmulatedTaxGateway } = await load('drivers/tax-authorities/emulated/serve-emulated-tax-gateway.js')
const { PopbillTaxAuthority } = await load('drivers/tax-authorities/popbill/popbill-tax-authority.js')
const { AbsentInvoiceService } = await load('drivers/invoice-services/absent-invoice-service.js')
const { BusinessNumber } = await load('src/domain/identifiers/business-number.js')
const { money } = await load('src/domain/money.js')
const { priceSale } = await load('src/domain/sale.js')
const { KOREAN_POLICY } = await load('src/flows/payment/payment-policy.js')
const { openDataFolder } = await load('src/journal/data-folder.js')
const { openJournal } = await load('src/journal/sqlite-journal.js')
const { Terminal } = await load('src/terminal/terminal.js')

const corpNum = BusinessNumber.parse(EMULATED_TAX_ACCOUNT.corpNum).value
const shop = { name: 'bench', businessNumber: corpNum, ownerName: 'kim', address: 'Seoul', telephone: '02-123-4567' }
const sale = priceSale({
  currency: 'KRW',
  lines: [{ name: '라떼', quantityThousandths: 1000, unitPrice: money(110_000, 'KRW') }],
  vatRateBasisPoints: 1000,
}).value

/** What a device that is not measured says. */
const nothing = async () => ({ kind: 'unavailable', failure: 'printer.unreachable' })
const elsewhere = {
  acquirer: { onLateReply: () => () => undefined, close: async () => undefined },
  cardReader: { close: async () => undefined },
  printer: { describe: nothing, print: nothing, openDrawer: nothing, discardEarlier: () => undefined },
  invoiceService: new AbsentInvoiceService('none:'),
}
const policy = { ...KOREAN_POLICY, paper: { ...KOREAN_POLICY.paper, retryMs: 10_000_000 } }

function authorityAt(url) {
  return new PopbillTaxAuthority({
    ...{ authUrl: url, apiUrl: url, ...EMULATED_TAX_ACCOUNT, corpNum, isTest: true, clock: systemClock },
    address: `popbill:${url}`,
    limits: { requestMs: silentMs, tokenMs: silentMs },
  })
}

function openTill(path, taxAuthority, taxQueue) {
  const folder = openDataFolder(path, { clock: systemClock })
  const journal = openJournal({ folder, terminalId: 'B1', random: systemRandom })
  const terminal = new Terminal({
    ...{ journal, clock: systemClock, shop, policy, utcOffsetMinutes: 540, training: false, currency: 'KRW', taxQueue },
    devices: { ...elsewhere, taxAuthority },
    onFault: ({ error }) => console.error(error),
  })
  terminal.start()
  const close = async () => {
    await terminal.stop()
    journal.close()
    folder.close()
  }
  return { terminal, journal, close }
}

/** From the customer's answer to where nobody waits for the document any more. */
async function soldInMs({ terminal }) {
  const saleId = terminal.openSale({ sale, operator: 'kim', language: 'ko' })
  terminal.command(saleId, { type: 'tender.cash', received: money(110_000, 'KRW') })
  const from = performance.now()
  terminal.command(saleId, { type: 'tax.selfIssued' })
  await terminal.reaching(saleId, ({ steps }) => !['identifying', 'submitting', 'querying'].includes(steps.tax))
  return performance.now() - from
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
const scratch = mkdtempSync(join(tmpdir(), 'tillproof-bench-tax-'))
const megabytes = () => Math.round(process.memoryUsage().rss / 1024 / 1024)

console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`)
try {
  await deadGateway()
  await drain()
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function deadGateway() {
  const gateway = await serveEmulatedTaxGateway({ clock: systemClock })
  const silent = createServer((socket) => socket.on('error', () => socket.destroy())).listen(0, '127.0.0.1')
  await new Promise((done) => silent.once('listening', done))
  const backoff = { firstMs: 600_000, capMs: 600_000 }
  const well = openTill(join(scratch, 'well'), authorityAt(gateway.url), { backoff })
  const silentUrl = `http://127.0.0.1:${silent.address().port}`
  // One that never gives up asking, and one as it is: it stops asking after three failures in a row.
  const closed = openTill(join(scratch, 'closed'), authorityAt(silentUrl), { backoff, failuresToOpen: 1_000_000 })
  const open = openTill(join(scratch, 'open'), authorityAt(silentUrl), { backoff })
  for (let i = 0; i < 3; i++) await soldInMs(open)
  await soldInMs(well)
  const took = { well: [], closed: [], open: [] }
  for (let round = 0; round < sales; round++) {
    took.well.push(await soldInMs(well))
    if (round < 3) took.closed.push(await soldInMs(closed))
    took.open.push(await soldInMs(open))
  }
  const [wellMs, closedMs, openMs] = [took.well, took.closed, took.open].map(median)
  console.log(`a sale at a gateway that answers        ${wellMs.toFixed(1)} ms`)
  console.log(`… at one that is silent, breaker closed ${closedMs.toFixed(1)} ms = ${(closedMs / wellMs).toFixed(0)} ×`)
  console.log(`… at one that is silent, breaker open   ${openMs.toFixed(1)} ms = ${(openMs / wellMs).toFixed(2)} ×`)
  for (const till of [well, closed, open]) await till.close()
  silent.close()
  await gateway.close()
}

async function drain() {
  const path = join(scratch, 'drain')
  const gateway = await serveEmulatedTaxGateway({ clock: systemClock })
  await gateway.script({ kind: 'refuse' })
  const first = openTill(path, authorityAt(gateway.url), { backoff: { firstMs: 600_000, capMs: 600_000 } })
  const began = performance.now()
  for (let i = 0; i < documents; i++) await soldInMs(first)
  console.log(`${documents} documents came to be owed in ${seconds(began)} s, ${megabytes()} MB`)
  await first.close()
  const restarted = performance.now()
  const before = megabytes()
  await gateway.script({ kind: 'mend' })
  const second = openTill(path, authorityAt(gateway.url), { backoff: { firstMs: 50, capMs: 1_000 } })
  console.log(`taken up again by a new terminal in ${seconds(restarted)} s, ${before} → ${megabytes()} MB`)
  const drained = performance.now()
  let most = 0
  while (gateway.ledger.documents().length < documents) {
    await new Promise((done) => setTimeout(done, 100))
    most = Math.max(most, megabytes())
  }
  const order = gateway.ledger.documents().map(({ mgtKey }) => mgtKey)
  const owed = second.journal.flows().map(({ latest }) => latest.tax.documentNumber)
  const inOrder = order.every((number, index) => number === owed[index])
  const perSecond = documents / ((performance.now() - drained) / 1000)
  console.log(
    `drained in ${seconds(drained)} s, ${perSecond.toFixed(0)} a second, ${inOrder ? 'in order' : 'NOT in order'}, at most ${most} MB`,
  )
  await second.close()
  const bare = await bareIssue(gateway)
  console.log(
    `the gateway alone takes ${bare.toFixed(0)} a second from the driver without a journal: ratio ${(perSecond / bare).toFixed(2)}`,
  )
  await gateway.close()
}

/** As many documents as in a second or so, one after another, by the driver alone. */
async function bareIssue(gateway) {
  const authority = authorityAt(gateway.url)
  const { MobileNumber, SELF_ISSUE_NUMBER } = await load('src/domain/identifiers/mobile-number.js')
  const identifier = MobileNumber.parse(SELF_ISSUE_NUMBER).value
  const request = { use: 'personalDeduction', identifier, seller: shop, amounts: sale.split, itemName: '라떼' }
  const count = Math.min(documents, 500)
  const from = performance.now()
  for (let i = 0; i < count; i++) {
    const documentNumber = `BARE-${i}`
    await authority.issue({ ...request, documentNumber, tradedAt: systemClock.now() }, new AbortController().signal)
  }
  return count / ((performance.now() - from) / 1000)
}

function seconds(since) {
  return ((performance.now() - since) / 1000).toFixed(1)
}
