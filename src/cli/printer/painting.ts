/**
 * Lines of a terminal as spans of text with a tone, painted last: what a line says and how wide it is never depends on
 * whether the terminal has colours.
 */
import { cellsOf, cutCells } from './cells.js'

export type Tone = 'plain' | 'dim' | 'strong' | 'good' | 'bad' | 'warning'

export interface Span {
  readonly text: string
  readonly tone: Tone
}

export type Line = readonly Span[]

/** Select Graphic Rendition numbers (ECMA-48). */
const SGR: Readonly<Record<Tone, string | undefined>> = {
  plain: undefined,
  dim: '2',
  strong: '1',
  good: '32',
  bad: '31;1',
  warning: '33',
}

export const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone })

export const lineCells = (line: Line): number => line.reduce((sum, { text }) => sum + cellsOf(text), 0)

/** Spans with ` · ` between them. */
export const listed = (spans: readonly Span[]): Line =>
  spans.flatMap((one, index) => (index === 0 ? [one] : [span(' · ', 'dim'), one]))

/** @param most cells; what does not fit is cut off. */
export function painted(line: Line, most: number, colours: boolean): string {
  let left = most
  let result = ''
  for (const { text, tone } of line) {
    const shown = cutCells(text, left)
    left -= cellsOf(shown)
    const sgr = colours ? SGR[tone] : undefined
    if (shown !== '') result += sgr === undefined ? shown : `\u001b[${sgr}m${shown}\u001b[0m`
    if (left <= 0) break
  }
  return result
}
