/**
 * Writes the settlement file of a closed batch, as the acquirer's back office would: header, a record a transaction,
 * totals, checksum. It shares no code with the terminal's reader, so that each is a check on the other.
 */
import { createHash } from 'node:crypto'
import { instantOf } from '../iso8583/times.js'
import type { ClosedBatch } from './host-ledger.js'
import { capturedAmount, type HostTransaction } from './host-transaction.js'

/** One line of the file, its amount in minor units. */
interface Row {
  readonly kind: 'purchase' | 'refund'
  readonly stan: string
  readonly sentAt: string
  readonly rrn: string
  readonly approvalCode: string
  readonly amountMinor: number
}

/** How a file can be wrong in itself consistently: only a comparison with another ledger finds it. */
export type SettlementDifference = 'missing' | 'altered'

export function settlementCsv(
  batch: ClosedBatch,
  records: readonly HostTransaction[],
  difference?: SettlementDifference,
): string {
  const rows = records.map(rowOf)
  if (difference === 'missing') rows.pop()
  const [first] = rows
  if (difference === 'altered' && first) rows[0] = { ...first, amountMinor: first.amountMinor + 1 }
  const { terminal, batchNumber, totals, closedAt } = batch
  const number = batchNumber.toString().padStart(6, '0')
  const lines = [
    ['header', 'settlement', '1', terminal, number, totals.currency, isoSeconds(closedAt)],
    ...rows.map(({ kind, stan, sentAt, rrn, approvalCode, amountMinor }) => {
      return [kind, stan, sentAt, rrn, approvalCode, amountMinor]
    }),
    totalsLine(rows),
  ]
  const text = lines.map((fields) => `${fields.join(',')}\n`).join('')
  return `${text}checksum,sha256,${createHash('sha256').update(text).digest('hex')}\n`
}

function rowOf(transaction: HostTransaction): Row {
  const { name, kind, decision } = transaction
  const decidedAt = decision?.decidedAt ?? 0
  const sentAt = instantOf(name.transmittedAt.slice(0, 4), name.transmittedAt.slice(4), 0, decidedAt) ?? decidedAt
  return {
    kind: kind === 'refund' ? 'refund' : 'purchase',
    stan: name.stan,
    sentAt: isoSeconds(sentAt),
    rrn: decision?.rrn ?? '',
    approvalCode: decision?.approvalCode ?? '',
    amountMinor: capturedAmount(transaction).amountMinor,
  }
}

function totalsLine(rows: readonly Row[]): readonly (string | number)[] {
  const amounts = (wanted: Row['kind']) => rows.filter(({ kind }) => kind === wanted).map((row) => row.amountMinor)
  const [purchases, refunds] = [amounts('purchase'), amounts('refund')]
  const total = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0)
  const [taken, given] = [total(purchases), total(refunds)]
  return ['totals', purchases.length, taken, refunds.length, given, taken - given]
}

/** UTC, whole seconds: `2026-03-05T05:00:07Z`. */
function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
