/** What the tax region changes in the context: whom the document is for, its number, and how far it has come. */
import type { FailureCode } from '../../domain/failures.js'
import type { SealedIdentifier } from '../../domain/identifiers/sealed-identifier.js'
import type { CashReceiptUse, TaxIdentifierKind } from '../../domain/identifiers/tax-identifier.js'
import type { Money } from '../../domain/money.js'
import type { TaxDocument } from '../../ports/tax-authority.js'
import type { PersonsWord } from '../persons-word.js'
import { change } from './change.js'
import type { TaxProgress } from './payment-context.js'

export const taxChanges = {
  limitDocument: change((context, { over }: { over?: Money }) => ({
    tax: { ...context.tax, ...(over && { over }) },
  })),
  needNoDocument: change((context) => ({ tax: { ...context.tax, status: 'none' } })),
  chooseUse: change((context, params: { use: CashReceiptUse; identifierKind: TaxIdentifierKind }) => ({
    tax: { ...withoutIdentifier(context.tax), ...params, selfIssued: false },
  })),
  enterNumber: change((context, params: { identifier: SealedIdentifier }) => ({
    tax: { ...context.tax, identifier: params.identifier },
  })),
  rejectNumber: change((context) => ({ tax: withoutIdentifier(context.tax) })),
  /** A self-issued receipt is a personal deduction to nobody's number, by law. */
  selfIssue: change((context) => ({
    tax: {
      ...withoutIdentifier(context.tax),
      use: 'personalDeduction',
      identifierKind: 'mobileNumber',
      selfIssued: true,
    },
  })),
  mintDocumentNumber: change((context, params: { documentNumber: string }) => ({
    tax: { documentNumber: params.documentNumber, ...context.tax },
  })),
  /** What is corrected is another document, so it gets a number of its own. */
  dropDocumentNumber: change((context) => {
    const { documentNumber: _number, document: _document, ...tax } = context.tax
    return { tax: { ...tax, attempts: 0, verdictChecks: 0, mayStand: false } }
  }),
  countAttempt: change((context) => ({ tax: { ...context.tax, attempts: context.tax.attempts + 1 } })),
  oweDocument: change((context) => ({ tax: { ...context.tax, status: 'pending' } })),
  recordTaxFailure: change((context, params: { failure: FailureCode; hostCode?: string }) => ({
    tax: { ...withoutFailure(context.tax), ...params },
  })),
  recordDocument: change((context, params: { document: TaxDocument }) => ({
    tax: { ...withoutFailure(context.tax), status: 'issued', document: params.document },
  })),
  countVerdictCheck: change((context) => ({
    tax: { ...context.tax, verdictChecks: context.tax.verdictChecks + 1 },
  })),
  /** A submission went unanswered: from now on only asking can say that it does not stand. */
  doubtDocument: change((context) => ({ tax: { ...context.tax, mayStand: true } })),
  /** Too late for the gateway to take it under the day of the payment, it carries the day it is issued. */
  dateDocument: change((context, params: { at: number }) => ({ tax: { ...context.tax, tradedAt: params.at } })),
  followInvoice: change((context, params: { invoiceId: string }) => ({
    tax: { ...context.tax, invoiceId: params.invoiceId },
  })),
  settleTax: change((context, settledBy: PersonsWord) => ({
    tax: { ...context.tax, settledBy },
  })),
}

function withoutIdentifier({ identifier: _identifier, ...tax }: TaxProgress): TaxProgress {
  return tax
}

function withoutFailure({ failure: _failure, hostCode: _hostCode, ...tax }: TaxProgress): TaxProgress {
  return tax
}
