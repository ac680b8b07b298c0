/**
 * The failure catalogue: every way a promise is known to fail, with its cause, who must act and the words for it.
 * Drivers map their own codes into it; screens, cases, logs and statistics read from it, so a failure has one name.
 */
/** Where a failure comes from (the five families of a shop's incident sheet). */
export type FailureCause = 'system' | 'medium' | 'merchant' | 'customer' | 'operator'

/** Who can make it go away. `nobody` = the terminal retries by itself. */
export type FailureActor = 'nobody' | 'cashier' | 'customer' | 'manager'

interface FailureFacts {
  readonly cause: FailureCause
  readonly actor: FailureActor
  /** The same request may simply be sent again later and succeed. */
  readonly retriable: boolean
  /** A person can correct the request (re-enter, switch) and send a new one. */
  readonly correctable: boolean
}

function facts(cause: FailureCause, actor: FailureActor, remedy?: 'retriable' | 'correctable'): FailureFacts {
  return { cause, actor, retriable: remedy === 'retriable', correctable: remedy === 'correctable' }
}

export const FAILURES = {
  // Card reader
  'reader.unreachable': facts('system', 'cashier', 'retriable'),
  'reader.linkLost': facts('system', 'cashier', 'retriable'),
  'reader.chipUnreadable': facts('medium', 'customer', 'correctable'),
  'reader.tapUnreadable': facts('medium', 'customer', 'correctable'),
  'reader.stripeUnreadable': facts('medium', 'customer', 'correctable'),
  'reader.chipRequired': facts('customer', 'customer', 'correctable'),
  'reader.cancelledByCustomer': facts('customer', 'customer', 'correctable'),
  'reader.timeout': facts('customer', 'cashier', 'correctable'),
  // The terminal itself
  'terminal.restarted': facts('system', 'cashier', 'correctable'),
  // Acquirer host
  'host.unreachable': facts('system', 'cashier', 'retriable'),
  'host.noAnswer': facts('system', 'cashier', 'retriable'),
  'host.systemMalfunction': facts('system', 'nobody', 'retriable'),
  'host.issuerUnavailable': facts('system', 'customer', 'correctable'),
  'host.declined': facts('customer', 'customer', 'correctable'),
  'host.contactIssuer': facts('customer', 'customer', 'correctable'),
  'host.limitExceeded': facts('customer', 'customer', 'correctable'),
  'host.insufficientFunds': facts('customer', 'customer', 'correctable'),
  'host.cardExpired': facts('customer', 'customer', 'correctable'),
  'host.cardInvalid': facts('customer', 'customer', 'correctable'),
  'host.wrongPin': facts('customer', 'customer', 'correctable'),
  'host.cardLostOrStolen': facts('customer', 'manager', 'correctable'),
  'host.notPermitted': facts('customer', 'customer', 'correctable'),
  'host.amountInvalid': facts('operator', 'cashier', 'correctable'),
  'host.merchantInvalid': facts('merchant', 'manager'),
  'host.formatError': facts('system', 'manager'),
  'host.duplicate': facts('system', 'manager'),
  'host.reversalRefused': facts('system', 'manager'),
  'host.reversalUnanswered': facts('system', 'manager', 'retriable'),
  'host.partiallyApproved': facts('customer', 'cashier', 'correctable'),
  'host.alreadySettled': facts('operator', 'nobody', 'retriable'),
  'host.alreadyTakenBack': facts('operator', 'manager'),
  'host.overRefunded': facts('operator', 'cashier', 'correctable'),
  'host.originalMissing': facts('operator', 'manager', 'correctable'),
  'host.outOfBalance': facts('system', 'manager'),
  'host.notSignedOn': facts('system', 'nobody', 'retriable'),
  'host.settlementFileMissing': facts('system', 'nobody', 'retriable'),
  'host.settlementFileUnreadable': facts('system', 'manager', 'retriable'),
  // Money that is not a card
  'transfer.notReceived': facts('customer', 'customer', 'correctable'),
  // Tax authority and its gateway
  'tax.gatewayUnreachable': facts('system', 'nobody', 'retriable'),
  'tax.gatewayOverloaded': facts('system', 'nobody', 'retriable'),
  'tax.maintenance': facts('system', 'nobody', 'retriable'),
  'tax.identifierRejected': facts('customer', 'customer', 'correctable'),
  'tax.wrongUse': facts('operator', 'cashier', 'correctable'),
  'tax.amountMismatch': facts('operator', 'manager'),
  'tax.merchantRestricted': facts('merchant', 'manager'),
  'tax.merchantUnregistered': facts('merchant', 'manager'),
  'tax.sellerNumberInvalid': facts('merchant', 'manager'),
  'tax.dateOutOfRange': facts('operator', 'manager'),
  'tax.originalMissing': facts('operator', 'cashier', 'correctable'),
  'tax.originalNotYetConfirmed': facts('system', 'nobody', 'retriable'),
  'tax.originalFailed': facts('operator', 'manager'),
  'tax.overCancelled': facts('operator', 'cashier', 'correctable'),
  'tax.reasonInvalid': facts('operator', 'cashier', 'correctable'),
  'tax.credentialsRejected': facts('merchant', 'manager'),
  'tax.creditExhausted': facts('merchant', 'manager'),
  'tax.duplicateConflict': facts('operator', 'manager'),
  'tax.rejectedByAuthority': facts('customer', 'manager'),
  'tax.identifierErased': facts('operator', 'customer', 'correctable'),
  'tax.clockWrong': facts('merchant', 'manager', 'retriable'),
  'tax.addressNotAllowed': facts('merchant', 'manager'),
  'tax.partialUnsupported': facts('system', 'nobody', 'retriable'),
  'tax.invoiceOwed': facts('merchant', 'manager'),
  'tax.refused': facts('system', 'manager'),
  // Invoices of other kinds (전자세금계산서, 数电票)
  'invoice.unreachable': facts('system', 'nobody', 'retriable'),
  'invoice.busy': facts('system', 'nobody', 'retriable'),
  'invoice.credentialsRejected': facts('merchant', 'manager'),
  'invoice.buyerInvalid': facts('customer', 'customer', 'correctable'),
  'invoice.amountMismatch': facts('operator', 'manager'),
  'invoice.duplicateConflict': facts('operator', 'manager'),
  'invoice.issuingFailed': facts('system', 'manager', 'correctable'),
  'invoice.originalMissing': facts('operator', 'cashier', 'correctable'),
  'invoice.awaitingConfirmation': facts('customer', 'customer', 'retriable'),
  'invoice.refused': facts('system', 'manager'),
  // Receipt printer
  'printer.unreachable': facts('system', 'cashier', 'retriable'),
  'printer.forbidden': facts('system', 'manager', 'retriable'),
  'printer.inUse': facts('system', 'cashier', 'retriable'),
  'printer.linkLost': facts('system', 'cashier', 'retriable'),
  'printer.paperNearEnd': facts('medium', 'cashier', 'retriable'),
  'printer.paperOut': facts('medium', 'cashier', 'retriable'),
  'printer.coverOpen': facts('medium', 'cashier', 'retriable'),
  'printer.cutterJam': facts('medium', 'cashier', 'retriable'),
  'printer.mechanicalError': facts('medium', 'cashier', 'retriable'),
  'printer.overheated': facts('medium', 'nobody', 'retriable'),
  'printer.feedButton': facts('medium', 'cashier', 'retriable'),
  'printer.offline': facts('system', 'cashier', 'retriable'),
  'printer.expired': facts('system', 'cashier', 'retriable'),
  'printer.unrecoverable': facts('system', 'manager'),
} as const satisfies Record<string, FailureFacts>

export type FailureCode = keyof typeof FAILURES

export const FAILURE_CODES = Object.keys(FAILURES) as readonly FailureCode[]

export function isFailureCode(text: string): text is FailureCode {
  return Object.hasOwn(FAILURES, text)
}
