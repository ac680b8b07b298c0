/**
 * Whether a printer may still hold a part of a paper of this sale, which would come out on top of the next customer's. It
 * keeps the flow open for as long as that matters, so that a terminal that starts again knows what to have thrown away.
 */
import { paperSetup } from './paper-setup.js'

export const leftoversRegion = paperSetup.createStateConfig({
  initial: 'none',
  states: {
    none: { always: { guard: 'printerHoldsPart', target: 'held' } },
    held: {
      always: { guard: 'printersAreClear', target: 'none' },
      after: {
        // After a paper's time to print, somebody has long dealt with what was left of it.
        leftoverCare: [
          { guard: 'paperExpired', target: 'none', actions: 'forgetLeftovers' },
          { target: 'held', reenter: true },
        ],
      },
    },
  },
})
