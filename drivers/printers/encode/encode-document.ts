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
import { addImage } from './image.js'
import { addQr } from './qr.js'
import { rasterLine } from './raster-line.js'
import { type Dialect, serialise } from './serialise.js'

export interface PaperDocument {
  readonly language: Language
  readonly lines: readonly PaperLine[]
}

type TextLine = Extract<PaperLine, { kind: 'text' }>

/** ESC @ clears the line buffer and every mode; ESC 2 and ESC a 0 are repeated for clones whose ESC @ forgets them. */
const START = [0x1b, 0x40, 0x1b, 0x32, 0x1b, 0x61, 0]
const ALIGNMENT = { left: 0, center: 1, right: 2 } as const

/**
 * @returns pieces to send in order. Each is made of whole commands, so a real-time command may go between any two; the
 *   first one resets the printer.
 */
export function encodeDocument(document: PaperDocument, profile: PrinterProfile): Uint8Array[] {
  const dialect = { charset: charsetFor(document.language, profile), profile }
  const pieces = [Uint8Array.from([...START, ...dialect.charset.select])]
  let aligned = ALIGNMENT.left as number
  for (const line of document.lines) {
    const { align, bytes } = encodeLine(line, dialect)
    // ESC a, only where it changes.
    pieces.push(Uint8Array.from(align === aligned ? bytes : [0x1b, 0x61, align, ...bytes]))
    aligned = align
  }
  return pieces
}

function encodeLine(line: PaperLine, dialect: Dialect): { readonly align: number; readonly bytes: number[] } {
  const { profile } = dialect
  const encoder = new ReceiptPrinterEncoder({
    ...{ language: 'esc-pos', columns: profile.columns, newline: '\n', imageMode: 'raster', errors: 'strict' },
    feedBeforeCut: profile.cut.feedLines,
  })
  switch (line.kind) {
    case 'text':
      addText(encoder, line, dialect)
      break
    case 'qr':
      addQr(encoder, line.data, profile)
      break
    case 'image':
      addImage(encoder, line, profile)
      break
    case 'feed':
      for (let count = 0; count < line.lines; count++) encoder.newline()
      break
    case 'cut':
      encoder.cut('partial')
      break
  }
  return { align: alignmentOf(line), bytes: serialise(encoder.encode('commands'), dialect) }
}

function alignmentOf(line: PaperLine): number {
  if (line.kind === 'text') return ALIGNMENT[line.align ?? 'left']
  return line.kind === 'qr' || line.kind === 'image' ? ALIGNMENT.center : ALIGNMENT.left
}

function addText(encoder: ReceiptPrinterEncoder, line: TextLine, { charset, profile }: Dialect): void {
  const { bold = false, inverse = false, width = 1, height = 1 } = line
  const normal = line.text.normalize('NFC')
  const text = fitColumns(normal, Math.floor(profile.columns / width), charset)
  if (text === undefined) {
    for (const bitmap of rasterLine({ ...line, text: normal }, profile)) addImage(encoder, bitmap, profile)
    return
  }
  encoder.bold(bold).width(width).height(height).invert(inverse).line(text)
}
