/**
 * The line being put together in standard mode: characters and bit images stand side by side on one baseline until a feed
 * prints them. It decides where things stand; what they look like was decided before.
 */

import type { Work } from '../machine/mechanism.js'
import { Bitmap } from '../paper/bitmap.js'
import type { Box, Ink, Shown } from '../paper/receipt.js'
import type { Block, Cell, Composer } from './composer.js'
import type { PrintModes } from './print-modes.js'
import { Strip } from './strip.js'
import { TextRuns, wordsOf } from './text-runs.js'

export class LineComposer implements Composer {
  readonly #strips: Record<Ink, Strip>
  readonly #runs = new TextRuns()
  /** Dots from the left margin. */
  #position = 0
  /** How far to the right something stands. */
  #usedDots = 0
  #hasImage: boolean = false

  constructor(
    private readonly paperDots: number,
    private readonly modes: () => PrintModes,
    private readonly print: (work: Work) => void,
  ) {
    this.#strips = { first: new Strip(paperDots), second: new Strip(paperDots) }
  }

  get atLineStart(): boolean {
    return this.#position === 0 && this.#blank
  }

  get positionDots(): number {
    return this.#position
  }

  get areaDots(): number {
    const modes = this.modes()
    return Math.max(0, Math.min(modes.areaWidthDots, this.paperDots - modes.leftMarginDots))
  }

  put(cell: Cell): void {
    const { widthDots } = cell.bitmap
    if (this.#position > 0 && this.#position + widthDots > this.areaDots) this.feedLine()
    this.#strips[cell.ink].draw(cell.bitmap, this.#position, cell.baselineDots, cell.isBlank)
    if (cell.style) this.#runs.add(cell.says, this.#position, widthDots, cell.style)
    else this.#hasImage = true
    this.#position += widthDots
    this.#usedDots = Math.max(this.#usedDots, this.#position)
  }

  moveTo(dots: number): void {
    if (dots >= 0 && dots <= this.areaDots) this.#position = dots
  }

  feedLine(lines = 1): void {
    this.feedDots(lines * this.modes().lineSpacingDots)
  }

  feedDots(dots: number): void {
    if (this.#blank) {
      this.clear()
      this.print({ kind: 'feed', rows: dots, shows: [textShown('', [], boxAt(0, 0, 0, dots))] })
      return
    }
    const height = this.#printLine()
    if (dots > height) this.print({ kind: 'feed', rows: dots - height })
  }

  feedBack(dots: number): void {
    if (!this.#blank) this.#printLine()
    this.clear()
    this.print({ kind: 'feedBack', rows: dots })
  }

  /** Only at the beginning of a line. */
  printBlock(block: Bitmap, about: Block): void {
    const left = this.#indent(block.widthDots)
    const inked = about.second ?? (this.modes().ink === 'second' ? block : undefined)
    const { says, symbol, isUpright } = about
    const box = boxAt(this.modes().leftMarginDots + left, 0, block.widthDots, block.heightDots)
    this.print({
      kind: 'print',
      bitmap: this.#onPaper(inked === block ? new Bitmap(0, block.heightDots) : block, left, isUpright),
      ...(inked && { second: this.#onPaper(inked, left, isUpright) }),
      shows: [symbol ? { kind: 'symbol', says, box, symbol } : { kind: 'image', says, box }],
    })
  }

  clear(): void {
    this.#strips.first.clear()
    this.#strips.second.clear()
    this.#runs.clear()
    this.#position = 0
    this.#usedDots = 0
    this.#hasImage = false
  }

  get #blank(): boolean {
    return this.#runs.empty && !this.#hasImage
  }

  /** @returns how many rows the line is high. */
  #printLine(): number {
    const { first, second } = this.#strips
    const ascent = Math.max(first.ascentDots, second.ascentDots)
    const descent = Math.max(first.descentDots, second.descentDots)
    const width = Math.min(this.areaDots, Math.max(this.#usedDots, this.#position))
    const left = this.#indent(width)
    const begin = this.modes().leftMarginDots + left
    const runs = this.#runs.take(begin)
    const box = boxAt(begin, 0, this.#usedDots, ascent + descent)
    const says = wordsOf(runs, begin)
    this.print({
      kind: 'print',
      bitmap: this.#onPaper(first.bitmap(ascent, descent), left),
      ...(!second.blank && { second: this.#onPaper(second.bitmap(ascent, descent), left) }),
      shows: [runs.length === 0 ? { kind: 'image', says, box } : textShown(says, runs, box)],
    })
    this.clear()
    return ascent + descent
  }

  /** ESC a: where a line or block of this width begins. */
  #indent(widthDots: number): number {
    const free = Math.max(0, this.areaDots - widthDots)
    const { justification } = this.modes()
    return justification === 'left' ? 0 : justification === 'right' ? free : free >> 1
  }

  /**
   * The paper from edge to edge with this on it; what is beyond the print area is lost. Upside down the whole line is
   * turned, its margin with it: it ends where it would have begun (ESC {).
   */
  #onPaper(bitmap: Bitmap, left: number, isUpright = false): Bitmap {
    const { leftMarginDots } = this.modes()
    const isTurned = this.modes().upsideDown && !isUpright
    const area = this.areaDots
    if (!isTurned && left === 0 && leftMarginDots === 0 && area === this.paperDots && bitmap.widthDots === area) {
      return bitmap
    }
    const paper = new Bitmap(this.paperDots, bitmap.heightDots)
    const print = { leftDots: leftMarginDots, topDots: 0, widthDots: area, heightDots: bitmap.heightDots }
    paper.drawWithin(bitmap, leftMarginDots + left, 0, print)
    return isTurned ? paper.upsideDown() : paper
  }
}

const boxAt = (leftDots: number, topDots: number, widthDots: number, heightDots: number): Box => ({
  leftDots,
  topDots,
  widthDots,
  heightDots,
})

const textShown = (says: string, runs: Extract<Shown, { kind: 'text' }>['runs'], box: Box): Shown => ({
  kind: 'text',
  says,
  box,
  direction: 'leftToRight',
  runs,
})
