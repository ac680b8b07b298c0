/**
 * Faults at their time: a list of what goes wrong after how many milliseconds, receipts, bytes or dots. It is data, so the
 * same bad day plays in a test, in a scenario and at the counter, on whatever clock is given.
 */
import { parse } from 'yaml'
import { z } from 'zod'
import { type Parsed, parsed, problem } from '../../../../src/domain/parsed.js'
import type { Clock } from '../../../../src/ports/clock.js'
import { DriverError } from '../../../../src/ports/device.js'
import { applyFault, type Fault, type FaultProblem, type FaultTarget, faultProblemText, parseFault } from './faults.js'

/** Counted from the beginning of the schedule. */
export type FaultTrigger =
  | { readonly afterMs: number }
  | { readonly afterReceipts: number }
  /** Right after that byte from the hosts, before the next. */
  | { readonly afterBytes: number }
  /** Right after that dot row was fed, in the middle of a line if it comes to that. */
  | { readonly afterDots: number }

export interface TimedFault {
  readonly when: FaultTrigger
  readonly fault: Fault
}

export type FaultSchedule = readonly TimedFault[]

/** A printer a schedule can be played on. */
export interface ScheduledPrinter extends FaultTarget {
  onReceipt(listener: () => void): () => void
  afterBytes(bytes: number, then: () => void): () => void
  afterRows(rows: number, then: () => void): () => void
}

const MS_PER: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000 }

/** `now`, `at 3s`, `after 500ms`, `after 2 receipts`, `after 600 bytes`, `after 120 dots`. */
function parseTrigger(text: string): Parsed<FaultTrigger, FaultProblem> {
  const words = text.trim().toLowerCase()
  if (words === 'now') return parsed({ afterMs: 0 })
  const [, digits, unit = ''] = /^(?:at|after)\s+(\d+)\s*(ms|s|min|receipts?|bytes?|dots?)$/.exec(words) ?? []
  const count = Number(digits)
  if (digits === undefined || !Number.isSafeInteger(count)) {
    return problem({
      word: text.trim(),
      expected: 'a time',
      remedy: 'write: at 3s, after 2 receipts, after 600 bytes, after 120 dots, or now',
    })
  }
  if (unit.startsWith('receipt')) return parsed({ afterReceipts: count })
  if (unit.startsWith('byte')) return parsed({ afterBytes: count })
  if (unit.startsWith('dot')) return parsed({ afterDots: count })
  return parsed({ afterMs: count * (MS_PER[unit] ?? 1) })
}

/** Reads `at 3s: cover-open`; without a time, `cover-open` is `now`. */
export function parseTimedFault(text: string): Parsed<TimedFault, FaultProblem> {
  const colon = text.indexOf(':')
  const when = colon < 0 ? parsed<FaultTrigger>({ afterMs: 0 }) : parseTrigger(text.slice(0, colon))
  if (!when.ok) return when
  const fault = parseFault(text.slice(colon + 1))
  return fault.ok ? parsed({ when: when.value, fault: fault.value }) : fault
}

const line = z.string().transform((text, context): TimedFault => {
  const read = parseTimedFault(text)
  if (read.ok) return read.value
  context.addIssue({ code: 'custom', message: faultProblemText(read.problem) })
  return z.NEVER
})

/** `at 3s: cover-open` without quotes is a YAML mapping of one key. */
const mapping = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .refine((entry) => Object.keys(entry).length === 1, 'one time and one fault on each line')
  .transform((entry) => Object.entries(entry).map(([when, fault]) => `${when}: ${fault}`)[0] ?? '')
  .pipe(line)

const count = z.number().int().nonnegative()

/** The long form: one of the four, or none for now. */
const entry = z
  .strictObject({
    afterMs: count.optional(),
    afterReceipts: count.optional(),
    afterBytes: count.optional(),
    afterDots: count.optional(),
    fault: z.string().transform((text, context): Fault => {
      const read = parseFault(text)
      if (read.ok) return read.value
      context.addIssue({ code: 'custom', message: faultProblemText(read.problem) })
      return z.NEVER
    }),
  })
  .transform(({ fault, ...when }, context): TimedFault => {
    const [only, more] = Object.entries(when).filter(([, value]) => value !== undefined)
    if (more)
      context.addIssue({ code: 'custom', message: 'only one of afterMs, afterReceipts, afterBytes and afterDots' })
    return { when: (only ? { [only[0]]: only[1] } : { afterMs: 0 }) as FaultTrigger, fault }
  })

const item = z.unknown().transform((value, context): TimedFault => {
  const schema = typeof value === 'string' ? line : isLongForm(value) ? entry : mapping
  const read = schema.safeParse(value)
  if (read.success) return read.data
  for (const { message } of read.error.issues) context.addIssue({ code: 'custom', message })
  return z.NEVER
})

const isLongForm = (value: unknown): boolean => typeof value === 'object' && value !== null && 'fault' in value

/** For schemas of scenarios that hold a schedule. */
export const faultScheduleSchema = z.array(item)

/**
 * Reads a schedule: a YAML list, or a mapping with the list under `faults`.
 * @throws DriverError `script.malformed` naming what is wrong.
 */
export function parseFaultSchedule(yamlText: string): FaultSchedule {
  const document = parseYaml(yamlText)
  const list = typeof document === 'object' && document !== null && 'faults' in document ? document.faults : document
  const read = faultScheduleSchema.safeParse(list ?? [])
  if (!read.success) throw new DriverError('script.malformed', z.prettifyError(read.error))
  return read.data
}

/** Plays a schedule from now on. @returns a function that takes back what has not happened yet. */
export function playFaultSchedule(printer: ScheduledPrinter, clock: Clock, schedule: FaultSchedule): () => void {
  const stops = schedule.map(({ when, fault }) => arrange(printer, clock, when, () => applyFault(printer, fault)))
  return () => {
    for (const stop of stops) stop()
  }
}

function arrange(printer: ScheduledPrinter, clock: Clock, when: FaultTrigger, then: () => void): () => void {
  if ('afterBytes' in when) return printer.afterBytes(when.afterBytes, then)
  if ('afterDots' in when) return printer.afterRows(when.afterDots, then)
  if ('afterReceipts' in when) return afterReceipts(printer, when.afterReceipts, then)
  if (when.afterMs > 0) return clock.schedule(when.afterMs, then)
  then()
  return () => undefined
}

function afterReceipts(printer: ScheduledPrinter, receipts: number, then: () => void): () => void {
  let left = receipts
  if (left === 0) then()
  const stop = printer.onReceipt(() => {
    left--
    if (left !== 0) return
    stop()
    then()
  })
  return stop
}

function parseYaml(text: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    throw new DriverError('script.malformed', 'the fault schedule is not YAML', { cause })
  }
}
