/**
 * One line of a receipt set in columns of characters. A receipt's columns are its meaning: an amount must stay below the
 * amounts above it, though enlarged words take twice the room on paper and not here.
 */
import { isCombining } from '../characters/combining.js'
import { isWide } from '../characters/widths.js'
import type { TextRun } from '../paper/receipt.js'
import { type Word, wordsOf } from './words.js'

/** Words that stay together, and where they stand on paper, in dots. */
interface Phrase {
  text: string
  readonly left: number
  right: number
}

const FONT_A_DOTS = 12
/** Columns of fonts smaller than that. Double-byte characters take two of the column their font goes with. */
const SMALL_COLUMNS: Readonly<Record<string, number>> = { B: 9, tallB: 9, C: 8, D: 10, wideB: 10, wideC: 8 }
/** Printed again this close to where it stands, a word is only bolder. */
const BOLDER_DOTS = 2

/**
 * @param runs from left to right.
 * @param paperDots how wide the paper is: enlarged words at its right edge or in its middle stay there.
 */
export function inColumns(runs: readonly TextRun[], paperDots: number, columnDots = columnOf(runs)): string {
  let line = ''
  let columns = 0
  for (const phrase of phrasesOf(runs, columnDots)) {
    const start = Math.max(startOf(phrase, paperDots, columnDots), line === '' ? 0 : columns + 1)
    line += ' '.repeat(start - columns) + phrase.text
    columns = start + columnsOf(phrase.text)
  }
  return line
}

/** A line all in small type has columns of its own; with anything larger in it, it keeps to the others. */
const columnOf = (runs: readonly TextRun[]): number =>
  Math.max(...runs.map(({ style }) => SMALL_COLUMNS[style.font] ?? FONT_A_DOTS))

/** Enlarged words have room to spare where they stand: they keep to the side of the paper they are at. */
function startOf({ text, left, right }: Phrase, paperDots: number, columnDots: number): number {
  const start = Math.max(0, Math.round(left / columnDots))
  const spare = Math.max(0, Math.round((right - left) / columnDots) - columnsOf(text))
  const rest = paperDots - right
  if (left < columnDots) return start
  if (rest < columnDots) return start + spare
  return Math.abs(left - rest) <= 2 * columnDots ? start + (spare >> 1) : start
}

function phrasesOf(runs: readonly TextRun[], columnDots: number): readonly Phrase[] {
  const phrases: Phrase[] = []
  let before: Word | undefined
  for (const word of runs.filter((run, index) => !isBolder(run, runs[index - 1])).flatMap(wordsOf)) {
    const phrase = phrases.at(-1)
    const between = phrase && before && joint(before, word, columnDots)
    if (phrase && between !== undefined) {
      phrase.text += between + word.text
      phrase.right = Math.max(phrase.right, word.right)
    } else phrases.push({ text: word.text, left: word.left, right: word.right })
    before = word
  }
  return phrases
}

/** What joins a word to the one before; undefined when it stands in a column of its own. */
function joint(before: Word, word: Word, columnDots: number): '' | ' ' | undefined {
  const gap = word.left - before.right
  const isMark = isCombining(word.text.slice(0, 1))
  if (isMark || Math.abs(gap) < columnDots / 2) return ''
  if (gap < 0) return ' '
  if (word.afterOneSpace) return ' '
  const bothEnlarged = before.run.style.widthTimes > 1 && word.run.style.widthTimes > 1
  return bothEnlarged && gap <= word.pitch * 1.25 ? ' ' : undefined
}

const isBolder = (run: TextRun, before: TextRun | undefined): boolean =>
  before !== undefined && before.text === run.text && Math.abs(before.leftDots - run.leftDots) <= BOLDER_DOTS

function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) {
    if (!isCombining(character)) columns += isWide(character.codePointAt(0) ?? 0) ? 2 : 1
  }
  return columns
}
