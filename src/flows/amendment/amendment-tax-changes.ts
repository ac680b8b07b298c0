/** What the tax region of an amendment changes: the steps planned, and how far they have come. */
import type { StandingDocument, TaxStepRecord } from '../../domain/amendment-record.js'
import type { FailureCode } from '../../domain/failures.js'
import type { SealedIdentifier } from '../../domain/identifiers/sealed-identifier.js'
import type { CashReceiptUse } from '../../domain/identifiers/tax-identifier.js'
import type { TaxDocument } from '../../ports/tax-authority.js'
import { changesOf } from '../change.js'
import type { PersonsWord } from '../persons-word.js'
import { type AmendmentContext, type AmendmentTax, dueStep } from './amendment-context.js'
import type { AmendmentEvent } from './amendment-events.js'
import { planTaxSteps } from './plan-tax-steps.js'

const change = changesOf<AmendmentContext, AmendmentEvent>()

export const amendmentTaxChanges = {
  needNoDocument: change(({ tax }) => ({ tax: { ...tax, status: 'none' } })),
  oweDocument: change(({ tax }) => ({ tax: { ...tax, status: 'pending' } })),
  planSteps: change((context, params: { document: StandingDocument }) => ({
    tax: { ...context.tax, document: params.document, steps: planTaxSteps(params.document, context) },
  })),
  /** The gateway takes back whole documents only: the rest is issued anew. */
  planWithoutParts: change((context) => {
    const { document } = context.tax
    if (!document) return {}
    const abilities = { ...context.abilities, partialRevocation: false }
    return { abilities, tax: { ...context.tax, steps: planTaxSteps(document, { ...context, abilities }) } }
  }),
  mintStepNumber: change((context, params: { documentNumber: string; at: number }) =>
    changeDue(context, (step) =>
      step.documentNumber === undefined
        ? { ...step, documentNumber: params.documentNumber, submittedAt: params.at }
        : step,
    ),
  ),
  countAttempt: change(({ tax }) => ({ tax: { ...tax, attempts: tax.attempts + 1 } })),
  recordTaxFailure: change(({ tax }, params: { failure: FailureCode; hostCode?: string }) => ({
    tax: { ...withoutFailure(tax), ...params },
  })),
  completeStep: change((context, params: { document: TaxDocument }) => {
    const { tax } = changeDue(context, (step) => ({
      ...step,
      state: 'done',
      approvalNumber: params.document.approvalNumber,
      tradeDate: params.document.tradeDate,
    }))
    return { tax: { ...withoutFailure(tax), attempts: 0 } }
  }),
  /** Whatever stood under the number was turned down: done again, it is another document. */
  dropStepNumber: change((context) => changeDue(context, undone)),
  /** Other content is another document, with a number of its own. */
  reassign: change((context, params: { use: CashReceiptUse; identifier?: SealedIdentifier; selfIssued: boolean }) => {
    const { tax } = changeDue(context, ({ identifier: _identifier, documentNumber: _number, ...step }) => ({
      ...step,
      ...params,
    }))
    return { tax: withoutFailure(tax) }
  }),
  finishSteps: change(({ tax }) => ({ tax: { ...withoutFailure(tax), status: 'done', attempts: 0 } })),
  countVerdictCheck: change(({ tax }) => ({ tax: { ...tax, verdictChecks: tax.verdictChecks + 1 } })),
  /** The tax office turned it down: it is to be done again, under a new number. */
  reopenStep: change(({ tax }, params: { index: number }) => ({
    tax: {
      ...tax,
      status: 'pending',
      verdictChecks: 0,
      failure: 'tax.rejectedByAuthority',
      steps: tax.steps.map((step, index) => (index === params.index ? undone(step) : step)),
    },
  })),
  settleTax: change(({ tax }, settledBy: PersonsWord) => ({ tax: { ...tax, settledBy } })),
}

function undone({ documentNumber: _n, approvalNumber: _a, tradeDate: _t, ...step }: TaxStepRecord): TaxStepRecord {
  return { ...step, state: 'due' }
}

function changeDue(
  context: AmendmentContext,
  apply: (step: TaxStepRecord) => TaxStepRecord,
): { readonly tax: AmendmentTax } {
  const due = dueStep(context)
  return { tax: { ...context.tax, steps: context.tax.steps.map((step) => (step === due ? apply(step) : step)) } }
}

function withoutFailure({ failure: _failure, hostCode: _hostCode, ...tax }: AmendmentTax): AmendmentTax {
  return tax
}
