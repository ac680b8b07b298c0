/**
 * The words of a receipt as an invisible layer of SVG text over its dots: a line is one text, so that it is found and
 * copied as one, and each of its words is set where its dots are, so that what is selected is what is seen.
 */
import type { Box, Direction, PaperPiece, Shown } from '../paper/receipt.js'
import { type Word, wordsOf } from './words.js'
import { escapedXml } from './xml-text.js'

type Text = Extract<Shown, { kind: 'text' }>

/** Where a line begins and which way it runs: (0, 0) there is the upper left corner of its first character. */
interface Start {
  readonly left: number
  readonly top: number
  readonly degrees: 0 | 90 | 180 | 270
  readonly heightDots: number
}

/** Where in a line its baseline is, roughly, in any typeface. */
const BASELINE_SHARE = 0.8

/** @returns elements; none where nothing is written. */
export function wordsOver({ image, transcript }: PaperPiece): readonly string[] {
  const lines = transcript.flatMap((entry) => (entry.kind === 'text' ? lineOf(entry, image.widthDots) : []))
  // Not without fill: such text could not be selected.
  return lines.length === 0 ? [] : ['<g fill-opacity="0" font-family="monospace">', ...lines, '</g>']
}

function lineOf({ box, direction, runs }: Text, paperDots: number): readonly string[] {
  const [first] = runs
  const words = runs.flatMap(wordsOf)
  if (!first || words.length === 0) return []
  const isTurned = first.style.upsideDown && direction === 'leftToRight'
  const start = isTurned ? upsideDown(first.leftDots, box, paperDots) : startOf(box, direction)
  const { left, top, degrees, heightDots } = start
  const place = `translate(${left} ${top})${degrees === 0 ? '' : `rotate(${degrees})`}`
  const baseline = Math.round(heightDots * BASELINE_SHARE)
  // Along a page's line positions count from the edge of the page; the box begins where the first run does.
  const spans = words.map((word, index) => `${gapAfter(words[index - 1], word)}${span(word, first.leftDots)}`)
  return [`<text transform="${place}" y="${baseline}" font-size="${heightDots}">${spans.join('')}</text>`]
}

/** What looks like one word may be several runs: an amount and its currency, of which one is bold. */
const gapAfter = (before: Word | undefined, { left, pitch }: Word): string =>
  before === undefined || left - before.right < pitch / 2 ? '' : ' '

function span({ text, left, right }: Word, begin: number): string {
  const length = Math.max(1, Math.round(right - left))
  const place = `x="${Math.round(left - begin)}" textLength="${length}" lengthAdjust="spacingAndGlyphs"`
  return `<tspan ${place}>${escapedXml(text)}</tspan>`
}

/** ESC T: where in its box a line of this direction begins. */
function startOf({ leftDots, topDots, widthDots, heightDots }: Box, direction: Direction): Start {
  const right = leftDots + widthDots
  const bottom = topDots + heightDots
  switch (direction) {
    case 'leftToRight':
      return { left: leftDots, top: topDots, degrees: 0, heightDots }
    case 'topToBottom':
      return { left: right, top: topDots, degrees: 90, heightDots: widthDots }
    case 'rightToLeft':
      return { left: right, top: bottom, degrees: 180, heightDots }
    case 'bottomToTop':
      return { left: leftDots, top: bottom, degrees: 270, heightDots: widthDots }
  }
}

/** ESC {: the whole line is turned about the middle of the paper; its runs are told as they were before. */
const upsideDown = (begin: number, { topDots, heightDots }: Box, paperDots: number): Start => ({
  left: paperDots - begin,
  top: topDots + heightDots,
  degrees: 180,
  heightDots,
})
