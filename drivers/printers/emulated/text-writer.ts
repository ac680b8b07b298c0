/**
 * Turns text bytes into dots: decodes them (single-byte code page, or the double-byte set while FS & is on), styles each
 * character and sets it on the line. A double-byte character may arrive in pieces.
 */
import iconv from 'iconv-lite'
import { Bitmap } from './bitmap.js'
import { characterOf } from './code-pages.js'
import { FONT_CELLS, type FontName, glyph } from './glyphs.js'
import type { Cell, LineComposer } from './line-composer.js'
import type { PrintModes, Size } from './print-modes.js'
import type { DoubleByteCharset } from './profiles.js'

const UNDECODABLE = '\ufffd'

/** How a character is to look, whichever set it is from. */
interface Style {
  readonly font: FontName
  readonly size: Size
  readonly underlineDots: number
  readonly leftDots: number
  readonly rightDots: number
}

export class TextWriter {
  /** The first bytes of a double-byte character whose rest has not come. */
  #lead: number[] = []

  constructor(
    private readonly charset: DoubleByteCharset,
    private readonly modes: () => PrintModes,
    private readonly line: LineComposer,
    private readonly undecodable: (bytes: readonly number[]) => void,
  ) {}

  write(bytes: Uint8Array): void {
    for (const byte of bytes) this.#take(byte)
  }

  /** A command came: what was begun is not going to be finished. */
  interrupt(): void {
    if (this.#lead.length === 0) return
    this.undecodable(this.#lead)
    this.#lead = []
  }

  /** Drops a begun character without a word (the buffers were cleared). */
  forget(): void {
    this.#lead = []
  }

  #take(byte: number): void {
    const modes = this.modes()
    if (!modes.doubleByteMode || (this.#lead.length === 0 && byte < 0x80)) {
      this.#single(characterOf(byte, modes.codePage, modes.country), [byte])
      return
    }
    this.#lead.push(byte)
    if (this.#lead.length < doubleByteLength(this.#lead, this.charset)) return
    const lead = this.#lead
    this.#lead = []
    const character = iconv.decode(Buffer.from(lead), this.charset)
    if ([...character].length === 1 && character !== UNDECODABLE) {
      this.#double(character)
      return
    }
    this.undecodable(lead)
    this.#double(UNDECODABLE)
    // A stray lead byte must not swallow the ASCII character after it.
    if (byte < 0x80 && lead.length === 2) this.#take(byte)
  }

  #single(character: string, bytes: readonly number[]): void {
    if (character === UNDECODABLE) this.undecodable(bytes)
    const { font, size, underlineDots, spacingDots } = this.modes()
    this.#set(character, { font, size, underlineDots, leftDots: 0, rightDots: spacingDots * size.widthTimes })
  }

  #double(character: string): void {
    const { doubleByteSize, doubleByteUnderlineDots, doubleByteSpacing } = this.modes()
    this.#set(character, {
      font: 'wide',
      size: doubleByteSize,
      underlineDots: doubleByteUnderlineDots,
      leftDots: doubleByteSpacing.leftDots * doubleByteSize.widthTimes,
      rightDots: doubleByteSpacing.rightDots * doubleByteSize.widthTimes,
    })
  }

  #set(character: string, style: Style): void {
    const shape = glyph(character, style.font, this.charset)
    this.line.put(styled(shape, character, style, this.modes()))
  }
}

/** How many bytes the character begun with these takes. */
function doubleByteLength(lead: readonly number[], charset: DoubleByteCharset): number {
  const [first = 0, second] = lead
  if (first === 0x80 || first === 0xff) return 1
  const second4 = charset === 'gb18030' && second !== undefined && second >= 0x30 && second <= 0x39
  return second4 ? 4 : 2
}

function styled(shape: Bitmap, says: string, style: Style, modes: PrintModes): Cell {
  const { widthTimes, heightTimes } = style.size
  const enlarged = shape.scaled(widthTimes, heightTimes)
  const cell = new Bitmap(style.leftDots + enlarged.widthDots + style.rightDots, enlarged.heightDots)
  cell.draw(enlarged, style.leftDots, 0)
  // Emphasis is the same dots once more, one dot to the right, as a thermal head does it.
  if (modes.emphasized || modes.doubleStrike) cell.draw(enlarged, style.leftDots + 1, 0)
  // Not underlined when white on black (GS B).
  if (style.underlineDots > 0 && !modes.inverse) {
    cell.fill(0, cell.heightDots - style.underlineDots, cell.widthDots, style.underlineDots)
  }
  return {
    bitmap: modes.inverse ? cell.inverted() : cell,
    baselineDots: FONT_CELLS[style.font].baselineDots * heightTimes,
    says,
  }
}
