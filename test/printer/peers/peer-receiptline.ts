/**
 * receiptline as a user runs it: a document goes in, bytes for a printer or plain text come out. The plain text is what
 * the document says by receiptline's own account, so it is what the emulated paper has to say as well.
 */
import receiptline from 'receiptline'

/** receiptline's sets of ESC/POS commands for thermal printers; the others are Star's languages and impact printers. */
export const ESCPOS_COMMANDS = ['escpos', 'epson', 'generic', 'sii', 'citizen', 'fit'] as const
export type EscPosCommands = (typeof ESCPOS_COMMANDS)[number]

export type ReceiptlineEncoding = NonNullable<NonNullable<Parameters<typeof receiptline.transform>[1]>['encoding']>

export interface ReceiptlineOptions {
  readonly encoding: ReceiptlineEncoding
  /** Columns. */
  readonly cpl: number
  readonly commands?: EscPosCommands
  readonly spacing?: boolean
  readonly upsideDown?: boolean
}

/** SII's printers are asked for their status by DC2 q, which is not ESC/POS: they are asked in Epson's way. */
const SII = { ...receiptline.commands.sii, close: receiptline.commands.epson.close }

/** What receiptline would send to the printer. Images are black and white, without its dithering. */
export function receiptlineBytes(document: string, { commands = 'epson', ...options }: ReceiptlineOptions): Uint8Array {
  const command = commands === 'sii' ? SII : commands
  return Uint8Array.from(
    Buffer.from(receiptline.transform(document, { ...options, command, gradient: false }), 'latin1'),
  )
}

/** What receiptline says the document is in characters, line by line, without trailing spaces. */
export function receiptlineLines(document: string, { encoding, cpl, upsideDown }: ReceiptlineOptions): string[] {
  return receiptline
    .transform(document, { encoding, cpl, upsideDown: upsideDown === true, command: 'text' })
    .split('\n')
    .map((line) => line.trimEnd())
}
