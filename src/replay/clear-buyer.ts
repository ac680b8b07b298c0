/** An invoice's buyer as a scenario names one: test names and numbers, checked as everybody's are. */
import { BUYER_DETAIL, type BuyerDraft, type ClearBuyer, readInvoiceBuyer } from '../flows/invoice/invoice-buyer.js'
import { StepMistake } from './step-mistake.js'

/** @throws StepMistake that names the detail. */
export function clearBuyer(buyer: BuyerDraft, channel: 'service' | 'manual'): ClearBuyer {
  const read = readInvoiceBuyer(buyer, channel)
  if (read.ok) return read.value
  const detail = `buyer.${BUYER_DETAIL[read.problem]}`
  if (detail === 'buyer.taxNumber' && channel === 'manual')
    throw new StepMistake(`${detail} is no business number. Write one of ten digits in quotes`)
  throw new StepMistake(`${detail}: ${read.problem}. Correct it`)
}
