/** What a person can say of a sale, or of what was done about it afterwards, in the words of the command line. */
import type { PersonsWord } from '../flows/persons-word.js'
import type { AmendmentCounterCommand, CounterCommand } from '../terminal/counter-command.js'

type Way<Command> = (person: PersonsWord) => Command

type PaperCommand = Extract<CounterCommand & AmendmentCounterCommand, { readonly type: `paper.${string}` }>

const PAPER_WAYS = {
  'receipt-seen': (person) => ({ type: 'paper.seen', ...person, reason: 'printUnconfirmed' }),
  reprint: ({ operator, reason }) => ({ type: 'paper.reprinted', operator, reason }),
  'reprint-on-fallback': ({ operator, reason }) => ({ type: 'paper.reprinted', operator, reason, printer: 'fallback' }),
  'receipt-settled': (person) => ({ type: 'paper.settledByPerson', ...person }),
} as const satisfies Readonly<Record<string, Way<PaperCommand>>>

export const SALE_WAYS: Readonly<Record<string, Way<CounterCommand>>> = {
  ...PAPER_WAYS,
  'retry-tax': () => ({ type: 'tax.retried' }),
  'correct-tax': () => ({ type: 'tax.corrected' }),
  'tax-settled': (person) => ({ type: 'tax.settledByPerson', ...person }),
  'retry-reversal': () => ({ type: 'reversal.retried' }),
  'reversal-settled': (person) => ({ type: 'reversal.settledByPerson', ...person }),
  'transfer-received': () => ({ type: 'transfer.received' }),
  'transfer-not-received': () => ({ type: 'transfer.notReceived' }),
  'cash-returned': () => ({ type: 'cash.returned' }),
  cancel: ({ reason }) => ({ type: 'sale.cancelled', reason }),
}

/** Of a refund, an exchange or a correction; where it is the same thing, the same word. */
export const AMENDMENT_WAYS: Readonly<Record<string, Way<AmendmentCounterCommand>>> = {
  ...PAPER_WAYS,
  'retry-tax': () => ({ type: 'tax.retried' }),
  'tax-settled': (person) => ({ type: 'tax.settledByPerson', ...person }),
  'retry-refund': () => ({ type: 'payout.retried' }),
  'refund-settled': (person) => ({ type: 'payout.settledByPerson', ...person }),
  'cash-returned': () => ({ type: 'cash.handedOver' }),
  cancel: ({ reason }) => ({ type: 'amendment.calledOff', reason }),
}
