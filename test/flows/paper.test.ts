/**
 * The receipt on paper: printed once tax is decided, left to a printer that only paused, and marked as a copy as soon as
 * another one may be in the world.
 */
import { describe, expect, it } from 'vitest'
import { KOREAN_POLICY } from '../../src/flows/payment/payment-policy.js'
import { can, taxDocument, type Walk, walk } from './payment-fixture.js'
import {
  askedFor,
  IDENTIFIED,
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
  submitting,
  tell,
} from './payment-story.js'

const { retryMs, expiresMs } = KOREAN_POLICY.paper
const printing = () => walk(sale(5_000), payCash(5_000))
const seen = {
  type: 'paper.seen',
  operator: 'kim',
  reason: 'printUnconfirmed',
  evidence: 'whole, with the total and the cut',
} as const
const settled = {
  type: 'paper.settledByPerson',
  operator: 'lee',
  reason: 'sent by e-mail',
  evidence: 'letter of 22 November',
} as const
const resumed = { type: 'printer.resumed' } as const
const transportOnly = { type: 'printer.printed', confirmation: 'transport' } as const

const papers = ({ snapshot }: Walk) => {
  const { maybeOut, confirmed } = snapshot.context.paper
  return `${confirmed} of at most ${maybeOut}`
}

describe('a receipt', () => {
  it('prints as soon as nothing is to be decided about tax, as an original with a job ID of its own', () => {
    const end = printing()
    expect(askedFor(end, 'printer.print')).toEqual({
      ...{ jobId: '0002', printer: 'main', copyNumber: 0 },
      ...{ printedAt: end.at, expiresAt: end.at + expiresMs },
    })
  })

  it('waits until the customer is identified and the document is issued', () => {
    const { lines } = tell(
      walk(sale(30_000, KOREAN_POLICY), payCash(30_000)),
      ...IDENTIFIED,
      { type: 'tax.unknown', reason: 'timeout' },
      { type: 'taxQuery.found', document: taxDocument('issued') },
    )
    expect(lines.map((line) => line.includes('printer.print'))).toEqual([false, false, false, false, false, true])
  })

  it('does not wait for a document that is deferred', () => {
    expect(tell(submitting(), { type: 'tax.unavailable', failure: 'tax.maintenance' }).lines).toEqual([
      'tax.unavailable → tax deferred, paper queued; asks tax.awaitTurn, printer.print',
    ])
  })

  it.each(['process-id', 'fence'] as const)('confirmed by %s is known to be on paper', (confirmation) => {
    const { lines, end } = tell(printing(), { type: 'printer.printed', confirmation })
    expect(lines).toEqual(['printer.printed → paper confirmed, leaving complete'])
    expect(papers(end)).toBe('1 of at most 1')
  })

  it.each(['transport', 'hand-off'] as const)('merely taken by %s is not known to be on paper', (confirmation) => {
    const { lines, end } = tell(printing(), { type: 'printer.printed', confirmation }, seen)
    expect(lines).toEqual([
      'printer.printed → paper unknown, leaving owing',
      'paper.seen → paper confirmed, leaving complete',
    ])
    expect(papers(end)).toBe('1 of at most 1')
  })

  it('merely taken by the link is enough where the shop says so', () => {
    const trusting = { ...NO_TAX, paper: { ...NO_TAX.paper, trusted: ['transport'] } } as const
    expect(tell(walk(sale(5_000, trusting), payCash(5_000)), transportOnly).lines).toEqual([
      'printer.printed → paper confirmed, leaving complete',
    ])
  })
})

describe('a receipt the customer does not want', () => {
  const wanted = { type: 'paper.declined' } as const

  it('is not printed, whenever before printing they say so', () => {
    const { lines, end } = tell(sale(5_000), wanted, payCash(5_000))
    expect(lines).toEqual([
      'paper.declined → nothing moves',
      'tender.cash → tender paid, tax noDocument, paper notNeeded, leaving complete; asks drawer.open',
    ])
    expect(promises(end)).toBe('money done, tax notNeeded, paper notNeeded')
  })

  it('is not printed when they say so while the tax office is asked', () => {
    const { lines } = tell(submitting(), wanted, { type: 'tax.issued', document: taxDocument('issued') })
    expect(lines.at(-1)).toBe('tax.issued → tax issued, paper notNeeded, leaving complete')
  })

  it('can no longer be declined once it is printing', () => {
    expect(can(printing(), wanted)).toBe(false)
  })

  it('can still be had later: it is the original, for none was printed', () => {
    const declined = walk(sale(5_000), wanted, payCash(5_000))
    const { lines, end } = tell(declined, reprinted, printed)
    expect(lines).toEqual([
      'paper.reprinted → paper queued, leaving owing; asks printer.print',
      'printer.printed → paper confirmed, leaving complete',
    ])
    expect(askedFor(walk(declined, reprinted), 'printer.print')).toMatchObject({ copyNumber: 0 })
    expect(papers(end)).toBe('1 of at most 1')
  })

  it('of a sale that was cancelled cannot be had at all', () => {
    const cancelled = walk(sale(5_000), { type: 'sale.cancelled', reason: '' })
    expect(can(cancelled, reprinted)).toBe(false)
  })
})

describe('a printer that pauses', () => {
  it('goes on by itself and is not sent the job again', () => {
    const { lines, end } = tell(printing(), paperOut, resumed, printed)
    expect(lines).toEqual([
      'printer.paused → paper paused, leaving owing',
      'printer.resumed → paper sending',
      'printer.printed → paper confirmed, leaving complete',
    ])
    expect(papers(end)).toBe('1 of at most 1')
    expect(walk(printing(), paperOut, resumed).snapshot.context.paper).not.toHaveProperty('failure')
  })

  it('says why, and says the next reason when it changes', () => {
    const end = walk(printing(), paperOut, { type: 'printer.paused', failure: 'printer.coverOpen' })
    expect(placesOf(end.snapshot)['paper']).toBe('paused')
    expect(end.snapshot.context.standing.paper).toEqual({
      promise: 'owed',
      customerWaits: false,
      why: 'printer.coverOpen',
    })
  })

  it('may confirm a job it never said it resumed', () => {
    expect(tell(printing(), paperOut, printed).lines.at(-1)).toBe('printer.printed → paper confirmed, leaving complete')
  })

  it('is told to give the job up when nobody is there to take it any more', () => {
    const paused = walk(printing(), { ...paperOut, waitMs: 3_000 })
    expect(paused.armed).toEqual({ printPatience: expiresMs - 3_000 })
    const { lines } = tell(paused, { after: 'printPatience', waitMs: expiresMs - 3_000 }, printUnknown)
    expect(lines).toEqual([
      'after printPatience → nothing moves; asks printer.stop',
      'printer.unknown → paper unknown, leftovers held',
    ])
  })

  it('given up with nothing on paper owes the receipt, and no longer prints it by itself', () => {
    const { lines, end } = tell(
      walk(printing(), paperOut),
      { after: 'printPatience', waitMs: expiresMs },
      { type: 'printer.notPrinted', failure: 'printer.paperOut' },
    )
    expect(lines.at(-1)).toBe('printer.notPrinted → paper owed')
    expect(end.armed).toEqual({})
    expect(papers(end)).toBe('0 of at most 0')
  })

  it('can be stopped by the cashier', () => {
    expect(tell(walk(printing(), paperOut), { type: 'paper.stopped' }, printUnknown).lines).toEqual([
      'paper.stopped → nothing moves; asks printer.stop',
      'printer.unknown → paper unknown, leftovers held',
    ])
  })

  it('leaves a receipt asked for the next day the same time to get through a pause', () => {
    const owed = walk(printing(), { ...notPrinted, waitMs: expiresMs })
    const nextDay = walk(owed, { ...reprinted, waitMs: 24 * 60 * 60_000 })
    expect(walk(nextDay, paperOut).armed['printPatience']).toBeGreaterThan(0)
  })
})

describe('a receipt that certainly did not print', () => {
  it('is tried again by itself, still as the original and as another job', () => {
    const first = printing()
    const failed = walk(first, notPrinted)
    expect(placesOf(failed.snapshot)).toMatchObject({ paper: 'failed', leaving: 'owing' })
    expect(failed.armed).toEqual({ printRetry: retryMs })
    const again = walk(failed, { after: 'printRetry' })
    expect(askedFor(again, 'printer.print')).toMatchObject({ copyNumber: 0 })
    expect(askedFor(again, 'printer.print')['jobId']).not.toBe(askedFor(first, 'printer.print')['jobId'])
  })

  it('is owed once the customer must have left; a person prints it then, as the original', () => {
    const { lines, end } = tell(
      walk(printing(), notPrinted),
      { after: 'printRetry' },
      {
        ...notPrinted,
        waitMs: expiresMs,
      },
    )
    expect(lines).toEqual(['after printRetry → paper queued; asks printer.print', 'printer.notPrinted → paper owed'])
    expect(end.armed).toEqual({})
    expect(promises(end)).toBe('money done, tax notNeeded, paper owed')
    expect(end.snapshot.context.standing.paper.why).toBe('printer.unreachable')
    expect(askedFor(walk(end, reprinted), 'printer.print')).toMatchObject({ copyNumber: 0 })
  })

  it('can be tried at once, or settled another way', () => {
    const failed = walk(printing(), notPrinted)
    expect(tell(failed, reprinted).lines).toEqual(['paper.reprinted → paper queued; asks printer.print'])
    const { lines, end } = tell(failed, settled)
    expect(lines).toEqual(['paper.settledByPerson → paper settledByPerson, leaving complete'])
    expect(end.snapshot.context.paper.settledBy).toEqual({
      operator: 'lee',
      reason: 'sent by e-mail',
      evidence: 'letter of 22 November',
    })
  })
})

describe('a receipt that may or may not be on paper', () => {
  const unknown = () => walk(printing(), printUnknown)

  it('is not printed again by itself', () => {
    const { lines, end } = tell(printing(), printUnknown)
    expect(lines).toEqual(['printer.unknown → paper unknown, leftovers held, leaving owing'])
    // Nothing but the care for what the printer may still hold of it.
    expect(end.armed).toEqual({ leftoverCare: expiresMs - 1_000 })
    expect(promises(end)).toBe('money done, tax notNeeded, paper unknown')
  })

  it('is done when a person has seen it', () => {
    expect(tell(unknown(), seen).lines).toEqual(['paper.seen → paper confirmed, leaving complete'])
  })

  it('makes the next paper copy 1, with its reason, and every further one the next copy', () => {
    const first = walk(unknown(), reprinted)
    expect(askedFor(first, 'printer.print')).toMatchObject({ copyNumber: 1, copyReason: 'printUnconfirmed' })
    const second = walk(first, printUnknown, reprinted)
    expect(askedFor(second, 'printer.print')).toMatchObject({ copyNumber: 2 })
    const third = walk(second, notPrinted, { after: 'printRetry' })
    expect(askedFor(third, 'printer.print')).toMatchObject({ copyNumber: 2 })
    expect(papers(walk(third, printed))).toBe('1 of at most 3')
  })

  it('is done once a copy is known to be on paper', () => {
    expect(tell(unknown(), reprinted, printed).lines).toEqual([
      'paper.reprinted → paper queued; asks printer.print',
      'printer.printed → paper confirmed, leftovers none, leaving complete',
    ])
  })

  it('is settled another way by a person', () => {
    expect(tell(unknown(), settled).lines).toEqual(['paper.settledByPerson → paper settledByPerson, leaving complete'])
  })
})

describe('a copy of a receipt the customer already has', () => {
  const confirmed = () => walk(printing(), printed)

  it.each([
    ['prints', printed],
    ['may have printed', printUnknown],
    ['does not print', notPrinted],
    ['pauses', paperOut],
  ])('that %s does not put the first one in doubt', (_what, result) => {
    const end = walk(confirmed(), reprinted, result)
    expect(promises(end)).toBe('money done, tax notNeeded, paper done')
    expect(placesOf(end.snapshot)['leaving']).toBe('complete')
  })

  it('is numbered on from the papers that may be out, and can be asked for any number of times', () => {
    const end = walk(confirmed(), reprinted, printed, { ...reprinted, waitMs: 400 * 24 * 60 * 60_000 })
    expect(askedFor(end, 'printer.print')).toMatchObject({ copyNumber: 2, copyReason: 'printUnconfirmed' })
  })

  it('can be had of a receipt settled another way', () => {
    const end = walk(printing(), printUnknown, settled, reprinted)
    expect(askedFor(end, 'printer.print')).toMatchObject({ copyNumber: 1 })
  })
})
