/**
 * receiptline as a user runs it: a document goes in, bytes for a printer or plain text come out. The plain text is what
 * the document says by receiptline's own account, so it is what the emulated paper has to say as well.
 */
import receiptline from 'receiptline'
import type { PrinterProfile } from '../../../drivers/printers/emulated/profiles.js'
import type { PaperPiece } from '../../../drivers/printers/emulated/receipt.js'
import { bench } from '../emulated/printer-bench.js'

/** receiptline's sets of ESC/POS commands; the others are Star's languages. */
export type EscPosCommands = 'escpos' | 'epson' | 'generic' | 'sii' | 'citizen' | 'fit' | 'impact' | 'impactb'
export type ReceiptlineEncoding = NonNullable<NonNullable<Parameters<typeof receiptline.transform>[1]>['encoding']>

export interface ReceiptlineOptions {
  readonly encoding: ReceiptlineEncoding
  /** Columns. */
  readonly cpl: number
  readonly commands?: EscPosCommands
  readonly spacing?: boolean
  readonly upsideDown?: boolean
}

/** What receiptline would send to the printer. */
export function receiptlineBytes(document: string, { commands = 'epson', ...options }: ReceiptlineOptions): Uint8Array {
  const { close: _, ...set } = receiptline.commands[commands]
  // SII's printers are asked for their status by DC2 q, which no other maker's know: it is left out.
  const command = commands === 'sii' ? { ...receiptline.commands.sii, close: receiptline.commands.epson.close } : commands
  return Uint8Array.from(Buffer.from(receiptline.transform(document, { ...options, command }), 'latin1'))
}

/** What receiptline says the document is in characters, line by line, without trailing spaces. */
export function receiptlineLines(document: string, { commands: _, ...options }: ReceiptlineOptions): string[] {
  return receiptline
    .transform(document, { ...options, command: 'text' })
    .split('\n')
    .map((line) => line.trimEnd())
}
