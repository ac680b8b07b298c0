/**
 * What happens to a sale after it was paid, in the same three promises as the sale itself: money given back, tax documents
 * put right, a slip in the customer's hand. Run only through XState's pure `transition()`.
 */
import { embedRegion } from '../embed-region.js'
import { leftoversRegion } from '../paper/leftovers-region.js'
import { paperRegion } from '../paper/paper-region.js'
import { initialAmendment } from './amendment-context.js'
import { amendmentMoneyRegion } from './amendment-money-region.js'
import { amendmentSetup } from './amendment-setup.js'
import { amendmentTaxRegion } from './amendment-tax-region.js'

/** Name and version, journaled with every flow. */
export const AMENDMENT_CHART = 'amendment@1'

const leavingRegion = amendmentSetup.createStateConfig({
  initial: 'serving',
  states: {
    serving: {
      always: [
        { guard: 'everythingKept', target: 'complete' },
        { guard: 'customerMayGo', target: 'owing' },
      ],
    },
    owing: { always: { guard: 'everythingKept', target: 'complete' } },
    /** Also left again: the tax office may turn down tomorrow what was accepted today. */
    complete: { always: { guard: 'somethingOwed', target: 'owing' } },
  },
})

export const amendmentMachine = amendmentSetup.createMachine({
  id: 'amendment',
  type: 'parallel',
  context: ({ input }) => initialAmendment(input),
  states: {
    money: amendmentMoneyRegion,
    tax: amendmentTaxRegion,
    paper: embedRegion(paperRegion),
    leftovers: embedRegion(leftoversRegion),
    leaving: leavingRegion,
  },
})
