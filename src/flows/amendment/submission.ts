/** What is sent to the tax gateway for one step of an amendment, complete but for the number behind the seal. */
import type { TaxStepRecord } from '../../domain/amendment-record.js'
import { type AmendmentContext, dueStep } from './amendment-context.js'
import type { TaxSubmission } from './amendment-events.js'

/** Of the step that is next. @throws when none is, which is a bug of the chart. */
export function submissionOf(context: AmendmentContext): TaxSubmission {
  const step = dueStep(context)
  if (!step) throw new Error('there is nothing to submit')
  return submission(step, context)
}

/** Of everything that was submitted. */
export function submissionsOf(context: AmendmentContext): readonly TaxSubmission[] {
  return context.tax.steps.map((step) => submission(step, context))
}

function submission(step: TaxStepRecord, { taxReason, openedAt }: AmendmentContext): TaxSubmission {
  const { kind, documentNumber = '', original, amounts, identifier, use = 'personalDeduction' } = step
  if (kind === 'issue') {
    const tradedAt = step.submittedAt ?? openedAt
    return { kind, documentNumber, use, amounts, tradedAt, ...(identifier && { identifier }) }
  }
  if (!original) throw new Error('a document without its original cannot be revoked')
  return { kind, documentNumber, original, reason: step.reason ?? taxReason, ...(step.isPart && { part: amounts }) }
}
