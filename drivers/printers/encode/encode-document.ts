/**
 * A receipt's lines to the bytes that print it. The printer may be in any state when a job starts, so every document
 * sets all it relies on; what a printer has no glyph for is drawn as dots, so nothing is lost on the way to paper.
 */
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import type { Language } from '../../../src/domain/language.js'
import type { PaperLine } from '../../../src/domain/paper-line.js'
import type { PrinterProfile } from '../profiles/printer-profile.js'
import { charsetFor } from './charset.js'
import { fitColumns } from './fit-columns.js'
import { type Bitmap, fitted, rasterCommands } from './image.js'
import { addQr, assertQrFits } from './qr.js'
import { rasterLine } from './raster-line.js'
import { type Dialect, serialise } from './serialise.js'

export interface PaperDocument {
  readonly language: Language
  readonly lines: readonly PaperLine[]
}

/** Pictures the printer keeps: for one of them, a short command that prints it. */
export interface KeptPictures {
  /** @returns undefined while the printer is not known to have it; it then goes along inline. */
  commandFor(picture: Bitmap): Uint8Array | undefined
}

type TextLine = Extract<PaperLine, { kind: 'text' }>
type ImageLine = Extract<PaperLine, { kind: 'image' }>

/** ESC @ clears the line buffer and every mode. */
const RESET = [0x1b, 0x40]
/** ESC 2 and ESC a 0, for clones whose ESC @ forgets them. */
const START = [0x1b, 0x32, 0x1b, 0x61, 0]
const ALIGNMENT = { left: 0, center: 1, right: 2 } as const

/**
 * @returns pieces to send in order, each made when it is asked for, so that the first can leave before the last is drawn.
 *   Each is made of whole commands, so a real-time command may go between any two; the first one resets the printer, and does
 *   nothing else, so that whatever must stand before the settings can go behind it.
 * @throws DriverError as `assertPrintable`, at once and not in the middle.
 */
export function encodeDocument(
  document: PaperDocument,
  profile: PrinterProfile,
  pictures?: KeptPictures,
): Iterable<Uint8Array> {
  assertPrintable(document)
  return { [Symbol.iterator]: () => piecesOf(document, profile, pictures) }
}

/** As `encodeDocument`, for what is short and wanted whole. */
export function encodeWhole(document: PaperDocument, profile: PrinterProfile): Uint8Array {
  return Buffer.concat([...encodeDocument(document, profile)])
}

/** @throws DriverError `printer.qrTooLong` for a document that cannot be encoded to its end. */
export function assertPrintable({ lines }: PaperDocument): void {
  for (const line of lines) if (line.kind === 'qr') assertQrFits(line.data)
}

function* piecesOf({ language, lines }: PaperDocument, profile: PrinterProfile, pictures?: KeptPictures) {
  const dialect = { charset: charsetFor(language, profile), profile }
  yield Uint8Array.from(RESET)
  yield Uint8Array.from([...START, ...dialect.charset.select])
  const encoder = encoderFor(profile)
  let aligned: number = ALIGNMENT.left
  for (const line of lines) {
    const align = alignmentOf(line)
    const bytes = line.kind === 'image' ? imageBytes(line, profile, pictures) : lineBytes(line, dialect, encoder)
    // ESC a, only where it changes.
    yield align === aligned ? bytes : Buffer.concat([Uint8Array.of(0x1b, 0x61, align), bytes])
    aligned = align
  }
}

function encoderFor({ columns, cut }: PrinterProfile): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({
    ...{ language: 'esc-pos', columns, newline: '\n', imageMode: 'raster', errors: 'strict' },
    feedBeforeCut: cut.feedLines,
  })
}

function lineBytes(line: Exclude<PaperLine, ImageLine>, dialect: Dialect, encoder: ReceiptPrinterEncoder): Uint8Array {
  switch (line.kind) {
    case 'text':
      return textBytes(line, dialect, encoder)
    case 'qr':
      addQr(encoder, line.data, dialect.profile)
      break
    case 'feed':
      for (let count = 0; count < line.lines; count++) encoder.newline()
      break
    case 'cut':
      encoder.cut('partial')
      break
  }
  return serialise(encoder.encode('commands'), dialect)
}

function alignmentOf(line: PaperLine): number {
  if (line.kind === 'text') return ALIGNMENT[line.align ?? 'left']
  return line.kind === 'qr' || line.kind === 'image' ? ALIGNMENT.center : ALIGNMENT.left
}

function imageBytes(line: ImageLine, { widthDots }: PrinterProfile, pictures: KeptPictures | undefined): Uint8Array {
  const picture = fitted(line, widthDots)
  return (line.recurring && pictures?.commandFor(picture)) || rasterCommands(picture)
}

function textBytes(line: TextLine, dialect: Dialect, encoder: ReceiptPrinterEncoder): Uint8Array {
  const { charset, profile } = dialect
  const { bold = false, inverse = false, width = 1, height = 1 } = line
  const normal = line.text.normalize('NFC')
  const text = fitColumns(normal, Math.floor(profile.columns / width), charset)
  if (text === undefined) return Buffer.concat(rasterLine({ ...line, text: normal }, profile).map(rasterCommands))
  encoder.bold(bold).width(width).height(height).invert(inverse).line(text)
  const bytes = serialise(encoder.encode('commands'), dialect)
  // The encoder carries styles into the next line, to be taken back there; each line here takes back its own.
  if (bold || inverse || width > 1 || height > 1)
    encoder.bold(false).width(1).height(1).invert(false).encode('commands')
  return bytes
}
