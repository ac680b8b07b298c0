/**
 * How a shop system's own suite tests its receipts against the emulated printer. It reads like an outsider's test and runs
 * in this project's CI; outside, the two imports below are `tillproof/printer` and `tillproof/printer/vitest`.
 */
import { once } from 'node:events'
import { connect } from 'node:net'
import iconv from 'iconv-lite'
import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type StartedPrinter, startPrinter } from '../../../drivers/printers/emulated/library/index.js'
import { registerPrinterMatchers } from '../../../drivers/printers/emulated/library/vitest.js'

registerPrinterMatchers(expect)

let started: StartedPrinter

beforeEach(async () => {
  started = await startPrinter({ model: 'tm-t88vi', charset: 'cp949' })
})

afterEach(() => started.close())

/** What a till sends: ESC @, FS &, the lines, ESC d 6 past the cutter, GS V 1, ESC p 0. */
function receiptBytes(...lines: readonly string[]): Buffer {
  return Buffer.concat([
    Buffer.from([0x1b, 0x40, 0x1c, 0x26]),
    iconv.encode(lines.map((line) => `${line}\n`).join(''), 'cp949'),
    Buffer.from([0x1b, 0x64, 6, 0x1d, 0x56, 1, 0x1b, 0x70, 0, 25, 250]),
  ])
}

/** Sends a job over a socket of its own and hangs up, as most software does. */
async function send(bytes: Buffer): Promise<void> {
  const socket = connect(started.port, started.host)
  await once(socket, 'connect')
  socket.end(bytes)
  await once(socket, 'close')
}

describe('our receipts', () => {
  it('say the total, are cut, and open the drawer', async () => {
    await send(receiptBytes('행복커피', '아메리카노   9,000', '합계         9,000'))
    const receipt = await started.nextReceipt()
    expect(receipt).toHavePrinted('합계')
    expect(receipt).toHavePrinted(/합계 +9,000/)
    expect(started).toHaveCut(1)
    expect(started).toHavePulsedDrawer(2)
    expect(started).toUnderstandEverything()
    expect(started).toMatchReceiptSnapshot()
  })

  it('come out whole when the roll ends in the middle of one', async () => {
    started.printer.fault('paper-out after 75 dots')
    await send(receiptBytes('행복커피', '아메리카노   9,000', '라떼         5,000', '합계        14,000'))
    await started.printer.until(({ conditions }) => conditions.paper === 'out')
    expect(started).toHavePrinted('아메리카노')
    expect(started).not.toHavePrinted('합계')
    expect(started).not.toHaveCut()

    started.printer.fault('load-paper')
    const receipt = await started.nextReceipt()
    expect(receipt).toHavePrinted('행복커피')
    expect(receipt).toHavePrinted('합계')
    expect(receipt.spliceRows).toHaveLength(1)
  })

  it('come from several tills in turn and do not mix', async () => {
    await Promise.all([1, 2, 3].map((till) => send(receiptBytes(`포스 ${till}`, `끝 ${till}`))))
    const receipts = [await started.nextReceipt(), await started.nextReceipt(), await started.nextReceipt()]
    for (const { lines } of receipts) expect(lines.join(' ')).toMatch(/포스 (\d).*끝 \1/)
  })

  it('print through node-thermal-printer', async () => {
    const printer = new ThermalPrinter({
      type: PrinterTypes.EPSON,
      interface: started.url,
      characterSet: CharacterSet.KOREA,
      width: 42,
    })
    // It chooses the character set; the double-byte font (FS &) is left to whoever prints.
    printer.append(Buffer.from([0x1c, 0x26]))
    printer.alignCenter()
    printer.println('행복커피')
    printer.println('아메리카노   9,000')
    printer.printQR('https://receipt.example/1')
    printer.cut()
    await printer.execute()
    const receipt = await started.nextReceipt()
    expect(receipt).toHavePrinted('행복커피')
    expect(receipt).toHaveSymbol({ kind: 'qr', data: 'https://receipt.example/1' })
    expect(receipt).toMatchReceiptSnapshot('node-thermal-printer')
  })
})
