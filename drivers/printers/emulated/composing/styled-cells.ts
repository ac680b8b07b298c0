/**
 * Characters as they are set on a line: a glyph enlarged, emphasised, underlined, turned. A receipt has a few looks and a
 * few hundred different characters, so each is made once and kept.
 */

import { FONT_CELLS, type FontName, glyph } from '../fonts/glyphs.js'
import type { DoubleByteCharset } from '../models/profiles.js'
import { Bitmap } from '../paper/bitmap.js'
import type { TextStyle } from '../paper/receipt.js'
import type { Cell } from './composer.js'
import { smoothed } from './smoothing.js'

/** Everything that decides what a character looks like. */
export interface Look extends TextStyle {
  readonly font: FontName
  readonly charset: DoubleByteCharset
  readonly leftDots: number
  readonly rightDots: number
  readonly smoothing: boolean
}

/** What all kept cells together may take. */
const MOST_BYTES = 16 * 1024 * 1024

/** The characters of one look. */
export class StyledCells {
  readonly #byCharacter = new Map<string, Cell>()

  constructor(
    readonly look: Look,
    private readonly kept: (bytes: number) => void,
  ) {}

  cell(character: string): Cell {
    const known = this.#byCharacter.get(character)
    if (known) return known
    const made = this.draw(character, glyph(character, this.look.font, this.look.charset))
    this.#byCharacter.set(character, made)
    this.kept(made.bitmap.bytes.length)
    return made
  }

  /** A character from dots of its own (ESC &, FS 2). */
  draw(says: string, shape: Bitmap): Cell {
    const bitmap = styled(shape, this.look)
    const baselineDots = this.look.rotated
      ? bitmap.heightDots - FONT_CELLS[this.look.font].heightDots + FONT_CELLS[this.look.font].baselineDots
      : FONT_CELLS[this.look.font].baselineDots * this.look.heightTimes
    return { bitmap, baselineDots, says, style: this.look, ink: this.look.ink, isBlank: bitmap.isBlank }
  }
}

/** The looks in use. When they take too much, all are forgotten and made again as needed. */
export class StyledCellCache {
  readonly #byLook = new Map<string, StyledCells>()
  /** Asked for last: text mostly goes on as it was. */
  #recent: StyledCells | undefined
  #usedBytes = 0

  of(look: Look): StyledCells {
    if (this.#recent && isSame(this.#recent.look, look)) return this.#recent
    const key = Object.values(look).join()
    const cells = this.#byLook.get(key) ?? new StyledCells(look, (bytes) => this.#keep(bytes))
    this.#byLook.set(key, cells)
    this.#recent = cells
    return cells
  }

  #keep(bytes: number): void {
    this.#usedBytes += bytes
    if (this.#usedBytes <= MOST_BYTES) return
    this.#byLook.clear()
    this.#recent = undefined
    this.#usedBytes = 0
  }
}

const isSame = (a: Look, b: Look): boolean =>
  a.font === b.font &&
  a.charset === b.charset &&
  a.widthTimes === b.widthTimes &&
  a.heightTimes === b.heightTimes &&
  a.emphasized === b.emphasized &&
  a.underlineDots === b.underlineDots &&
  a.inverse === b.inverse &&
  a.rotated === b.rotated &&
  a.upsideDown === b.upsideDown &&
  a.ink === b.ink &&
  a.leftDots === b.leftDots &&
  a.rightDots === b.rightDots &&
  a.smoothing === b.smoothing

function styled(shape: Bitmap, look: Look): Bitmap {
  const { widthTimes, heightTimes, inverse } = look
  const enlarged = look.smoothing ? smoothed(shape, widthTimes, heightTimes) : shape.scaled(widthTimes, heightTimes)
  const cell = new Bitmap(look.leftDots + enlarged.widthDots + look.rightDots, enlarged.heightDots)
  cell.draw(enlarged, look.leftDots, 0)
  // Emphasis is the same dots once more, one dot to the right, as a thermal head does it.
  if (look.emphasized) cell.draw(enlarged, look.leftDots + 1, 0)
  // Neither white on black (GS B) nor turned characters (ESC V) are underlined.
  if (look.underlineDots > 0 && !inverse && !look.rotated) {
    cell.fill(0, cell.heightDots - look.underlineDots, cell.widthDots, look.underlineDots)
  }
  const coloured = inverse ? cell.inverted() : cell
  return look.rotated ? coloured.turnedClockwise() : coloured
}
