/**
 * A piece of receipt paper as plain text with its columns kept: what stands below each other on paper stands below each
 * other here. Words are never changed or spaced out, so a search finds what a customer would read.
 */
import type { PaperPiece, Shown, TranscriptEntry } from '../paper/receipt.js'
import { inColumns } from './text-columns.js'

type Text = Extract<Shown, { kind: 'text' }>
type Image = Extract<Shown, { kind: 'image' }>

export interface TextOptions {
  /** Dots a column stands for. Left out: those of the line's font, 12 for font A. */
  readonly columnDots?: number
}

/** One blank line for as much paper as a line usually takes. */
const USUAL_LINE_DOTS = 30
/** A feed of at least this much is a line of its own, however close the lines are set. */
const LEAST_LINE_DOTS = 16
/** A host may feed paper by the metre; nobody reads that many blank lines. */
const MOST_BLANK_LINES = 100
const FONT_A_DOTS = 12

/**
 * @returns lines joined with line feeds, without blank ones at the end. Codes and images stand as `[QR …]` and
 * `[image w×h]`. Enlarged words take as many columns as they have letters; what follows stands where it does on paper.
 * Control characters (a code may hold any) are shown as signs, so a terminal may be given the text as it is.
 */
export function receiptText(piece: Pick<PaperPiece, 'transcript' | 'image'>, { columnDots }: TextOptions = {}): string {
  const page = new TextPage()
  for (const entry of withoutRepeats(withWholeImages(piece.transcript))) {
    if (entry.kind !== 'text') page.add(indented(entry, columnDots), entry)
    // Lines of another direction have columns of their own, which would mean nothing among the others.
    else if (entry.direction !== 'leftToRight') page.add(entry.says, entry)
    else if (entry.runs.length > 0) page.add(inColumns(entry.runs, piece.image.widthDots, columnDots), entry)
    else page.feed(entry)
  }
  return page.lines.map(visible).join('\n').trimEnd()
}

/** Lines below each other, with blank ones where paper was fed. */
class TextPage {
  readonly lines: string[] = []
  /** Where the last line ended; unknown before the first. */
  #bottom: number | undefined
  /** Feeds since then that were lines of their own. */
  #linesFed = 0

  add(line: string, { box }: Shown): void {
    const gap = box.topDots - (this.#bottom ?? box.topDots)
    const blank = Math.max(this.#linesFed, Math.floor(gap / USUAL_LINE_DOTS))
    for (let count = Math.min(blank, MOST_BLANK_LINES); count > 0; count--) this.lines.push('')
    this.lines.push(line)
    this.#linesFed = 0
    // On a page a line may stand above the one before it.
    this.#bottom = Math.max(this.#bottom ?? 0, box.topDots + box.heightDots)
  }

  feed({ box }: Text): void {
    this.#bottom ??= box.topDots
    if (box.heightDots >= LEAST_LINE_DOTS) this.#linesFed++
  }
}

function indented({ says, box }: Exclude<Shown, Text>, columnDots = FONT_A_DOTS): string {
  return ' '.repeat(Math.max(0, Math.round(box.leftDots / columnDots))) + says
}

/** A picture sent in strips of a line each (ESC *) is one picture. */
function withWholeImages(entries: readonly TranscriptEntry[]): readonly Shown[] {
  const whole: Shown[] = []
  for (const entry of entries) {
    if (entry.kind === 'note' || entry.kind === 'splice') continue
    const before = whole.at(-1)
    if (!isStrip(entry)) whole.push(entry)
    else if (before && isStrip(before) && entry.box.topDots - bottomOf(before) < USUAL_LINE_DOTS)
      whole[whole.length - 1] = joined(before, entry)
    else whole.push(entry)
  }
  return whole.map((shown) => (isStrip(shown) ? { ...shown, says: sizeOf(shown) } : shown))
}

/** An image of which nothing is said is a line of bit image. */
const isStrip = (shown: Shown): shown is Image => shown.kind === 'image' && shown.says === ''
const bottomOf = ({ box }: Shown): number => box.topDots + box.heightDots
const sizeOf = ({ box }: Image): string => `[image ${box.widthDots}×${box.heightDots}]`

function joined(above: Image, below: Image): Image {
  const leftDots = Math.min(above.box.leftDots, below.box.leftDots)
  const right = Math.max(above.box.leftDots + above.box.widthDots, below.box.leftDots + below.box.widthDots)
  const { topDots } = above.box
  return { ...above, box: { leftDots, topDots, widthDots: right - leftDots, heightDots: bottomOf(below) - topDots } }
}

/** What was printed a second time on the same spot, the paper having been fed back, says nothing more. */
function withoutRepeats(shown: readonly Shown[]): readonly Shown[] {
  return shown.filter((one, index) => {
    const before = shown[index - 1]
    return !(before?.kind === 'text' && one.kind === 'text' && one.runs.length > 0 && isSame(before, one))
  })
}

const isSame = (a: Text, b: Text): boolean =>
  a.says === b.says && a.box.topDots === b.box.topDots && a.box.leftDots === b.box.leftDots

const CONTROL_PICTURES = 0x2400
const DELETE = 0x7f

/** Control characters as signs that do nothing. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => {
    const code = character.charCodeAt(0)
    if (code === DELETE) return '\u2421'
    return code < 0x20 ? String.fromCharCode(CONTROL_PICTURES + code) : '\ufffd'
  })
}
