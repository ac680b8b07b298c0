/**
 * What a page says: the pieces of text, images and codes put on it in any order, brought into the order a person reads
 * them in. Pieces on one baseline are one line, wherever on the page they were begun.
 */

import type { Box, Direction, Shown } from '../paper/receipt.js'
import { runsAcrossPaper } from './page-direction.js'
import { wordsOf } from './text-runs.js'

type Text = Extract<Shown, { kind: 'text' }>

/** Baselines this close together are one. */
const SAME_LINE_DOTS = 4
/** More than a page can show; a host may write the same spot over and over. */
const MOST_PIECES = 5000

interface Piece {
  readonly shown: Shown
  /** Where on the page its baseline is, counted in the direction lines follow each other. */
  readonly line: number
}

export class PageLines {
  #pieces: Piece[] = []

  /** @param line where its baseline is, counted from the page's edge in the direction lines follow each other. */
  add(shown: Shown, line: number): void {
    if (this.#pieces.length < MOST_PIECES) this.#pieces.push({ shown, line })
  }

  /** Forgets what lies in a rectangle, wholly or in part (CAN). */
  erase(area: Box): void {
    this.#pieces = this.#pieces.filter(({ shown }) => !overlap(shown.box, area))
  }

  clear(): void {
    this.#pieces = []
  }

  inReadingOrder(): readonly Shown[] {
    const sorted = this.#pieces.toSorted(
      (a, b) => rank(a.shown) - rank(b.shown) || a.line - b.line || along(a.shown) - along(b.shown),
    )
    const lines: { shown: Shown; line: number }[] = []
    for (const { shown, line } of sorted) {
      const before = lines.at(-1)
      const joined = before && line - before.line <= SAME_LINE_DOTS && join(before.shown, shown)
      if (joined) before.shown = joined
      else lines.push({ shown, line })
    }
    return lines.map(({ shown }) => shown)
  }
}

const ORDER: readonly Direction[] = ['leftToRight', 'topToBottom', 'bottomToTop', 'rightToLeft']

const directionOf = (shown: Shown): Direction => (shown.kind === 'text' ? shown.direction : 'leftToRight')
const rank = (shown: Shown): number => ORDER.indexOf(directionOf(shown))

function along(shown: Shown): number {
  if (shown.kind === 'text') return shown.runs[0]?.leftDots ?? 0
  return shown.box.leftDots
}

function join(a: Shown, b: Shown): Text | undefined {
  if (a.kind !== 'text' || b.kind !== 'text' || a.direction !== b.direction) return undefined
  const runs = [...a.runs, ...b.runs].toSorted((one, other) => one.leftDots - other.leftDots)
  return { ...a, runs, says: wordsOf(runs, runs[0]?.leftDots ?? 0), box: around(a.box, b.box) }
}

function around(a: Box, b: Box): Box {
  const leftDots = Math.min(a.leftDots, b.leftDots)
  const topDots = Math.min(a.topDots, b.topDots)
  return {
    leftDots,
    topDots,
    widthDots: Math.max(a.leftDots + a.widthDots, b.leftDots + b.widthDots) - leftDots,
    heightDots: Math.max(a.topDots + a.heightDots, b.topDots + b.heightDots) - topDots,
  }
}

const overlap = (a: Box, b: Box): boolean =>
  a.leftDots < b.leftDots + b.widthDots &&
  b.leftDots < a.leftDots + a.widthDots &&
  a.topDots < b.topDots + b.heightDots &&
  b.topDots < a.topDots + a.heightDots

/** Where a line of this box stands among lines of its direction, and where along it the box begins, from the page's edge. */
export function placeAmongLines(
  box: Box,
  direction: Direction,
  page: { readonly widthDots: number; readonly heightDots: number },
): { readonly line: number; readonly along: number } {
  const right = page.widthDots - box.leftDots - box.widthDots
  const below = page.heightDots - box.topDots - box.heightDots
  if (runsAcrossPaper(direction)) {
    return direction === 'leftToRight' ? { line: box.topDots, along: box.leftDots } : { line: below, along: right }
  }
  return direction === 'topToBottom' ? { line: right, along: box.topDots } : { line: box.leftDots, along: below }
}
