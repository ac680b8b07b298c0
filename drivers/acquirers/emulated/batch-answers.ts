/**
 * How the emulated host answers about batches: it compares a terminal's totals with its own, closes the batch when they
 * agree, and takes transactions handed over again. Its rules may refuse either, or count otherwise (95) on purpose.
 */

import { SETTLING } from '../iso8583/batch-requests.js'
import { encodeHostTotals, readTotalsFields } from '../iso8583/batch-totals.js'
import { DE } from '../iso8583/data-elements.js'
import { encodePrivateData } from '../iso8583/private-data.js'
import { PROCESSING } from '../iso8583/requests.js'
import { RESPONSE } from '../iso8583/response-codes.js'
import type { AnsweringHost } from './answering-host.js'
import { type Fields, originalName, ownName, readAmount, readBatchNumber } from './request-fields.js'

const FORMAT_ERROR: Fields = { [DE.responseCode]: RESPONSE.formatError }

export function answerSettlement(fields: Readonly<Fields>, { ledger, rules }: AnsweringHost, at: number): Fields {
  const terminal = ownName(fields)?.terminal
  const batchNumber = readBatchNumber(fields)
  const totals = readTotalsFields(fields)
  if (terminal === undefined || batchNumber === undefined || !totals) return FORMAT_ERROR
  const code = rules.responseCode({ kind: 'settle', terminal })
  if (code === RESPONSE.outOfBalance) return outOfBalance(ledger.openTotals(terminal, totals.currency))
  if (code !== RESPONSE.approved) return { [DE.responseCode]: code }
  const afterUpload = fields[DE.processingCode] === SETTLING.afterUpload
  const answer = ledger.close({ terminal, batchNumber, totals, afterUpload }, at)
  if (answer.kind === 'otherwise') return outOfBalance(answer.hostTotals)
  return { [DE.responseCode]: answer.kind === 'closed' ? RESPONSE.approved : RESPONSE.duplicate }
}

export function answerUpload(fields: Readonly<Fields>, { ledger, rules }: AnsweringHost, at: number): Fields {
  const name = originalName(fields)
  const amount = readAmount(fields)
  const batchNumber = readBatchNumber(fields)
  const rrn = fields[DE.rrn]?.trim()
  const approvalCode = fields[DE.approvalCode]?.trim()
  if (!name || !amount || batchNumber === undefined || !rrn || !approvalCode) return FORMAT_ERROR
  const ruled = { kind: 'upload', terminal: name.terminal, amountMinor: amount.amountMinor } as const
  const code = rules.responseCode(ruled)
  if (code !== RESPONSE.approved) return { [DE.responseCode]: code }
  const kind = fields[DE.processingCode] === PROCESSING.refund ? 'refund' : 'purchase'
  return { [DE.responseCode]: ledger.upload({ name, kind, amount, batchNumber, rrn, approvalCode }, at) }
}

function outOfBalance(hostTotals: Parameters<typeof encodeHostTotals>[0]): Fields {
  return {
    [DE.responseCode]: RESPONSE.outOfBalance,
    [DE.privateData]: encodePrivateData({ hostTotals: encodeHostTotals(hostTotals) }),
  }
}
