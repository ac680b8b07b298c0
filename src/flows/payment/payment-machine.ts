/**
 * The payment: three regions that are the three promises, `leftovers`, which minds what printers may still hold, and
 * `leaving`, which says whether the customer may go and whether anything is still owed. Run only through XState's pure `transition()`; it asks, waits and sends nothing itself.
 */
import { embedRegion } from '../embed-region.js'
import { leftoversRegion } from '../paper/leftovers-region.js'
import { paperRegion } from '../paper/paper-region.js'
import { moneyRegion } from './money-region.js'
import { initialContext, paymentSetup } from './payment-setup.js'
import { taxRegion } from './tax-region.js'

/** Name and version, journaled with every flow: a chart that changed its states is another version. */
export const PAYMENT_CHART = 'payment@3'

const leavingRegion = paymentSetup.createStateConfig({
  initial: 'serving',
  states: {
    serving: {
      always: [
        { guard: 'everythingKept', target: 'complete' },
        { guard: 'customerMayGo', target: 'owing' },
      ],
    },
    /** The customer may go; what is owed, and why, is in the context and on every list. */
    owing: { always: { guard: 'everythingKept', target: 'complete' } },
    /** Also left again: the tax office may turn down tomorrow what was accepted today. */
    complete: { always: { guard: 'somethingOwed', target: 'owing' } },
  },
})

export const paymentMachine = paymentSetup.createMachine({
  id: 'payment',
  type: 'parallel',
  context: ({ input }) => initialContext(input),
  states: {
    money: moneyRegion,
    tax: taxRegion,
    paper: embedRegion(paperRegion),
    leftovers: embedRegion(leftoversRegion),
    leaving: leavingRegion,
  },
})
