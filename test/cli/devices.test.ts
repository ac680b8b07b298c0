/**
 * A till and its devices as they stand on a counter: on serial ports, and as other processes on other ports. What the
 * test holds at the far end of a cable is the emulated device itself, driven by the bytes the till sent.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TEST_CARDS } from '../../drivers/card-readers/emulated/test-cards.js'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { serialLinkOpener } from '../../drivers/links/serial-link.js'
import { sleep } from '../../drivers/waiting.js'
import { PtyPair } from '../card-readers/pty-pair.js'
import { openPtyPair, PTY_MISSING } from '../links/pty-pair.js'
import { inShop, type ShopWorld, TERMINAL } from './shop-world.js'
import type { TillproofProcess } from './tillproof-process.js'

const LIMIT_MS = 60_000
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

describe.skipIf(PTY_MISSING)(`on serial ports${PTY_MISSING ? ` (${PTY_MISSING})` : ''}`, () => {
  it(
    'prints through a serial cable, and knows that it printed',
    () =>
      inShop(async (shop) => {
        const cable = await openPtyPair()
        const opener = serialLinkOpener({
          ...{ path: cable.far, baudRate: 19_200, dataBits: 8, stopBits: 1, parity: 'none', flowControl: 'none' },
          address: `serial:${cable.far}`,
          clock: systemClock,
        })
        const link = await opener.open(new AbortController().signal)
        try {
          shop.printer.connect(link)
          const sold = await shop.run([
            'sell',
            '--printer',
            `serial:${cable.near}`,
            '--item',
            '라떼:5000',
            '--pay',
            'card',
          ])
          expect(sold).toMatchObject({ status: 0, stderr: '' })
          expect(shop.printer.receipts().map(({ text }) => text)).toEqual([expect.stringContaining('KR1-000001')])
          expect(shop.printerBytes()).toBe(0)
        } finally {
          await link.close()
          await cable.unplug()
        }
      }),
    LIMIT_MS,
  )

  it(
    'reads a card swiped at a serial reader',
    () =>
      inShop(async (shop) => {
        const cable = await PtyPair.create()
        await cable.plug()
        try {
          const till = await shop.start([
            'sell',
            '--reader',
            `serial:${cable.nearPath}`,
            '--item',
            '라떼:5000',
            '--pay',
            'card',
          ])
          await till.line(/카드를 꽂거나/)
          await swipeUntil(till, /승인을 요청/, cable)
          expect(await till.ended).toMatchObject({ status: 0, stderr: '' })
          expect(shop.host.ledger.transactions()).toMatchObject([
            { state: 'approved', decision: { maskedPan: '401288******1881' } },
          ])
        } finally {
          await cable.remove()
        }
      }),
    LIMIT_MS,
  )
})

/** A reader that has just been opened drops what it had kept, so a customer may have to swipe again. */
async function swipeUntil(till: TillproofProcess, heard: RegExp, cable: PtyPair): Promise<void> {
  const { pan, expiry, serviceCode } = TEST_CARDS.magneticOnly
  const taken = new AbortController()
  const asked = till.line(heard).finally(() => taken.abort())
  while (!taken.signal.aborted) {
    await cable.send(Buffer.from(`;${pan}=${expiry}${serviceCode}00000000?\r`, 'latin1'))
    await sleep(systemClock, 200, taken.signal)
  }
  await asked
}

describe('as other processes', () => {
  it(
    'sells to an emulated host, gateway and printer, and finds the receipt as a picture',
    () =>
      inShop(async (shop) => {
        const folder = await mkdtemp(join(tmpdir(), 'tillproof-emulated-'))
        try {
          await sellToOtherProcesses(shop, folder)
        } finally {
          await rm(folder, { recursive: true, force: true })
        }
      }),
    LIMIT_MS,
  )

  it(
    'asks every device whether it is there, and says which is not',
    () =>
      inShop(async (shop) => {
        const all = await shop.run(['devices'])
        expect(all).toMatchObject({ status: 0, stderr: '' })
        for (const scheme of ['emulated:?card', 'iso8583://', 'popbill:http', 'tcp:'])
          expect(all.stdout).toContain(scheme)
        shop.printer.powerOff()
        expect(await shop.run(['devices'])).toMatchObject({ status: 3, stderr: '' })
        expect(shop.host.ledger.transactions()).toEqual([])
        expect(shop.gateway.ledger.documents()).toEqual([])
      }),
    LIMIT_MS,
  )
})

async function sellToOtherProcesses(shop: ShopWorld, folder: string): Promise<void> {
  const paper = join(folder, 'paper')
  const ledgers = { acquirer: join(folder, 'host.jsonl'), tax: join(folder, 'gateway.jsonl') }
  const [printer, acquirer, tax] = await Promise.all([
    shop.start(['emulate', 'printer', '--listen', 'tcp://127.0.0.1:0', '--out', paper]),
    shop.start(['emulate', 'acquirer', '--port', '0', '--ledger', ledgers.acquirer]),
    shop.start(['emulate', 'tax', '--port', '0', '--ledger', ledgers.tax]),
  ])
  const ready = async (device: TillproofProcess) => (await device.line(/ ready: /)).replace(/^.* ready: /, '')
  const secret = /TILLPROOF_TAX_SECRET=(\S+)/.exec(await tax.line(/TILLPROOF_TAX_SECRET/))?.[1] ?? ''
  const devices = [
    ...['--printer', await ready(printer)],
    ...['--acquirer', `${await ready(acquirer)}?terminal=${TERMINAL}`],
    ...['--tax', await ready(tax)],
  ]
  const sale = ['--item', '원두:120,000', '--pay', 'card:20000', '--pay', 'cash', '--cash-receipt', 'self']
  expect(await shop.run(['sell', ...devices, ...sale], { taxSecret: secret })).toMatchObject({ status: 0, stderr: '' })

  const said = await printer.line(/^receipt 1 /)
  const [picture = '', ...others] = readdirSync(paper).filter((name) => name.endsWith('.png'))
  expect(others).toEqual([])
  expect(said).toContain(picture)
  expect(readFileSync(join(paper, picture)).subarray(0, PNG.length)).toEqual(PNG)
  expect(readFileSync(join(paper, picture.replace(/png$/, 'txt')), 'utf8')).toContain('KR1-000001')
  expect(await acquirer.line(/^processed/)).toMatch(/^processed {2}authorise {2}\d{6} {2}00$/)
  expect(readFileSync(ledgers.acquirer, 'utf8')).toContain('"amountMinor":20000')
  expect(readFileSync(ledgers.tax, 'utf8')).toContain('"totalAmount":100000')
  // Nothing of this world's own devices was used.
  expect(shop.host.ledger.transactions()).toEqual([])
  expect(shop.printerBytes()).toBe(0)
}
