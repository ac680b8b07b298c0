/**
 * Reads a settlement file: CSV lines of a header, records, totals and a checksum, described in the room's README. It is
 * believed whole or not at all; what is wrong with it is named line by line, for a person who has to ask for another.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { money } from '../../../src/domain/money.js'
import { type Parsed, parsed } from '../../../src/domain/parsed.js'
import type { BatchRecord, BatchTotals, SettlementFile } from '../../../src/ports/acquirer.js'
import { sameTotals } from './batch-totals.js'

export type SettlementFileFault =
  | 'lineMissing'
  | 'lineMalformed'
  | 'anotherTerminal'
  | 'anotherBatch'
  | 'listedTwice'
  | 'totalsDiffer'
  | 'checksumDiffers'
  | 'cutShort'

export interface SettlementFileProblem {
  /** Counted from 1. */
  readonly line: number
  readonly fault: SettlementFileFault
}

const whole = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
const signedWhole = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number)
const instant = z.iso.datetime({ precision: 0 }).transform((text) => Date.parse(text))

const headerSchema = z.tuple([
  z.literal('header'),
  z.literal('settlement'),
  z.literal('1'),
  z.string().regex(/^[0-9A-Za-z]{1,8}$/),
  z.string().regex(/^\d{6}$/),
  z.enum(['KRW', 'CNY', 'USD']),
  instant,
])
const recordSchema = z.tuple([
  z.enum(['purchase', 'refund']),
  z.string().regex(/^\d{6}$/),
  instant,
  z.string().regex(/^[0-9A-Za-z]{1,12}$/),
  z.string().regex(/^[0-9A-Za-z]{1,6}$/),
  whole.refine((amount) => amount > 0),
])
const totalsSchema = z.tuple([z.literal('totals'), whole, whole, whole, whole, signedWhole])
const checksumSchema = z.tuple([z.literal('checksum'), z.literal('sha256'), z.string().regex(/^[0-9a-f]{64}$/)])

/** A file's lines by what they are, with where they stand. */
interface Lines {
  readonly header: string
  readonly records: readonly string[]
  readonly totals: string
  readonly checksum: string
}

/**
 * @param asked the terminal and the batch the file was asked for.
 * @returns the file, times in whole seconds; or every problem found in it.
 */
export function readSettlementFile(
  text: string,
  asked: { readonly terminalNumber: string; readonly batchNumber: number },
): Parsed<SettlementFile, readonly SettlementFileProblem[]> {
  const lines = text.split('\n')
  if (lines.pop() !== '') return { ok: false, problem: [{ line: lines.length + 1, fault: 'cutShort' }] }
  if (lines.length < 3) return { ok: false, problem: [{ line: lines.length + 1, fault: 'lineMissing' }] }
  const [first = '', ...others] = lines
  const [totals = '', checksum = ''] = others.splice(-2)
  return readLines({ header: first, records: others, totals, checksum }, asked)
}

function readLines(
  lines: Lines,
  asked: { readonly terminalNumber: string; readonly batchNumber: number },
): Parsed<SettlementFile, readonly SettlementFileProblem[]> {
  const problems: SettlementFileProblem[] = []
  const totalsLine = lines.records.length + 2
  const read = <T>(schema: z.ZodType<T>, line: number, text: string): T | undefined => {
    const result = schema.safeParse(text.split(','))
    if (!result.success) problems.push({ line, fault: 'lineMalformed' })
    return result.data
  }
  const header = read(headerSchema, 1, lines.header)
  const rows = lines.records.flatMap((text, index) => {
    const row = read(recordSchema, index + 2, text)
    return row ? [row] : []
  })
  const totals = read(totalsSchema, totalsLine, lines.totals)
  const checksum = read(checksumSchema, totalsLine + 1, lines.checksum)

  const [, , , terminal, batch, currency, closedAt] = header ?? []
  if (terminal !== undefined && terminal !== asked.terminalNumber) problems.push({ line: 1, fault: 'anotherTerminal' })
  if (batch !== undefined && Number(batch) !== asked.batchNumber) problems.push({ line: 1, fault: 'anotherBatch' })
  problems.push(...listedTwice(lines.records))
  if (checksum && checksum[2] !== digestOf(lines)) problems.push({ line: totalsLine + 1, fault: 'checksumDiffers' })
  if (!currency || closedAt === undefined || !totals || problems.length > 0) return { ok: false, problem: problems }

  const records = rows.map(([kind, stan, sentAt, rrn, approvalCode, amountMinor]): BatchRecord => {
    return { kind, key: { stan, sentAt }, amount: money(amountMinor, currency), rrn, approvalCode }
  })
  const [, purchases, taken, refunds, given, netMinor] = totals
  const claimed: BatchTotals = {
    currency,
    purchases: { count: purchases, amountMinor: taken },
    refunds: { count: refunds, amountMinor: given },
  }
  if (netMinor !== taken - given || !sameTotals(claimed, totalsOf(records, claimed))) {
    return { ok: false, problem: [{ line: totalsLine, fault: 'totalsDiffer' }] }
  }
  return parsed({ batchNumber: asked.batchNumber, closedAt, records, totals: claimed })
}

/** One transaction – by its reference number – has one record. */
function listedTwice(records: readonly string[]): SettlementFileProblem[] {
  const seen = new Set<string>()
  return records.flatMap((text, index) => {
    const rrn = text.split(',')[3] ?? ''
    const again = seen.has(rrn)
    seen.add(rrn)
    return again ? [{ line: index + 2, fault: 'listedTwice' as const }] : []
  })
}

function totalsOf(records: readonly BatchRecord[], { currency }: BatchTotals): BatchTotals {
  const of = (wanted: BatchRecord['kind']) => {
    const amounts = records.filter(({ kind }) => kind === wanted).map(({ amount }) => amount.amountMinor)
    return { count: amounts.length, amountMinor: amounts.reduce((sum, each) => sum + each, 0) }
  }
  return { currency, purchases: of('purchase'), refunds: of('refund') }
}

/** SHA-256 of every line before the checksum's, line ends included, in lower-case hexadecimal. */
function digestOf({ header, records, totals }: Lines): string {
  const before = [header, ...records, totals].map((line) => `${line}\n`).join('')
  return createHash('sha256').update(before, 'utf8').digest('hex')
}
