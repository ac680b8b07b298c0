/**
 * The words of one line as it is put together: characters that stand side by side and look alike make a run, and the gaps
 * between runs become spaces. Dots alone would not tell a test what the receipt says.
 */
import type { TextRun, TextStyle } from '../paper/receipt.js'

/** How wide one column is: a character of font A. */
const COLUMN_DOTS = 12
/** More than a line can hold side by side; a host may print the same spot over and over without feeding. */
const MOST_RUNS = 2000

interface OpenRun {
  text: string
  readonly leftDots: number
  widthDots: number
  readonly style: TextStyle
}

export class TextRuns {
  #runs: OpenRun[] = []

  get empty(): boolean {
    return this.#runs.length === 0
  }

  add(text: string, leftDots: number, widthDots: number, style: TextStyle): void {
    const last = this.#runs.at(-1)
    if (last && last.style === style && last.leftDots + last.widthDots === leftDots) {
      last.text += text
      last.widthDots += widthDots
    } else if (this.#runs.length < MOST_RUNS) this.#runs.push({ text, leftDots, widthDots, style })
  }

  /** Everything added, moved by `byDots`, from left to right; begins anew. What was printed twice on one spot is there once. */
  take(byDots: number): readonly TextRun[] {
    const runs = this.#runs
    this.#runs = []
    const inOrder = runs.every((run, index) => run.leftDots >= (runs[index - 1]?.leftDots ?? 0))
    const sorted = inOrder ? runs : runs.toSorted((a, b) => a.leftDots - b.leftDots)
    return sorted
      .filter((run, index) => !isRepeated(run, sorted[index - 1]))
      .map((run) => ({ ...run, leftDots: run.leftDots + byDots }))
  }

  clear(): void {
    this.#runs = []
  }
}

const isRepeated = (run: OpenRun, before: OpenRun | undefined): boolean =>
  before !== undefined && before.leftDots === run.leftDots && before.text === run.text

/** The runs as one line of words. `fromDots` is where the line begins; a gap of half a column or more is a space. */
export function wordsOf(runs: readonly TextRun[], fromDots: number): string {
  let says = ''
  let at = fromDots
  for (const { text, leftDots, widthDots } of runs) {
    const gap = leftDots - at
    if (gap >= COLUMN_DOTS / 2) says += ' '.repeat(Math.max(1, Math.round(gap / COLUMN_DOTS)))
    says += text
    at = Math.max(at, leftDots + widthDots)
  }
  return says.trimEnd()
}
