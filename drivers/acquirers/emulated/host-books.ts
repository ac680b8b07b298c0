/**
 * What the host's transactions add up to, and what they forbid: which count, what a terminal's open batch comes to, and
 * why a void, a refund, a reversal or an upload cannot be done. Pure functions over the ledger's transactions.
 */
import { type Currency, type Money, money, subtract, sum } from '../../../src/domain/money.js'
import type { BatchTotals } from '../../../src/ports/acquirer.js'
import { RESPONSE } from '../iso8583/response-codes.js'
import { capturedAmount, type HostTransaction, keyOf, sameAmount, sameName, type TakeBack } from './host-transaction.js'

type Transactions = readonly HostTransaction[]

/** Those that move money: approved purchases that nobody voided, and approved refunds. A void moves none itself. */
export function countedOf(transactions: Transactions): Transactions {
  const voided = new Set(
    transactions.flatMap(({ kind, state, original }) =>
      kind === 'void' && state === 'approved' && original ? [keyOf(original)] : [],
    ),
  )
  return transactions.filter(({ kind, state, name }) => {
    return state === 'approved' && kind !== 'void' && !voided.has(keyOf(name))
  })
}

/** @param counted all in this currency. */
export function totalsOf(counted: Transactions, currency: Currency): BatchTotals {
  const of = (wanted: HostTransaction['kind']) => {
    const amounts = counted.filter(({ kind }) => kind === wanted).map(capturedAmount)
    return { count: amounts.length, amountMinor: sum(amounts, currency).amountMinor }
  }
  return { currency, purchases: of('purchase'), refunds: of('refund') }
}

/** What remains of purchases after refunds; negative when more was given back. */
export function netOf({ currency, purchases, refunds }: BatchTotals): Money {
  return subtract(money(purchases.amountMinor, currency), money(refunds.amountMinor, currency))
}

/** Why a void or a refund cannot be done, as DE39; undefined when it can. */
export function takeBackObjection(asked: TakeBack, transactions: Transactions): string | undefined {
  const original = transactions.find(({ name }) => sameName(name, asked.original))
  const { rrn, approvalCode } = original?.decision ?? {}
  if (original?.kind !== 'purchase' || original.state === 'declined') return RESPONSE.noSuchOriginal
  if (rrn !== asked.rrn || approvalCode !== asked.approvalCode) return RESPONSE.noSuchOriginal
  const takenBack = takenBackFrom(original, transactions)
  if (original.state === 'reversed' || takenBack.some(({ kind }) => kind === 'void')) return RESPONSE.alreadyTakenBack
  const captured = capturedAmount(original)
  if (asked.amount.currency !== captured.currency || asked.amount.amountMinor <= 0) return RESPONSE.amountInvalid
  if (asked.manner === 'void') {
    if (original.batchNumber !== undefined) return RESPONSE.alreadySettled
    if (takenBack.length > 0) return RESPONSE.alreadyTakenBack
    return sameAmount(asked.amount, captured) ? undefined : RESPONSE.amountInvalid
  }
  const refunded = sum(takenBack.map(capturedAmount), captured.currency)
  return refunded.amountMinor + asked.amount.amountMinor > captured.amountMinor ? RESPONSE.overRefunded : undefined
}

/**
 * Why a transaction cannot be reversed, as DE39; undefined when it can, or has been. It may name the amount asked for or
 * the amount approved: a terminal that never heard the answer knows only the first.
 */
export function reversalObjection(
  known: HostTransaction,
  amount: Money,
  transactions: Transactions,
): string | undefined {
  if (!sameAmount(known.amount, amount) && !sameAmount(capturedAmount(known), amount)) return RESPONSE.amountInvalid
  if (known.state !== 'approved') return undefined
  const refunded = takenBackFrom(known, transactions).some(({ kind }) => kind === 'refund')
  return known.batchNumber !== undefined || refunded ? RESPONSE.alreadySettled : undefined
}

/** One transaction handed over again for a batch, as it stands in the upload. */
export interface Upload extends Pick<TakeBack, 'name' | 'amount' | 'rrn' | 'approvalCode'> {
  readonly kind: 'purchase' | 'refund'
  readonly batchNumber: number
}

/** Why an uploaded transaction cannot be part of the batch, as DE39. */
export function uploadObjection(upload: Upload, transactions: Transactions): string | undefined {
  const known = transactions.find(({ name }) => sameName(name, upload.name))
  const { rrn, approvalCode } = known?.decision ?? {}
  if (known?.state !== 'approved' || known.kind !== upload.kind) return RESPONSE.noSuchOriginal
  if (rrn !== upload.rrn || approvalCode !== upload.approvalCode) return RESPONSE.noSuchOriginal
  if (takenBackFrom(known, transactions).some(({ kind }) => kind === 'void')) return RESPONSE.alreadyTakenBack
  if (known.batchNumber !== undefined && known.batchNumber !== upload.batchNumber) return RESPONSE.alreadySettled
  return sameAmount(capturedAmount(known), upload.amount) ? undefined : RESPONSE.amountInvalid
}

function takenBackFrom({ name }: HostTransaction, transactions: Transactions): Transactions {
  return transactions.filter(
    ({ original, state }) => state === 'approved' && original !== undefined && sameName(original, name),
  )
}
