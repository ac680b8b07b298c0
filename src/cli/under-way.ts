/** Whether a sale has something going on that ends by itself soon, and is better waited for than cut off. */
import type { SaleView } from '../terminal/sale-view.js'

const PASSING: ReadonlySet<string> = new Set([
  'submitting',
  'querying',
  'checkingVerdict',
  'queued',
  'sending',
  'paused',
])

export function isUnderWay({ steps }: SaleView): boolean {
  return PASSING.has(steps.tax) || PASSING.has(steps.reversal) || PASSING.has(steps.paper)
}
