/** What printers are busy with, or may still hold a part of, told from the flows that print. */
import type { PrinterRole } from '../flows/paper/paper-progress.js'
import { type PaperCarrier, paperExpiresAt } from '../flows/paper/paper-setup.js'
import type { FlowRecord } from '../ports/journal.js'
import type { SaleView } from './sale-view.js'

/** Steps of a receipt in which its printer is taken up by it. */
const AT_PRINTER: ReadonlySet<string> = new Set(['sending', 'paused'])

/** After its time to print, somebody has long dealt with what was left of a paper. */
export function printersHoldingPart(carrier: PaperCarrier, now: number): readonly PrinterRole[] {
  return now < paperExpiresAt(carrier) ? carrier.paper.leftAt : []
}

/** The sale whose receipt is at the printer this one's waits for. */
export function aheadAtPrinter(
  { saleId, papers: { printer } }: SaleView,
  others: readonly SaleView[],
): SaleView['papers']['ahead'] {
  const first = others.find(
    (other) => other.saleId !== saleId && other.papers.printer === printer && AT_PRINTER.has(other.steps.paper),
  )
  const failure = first?.papers.failure
  return first && { saleId: first.saleId, ...(failure && { failure }) }
}

/** Told from what it published last, without folding it: ten thousand may be open. */
export function mayHoldPart({ latest }: FlowRecord): boolean {
  return (latest?.['state'] as { readonly leftovers?: string } | undefined)?.leftovers === 'held'
}
