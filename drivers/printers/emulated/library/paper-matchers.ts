/**
 * What a test can ask of a printer or its paper, as plain functions that any test runner's matchers can be made of. An
 * answer always comes with what was printed instead.
 */
import type { EmulatedPrinter } from '../emulated-printer.js'
import { isBlankPaper } from '../paper/blank-paper.js'
import type { PaperPiece, PrintedSymbol, Receipt } from '../paper/receipt.js'
import { receiptText } from '../render/text.js'
import { printerSheet, receiptSheet } from './receipt-sheet.js'

/** A printer, what `startPrinter` returned, a receipt, or several. */
export type PaperSubject = EmulatedPrinter | { readonly printer: EmulatedPrinter } | PaperPiece | readonly PaperPiece[]

export interface MatcherAnswer {
  readonly pass: boolean
  readonly message: () => string
}

/** What a code is to be; what is left out may be anything. */
export interface WantedSymbol {
  readonly kind?: PrintedSymbol['kind']
  /** As in `PrintedSymbol`: `EAN13`, `QR Code`. */
  readonly symbology?: string
  readonly data?: string | RegExp
}

/** Text may run over several lines, with or without the space before each. */
export function hasPrinted(subject: PaperSubject, wanted: string | RegExp): MatcherAnswer {
  const pass = papersOf(subject).some((piece) => says(piece.text, wanted) || says(receiptText(piece), wanted))
  const what = typeof wanted === 'string' ? JSON.stringify(wanted) : String(wanted)
  return answer(pass, subject, (not) => `expected paper that ${not ? 'does not say' : 'says'} ${what}`)
}

/** @param times exactly so often; at least once when left out. Paper torn off by hand was not cut. */
export function hasCut(subject: PaperSubject, times?: number): MatcherAnswer {
  const cuts = papersOf(subject).filter((piece) => 'cut' in piece && (piece as Receipt).cut !== 'torn').length
  const pass = times === undefined ? cuts > 0 : cuts === times
  const often = times === undefined ? 'a cut' : `${times} ${times === 1 ? 'cut' : 'cuts'}`
  return answer(pass, subject, (not) => `expected ${not ? 'not ' : ''}${often}, and there were ${cuts}`)
}

/** @param pin of the drawer's connector: 2 or 5; either when left out. */
export function hasPulsedDrawer(subject: PaperSubject, pin?: 2 | 5): MatcherAnswer {
  const pulses = printerOf(subject)?.drawerPulses()
  if (!pulses) return { pass: false, message: () => 'a drawer hangs on a printer: give the printer, not its paper' }
  const pass = pulses.some((pulse) => pin === undefined || pulse.pin === pin)
  const had = pulses.map((pulse) => `pin ${pulse.pin} for ${pulse.onMs} ms`).join(', ') || 'none'
  const where = pin === undefined ? '' : ` at pin ${pin}`
  return answer(pass, subject, (not) => `expected ${not ? 'no' : 'a'} drawer pulse${where}; there were: ${had}`)
}

export function hasSymbol(subject: PaperSubject, wanted: WantedSymbol = {}): MatcherAnswer {
  const symbols = papersOf(subject).flatMap((piece) => piece.symbols)
  const { kind, symbology, data } = wanted
  const fits = (symbol: PrintedSymbol) =>
    (kind === undefined || symbol.kind === kind) &&
    (symbology === undefined || symbol.symbology === symbology) &&
    (data === undefined || (typeof data === 'string' ? symbol.data === data : says(symbol.data, data)))
  const found = symbols.map((symbol) => `${symbol.kind} (${symbol.symbology}) ${JSON.stringify(symbol.data)}`)
  const what = Object.entries(wanted).map(
    ([name, value]) => `${name} ${typeof value === 'string' ? JSON.stringify(value) : value}`,
  )
  return answer(symbols.some(fits), subject, (not) =>
    [
      `expected ${not ? 'no' : 'a'} code${what.length > 0 ? ` with ${what.join(', ')}` : ''}`,
      `codes printed: ${found.join(', ') || 'none'}`,
    ].join('\n'),
  )
}

/** Every command sent was carried out. */
export function understoodEverything(subject: PaperSubject): MatcherAnswer {
  const notes = papersOf(subject).flatMap((piece) => piece.notUnderstood)
  const listed = notes.map(({ command, reason }) => `  ${command}: ${reason}`)
  return answer(notes.length === 0, subject, (not) =>
    not
      ? 'expected commands that are not carried out, and all were'
      : ['expected every command to be carried out; these were not:', ...listed].join('\n'),
  )
}

/** The paper written down for a snapshot; of a printer, everything it did. */
export function sheetOf(subject: PaperSubject): string {
  const printer = printerOf(subject)
  if (printer) {
    const uncut = printer.unfinishedPaper()
    return printerSheet(printer.receipts(), isBlankPaper(uncut) ? undefined : uncut, printer.drawerPulses())
  }
  return papersOf(subject).map(receiptSheet).join('\n\n')
}

function papersOf(subject: PaperSubject): readonly PaperPiece[] {
  const printer = printerOf(subject)
  if (printer) return [...printer.receipts(), printer.unfinishedPaper()]
  if (isList(subject)) return subject
  if (isPaper(subject)) return [subject]
  throw new TypeError('expected an emulated printer, what startPrinter() returned, a receipt, or a list of receipts')
}

function printerOf(subject: PaperSubject): EmulatedPrinter | undefined {
  if (typeof subject !== 'object' || subject === null) return undefined
  if ('unfinishedPaper' in subject) return subject
  return 'printer' in subject ? subject.printer : undefined
}

const isList = (subject: PaperSubject): subject is readonly PaperPiece[] => Array.isArray(subject)

const isPaper = (subject: PaperSubject): subject is PaperPiece =>
  typeof subject === 'object' && subject !== null && 'transcript' in subject

/** A regular expression with `g` would go on from its last find. */
const says = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string'
    ? text.includes(wanted)
    : new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, '')).test(text)

/** @param words what was expected, or with `not` the contrary. */
function answer(pass: boolean, subject: PaperSubject, words: (not: boolean) => string): MatcherAnswer {
  // Written at once: by the time a message is asked for, the printer may have printed on.
  const message = [words(pass), ...paperShown(subject)].join('\n')
  return { pass, message: () => message }
}

/** Everything on paper, as a developer looks for what was printed instead. */
function paperShown(subject: PaperSubject): readonly string[] {
  const papers = papersOf(subject).filter((piece) => 'cut' in piece || !isBlankPaper(piece))
  const shown = papers.flatMap((piece) => [
    'cut' in piece ? `receipt ${(piece as Receipt).number}, ${(piece as Receipt).cut}:` : 'on paper, not cut:',
    // What was fed before the first line is of no interest here.
    ...receiptText(piece)
      .replace(/^\n+/, '')
      .split('\n')
      .map((line) => `  │ ${line}`.trimEnd()),
  ])
  const printer = printerOf(subject)
  const { faults, bytesReceived } = printer?.snapshot() ?? { faults: [], bytesReceived: undefined }
  return [
    '',
    ...(shown.length === 0 ? ['Nothing was printed.'] : ['Printed was:', ...shown]),
    ...(bytesReceived === undefined ? [] : [`The printer received ${bytesReceived} bytes.`]),
    ...(faults.length === 0 ? [] : [`The matter with it: ${faults.join(', ')}.`]),
  ]
}
