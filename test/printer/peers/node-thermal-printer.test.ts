/**
 * node-thermal-printer, unchanged, prints over TCP to the emulated printer as it would to one on the shop's network. What
 * was asked of it must be on the paper; where its bytes are not what it meant them to be, a real printer's answer to those
 * bytes is what counts.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../drivers/clocks/system-clock.js'
import { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import type { PrinterProfile } from '../../../drivers/printers/emulated/models/profiles.js'
import type { Receipt, TextRun } from '../../../drivers/printers/emulated/paper/receipt.js'
import { type PrinterServer, serveEmulatedPrinter } from '../../../drivers/printers/emulated/wires/serve-tcp.js'
import { columnLines, withoutTail } from './peer-columns.js'
import { dotsAt, pictureDots, picturePng } from './peer-picture.js'
import { benchModel } from './peer-print.js'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** It is there, and its type declarations forgot it. */
interface AsksForStatus {
  getStatus(): Promise<void>
}

interface Counter {
  readonly printer: EmulatedPrinter
  readonly server: PrinterServer
  readonly peer: ThermalPrinter
}

async function counter(
  profile: PrinterProfile = benchModel('tm-m30'),
  characterSet: CharacterSet = CharacterSet.PC437_USA,
  type: PrinterTypes = PrinterTypes.EPSON,
): Promise<Counter> {
  const printer = new EmulatedPrinter({ clock: systemClock, profile })
  const server = await serveEmulatedPrinter(printer, { host: '127.0.0.1', port: 0 })
  cleanups.push(() => server.close())
  const peer = new ThermalPrinter({
    type,
    interface: `tcp://${server.host}:${server.port}`,
    width: Math.floor(profile.widthDots / 12),
    characterSet,
    options: { timeout: 5000 },
  })
  return { printer, server, peer }
}

/** Cuts, sends, and waits for what comes off. Nothing of it may be beyond the printer. */
async function cutOff({ printer, peer }: Counter): Promise<Receipt> {
  peer.cut()
  const receipt = printer.nextReceipt()
  await peer.execute()
  return receipt
}

async function printed(profile: PrinterProfile | undefined, say: (peer: ThermalPrinter) => Promise<void> | void) {
  const shop = await counter(profile)
  await say(shop.peer)
  const receipt = await cutOff(shop)
  expect(receipt.notUnderstood).toEqual([])
  return receipt
}

const runsOf = ({ transcript }: Receipt): TextRun[] =>
  transcript.flatMap((entry) => (entry.kind === 'text' ? entry.runs : []))

describe('text', () => {
  it('lays out columns, rules and folded words', async () => {
    const receipt = await printed(undefined, (peer) => {
      peer.alignCenter()
      peer.println('MAIN STREET CAFE')
      peer.drawLine()
      peer.alignLeft()
      peer.leftRight('Flat white', '4.50')
      peer.table(['One', 'Two', 'Three'])
      peer.tableCustom([
        { text: 'Left', align: 'LEFT', width: 0.25 },
        { text: 'Centre', align: 'CENTER', width: 0.5, bold: true },
        { text: 'Right', align: 'RIGHT', width: 0.25 },
      ])
      peer.tableCustom([
        { text: 'A name that is too long', align: 'LEFT', cols: 12 },
        { text: '12.00', align: 'RIGHT', cols: 10 },
      ])
      peer.newLine()
      peer.println('Words that do not fit into one line of the paper go on in the next')
      peer.alignRight()
      peer.println('Total 4.50')
      peer.drawLine('=')
    })
    expect(withoutTail(columnLines([receipt]))).toEqual([
      '                MAIN STREET CAFE',
      '-'.repeat(48),
      'Flat white                                  4.50',
      'One             Two             Three',
      'Left                 Centre               Right',
      'A name that      12.00',
      ' is too long',
      '',
      'Words that do not fit into one line of the',
      'paper go on in the next',
      '                                      Total 4.50',
      '='.repeat(48),
    ])
  })

  it('is set in every style', async () => {
    const receipt = await printed(undefined, (peer) => {
      const styled = (name: string, on: () => void, off: () => void) => {
        on()
        peer.println(name)
        off()
      }
      const switched = (name: string, style: (enabled: boolean) => void) =>
        styled(
          name,
          () => style(true),
          () => style(false),
        )
      switched('bold', (on) => peer.bold(on))
      switched('underline', (on) => peer.underline(on))
      switched('thick', (on) => peer.underlineThick(on))
      switched('invert', (on) => peer.invert(on))
      switched('upside down', (on) => peer.upsideDown(on))
      const normal = () => peer.setTextNormal()
      styled(
        'font B',
        () => peer.setTypeFontB(),
        () => peer.setTypeFontA(),
      )
      styled('high', () => peer.setTextDoubleHeight(), normal)
      styled('wide', () => peer.setTextDoubleWidth(), normal)
      styled('both', () => peer.setTextQuadArea(), normal)
      styled('3 × 6', () => peer.setTextSize(2, 5), normal)
      peer.println('plain')
    })
    const plain = { widthTimes: 1, heightTimes: 1, emphasized: false, underlineDots: 0, inverse: false }
    const style = (text: string) => runsOf(receipt).find((run) => run.text === text)?.style
    expect(style('bold')).toMatchObject({ ...plain, emphasized: true })
    expect(style('underline')).toMatchObject({ ...plain, underlineDots: 1 })
    expect(style('thick')).toMatchObject({ ...plain, underlineDots: 2 })
    expect(style('invert')).toMatchObject({ ...plain, inverse: true })
    expect(style('upside down')).toMatchObject({ ...plain, upsideDown: true })
    expect(style('font B')).toMatchObject(plain)
    expect(style('font B')?.font).not.toBe(style('plain')?.font)
    expect(style('high')).toMatchObject({ ...plain, heightTimes: 2 })
    expect(style('wide')).toMatchObject({ ...plain, widthTimes: 2 })
    expect(style('both')).toMatchObject({ ...plain, widthTimes: 2, heightTimes: 2 })
    expect(style('plain')).toMatchObject({ ...plain, upsideDown: false })
  })

  // Its tables of code pages say which page each set is; our printer has its own.
  it.each([
    [CharacterSet.PC437_USA, 'Größe ½ ñ ±'],
    [CharacterSet.PC850_MULTILINGUAL, 'Ærø Þór 5 × 3'],
    [CharacterSet.PC858_EURO, 'Crème brûlée 5 €'],
    [CharacterSet.PC860_PORTUGUESE, 'Pão de ló à João'],
    [CharacterSet.PC865_NORDIC, 'Rødgrød med fløde'],
    [CharacterSet.PC852_LATIN2, 'Žluťoučký kůň'],
    [CharacterSet.PC866_CYRILLIC2, 'Спасибо за покупку'],
    [CharacterSet.WPC1250_LATIN2, 'Łódź i Gdańsk'],
    [CharacterSet.WPC1251_CYRILLIC, 'Дякуємо, їжак'],
    [CharacterSet.WPC1252, '“naïve” – café'],
    [CharacterSet.WPC1253_GREEK, 'Ευχαριστώ πολύ'],
    [CharacterSet.WPC1254_TURKISH, 'Teşekkürler ığdır'],
    [CharacterSet.WPC1257_BALTIC_RIM, 'Ačiū už pirkinį'],
    [CharacterSet.PC737_GREEK, 'ΜΟΥΣΑΚΑΣ'],
    [CharacterSet.PC857_TURKISH, 'İstanbul ğ'],
    [CharacterSet.PC862_HEBREW, 'שלום'],
    [CharacterSet.ISO8859_7_GREEK, 'Γλυκό'],
    [CharacterSet.ISO8859_15_LATIN9, 'Œuvre 5 €'],
  ])('in %s says %s', async (characterSet, text) => {
    const shop = await counter(undefined, characterSet)
    shop.peer.println(text)
    expect(withoutTail((await cutOff(shop)).lines)).toEqual([text])
  })

  it('finds its own way through the code pages', async () => {
    const receipt = await printed(undefined, (peer) => peer.println('é Ж Ω ž €'))
    expect(withoutTail(receipt.lines)).toEqual(['é Ж Ω ž €'])
  })

  // It selects the country's signs (ESC R) and leaves FS & to whoever set the printer up, or to the program.
  const DOUBLE_BYTE_ON = Buffer.from([0x1c, 0x26])
  it.each([
    ['srp-350iii', 'cp949', CharacterSet.KOREA, '연필 두 자루 3,000원'],
    ['tm-m30', 'gb18030', CharacterSet.CHINA, '谢谢惠顾 12.50元'],
    ['tm-m30', 'big5', CharacterSet.HK_TW, '多謝光臨 55元'],
  ] as const)('on a %s with a font in %s says what it is told', async (model, charset, characterSet, text) => {
    const shop = await counter(benchModel(model, { charset }), characterSet)
    shop.peer.add(DOUBLE_BYTE_ON)
    shop.peer.println(text)
    expect(withoutTail((await cutOff(shop)).lines)).toEqual([text])
  })

  it('needs no switching on for a clone that boots in Chinese', async () => {
    const shop = await counter(benchModel('xprinter-80'), CharacterSet.CHINA)
    shop.peer.println('谢谢惠顾')
    expect(withoutTail((await cutOff(shop)).lines)).toEqual(['谢谢惠顾'])
  })
})

describe('codes and images', () => {
  it.each([
    [65, '01234567890', 'UPC-A', '012345678905'],
    [67, '490123456789', 'EAN13', '4901234567894'],
    [68, '4901234', 'EAN8', '49012347'],
    [69, 'ABC-123', 'CODE39', 'ABC-123'],
    [70, '12345678', 'ITF', '12345678'],
    [71, 'A12345B', 'CODABAR', 'A12345B'],
    [72, 'ABC 123', 'CODE93', 'ABC 123'],
    [73, 'No.12ab', 'CODE128', 'No.12ab'],
  ])('prints bar code %i %s', async (type, data, symbology, scanned) => {
    const { symbols } = await printed(undefined, (peer) => {
      peer.printBarcode(data, type, { hriPos: 2, hriFont: 1, width: 2, height: 80 })
    })
    expect(symbols).toEqual([{ kind: 'barCode', symbology, data: scanned }])
  })

  it('prints CODE128, QR, PDF417 and MaxiCode', async () => {
    const { symbols } = await printed(undefined, (peer) => {
      peer.code128('Tillproof-42', { height: 100 })
      peer.printQR('https://example.com/r/0042', { cellSize: 5, correction: 'Q', model: 2 })
      peer.printQR('MICRO', { cellSize: 4, correction: 'L', model: 3 })
      peer.pdf417('paid in full', { rowHeight: 3, width: 3, correction: 1, truncated: false, columns: 0 })
      peer.maxiCode('parcel 42', { mode: 4 })
    })
    expect(symbols.map(({ kind, data }) => [kind, data])).toEqual([
      ['barCode', 'Tillproof-42'],
      ['qr', 'https://example.com/r/0042'],
      ['qr', 'MICRO'],
      ['pdf417', 'paid in full'],
      ['maxiCode', 'parcel 42'],
    ])
  })

  it('prints a picture from a file and one from memory dot by dot, whatever their width', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tillproof-peer-'))
    cleanups.push(() => rmSync(folder, { recursive: true }))
    for (const width of [64, 61]) {
      const picture = picturePng(width, 24)
      const file = path.join(folder, `${width}.png`)
      writeFileSync(file, picture)
      const receipt = await printed(undefined, async (peer) => {
        await peer.printImage(file)
        await peer.printImageBuffer(picture)
      })
      const images = receipt.transcript.flatMap((entry) => (entry.kind === 'image' ? [entry.box] : []))
      expect(images.length).toBe(2)
      for (const box of images) expect(dotsAt(receipt.image, box, width, 24)).toBe(pictureDots(width, 24))
    }
  })
})

describe('the machine', () => {
  it('beeps as often as it is told', async () => {
    const shop = await counter()
    shop.peer.beep(3, 2)
    await cutOff(shop)
    expect(shop.printer.buzzes()).toMatchObject([{ times: 3 }])
  })

  it('kicks the first drawer only, since its kicks come without their times', async () => {
    const shop = await counter()
    shop.peer.openCashDrawer()
    shop.peer.println('after the kick')
    const receipt = await cutOff(shop)
    // ESC p 0 ESC p 1: the second command is taken for the first one's times, 27 and 112 units of 2 ms; 01h is left over.
    expect(shop.printer.drawerPulses()).toMatchObject([{ pin: 2, onMs: 54, offMs: 224, source: 'ESC p' }])
    expect(receipt.notUnderstood).toEqual([{ command: '01', reason: 'not in the grammar' }])
    expect(withoutTail(receipt.lines)).toEqual(['after the kick'])
  })

  it('is found connected while it is on, and not when it is off', async () => {
    const { printer, server, peer } = await counter()
    expect(await peer.isPrinterConnected()).toBe(true)
    printer.powerOff()
    await server.listening()
    expect(await peer.isPrinterConnected()).toBe(false)
  })

  it.each([
    ['enough paper', 'loadPaper', '00'],
    ['little paper', 'runLow', '03'],
  ] as const)('tells its paper status: %s', async (_name, happens, status) => {
    const { printer, peer } = await counter()
    printer[happens]()
    await (peer as ThermalPrinter & AsksForStatus).getStatus()
    const answer: unknown = await peer.execute({ waitForResponse: true })
    expect(Buffer.from(answer as Uint8Array).toString('hex')).toBe(status)
  })

  it('cuts as told: full, partial, and two receipts in one job', async () => {
    const { printer, peer } = await counter()
    peer.println('first')
    peer.cut()
    peer.println('second')
    peer.partialCut({ verticalTabAmount: 1 })
    const both = new Promise<void>((resolve) => {
      printer.onReceipt(({ number }) => {
        if (number === 2) resolve()
      })
    })
    await peer.execute()
    await both
    expect(printer.receipts().map(({ cut, lines }) => [cut, lines[0]])).toEqual([
      ['full', 'first'],
      ['partial', 'second'],
    ])
  })
})
