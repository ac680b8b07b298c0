/**
 * The columns of one paper and how much of them a text takes. Korean and Chinese printers draw every character outside
 * ASCII from their double-byte font, so there `×` or `·` takes two columns although it is narrow elsewhere.
 */
import type { Language } from '../../domain/language.js'
import { columnsOf, columnsOfCharacter } from '../../domain/paper-line.js'

export interface PaperGrid {
  /** Columns at normal width. */
  readonly columns: number
  /** Columns a text takes at normal width; never fewer than `columnsOf` says. */
  readonly measure: (text: string) => number
}

export function paperGrid(columns: number, language: Language): PaperGrid {
  return { columns, measure: language === 'en' ? columnsOf : doubleByteColumnsOf }
}

/** `left` and `right` at the two edges, or undefined when they do not fit beside each other with a space between. */
export function justified(left: string, right: string, columns: number, { measure }: PaperGrid): string | undefined {
  const gap = columns - measure(left) - measure(right)
  return gap >= 1 ? `${left}${' '.repeat(gap)}${right}` : undefined
}

/** Spaces before the text, so that it ends at the last of `columns`. */
export function padStart(text: string, columns: number, { measure }: PaperGrid): string {
  return `${' '.repeat(Math.max(0, columns - measure(text)))}${text}`
}

/** Spaces behind the text, up to `columns`. */
export function padEnd(text: string, columns: number, { measure }: PaperGrid): string {
  return `${text}${' '.repeat(Math.max(0, columns - measure(text)))}`
}

function doubleByteColumnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += character > '\x7E' ? 2 : columnsOfCharacter(character)
  return columns
}
