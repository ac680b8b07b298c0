/**
 * `GET /cash-receipts`: receipts of some time, filtered, sorted and cut into pages as the official client asks for them.
 * Defaults are PortOne's: page 0 of 10, newest issue first, the ninety days before `until`.
 */
import { z } from 'zod'
import { DAY_MS } from '../korean-time.js'
import { type ReceiptRecord, shownRecord } from './receipt-record.js'

const FIELDS = ['ISSUED_AT', 'CANCELLED_AT', 'STATUS_UPDATED_AT'] as const
type Field = (typeof FIELDS)[number]

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

export const listRequestSchema = z.object({
  page: z
    .object({ number: z.number().int().nonnegative().default(0), size: z.number().int().positive().default(10) })
    .prefault({}),
  sort: z
    .object({ by: z.enum(FIELDS).default('ISSUED_AT'), order: z.enum(['ASC', 'DESC']).default('DESC') })
    .prefault({}),
  filter: z
    .object({
      storeId: z.string().optional(),
      timeRangeField: z.enum(FIELDS).default('ISSUED_AT'),
      from: moment.optional(),
      until: moment.optional(),
      paymentId: z.string().optional(),
      statuses: z.array(z.enum(['ISSUED', 'CANCELLED', 'FAILED'])).optional(),
      isManual: z.boolean().optional(),
      types: z.array(z.enum(['PERSONAL', 'CORPORATE'])).optional(),
    })
    .prefault({}),
})

export type ListRequest = z.output<typeof listRequestSchema>

const DEFAULT_SPAN_MS = 90 * DAY_MS

export function listReceipts(
  records: readonly ReceiptRecord[],
  { page, sort, filter }: ListRequest,
  now: number,
  mostPerPage: number,
) {
  const until = filter.until ?? now
  const from = filter.from ?? until - DEFAULT_SPAN_MS
  const found = records
    .filter((record) => isWithin(timeOf(record, filter.timeRangeField), from, until))
    .filter(({ paymentId }) => filter.paymentId === undefined || paymentId === filter.paymentId)
    .filter(({ status }) => filter.statuses?.includes(STATUS_IN_FILTER[status]) ?? true)
    .filter((record) => filter.types === undefined || ('type' in record && filter.types.includes(record.type)))
    // Every receipt here was asked for over the API.
    .filter(() => filter.isManual ?? true)
    .sort((a, b) => (timeOf(a, sort.by) ?? 0) - (timeOf(b, sort.by) ?? 0))
  if (sort.order === 'DESC') found.reverse()
  const size = Math.min(page.size, mostPerPage)
  return {
    items: found.slice(page.number * size, (page.number + 1) * size).map(shownRecord),
    page: { number: page.number, size, totalCount: found.length },
  }
}

/** A list names a failed attempt otherwise than a receipt does. */
const STATUS_IN_FILTER = { ISSUED: 'ISSUED', CANCELLED: 'CANCELLED', ISSUE_FAILED: 'FAILED' } as const

function timeOf(record: ReceiptRecord, field: Field): number | undefined {
  const issuedAt = record.status === 'ISSUE_FAILED' ? record.failedAt : record.issuedAt
  if (field === 'ISSUED_AT') return issuedAt
  const cancelledAt = record.status === 'CANCELLED' ? record.cancelledAt : undefined
  return field === 'CANCELLED_AT' ? cancelledAt : (cancelledAt ?? issuedAt)
}

function isWithin(at: number | undefined, from: number, until: number): boolean {
  return at !== undefined && from <= at && at <= until
}
