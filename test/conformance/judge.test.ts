/**
 * The judge itself: each judgement is shown a story in which exactly that is wrong. A judge that finds nothing would make
 * the whole suite green.
 */
import { describe, expect, it } from 'vitest'
import type { PrintEvidence, PrintOutcome } from '../../src/ports/receipt-printer.js'
import { type Attempt, JUDGEMENTS, type JudgementName, judge, type Piece, type Story } from './judge.js'
import { type SheetId, sheetOf } from './sheets.js'

const sheet = (sale: number, copy = 0, attempt = 1) => sheetOf({ sale, copy, attempt } satisfies SheetId, 'plain', 'en')
const linesOf = (sale: number, copy = 0, attempt = 1) => sheet(sale, copy, attempt).expected.map(String)
const cut = (...lines: readonly string[]): Piece => ({ lines, cut: true, inked: lines.length > 0 })
const uncut = (...lines: readonly string[]): Piece => ({ ...cut(...lines), cut: false })

const ALL: PrintEvidence = { end: 'confirmed', bytesAccepted: 300, wholeAccepted: true, replies: '' }
const confirmed: PrintOutcome = { kind: 'accepted', value: { confirmation: 'process-id' }, evidence: ALL }
const processed: PrintOutcome = {
  kind: 'accepted',
  value: { confirmation: 'fence' },
  evidence: { ...ALL, end: 'processed' },
}
const handedOver: PrintOutcome = {
  ...{ kind: 'accepted', value: { confirmation: 'transport' }, evidence: { ...ALL, end: 'handedOff' } },
}
const unsent: PrintOutcome = { kind: 'unavailable', failure: 'printer.paperOut' }
const lost: PrintOutcome = { kind: 'unknown', reason: 'disconnected', evidence: { ...ALL, end: 'unknown' } }
const partial: PrintOutcome = { ...lost, evidence: { ...ALL, end: 'partial' } }

const attempt = (of: Attempt['sheet'], outcome: Attempt['outcome'], ...paper: readonly Piece[]): Attempt => ({
  ...{ sheet: of, outcome, paper, jobBytes: 300 },
})

function story(paper: readonly Piece[], ...attempts: readonly Attempt[]): Story {
  return { attempts, paper, pulses: { asked: 1, given: 1 }, parted: 'cut' }
}

const WHOLE = cut(...linesOf(1))
const HALF = linesOf(1).slice(0, 4)

const UNTRUE: readonly (readonly [string, JudgementName, Story])[] = [
  ['a print that never ends', 'everyPrintEnds', story([], attempt(sheet(1), 'endless'))],
  ['confirmed and nowhere', 'proofIsOnPaper', story([], attempt(sheet(1), confirmed))],
  ['confirmed before it was cut', 'proofIsOnPaper', story([WHOLE], attempt(sheet(1), confirmed, uncut(...linesOf(1))))],
  [
    'confirmed without its last line',
    'proofIsOnPaper',
    story([cut(...linesOf(1).slice(0, -1))], attempt(sheet(1), processed)),
  ],
  [
    'processed and lost with the power',
    'proofIsOnPaper',
    story([uncut(...HALF)], attempt(sheet(1), processed, uncut(...HALF))),
  ],
  ['lines in another order', 'proofIsOnPaper', story([cut(...linesOf(1).toReversed())], attempt(sheet(1), processed))],
  ['unsent and on paper', 'nothingOfTheUnsent', story([uncut(HALF[0] ?? '')], attempt(sheet(1), unsent))],
  ['unsent and a black dot', 'nothingOfTheUnsent', story([], attempt(sheet(1), unsent, { ...uncut(), inked: true }))],
  [
    ...(['a second original', 'oneOriginal'] as const),
    story(
      [WHOLE, cut(...linesOf(1, 0, 2))],
      attempt(sheet(1), lost),
      attempt(sheet(1, 0, 2), confirmed, cut(...linesOf(1, 0, 2))),
    ),
  ],
  [
    ...(['a piece that goes on after one handed over', 'ownPieceOfTheHandedOver'] as const),
    story([cut(...HALF, ...linesOf(2))], attempt(sheet(1), handedOver), attempt(sheet(2), lost)),
  ],
  ['two customers on one piece', 'ownPiece', story([cut(...HALF, ...linesOf(2).slice(0, 2))], attempt(sheet(1), lost))],
  [
    'accepted on no evidence',
    'evidenceAgrees',
    story([WHOLE], attempt(sheet(1), { kind: 'accepted', value: { confirmation: 'transport' } })),
  ],
  [
    'more bytes than there were',
    'evidenceAgrees',
    story([], attempt(sheet(1), { ...lost, evidence: { ...ALL, end: 'unknown', bytesAccepted: 301 } })),
  ],
  ['unknown that ended confirmed', 'evidenceAgrees', story([], attempt(sheet(1), { ...lost, evidence: ALL }))],
  ['partial that goes on', 'partialIsOver', story([WHOLE], attempt(sheet(1), partial, uncut(...HALF)))],
  ['a drawer that opens by itself', 'pulsesAsAsked', { ...story([]), pulses: { asked: 1, given: 2 } }],
]

describe('the judge', () => {
  it.each(UNTRUE)('objects to %s', (_title, judgement, told) => {
    expect(new Set(judge(told).map((violation) => violation.judgement))).toEqual(new Set([judgement]))
  })

  it('is shown something wrong for every judgement it makes', () => {
    expect(new Set(UNTRUE.map(([, judgement]) => judgement))).toEqual(new Set(Object.keys(JUDGEMENTS)))
  })

  it.each<readonly [string, Story]>([
    ['a receipt and what it is said to be', story([WHOLE], attempt(sheet(1), confirmed, WHOLE))],
    [
      'half an original and a whole copy',
      story(
        [cut(...HALF), cut(...linesOf(1, 1, 2))],
        attempt(sheet(1), lost, uncut(...HALF)),
        attempt(sheet(1, 1, 2), processed),
      ),
    ],
    ['one that came out late, and its copy', story([WHOLE, cut(...linesOf(1, 1, 2))], attempt(sheet(1), lost))],
    [
      'torn paper with two receipts one after the other',
      { ...story([cut(...linesOf(1), ...linesOf(2))], attempt(sheet(1), processed)), parted: 'torn' },
    ],
    ['nothing', story([])],
  ])('has nothing against %s', (_title, told) => {
    expect(judge(told)).toEqual([])
  })
})
