/**
 * Page mode (ESC L): a sheet in memory on which print areas are written in any order and direction, printed as one when it
 * is complete. Positions are those of the baseline, as the printers count them, so a code or picture stands on the line.
 */

import { FONT_CELLS } from '../fonts/glyphs.js'
import type { Work } from '../machine/mechanism.js'
import { Bitmap } from '../paper/bitmap.js'
import type { Box, Direction, Ink } from '../paper/receipt.js'
import type { Block, Cell, Composer } from './composer.js'
import { DIRECTIONS, lineRoom, placeOnPage, runsAcrossPaper, turned } from './page-direction.js'
import { PageLines, placeAmongLines } from './page-lines.js'
import type { PrintModes } from './print-modes.js'
import { TextRuns, wordsOf } from './text-runs.js'

/** The first baseline of an area: a character of font A fits above it. */
const FIRST_BASELINE_DOTS = FONT_CELLS.A.baselineDots
const FONT_A_ROWS = FONT_CELLS.A.heightDots

export class PageComposer implements Composer {
  readonly atLineStart = true
  #area: Box
  #sheet: Box
  #direction: Direction = 'leftToRight'
  /** Along the line, from where the area's direction begins. */
  #along = 0
  /** The baseline, from the first line's side of the area. */
  #baseline = FIRST_BASELINE_DOTS
  #dots: Record<Ink, Bitmap | undefined> = { first: undefined, second: undefined }
  readonly #runs = new TextRuns()
  readonly #lines = new PageLines()
  /** How far down the areas in use reach. */
  #usedRows = 0

  constructor(
    private readonly paperDots: number,
    private readonly maxRows: number,
    private readonly modes: () => PrintModes,
    private readonly print: (work: Work) => void,
  ) {
    this.#sheet = { leftDots: 0, topDots: 0, widthDots: paperDots, heightDots: maxRows }
    this.#area = this.#sheet
  }

  get positionDots(): number {
    return this.#along
  }

  get areaDots(): number {
    return lineRoom(this.#area, this.#direction).alongDots
  }

  /** Lines run across the paper, as in standard mode; else along it. */
  get isUpright(): boolean {
    return runsAcrossPaper(this.#direction)
  }

  put(cell: Cell): void {
    const { widthDots } = cell.bitmap
    if (this.#along > 0 && this.#along + widthDots > this.areaDots) this.feedLine()
    this.#draw(cell.bitmap, cell.ink, this.#baseline - cell.baselineDots)
    if (cell.style) this.#runs.add(cell.says, this.#along, widthDots, cell.style)
    this.#along += widthDots
  }

  moveTo(dots: number): void {
    if (dots >= 0 && dots <= this.areaDots) this.#along = dots
  }

  /** GS $: the baseline, from where lines begin. Ignored outside the area. */
  moveBaselineTo(dots: number): void {
    if (dots < 0 || dots > lineRoom(this.#area, this.#direction).acrossDots) return
    this.#endRuns()
    this.#baseline = dots
  }

  /** GS \. */
  moveBaselineBy(dots: number): void {
    this.moveBaselineTo(this.#baseline + dots)
  }

  feedLine(lines = 1): void {
    this.feedDots(lines * this.modes().lineSpacingDots)
  }

  feedDots(dots: number): void {
    this.#endRuns()
    this.#along = 0
    this.#baseline += dots
  }

  feedBack(dots: number): void {
    this.#endRuns()
    this.#along = 0
    this.#baseline = Math.max(0, this.#baseline - dots)
  }

  printBlock(block: Bitmap, { says, symbol, second }: Block): void {
    const top = this.#baseline - block.heightDots
    this.#draw(block, second ? 'first' : this.modes().ink, top)
    if (second) this.#draw(second, 'second', top)
    const box = placeOnPage(this.#area, this.#direction, this.#along, top, block.widthDots, block.heightDots)
    this.#endRuns()
    this.#add(symbol ? { kind: 'symbol', says, box, symbol } : { kind: 'image', says, box }, box)
    this.#along = Math.min(this.areaDots, this.#along + block.widthDots)
  }

  /** ESC W, in dots. False when nothing of it lies on the sheet. */
  setArea(leftDots: number, topDots: number, widthDots: number, heightDots: number): boolean {
    const { widthDots: width, heightDots: height } = this.#sheet
    if (leftDots >= width || topDots >= height || widthDots === 0 || heightDots === 0) return false
    this.#endRuns()
    this.#area = {
      leftDots,
      topDots,
      widthDots: Math.min(widthDots, width - leftDots),
      heightDots: Math.min(heightDots, height - topDots),
    }
    this.#usedRows = Math.max(this.#usedRows, topDots + this.#area.heightDots)
    this.#begin()
    return true
  }

  /** ESC T n. */
  setDirection(n: number): void {
    const direction = DIRECTIONS[n]
    if (!direction) return
    this.#endRuns()
    this.#direction = direction
    this.#begin()
  }

  /** GS ( P fn 48: the sheet itself, no larger than the printer's. */
  setSheet(widthDots: number, heightDots: number): void {
    this.clear()
    this.#sheet = {
      ...this.#sheet,
      widthDots: Math.min(widthDots || this.paperDots, this.paperDots),
      heightDots: Math.min(heightDots || this.maxRows, this.maxRows),
    }
    this.#area = this.#sheet
    this.#begin()
  }

  /** GS ( Q: fills a rectangle of the print area, counted as positions are. */
  fill(alongDots: number, acrossDots: number, widthDots: number, heightDots: number): void {
    const room = lineRoom(this.#area, this.#direction)
    const width = Math.min(widthDots, room.alongDots - alongDots)
    const height = Math.min(heightDots, room.acrossDots - acrossDots)
    if (width <= 0 || height <= 0) return
    const at = placeOnPage(this.#area, this.#direction, alongDots, acrossDots, width, height)
    this.#usedRows = Math.max(this.#usedRows, this.#area.topDots + this.#area.heightDots)
    this.#sheetOf(this.modes().ink).fill(at.leftDots, at.topDots, at.widthDots, at.heightDots)
  }

  /** ESC FF: prints the sheet as it stands, and keeps it. */
  printSheet(): void {
    this.#endRuns()
    const rows = this.#usedRows
    if (rows === 0) return
    const picture = (dots: Bitmap | undefined) => (dots ?? new Bitmap(this.paperDots, this.maxRows)).rows(0, rows)
    this.print({
      kind: 'print',
      bitmap: picture(this.#dots.first),
      ...(this.#dots.second && { second: picture(this.#dots.second) }),
      shows: this.#lines.inReadingOrder(),
    })
  }

  /** CAN: empties the print area. */
  cancel(): void {
    this.#runs.clear()
    const { leftDots, topDots, widthDots, heightDots } = this.#area
    for (const dots of [this.#dots.first, this.#dots.second]) dots?.erase(leftDots, topDots, widthDots, heightDots)
    this.#lines.erase(this.#area)
    this.#begin()
  }

  /** Empties the sheet and puts the print area back to all of it; the direction stays (FF, ESC S). */
  clear(): void {
    this.#dots = { first: undefined, second: undefined }
    this.#runs.clear()
    this.#lines.clear()
    this.#usedRows = 0
    this.#area = this.#sheet
    this.#begin()
  }

  #begin(): void {
    this.#along = 0
    this.#baseline = FIRST_BASELINE_DOTS
  }

  /** Draws at the current position; what sticks out of the print area is lost. */
  #draw(bitmap: Bitmap, ink: Ink, acrossDots: number): void {
    const area = this.#area
    const at = placeOnPage(area, this.#direction, this.#along, acrossDots, bitmap.widthDots, bitmap.heightDots)
    this.#usedRows = Math.max(this.#usedRows, area.topDots + area.heightDots)
    this.#sheetOf(ink).drawWithin(turned(bitmap, this.#direction), at.leftDots, at.topDots, area)
  }

  /** The dots of one colour, made when the first is put there. */
  #sheetOf(ink: Ink): Bitmap {
    const dots = this.#dots[ink] ?? new Bitmap(this.paperDots, this.maxRows)
    this.#dots[ink] = dots
    return dots
  }

  #endRuns(): void {
    if (this.#runs.empty) return
    const runs = this.#runs.take(0)
    const begin = runs[0]?.leftDots ?? 0
    const last = runs.at(-1)
    const width = Math.max(0, (last ? last.leftDots + last.widthDots : 0) - begin)
    const top = this.#baseline - FIRST_BASELINE_DOTS
    const box = placeOnPage(this.#area, this.#direction, begin, top, width, FONT_A_ROWS)
    const { along } = placeAmongLines(box, this.#direction, this.#sheet)
    const onPage = runs.map((run) => ({ ...run, leftDots: run.leftDots - begin + along }))
    this.#add({ kind: 'text', says: wordsOf(onPage, along), box, direction: this.#direction, runs: onPage }, box)
  }

  #add(shown: Parameters<PageLines['add']>[0], box: Box): void {
    this.#lines.add(shown, placeAmongLines(box, this.#direction, this.#sheet).line)
  }
}
