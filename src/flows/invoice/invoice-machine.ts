/**
 * An invoice a buyer asked for after a paid sale, through one of two channels: the invoice service, or a person at the tax
 * office's site. Run only through XState's pure `transition()`; it asks, waits and sends nothing itself.
 */
import { initialInvoice, invoiceSetup, newNumber, noteStep } from './invoice-setup.js'
import { isRecordable, manualStates, recordIt } from './manual-states.js'
import { redStates } from './red-states.js'
import { serviceStates } from './service-states.js'

/** Name and version, journaled with every flow: a chart that changed its states is another version. */
export const INVOICE_CHART = 'invoice@1'

export const invoiceMachine = invoiceSetup.createMachine({
  id: 'invoice',
  context: ({ input }) => initialInvoice(input),
  initial: 'requested',
  states: {
    requested: { always: [{ guard: 'isManual', target: 'owed' }, { target: 'submitting' }] },
    ...serviceStates,
    ...redStates,
    ...manualStates,
    issued: {
      entry: { type: 'stand', params: { promise: 'done' } },
      on: {
        'red.asked': {
          guard: 'hasInvoiceNumber',
          target: 'reddening',
          actions: [
            noteStep,
            {
              type: 'beginRed',
              params: ({ context, event }) => ({ ...newNumber({ context, event }), reason: event.why }),
            },
          ],
        },
        // A number that was mistyped is recorded again; both stay on the record.
        'invoice.recorded': {
          guard: ({ context, event }) => context.channel === 'manual' && isRecordable({ event }),
          target: 'issued',
          reenter: true,
          actions: recordIt,
        },
      },
    },
    /** Taken back: the buyer has none, and none is owed for this request any more. */
    voided: { entry: { type: 'stand', params: { promise: 'notNeeded' } } },
    withdrawn: { entry: { type: 'stand', params: { promise: 'notNeeded' } } },
    /** A person saw what became of it, and says so on the record. */
    settledByPerson: { entry: { type: 'stand', params: { promise: 'done' } } },
  },
})
