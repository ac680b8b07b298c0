/**
 * The words of a run of text and where each stands. Spaces are paper like any other: texts and pictures alike place words,
 * so a gap made of spaces and one made by a position command are the same thing.
 */
import type { TextRun } from '../paper/receipt.js'

export interface Word {
  readonly text: string
  /** In dots, as the run's own place is. */
  readonly left: number
  readonly right: number
  /** Dots from one of its characters to the next. */
  readonly pitch: number
  readonly run: TextRun
  /** Exactly one space was printed before it, in the same run. */
  readonly afterOneSpace: boolean
}

/** The characters of a run are equally wide; a mark above another takes its place as well. */
export function wordsOf(run: TextRun): readonly Word[] {
  const characters = [...run.text]
  const pitch = run.widthDots / Math.max(1, characters.length)
  const words: Word[] = []
  for (let from = 0, spaces = 0; from < characters.length; ) {
    if (characters[from] === ' ') {
      spaces++
      from++
      continue
    }
    let to = from
    while (to < characters.length && characters[to] !== ' ') to++
    words.push({
      text: characters.slice(from, to).join(''),
      left: run.leftDots + from * pitch,
      right: run.leftDots + to * pitch,
      afterOneSpace: spaces === 1 && words.length > 0,
      pitch,
      run,
    })
    from = to
    spaces = 0
  }
  return words
}
