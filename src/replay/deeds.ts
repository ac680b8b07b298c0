/**
 * What a person can do about a sale, an amendment, a card day or an invoice besides the everyday steps: the commands of the charts by their own
 * names, each with the fields it takes. A scenario gives them as text.
 */
import { parseTaxIdentifier, type TaxIdentifierKind } from '../domain/identifiers/tax-identifier.js'
import type { BuyerDraft } from '../flows/invoice/invoice-buyer.js'
import type { SettlementCommand } from '../flows/settlement/settlement-machine.js'
import type { AmendmentCounterCommand, CounterCommand, InvoiceCounterCommand } from '../terminal/counter-command.js'
import { clearBuyer } from './clear-buyer.js'

/** Fields of each command; those with a question mark may be left out. */
export const DEEDS = {
  'card.withdrawn': [],
  'transfer.received': [],
  'transfer.notReceived': [],
  'reversal.retried': [],
  'reversal.settledByPerson': ['operator', 'reason', 'evidence'],
  'tax.numberRejected': [],
  'tax.numberConfirmed': [],
  'tax.corrected': [],
  'tax.retried': ['redated?'],
  'tax.settledByPerson': ['operator', 'reason', 'evidence'],
  'tax.reassigned': ['use', 'kind?', 'number?'],
  'paper.declined': [],
  'paper.stopped': [],
  'paper.reprinted': ['operator', 'reason', 'printer?'],
  'paper.seen': ['operator', 'reason', 'evidence'],
  'paper.settledByPerson': ['operator', 'reason', 'evidence'],
  'transfer.sent': ['operator', 'reference'],
  'payout.retried': [],
  'payout.redirected': ['by', 'operator', 'reason'],
  'payout.settledByPerson': ['operator', 'reason', 'evidence'],
  'settlement.retried': [],
  'settlement.settledByPerson': ['operator', 'reason', 'evidence'],
  'invoice.retried': ['operator', 'reason'],
  'invoice.corrected': ['operator', 'reason', 'name', 'taxNumber?', 'phone?', 'email?'],
  'invoice.recorded': ['operator', 'reason', 'approvalNumber', 'issuedOn'],
  'invoice.withdrawn': ['operator', 'reason'],
  'invoice.settledByPerson': ['operator', 'reason', 'evidence'],
  'red.asked': ['operator', 'reason', 'why'],
  'red.retried': ['operator', 'reason'],
  'red.givenUp': ['operator', 'reason'],
  'red.settledByPerson': ['operator', 'reason', 'evidence'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Deed = keyof typeof DEEDS
/** Of whatever flow it is for. */
export type DeedCommand = CounterCommand | AmendmentCounterCommand | SettlementCommand | InvoiceCounterCommand
export type DeedFields = Readonly<Record<string, string | boolean>>

/** Who does what nobody is named for. */
export const USUAL_OPERATOR = 'kim'

/** @returns what is wrong with the fields, a line each. */
export function deedProblems(deed: Deed, given: DeedFields): readonly string[] {
  const known = DEEDS[deed].map((field) => field.replace('?', ''))
  const needed = DEEDS[deed].filter((field) => !field.endsWith('?') && field !== 'operator')
  return [
    ...needed
      .filter((field) => !(field in given))
      .map((field) => `${deed} needs ${field}. Write with: { ${field}: … }`),
    ...Object.keys(given)
      .filter((field) => !known.includes(field))
      .map((field) => `${deed} has no ${field}. It takes ${known.join(', ') || 'nothing'}`),
  ]
}

/** The command as the terminal takes it. @throws Error for a number or a buyer that is none: they are checked when they are used. */
export function commandOf(deed: Deed, given: DeedFields): DeedCommand {
  const needsOperator = (DEEDS[deed] as readonly string[]).includes('operator')
  const fields = { ...(needsOperator && { operator: USUAL_OPERATOR }), ...given }
  if (deed === 'invoice.corrected') {
    const { operator = USUAL_OPERATOR, reason, ...buyer } = given
    return { type: deed, operator, reason, buyer: clearBuyer(buyer as unknown as BuyerDraft, 'service') } as DeedCommand
  }
  if (deed !== 'tax.reassigned') return { type: deed, ...fields } as unknown as CounterCommand
  const { use, kind = 'mobileNumber', number } = given
  const usage = use === 'businessExpense' ? 'businessExpense' : 'personalDeduction'
  if (number === undefined) return { type: deed, use: usage }
  const identifier = parseTaxIdentifier(kind as TaxIdentifierKind, String(number), usage)
  if (!identifier.ok) throw new Error(`the number cannot be used: ${identifier.problem}`)
  return { type: deed, use: usage, identifier: identifier.value }
}
