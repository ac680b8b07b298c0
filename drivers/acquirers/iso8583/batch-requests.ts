/**
 * The messages that close a batch: settlement 0500, and 0320 that hands over its transactions one by one when the two
 * sides counted differently. Their processing codes are those of the batch-upload family of terminal protocols.
 */
import type { BatchRecord, HostMessageKey, SettlementRequest } from '../../../src/ports/acquirer.js'
import { totalsFields } from './batch-totals.js'
import { DE } from './data-elements.js'
import type { IsoMessage } from './iso-message.js'
import { amountFields, digitsOf, identified, originalData, type TerminalIdentity } from './message-fields.js'
import { encodePrivateData } from './private-data.js'
import { PROCESSING } from './requests.js'

const MTI = { settlement: '0500', upload: '0320' } as const

/** DE3 of a settlement: the first try, and the one after every transaction was uploaded. */
export const SETTLING = { first: '920000', afterUpload: '960000' } as const

export function settlementRequest(request: SettlementRequest, terminal: TerminalIdentity): IsoMessage {
  return {
    mti: MTI.settlement,
    fields: {
      ...identified(request.key, terminal),
      ...totalsFields(request.totals),
      [DE.processingCode]: request.afterUpload ? SETTLING.afterUpload : SETTLING.first,
      [DE.privateData]: batchField(request.batchNumber),
    },
  }
}

/** The transaction as it was: its processing code, amount and references; DE90 names it, the message's own key does not. */
export function uploadAdvice(
  record: BatchRecord & { readonly batchNumber: number; readonly uploadKey: HostMessageKey },
  terminal: TerminalIdentity,
): IsoMessage {
  return {
    mti: MTI.upload,
    fields: {
      ...identified(record.uploadKey, terminal),
      ...amountFields(record.amount),
      [DE.processingCode]: PROCESSING[record.kind],
      [DE.rrn]: record.rrn.padEnd(12),
      [DE.approvalCode]: record.approvalCode.padEnd(6),
      [DE.privateData]: batchField(record.batchNumber),
      [DE.originalData]: originalData(record.key),
    },
  }
}

function batchField(batchNumber: number): string {
  return encodePrivateData({ batchNumber: digitsOf(batchNumber, 6) })
}
