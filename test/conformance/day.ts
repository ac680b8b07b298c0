/**
 * A random day at a counter, as data that can be read when it went wrong: customers one after the other, and faults, noise
 * and resets at random times among them.
 */
import fc from 'fast-check'
import { parseTimedFault, playFaultSchedule } from '../../drivers/printers/emulated/faults/fault-schedule.js'
import { faultProblemText } from '../../drivers/printers/emulated/faults/faults.js'
import { EVERY_CASTING } from './castings.js'
import { type Cashier, Counter, NOTHING } from './counter.js'
import { measure } from './geometry.js'
import type { Story } from './judge.js'
import type { SheetKind } from './sheets.js'
import type { Stage } from './stage.js'
import type { CableKind } from './virtual-cable.js'
import { VirtualStage } from './virtual-stage.js'

interface Customer {
  readonly kind: SheetKind
  readonly cashier: Cashier
  /** Somebody takes the job back. */
  readonly stopAfterMs?: number
  readonly expiresInMs?: number
}

export interface Day {
  readonly printer: string
  readonly cable: CableKind
  readonly customers: readonly Customer[]
  /** `after 40 dots: power-off`, as in fault schedules. */
  readonly faults: readonly string[]
  /** Bytes nobody sent, hexadecimal, on the return wire: `12 at 300 ms`. */
  readonly noise: readonly { readonly atMs: number; readonly hex: string }[]
  readonly resetsAtMs: readonly number[]
}

const soon = fc.nat({ max: 6_000 })
const later = fc.nat({ max: 120_000 })
const moment = fc.oneof(
  soon.map((ms) => `after ${ms}ms`),
  later.map((ms) => `after ${ms}ms`),
  fc.nat({ max: 8_000 }).map((bytes) => `after ${bytes} bytes`),
  fc.nat({ max: 1_200 }).map((dots) => `after ${dots} dots`),
  fc.integer({ min: 1, max: 3 }).map((receipts) => `after ${receipts} receipts`),
)

/** Everything but what makes the printer a liar, hurts single bytes, or tears a receipt in two by hand. */
const fault = fc.oneof(
  fc.constantFrom(
    ...[
      'paper-out',
      'paper-near-end',
      'load-paper',
      'cover-open',
      'cover-close',
      'cutter-jam',
      'cutter-free',
      'head-hot',
      'head-cool',
    ],
    ...[
      'mechanical-error',
      'mechanism-free',
      'unrecoverable-error',
      'offline',
      'online',
      'feed-press',
      'feed-release',
      'drawer-open',
    ],
    ...[
      'unplug',
      'plug',
      'power-off',
      'power-on',
      'power-cycle',
      'fast',
      'silent',
      'answering',
      'half-duplex',
      'full-duplex',
      'healthy',
    ],
  ),
  fc.integer({ min: 0, max: 600 }).map((dots) => `paper-out after ${dots} dots`),
  fc.integer({ min: 1, max: 4_000 }).map((ms) => `head-hot for ${ms}ms`),
  fc.integer({ min: 300, max: 20_000 }).map((rate) => `slow ${rate}`),
)

const customer: fc.Arbitrary<Customer> = fc.record(
  {
    kind: fc.constantFrom<SheetKind[]>('plain', 'plain', 'logo', 'long'),
    cashier: fc.constantFrom<Cashier[]>('looks', 'insists'),
    stopAfterMs: soon,
    expiresInMs: soon,
  },
  { requiredKeys: ['kind', 'cashier'] },
)

/** @param printers names of castings; the first is what shrinking ends at. */
export const anyDay = (printers: readonly string[]): fc.Arbitrary<Day> =>
  fc
    .record({
      printer: fc.constantFrom(...printers),
      cable: fc.constantFrom<CableKind[]>('network', 'dtr', 'xon-xoff'),
      customers: fc.array(customer, { minLength: 1, maxLength: 3 }),
      faults: fc.array(
        fc.tuple(moment, fault).map(([when, what]) => `${when}: ${what}`),
        { maxLength: 4 },
      ),
      noise: fc.array(
        fc.record({
          atMs: soon,
          hex: fc.uint8Array({ minLength: 1, maxLength: 4 }).map((bytes) => Buffer.from(bytes).toString('hex')),
        }),
        { maxLength: 5 },
      ),
      resetsAtMs: fc.array(soon, { maxLength: 2 }),
    })
    .map((day) => (day.cable === 'network' ? day : { ...day, faults: day.faults.filter(losesNoBytes) }))

/** A serial cable out for a moment loses what is on its way, and neither end hears of it: see the README. */
const losesNoBytes = (fault: string): boolean => !fault.endsWith(': unplug')

export async function playDay(day: Day): Promise<Story> {
  const casting = EVERY_CASTING.find(({ name }) => name === day.printer)
  if (!casting) throw new RangeError(`nobody plays ${day.printer}`)
  for (const { kind } of day.customers) await measure(casting, kind)
  const stage = new VirtualStage(casting, day.cable)
  const counter = new Counter(stage, casting)
  const stopFaults = begin(day, stage)
  for (const [index, { kind, cashier, stopAfterMs, expiresInMs }] of day.customers.entries()) {
    const fault = {
      ...{ name: 'today', kind, ...(expiresInMs !== undefined && { expiresInMs }) },
      before: ({ afterMs, stop }: { afterMs: (ms: number, then: () => void) => void; stop: () => void }) => {
        if (stopAfterMs !== undefined) afterMs(stopAfterMs, stop)
      },
    }
    await counter.serve(index + 1, fault, cashier)
  }
  stopFaults()
  await counter.mend()
  await stage.restore()
  await measure(casting, 'plain')
  await counter.serve(day.customers.length + 1, NOTHING, 'looks')
  const story = await counter.story()
  await stage.close()
  return story
}

function begin({ faults, noise, resetsAtMs }: Day, stage: Stage): () => void {
  const schedule = faults.map((text) => {
    const timed = parseTimedFault(text)
    if (!timed.ok) throw new RangeError(faultProblemText(timed.problem))
    return timed.value
  })
  const stops = [
    playFaultSchedule(stage.emulated, stage.clock, schedule),
    ...noise.map(({ atMs, hex }) => stage.clock.schedule(atMs, () => stage.interfere(Buffer.from(hex, 'hex')))),
    ...resetsAtMs.map((atMs) => stage.clock.schedule(atMs, () => void stage.resetLink())),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
