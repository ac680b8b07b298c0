/**
 * Two printers in the chart: who prints next, as what, and when nobody does any more. Whatever the order of events, at most
 * one paper without a copy mark may be in the world, and by itself the terminal puts at most one on each printer.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KOREAN_POLICY, type PaymentPolicy } from '../../src/flows/payment/payment-policy.js'
import type { PrintEvidence } from '../../src/ports/receipt-printer.js'
import { can, type Happening, type Walk, walk } from './payment-fixture.js'
import {
  askedFor,
  NO_TAX,
  notPrinted,
  paperOut,
  payCash,
  placesOf,
  printed,
  printUnknown,
  promises,
  reprinted,
  sale,
  sending,
  tell,
} from './payment-story.js'

const { expiresMs, fallbackAfterMs } = KOREAN_POLICY.paper
const TWO_PRINTERS: PaymentPolicy = { ...NO_TAX, paper: { ...NO_TAX.paper, fallback: true } }
const printing = (policy = TWO_PRINTERS) => walk(sale(5_000, policy), payCash(5_000))
const stopped = { type: 'paper.stopped' } as const
const restarted = { type: 'printer.unknown', reason: 'restarted' } as const
const offline = { type: 'printer.notPrinted', failure: 'printer.offline' } as const
const evidence = (end: PrintEvidence['end']): PrintEvidence => ({
  ...{ end, bytesAccepted: 600, wholeAccepted: false, replies: '' },
})
const partial = { type: 'printer.unknown', reason: 'interrupted', evidence: evidence('partial') } as const

const asked = (end: Walk) => {
  const { printer, copyNumber, copyReason } = askedFor(end, 'printer.print')
  return [printer, copyNumber, ...(copyReason === undefined ? [] : [copyReason])].join(' ')
}

describe('a main printer that certainly printed nothing', () => {
  it('hands the original to the fallback printer at once, as a job of its own', () => {
    const first = printing()
    const { lines, end } = tell(first, notPrinted)
    expect(asked(first)).toBe('main 0')
    expect(lines).toEqual(['printer.notPrinted → nothing moves; asks printer.print'])
    expect(asked(end)).toBe('fallback 0')
    expect(askedFor(end, 'printer.print')['jobId']).not.toBe(askedFor(first, 'printer.print')['jobId'])
    expect(end.snapshot.context.paper.last).toEqual({
      ...{ jobId: askedFor(first, 'printer.print')['jobId'], printer: 'main' },
      ...{ end: 'failed', failure: 'printer.unreachable' },
    })
    expect(tell(end, sending, printed).lines).toEqual([
      'printer.sending → paper sending',
      'printer.printed → paper confirmed, leaving complete',
    ])
  })

  it('fails where the fallback printer certainly printed nothing either, and is tried first again', () => {
    const { lines, end } = tell(printing(), notPrinted, notPrinted)
    expect(lines.at(-1)).toBe('printer.notPrinted → paper failed, leaving owing')
    const again = walk(end, { after: 'printRetry' })
    expect(asked(again)).toBe('main 0')
    expect(asked(walk(again, notPrinted))).toBe('fallback 0')
  })

  it('leaves it to a person where the fallback printer may have', () => {
    const { lines, end } = tell(printing(), notPrinted, printUnknown)
    expect(lines.at(-1)).toBe('printer.unknown → paper unknown, leftovers held, leaving owing')
    expect(end.requested).toEqual([])
    expect(asked(walk(end, reprinted))).toBe('main 1 printUnconfirmed')
  })

  it('has nobody to hand it to where there is no fallback printer', () => {
    expect(tell(printing(NO_TAX), notPrinted).lines).toEqual(['printer.notPrinted → paper failed, leaving owing'])
  })
})

describe('a main printer that may have printed', () => {
  it('makes the fallback printer print a copy that says so', () => {
    const { lines, end } = tell(printing(), sending, printUnknown)
    expect(lines.at(-1)).toBe('printer.unknown → paper queued, leftovers held; asks printer.print')
    expect(asked(end)).toBe('fallback 1 printUnconfirmed')
    expect(promises(end)).toBe('money done, tax notNeeded, paper unknown')
    const copied = walk(end, printed)
    expect(promises(copied)).toBe('money done, tax notNeeded, paper done')
    expect(copied.snapshot.context.paper).toMatchObject({ maybeOut: 2, confirmed: 1, leftAt: ['main'] })
  })

  it('keeps the reason of a copy that a person asked for', () => {
    const asking = walk(printing(), printed, { ...reprinted, reason: 'customerRequest' })
    expect(asked(walk(asking, printUnknown))).toBe('fallback 2 customerRequest')
  })

  it('leaves it to a person where the fallback printer certainly did not: neither is tried a second time', () => {
    const { lines, end } = tell(printing(), printUnknown, notPrinted)
    expect(lines.at(-1)).toBe('printer.notPrinted → paper unknown, leaving owing')
    expect(end.armed).toEqual({})
    expect(end.snapshot.context.standing.paper.why).toBe('printer.unreachable')
    expect(asked(walk(end, reprinted))).toBe('main 1 printUnconfirmed')
  })

  it('leaves it to a person where the fallback printer may have too', () => {
    const { lines, end } = tell(printing(), printUnknown, printUnknown)
    expect(lines.at(-1)).toBe('printer.unknown → paper unknown, leaving owing')
    expect(end.snapshot.context.paper).toMatchObject({ maybeOut: 2, leftAt: ['main', 'fallback'] })
  })

  it('as far as a weak printer can tell, having said it did, is looked at by a person', () => {
    const { lines, end } = tell(printing(), { type: 'printer.printed', confirmation: 'transport' })
    expect(lines).toEqual(['printer.printed → paper unknown, leaving owing'])
    expect(end.snapshot.context.paper.last).toMatchObject({ end: 'handedOff', confirmation: 'transport' })
  })

  it('before a terminal died is looked at by whoever starts it again', () => {
    const { lines, end } = tell(printing(), restarted)
    expect(lines).toEqual(['printer.unknown → paper unknown, leftovers held, leaving owing'])
    expect(end.requested).toEqual([])
  })

  it.each([
    ['it had been taken back by the cashier', [stopped, printUnknown]],
    ['its time was over', [sending, { ...printUnknown, waitMs: expiresMs }]],
  ])('when %s prints nowhere else', (_when, happenings) => {
    const end = walk(printing(), ...happenings)
    expect(placesOf(end.snapshot)['paper']).toBe('unknown')
    expect(end.requested).toEqual([])
  })
})

describe('waiting for a printer', () => {
  it.each([
    ['in its queue', []],
    ['for paper', [sending, paperOut]],
  ])('%s ends after a while, where another printer stands by', (_what, happenings) => {
    const waiting = walk(printing(), ...happenings)
    expect(waiting.armed).toMatchObject({ printPatience: fallbackAfterMs })
    expect(walk(waiting, { after: 'printPatience', waitMs: fallbackAfterMs }).requested).toEqual([
      { type: 'printer.stop', params: undefined },
    ])
  })

  it('in its queue goes on with the original, because nothing of it was sent', () => {
    const queued = walk(printing(), { after: 'printPatience', waitMs: fallbackAfterMs })
    const end = walk(queued, offline)
    expect(asked(end)).toBe('fallback 0')
    expect(end.snapshot.context.paper.last).toEqual({ jobId: '0002', printer: 'main', end: 'failed' })
  })

  it('for paper goes on with a copy, and what the printer threw away is not minded any more', () => {
    const paused = walk(printing(), sending, paperOut, { after: 'printPatience', waitMs: fallbackAfterMs })
    const { lines, end } = tell(paused, partial)
    expect(lines).toEqual(['printer.unknown → paper queued; asks printer.print'])
    expect(asked(end)).toBe('fallback 1 printUnconfirmed')
    expect(end.snapshot.context.paper).toMatchObject({ leftAt: [], last: { end: 'partial', printer: 'main' } })
  })

  it('that was on paper before it could be stopped is done', () => {
    const paused = walk(printing(), sending, paperOut, { after: 'printPatience', waitMs: fallbackAfterMs })
    expect(tell(paused, printed).lines).toEqual(['printer.printed → paper confirmed, leaving complete'])
  })

  it('is taken back for good when the cashier says so meanwhile', () => {
    const paused = walk(printing(), paperOut, { after: 'printPatience', waitMs: fallbackAfterMs }, stopped)
    expect(placesOf(walk(paused, partial).snapshot)['paper']).toBe('unknown')
    expect(placesOf(walk(paused, offline).snapshot)['paper']).toBe('owed')
  })

  it('is not cut short for a person who took it back already', () => {
    const taken = walk(printing(), paperOut, stopped)
    expect(() => walk(taken, { after: 'printPatience', waitMs: fallbackAfterMs })).toThrow('no deadline')
  })

  it('at the fallback printer lasts as long as the receipt is wanted', () => {
    const second = walk(printing(), notPrinted)
    expect(second.armed).toEqual({ printPatience: expiresMs - 1_000 })
    const paused = walk(second, sending, paperOut)
    expect(paused.armed['printPatience']).toBe(expiresMs - 3_000)
    const end = walk(paused, { after: 'printPatience', waitMs: expiresMs }, partial)
    expect(placesOf(end.snapshot)['paper']).toBe('unknown')
    expect(end.requested).toEqual([])
  })
})

describe('a receipt that waits too long', () => {
  it.each([NO_TAX, TWO_PRINTERS])('in a queue is taken back, owed, and not printed by itself', (policy) => {
    const queued = walk(printing(policy), { after: 'printPatience', waitMs: expiresMs })
    expect(queued.requested).toEqual([{ type: 'printer.stop', params: undefined }])
    const { lines, end } = tell(queued, offline)
    expect(lines.at(-1)).toBe('printer.notPrinted → paper owed, leaving owing')
    expect(end.armed).toEqual({})
    expect(end.snapshot.context.standing.paper.why).toBe('printer.expired')
    expect(asked(walk(end, reprinted))).toBe('main 0 printUnconfirmed')
  })

  it.each([NO_TAX, TWO_PRINTERS])('by the printer’s own clock is owed too, whatever the terminal’s says', (policy) => {
    const { lines, end } = tell(printing(policy), {
      type: 'printer.notPrinted',
      failure: 'printer.expired',
      waitMs: expiresMs,
    })
    expect(lines).toEqual(['printer.notPrinted → paper owed, leaving owing'])
    expect(end.snapshot.context.standing.paper.why).toBe('printer.expired')
  })

  it('but is coming out by then is let finish; no deadline ends it', () => {
    const coming = walk(printing(), sending)
    expect(coming.snapshot.can({ type: 'xstate.after.printPatience.payment.paper.printing.queued' } as never)).toBe(
      false,
    )
    expect(tell(coming, { ...printed, waitMs: 2 * expiresMs }).lines).toEqual([
      'printer.printed → paper confirmed, leaving complete',
    ])
  })

  it('and only then stops is given up at once', () => {
    const paused = walk(printing(), sending, { ...paperOut, waitMs: expiresMs })
    expect(paused.armed).toEqual({ printPatience: 0 })
    expect(walk(paused, { after: 'printPatience', waitMs: 0 }).requested).toEqual([
      { type: 'printer.stop', params: undefined },
    ])
  })
})

describe('what a printer tells on the way', () => {
  it('moves a queued receipt on when its first bytes have left', () => {
    expect(tell(printing(), sending, paperOut).lines).toEqual([
      'printer.sending → paper sending',
      'printer.paused → paper paused, leaving owing',
    ])
  })

  it('does not un-pause a receipt whose first bytes are reported late', () => {
    expect(tell(printing(), paperOut, sending).lines.at(-1)).toBe('printer.sending → nothing moves')
  })

  it('of a print given up before is not taken for the one under way', () => {
    const { jobId } = printing().snapshot.context.paper
    const second = walk(printing(), notPrinted)
    for (const late of [sending, paperOut, { type: 'printer.resumed' } as const]) {
      expect(tell(second, { ...late, jobId: String(jobId) } as Happening).lines).toEqual([
        `${late.type} → nothing moves`,
      ])
    }
  })
})

describe('a person', () => {
  it('may ask for the paper at the fallback printer; the next try by itself begins at the main one again', () => {
    const { lines, end } = tell(walk(printing(), printed), { ...reprinted, printer: 'fallback' }, notPrinted)
    expect(lines.at(-1)).toBe('printer.notPrinted → paper failed')
    expect(asked(walk(end, { after: 'printRetry' }))).toBe('main 1 printUnconfirmed')
  })

  it('cannot where there is none', () => {
    const done = walk(printing(NO_TAX), printed)
    expect(can(done, { ...reprinted, printer: 'fallback' })).toBe(false)
    expect(can(done, { ...reprinted, printer: 'main' })).toBe(true)
  })
})

describe('what a printer may still hold', () => {
  const covered = () => walk(printing(), printUnknown, printed)

  it('keeps the flow waiting for as long as it matters, though nothing is owed', () => {
    const end = covered()
    expect(placesOf(end.snapshot)).toMatchObject({ leaving: 'complete', leftovers: 'held' })
    const { lines } = tell(end, { after: 'leftoverCare', waitMs: expiresMs })
    expect(lines).toEqual(['after leftoverCare → leftovers none'])
  })

  it('is gone once that printer printed again, because it began by throwing it away', () => {
    const end = walk(covered(), reprinted, printed)
    expect(placesOf(end.snapshot)['leftovers']).toBe('none')
  })

  it('is minded longer when a person asks for the paper again', () => {
    const asking = walk(covered(), { ...reprinted, printer: 'fallback', waitMs: expiresMs / 2 })
    const end = walk(asking, { after: 'leftoverCare', waitMs: expiresMs / 2 + 1_000 })
    expect(placesOf(end.snapshot)['leftovers']).toBe('held')
    expect(end.armed['leftoverCare']).toBeGreaterThan(0)
  })
})

interface Print {
  readonly jobId: string
  readonly printer: unknown
  readonly copyNumber: number
  /** Asked for by the terminal, with no person's word between it and the print before. */
  readonly byItself: boolean
  outcome: 'nothing' | 'perhaps'
}

const HAPPENINGS: readonly Happening[] = [
  ...[sending, paperOut, { type: 'printer.resumed' } as const, stopped],
  ...[printed, { type: 'printer.printed', confirmation: 'transport' } as const],
  ...[notPrinted, offline, { type: 'printer.notPrinted', failure: 'printer.expired' } as const],
  ...[printUnknown, partial, restarted],
  ...[
    reprinted,
    { ...reprinted, printer: 'fallback' } as const,
    {
      type: 'paper.seen',
      operator: 'kim',
      reason: 'printUnconfirmed',
      evidence: 'whole, with the total and the cut',
    } as const,
  ],
  { type: 'paper.settledByPerson', operator: 'lee', reason: 'sent by e-mail', evidence: 'letter of 22 November' },
]
const DEADLINES = ['printPatience', 'printRetry', 'leftoverCare'] as const

const steps = fc.array(
  fc.record({
    happening: fc.constantFrom<Happening | (typeof DEADLINES)[number]>(...HAPPENINGS, ...DEADLINES),
    waitMs: fc.constantFrom(1_000, fallbackAfterMs, expiresMs),
  }),
  { maxLength: 40 },
)

/** Walks what happens, as far as it can, and notes every print with what may have come of it. */
function printsOf(happenings: readonly { readonly happening: Happening | string; readonly waitMs: number }[]): Print[] {
  const prints: Print[] = []
  let end = printing()
  note(end, true)
  for (const { happening, waitMs } of happenings) {
    const next = happenOrNot(end, happening, waitMs)
    if (!next) continue
    const current = prints.at(-1)
    const type = typeof happening === 'string' || !('type' in happening) ? '' : happening.type
    if (current && (type === 'printer.printed' || type === 'printer.unknown')) current.outcome = 'perhaps'
    note(next, type !== 'paper.reprinted')
    end = next
  }
  return prints

  function note({ requested }: Walk, byItself: boolean): void {
    for (const { type, params } of requested) {
      if (type !== 'printer.print') continue
      prints.push({ ...(params as Omit<Print, 'byItself' | 'outcome'>), byItself, outcome: 'nothing' })
    }
  }
}

/** Undefined for what cannot happen now: answers and deadlines of nothing, commands the chart does not take. */
function happenOrNot(end: Walk, happening: Happening | string, waitMs: number): Walk | undefined {
  if (typeof happening === 'string') {
    try {
      return walk(end, { after: happening, waitMs })
    } catch {
      return undefined
    }
  }
  const { jobId } = end.snapshot.context.paper
  return can(end, { jobId, ...happening } as never) ? walk(end, { ...happening, waitMs } as Happening) : undefined
}

describe('whatever happens, in whatever order', () => {
  const runs = { numRuns: 2_000 }

  it('no second paper without a copy mark may ever be in the world, and no copy number comes twice', () => {
    fc.assert(
      fc.property(steps, (happenings) => {
        const perhaps = printsOf(happenings).filter(({ outcome }) => outcome === 'perhaps')
        expect(perhaps.map(({ copyNumber }) => copyNumber)).toEqual(perhaps.map((_print, index) => index))
      }),
      runs,
    )
  })

  it('nothing is printed by itself after a paper that may be out, except one copy by the fallback printer', () => {
    fc.assert(
      fc.property(steps, (happenings) => {
        const prints = printsOf(happenings)
        for (const [index, { byItself, printer, copyNumber }] of prints.entries()) {
          const before = prints[index - 1]
          if (!byItself || before?.outcome !== 'perhaps') continue
          expect(before.printer).toBe('main')
          expect({ printer, isCopy: copyNumber > 0 }).toEqual({ printer: 'fallback', isCopy: true })
        }
      }),
      runs,
    )
  })

  it('no two prints bear the same job ID', () => {
    fc.assert(
      fc.property(steps, (happenings) => {
        const ids = printsOf(happenings).map(({ jobId }) => jobId)
        expect(new Set(ids).size).toBe(ids.length)
      }),
      runs,
    )
  })
})
