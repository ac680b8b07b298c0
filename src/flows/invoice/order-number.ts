/**
 * Order numbers at the invoice service: 20 characters at most, letters and digits. The parts have fixed widths from the right,
 * so that no two terminals of a shop, nor one that begins its journal anew, ever mint the same one.
 */
import type { Stamp } from '../stamp.js'

const TIME_WIDTH = 8
const SEQ_WIDTH = 4

/** Terminal (up to 8 characters), time and journal number in base 36; the journal number wraps after 1.6 million. */
export function invoiceOrderNumber(terminalId: string, { seq, at }: Stamp): string {
  const time = at.toString(36).padStart(TIME_WIDTH, '0')
  const place = (seq % 36 ** SEQ_WIDTH).toString(36).padStart(SEQ_WIDTH, '0')
  return `${terminalId}${time}${place}`.toUpperCase()
}

/**
 * The number of a sale's invoice: on the receipt's code and in the first request alike, so that the customer and the counter
 * cannot both get one. `saleId` ends in the journal number the sale was opened with.
 */
export function orderNumberOfSale(sale: {
  readonly terminalId: string
  readonly saleId: string
  readonly openedAt: number
}): string {
  return invoiceOrderNumber(sale.terminalId, { seq: Number(/\d*$/.exec(sale.saleId)?.[0] ?? 0), at: sale.openedAt })
}
