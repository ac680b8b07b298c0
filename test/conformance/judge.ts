/**
 * What may be claimed of a print, as pure functions from a story to what is wrong with it. They know nothing of drivers and
 * links: only what was claimed, and what lay on the table at that moment and in the end.
 */
import type { PrintJobEnd, PrintOutcome } from '../../src/ports/receipt-printer.js'
import { type Belonging, belongings, type Expected, type Sheet, sheetName } from './sheets.js'

/** A stretch of paper: cut off, or still hanging out of the printer. */
export interface Piece {
  readonly lines: readonly string[]
  readonly cut: boolean
  /** There is a black dot on it, be it of half a line. */
  readonly inked: boolean
}

/** All paper that ever came out of whatever stood at the address, oldest first. */
export type Paper = readonly Piece[]

export interface Attempt {
  readonly sheet: Sheet
  /** `endless` – it went on past every limit although nothing was the matter. */
  readonly outcome: PrintOutcome | 'endless'
  /** Of the document alone. */
  readonly jobBytes: number
  /** At the moment of the claim. */
  readonly paper: Paper
}

export interface Story {
  readonly attempts: readonly Attempt[]
  /** After everything was mended and whatever a printer still held had come out. */
  readonly paper: Paper
  readonly pulses: { readonly asked: number; readonly given: number }
  /** By the knife, or by a hand that tears off what hangs out: then pieces end where the hand was, not the receipt. */
  readonly parted: 'cut' | 'torn'
}

export interface Violation {
  readonly judgement: JudgementName
  readonly detail: string
}

const isOf = (sheet: Sheet) => (one: Belonging) => sheetName(one) === sheetName(sheet)
const linesOf = (paper: Paper): readonly string[] => paper.flatMap(({ lines }) => lines)
const tagsOn = (paper: Paper): readonly Belonging[] => linesOf(paper).flatMap(belongings)

/** How often a sheet lies there whole: every line of it, in order, once, on a piece of its own. */
export function timesWhole(paper: Paper, { expected }: Sheet, parted: Story['parted']): number {
  let times = 0
  for (const { lines, cut } of paper) {
    if (parted === 'cut') times += cut && lines.length === expected.length && runsFrom(lines, 0, expected) ? 1 : 0
    else for (let from = 0; from < lines.length; from++) times += runsFrom(lines, from, expected) ? 1 : 0
  }
  return times
}

const runsFrom = (lines: readonly string[], from: number, expected: readonly Expected[]): boolean =>
  expected.every((each, index) => says(lines[from + index], each))

const says = (line: string | undefined, expected: Expected): boolean =>
  line !== undefined && (typeof expected === 'string' ? line.trim() === expected : expected.test(line.trim()))

/** Where the port puts the ends of a job. */
const ENDS: Readonly<Record<PrintOutcome['kind'], readonly PrintJobEnd[]>> = {
  accepted: ['confirmed', 'processed', 'handedOff'],
  refused: ['failed'],
  unavailable: ['failed'],
  unknown: ['unknown', 'partial'],
}
const END_OF_LEVEL = {
  'process-id': 'confirmed',
  fence: 'processed',
  transport: 'handedOff',
  'hand-off': 'handedOff',
} as const

/** Pieces that hold lines of more than one sheet, and whether somebody could have known. */
function sharedPieces({ attempts, paper, parted }: Story) {
  const handedOver = new Set(
    attempts.flatMap(({ sheet, outcome }) =>
      outcome !== 'endless' && outcome.evidence?.end === 'handedOff' ? [sheetName(sheet)] : [],
    ),
  )
  return paper.flatMap(({ lines }) => {
    const names = lines.flatMap(belongings).map(sheetName)
    const owners = names.filter((name, index) => name !== names[index - 1])
    const kinds = new Set(owners).size
    const shared = parted === 'cut' ? kinds > 1 : owners.length > kinds
    return shared ? [{ owners, knowable: !owners.slice(0, -1).every((name) => handedOver.has(name)) }] : []
  })
}

/** Each returns what it found wrong, in words. */
export const JUDGEMENTS = {
  /** Nothing waits for ever, unless the printer says what it waits for. */
  everyPrintEnds: ({ attempts }: Story) =>
    attempts.filter(({ outcome }) => outcome === 'endless').map(({ sheet }) => `${sheetName(sheet)} never ended`),

  /** An echoed process ID: the receipt is on paper now. An answered fence: it is once the mechanism has caught up. */
  proofIsOnPaper: ({ attempts, paper: inTheEnd, parted }: Story) =>
    attempts.flatMap(({ sheet, outcome, paper }) => {
      if (outcome === 'endless' || outcome.kind !== 'accepted') return []
      const { confirmation } = outcome.value
      if (confirmation !== 'process-id' && confirmation !== 'fence') return []
      const name = `${sheetName(sheet)}, claimed by ${confirmation},`
      const now = timesWhole(paper, sheet, parted)
      const then = timesWhole(inTheEnd, sheet, parted)
      return [
        ...(confirmation === 'process-id' && now !== 1 ? [`${name} was whole ${now} times at the claim`] : []),
        ...(then === 1 ? [] : [`${name} is whole ${then} times in the end`]),
      ]
    }),

  /** `unavailable` and `refused` promise that the same may be printed again as an original. */
  nothingOfTheUnsent: ({ attempts, paper: inTheEnd }: Story) =>
    attempts.flatMap(({ sheet, outcome, paper }, index) => {
      if (outcome === 'endless' || (outcome.kind !== 'unavailable' && outcome.kind !== 'refused')) return []
      const out = tagsOn(inTheEnd).filter(isOf(sheet)).length
      const marks = index === 0 && paper.some(({ inked }) => inked)
      return out > 0 || marks ? [`${sheetName(sheet)} was ${outcome.kind}, and ${out} of its lines came out`] : []
    }),

  /** No line of an original comes out twice, whole receipt or not: a second unmarked one is what the house forbids. */
  oneOriginal: ({ paper }: Story) => {
    const times = new Map<string, number>()
    for (const { sale, copy, line } of tagsOn(paper)) {
      const name = `line ${line} of sale ${sale}`
      if (copy === 0) times.set(name, (times.get(name) ?? 0) + 1)
    }
    return [...times].flatMap(([name, count]) => (count > 1 ? [`${name} came out unmarked ${count} times`] : []))
  },

  /** Nobody gets a part of another's receipt. Torn paper shows only that they do not run into each other. */
  ownPiece: (story: Story) =>
    sharedPieces(story)
      .filter(({ knowable }) => knowable)
      .map(({ owners }) => `a piece holds ${owners.join(' then ')}`),

  /** The same, where all but the last on the piece were handed over only: nobody heard when they stopped coming out. */
  ownPieceOfTheHandedOver: (story: Story) =>
    sharedPieces(story)
      .filter(({ knowable }) => !knowable)
      .map(({ owners }) => `a piece holds ${owners.join(' then ')}`),

  /** What was kept as evidence says the same as the outcome. */
  evidenceAgrees: ({ attempts }: Story) =>
    attempts.flatMap(({ sheet, outcome, jobBytes }) => {
      if (outcome === 'endless') return []
      const { kind, evidence } = outcome
      if (!evidence)
        return kind === 'accepted' || kind === 'unknown' ? [`${sheetName(sheet)} is ${kind} on no evidence`] : []
      const { end, bytesAccepted, wholeAccepted } = evidence
      const rightEnd = kind === 'accepted' ? END_OF_LEVEL[outcome.value.confirmation] === end : ENDS[kind].includes(end)
      return [
        ...(rightEnd ? [] : [`${sheetName(sheet)} is ${kind} and ended ${end}`]),
        ...(bytesAccepted > jobBytes
          ? [`${sheetName(sheet)}: ${bytesAccepted} of ${jobBytes} bytes were accepted`]
          : []),
        ...(kind === 'accepted' && !wholeAccepted ? [`${sheetName(sheet)} is accepted and was not wholly sent`] : []),
        ...(end === 'failed' && bytesAccepted > 0
          ? [`${sheetName(sheet)} failed, and ${bytesAccepted} bytes had left`]
          : []),
      ]
    }),

  /** `partial` promises that nothing more of it will come out. */
  partialIsOver: ({ attempts, paper: inTheEnd }: Story) =>
    attempts.flatMap(({ sheet, outcome, paper }) => {
      if (outcome === 'endless' || outcome.evidence?.end !== 'partial') return []
      const [at, end] = [paper, inTheEnd].map((each) => tagsOn(each).filter(isOf(sheet)).length)
      return at === end ? [] : [`${sheetName(sheet)} was partial with ${at} lines, and ${end} came out`]
    }),

  /** The drawer opens when asked, and never with a receipt that is sent again. */
  pulsesAsAsked: ({ pulses: { asked, given } }: Story) =>
    given > asked ? [`${given} pulses where ${asked} were asked for`] : [],
} as const satisfies Readonly<Record<string, (story: Story) => readonly string[]>>

export type JudgementName = keyof typeof JUDGEMENTS

/** Everything wrong with a story; empty is how it must be. */
export function judge(story: Story): readonly Violation[] {
  return (Object.keys(JUDGEMENTS) as JudgementName[]).flatMap((judgement) =>
    JUDGEMENTS[judgement](story).map((detail) => ({ judgement, detail })),
  )
}

/**
 * The one thing that cannot be promised of a printer that proves nothing: a receipt was handed over, stopped on its way out,
 * and was forgotten with the power, with nobody to tell of it. What comes next comes out on the same piece.
 */
export const UNKNOWABLE: ReadonlySet<JudgementName> = new Set(['ownPieceOfTheHandedOver'])

/** Everything wrong with a story that a driver can know of. */
export function wrongIn(story: Story): readonly Violation[] {
  return judge(story).filter(({ judgement }) => !UNKNOWABLE.has(judgement))
}
