/**
 * Our driver beside other people's software: bytes that receiptline composed go to paper with our proof, and our receipts
 * go to something that only swallows bytes. Nothing here knows of the other side more than a wire shows.
 */
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../drivers/clocks/system-clock.js'
import { tcpLinkOpener } from '../../../drivers/links/tcp-link.js'
import { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import type { PrinterProfile as Model } from '../../../drivers/printers/emulated/models/profiles.js'
import { serveEmulatedPrinter } from '../../../drivers/printers/emulated/wires/serve-tcp.js'
import { encodeDocument } from '../../../drivers/printers/encode/encode-document.js'
import { EscPosPrinter } from '../../../drivers/printers/escpos-printer.js'
import type { PrinterProfile } from '../../../drivers/printers/profiles/printer-profile.js'
import { DEFAULT_PROFILE } from '../../../drivers/printers/profiles/profiles.js'
import type { Language } from '../../../src/domain/language.js'
import type { PrintJob, PrintNotice } from '../../../src/ports/receipt-printer.js'
import { composeReceipt } from '../../../src/receipt/compose-receipt.js'
import { layoutReceipt } from '../../../src/receipt/layout-receipt.js'
import { GOLDEN_CASES } from '../../receipt/golden-cases.js'
import { columnLines, plainRules, withoutTail } from './peer-columns.js'
import { SCRIPT_CASES, type ScriptCase } from './peer-documents.js'
import { benchModel } from './peer-print.js'
import { receiptlineBytes, receiptlineLines } from './peer-receiptline.js'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const signal = new AbortController().signal
/** What answers at all answers within milliseconds here. */
const LIMITS = { statusMs: 500, probeMs: 500, pollMs: 20 }

function driverAt(port: number, profile?: PrinterProfile): EscPosPrinter {
  const opener = tcpLinkOpener({ host: '127.0.0.1', port, address: `tcp:127.0.0.1:${port}`, clock: systemClock })
  const printer = new EscPosPrinter({ opener, clock: systemClock, limits: LIMITS, ...(profile && { profile }) })
  cleanups.push(() => printer.close())
  return printer
}

async function emulated(model: Model) {
  const device = new EmulatedPrinter({ clock: systemClock, profile: model })
  const server = await serveEmulatedPrinter(device, { host: '127.0.0.1', port: 0 })
  cleanups.push(() => server.close())
  return { device, printer: driverAt(server.port) }
}

const columnsPrinted = (device: EmulatedPrinter): string[] =>
  withoutTail(columnLines(device.receipts()).map(plainRules))

describe('bytes that receiptline composed, printed by our driver', () => {
  const PRINTED = ['Korean', 'Chinese', 'Chinese on a clone'].flatMap((name) => {
    const script = SCRIPT_CASES.find((known) => known.name === name)
    return script ? ([42, 48] as const).map((cpl) => ({ ...script, cpl })) : []
  })
  const modelOf = ({ models, charset, cpl }: ScriptCase & { readonly cpl: 42 | 48 }) =>
    benchModel(models[cpl], charset === undefined ? {} : { charset })

  it('are receipts of three shops on two widths of paper', () => expect(PRINTED).toHaveLength(6))

  it.each(PRINTED)('$name, $cpl columns: on paper as receiptline shows it, and known to be', async (shop) => {
    const { document, cpl } = shop
    const [encoding = 'cp437'] = shop.encodings
    const { device, printer } = await emulated(modelOf(shop))
    const notices: PrintNotice[] = []
    const job = { jobId: 'rl01', bytes: receiptlineBytes(document, { encoding, cpl }) }
    const outcome = await printer.printRaw(job, (notice) => notices.push(notice), signal)
    const { processId } = device.profile.answers
    expect(outcome).toMatchObject({
      kind: 'accepted',
      value: { confirmation: processId ? 'process-id' : 'fence' },
      evidence: { end: processId ? 'confirmed' : 'processed', bytesAccepted: job.bytes.length, wholeAccepted: true },
    })
    expect(notices).toEqual([{ kind: 'sending' }])
    expect(columnsPrinted(device)).toEqual(withoutTail(receiptlineLines(document, { encoding, cpl })))
  })

  it('are waited for through an empty roll, and printed once', async () => {
    const shop = PRINTED.find(({ models, cpl }) => models[cpl] === 'emu-80')
    if (!shop) throw new Error('there is no receipt to print')
    const [encoding = 'cp437'] = shop.encodings
    const { device, printer } = await emulated(modelOf(shop))
    device.runOutAfter(120)
    const job = { jobId: 'rl02', bytes: receiptlineBytes(shop.document, { encoding, cpl: shop.cpl }) }
    const notices: PrintNotice[] = []
    const outcome = await printer.printRaw(
      job,
      (notice) => {
        notices.push(notice)
        if (notice.kind === 'paused') device.loadPaper()
      },
      signal,
    )
    expect(outcome).toMatchObject({ kind: 'accepted', value: { confirmation: 'process-id' } })
    expect(notices).toEqual([{ kind: 'sending' }, { kind: 'paused', failure: 'printer.paperOut' }, { kind: 'resumed' }])
    expect(columnsPrinted(device)).toEqual(withoutTail(receiptlineLines(shop.document, { encoding, cpl: shop.cpl })))
  })
})

/** Port 9100 of something that takes everything and says nothing: a print server, a logger, a cable without a way back. */
async function openSink() {
  const chunks: Buffer[] = []
  const server: Server = createServer()
  const sockets = new Set<Socket>()
  const left = new Promise<void>((resolve) => {
    server.on('connection', (socket) => {
      sockets.add(socket)
      socket.on('data', (chunk: Buffer) => chunks.push(chunk))
      socket.on('end', resolve)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the sink has no port')
  /** Everything that ever came, once the other side has hung up. */
  const everything = async () => {
    await left
    return Buffer.concat(chunks)
  }
  return { port: address.port, everything }
}

describe('our receipts, sent to a TCP port that never says a word', () => {
  const MUTE: PrinterProfile = { ...DEFAULT_PROFILE, name: 'mute-80', answersStatus: false }
  const receipt = (name: string, columns: number): PrintJob => {
    const input = GOLDEN_CASES.find((known) => known.name === name)?.input
    if (!input) throw new Error(`there is no receipt ${name}`)
    const language: Language = input.record.language
    return { jobId: 'sk01', language, lines: layoutReceipt(composeReceipt(input), columns) }
  }

  it.each(['ko-mixed-tender', 'zh-of-korean-sale', 'en-card-usd'])(
    '%s arrives whole where the profile says so, and is called no more than handed over',
    async (name) => {
      const sink = await openSink()
      const printer = driverAt(sink.port, MUTE)
      const job = receipt(name, MUTE.columns)
      const bytes = Buffer.concat([...encodeDocument(job, MUTE)])
      const outcome = await printer.print(job, () => undefined, signal)
      expect(outcome).toMatchObject({ kind: 'accepted', value: { confirmation: 'transport' } })
      expect(outcome.evidence).toMatchObject({
        ...{ end: 'handedOff', bytesAccepted: bytes.length, wholeAccepted: true, replies: '' },
      })
      expect(outcome.evidence).not.toHaveProperty('status')
      await printer.close()
      expect((await sink.everything()).equals(bytes)).toBe(true)
    },
  )

  it('are not sent at all where nothing says so: who never answers is nobody', async () => {
    const sink = await openSink()
    const printer = driverAt(sink.port)
    const outcome = await printer.print(receipt('ko-mixed-tender', 48), () => undefined, signal)
    expect(outcome).toMatchObject({ kind: 'unavailable', failure: 'printer.unreachable' })
    expect(outcome).not.toHaveProperty('evidence')
    await printer.close()
    // DLE EOT 1 to 4, and nothing that could end up on paper.
    expect((await sink.everything()).toString('hex')).toMatch(/^(10040[1-4])+$/)
  })
})
