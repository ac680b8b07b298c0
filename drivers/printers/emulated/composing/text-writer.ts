/**
 * Turns text bytes into characters on the line: each is decoded in the code page or double-byte set in force, given the
 * looks in force, and set. A host's own characters (ESC &, FS 2) take the place of built-in ones.
 */
import type { CharacterDecoder, CharacterSetting, DecodedCharacter } from '../characters/character-decoder.js'
import { isCombining } from '../characters/combining.js'
import { FONT_CELLS, type FontName } from '../fonts/glyphs.js'
import { fontOf } from '../fonts/model-fonts.js'
import { characterKey, type WorkingMemory } from '../machine/memory.js'
import type { DoubleByteCharset, PrinterProfile } from '../models/profiles.js'
import type { Cell, Composer } from './composer.js'
import type { PrintModes } from './print-modes.js'
import { StyledCellCache, type StyledCells } from './styled-cells.js'

const UNDECODABLE = '\ufffd'

/** Thai and Lao am take a column of their own, and hang a ring over the one before. */
const RINGS: Readonly<Record<string, string>> = { '\u0e33': '\u0e4d', '\u0eb3': '\u0ecd' }

/** What the writer needs of the printer around it. */
export interface WriterSurroundings {
  readonly profile: PrinterProfile
  readonly decoder: CharacterDecoder
  readonly memory: WorkingMemory
  modes(): PrintModes
  line(): Composer
  undecodable(bytes: readonly number[]): void
}

/** Kept by all printers of the process: cells never change. */
const cells = new StyledCellCache()

export class TextWriter {
  constructor(private readonly around: WriterSurroundings) {}

  /** Modes do not change within one run of text. */
  write(bytes: Uint8Array): void {
    const modes = this.around.modes()
    const setting = settingFor(modes, this.around.profile.doubleByte.charset)
    let narrow: StyledCells | undefined
    let wide: StyledCells | undefined
    for (let index = 0; index < bytes.length; index++) {
      for (const decoded of this.around.decoder.take(bytes[index] ?? 0, setting)) {
        if (decoded.wide) wide ??= this.#looks(modes, modes.doubleByteFont, true)
        else narrow ??= this.#looks(modes, fontInForce(modes, this.around.profile), false)
        const looks = decoded.wide ? wide : narrow
        if (looks) this.#set(decoded, looks, modes)
      }
    }
  }

  /** A command came: what was begun is not going to be finished. */
  interrupt(): void {
    const given = this.around.decoder.interrupt()
    if (given.length > 0) this.around.undecodable(given)
  }

  /** Drops a begun character without a word (the buffers were cleared). */
  forget(): void {
    this.around.decoder.forget()
  }

  #set({ character, bytes, code }: DecodedCharacter, looks: StyledCells, modes: PrintModes): void {
    const own = this.#ownCharacter(looks.look.font, code, modes)
    if (character === UNDECODABLE && !own) this.around.undecodable(bytes)
    const line = this.around.line()
    const cell = own ? looks.draw(character, own) : looks.cell(character)
    // A mark above or below stands on the character before it.
    if (isCombining(character)) line.moveTo(Math.max(0, line.positionDots - cell.bitmap.widthDots))
    const ring = own ? undefined : RINGS[character]
    if (ring !== undefined) hang(looks.cell(ring), line)
    line.put(cell)
  }

  /** ESC % switches a host's single-byte characters on; its double-byte ones count once they are defined. */
  #ownCharacter(font: FontName, code: number, modes: PrintModes) {
    const { characters } = this.around.memory
    if (characters.size === 0) return undefined
    if (code <= 0xff && !modes.userDefined) return undefined
    return characters.get(characterKey(font, code))
  }

  #looks(modes: PrintModes, font: FontName, isWide: boolean): StyledCells {
    const { widthTimes, heightTimes } = isWide ? modes.doubleByteSize : modes.size
    return cells.of({
      font,
      widthTimes,
      heightTimes,
      emphasized: modes.emphasized || modes.doubleStrike,
      underlineDots: isWide ? modes.doubleByteUnderlineDots : modes.underlineDots,
      inverse: modes.inverse,
      rotated: modes.rotated,
      upsideDown: modes.upsideDown,
      ink: modes.ink,
      charset: this.around.profile.doubleByte.charset,
      leftDots: isWide ? modes.doubleByteSpacing.leftDots * widthTimes : 0,
      rightDots: (isWide ? modes.doubleByteSpacing.rightDots : modes.spacingDots) * widthTimes,
      smoothing: modes.smoothing,
    })
  }
}

/** Draws over the character before, and leaves the words and the position as they are. */
function hang(mark: Cell, line: Composer): void {
  const left = line.positionDots - mark.bitmap.widthDots
  if (left < 0) return
  line.moveTo(left)
  line.put({ ...mark, says: '', style: undefined })
}

function settingFor(modes: PrintModes, charset: DoubleByteCharset): CharacterSetting {
  const { codePage, country } = modes
  if (modes.utf8) return { mode: 'utf8', codePage, country, charset }
  // A Japanese printer in Shift JIS tells one byte from two by itself; FS & is for JIS codes.
  if (isJapanese(charset) && modes.doubleByteCode === 'shift-jis') {
    return { mode: 'double', codePage, country, charset: 'shift-jis' }
  }
  const double = modes.doubleByteMode && charset !== 'none'
  return { mode: double ? 'double' : 'single', codePage, country, charset: isJapanese(charset) ? 'jis' : charset }
}

export const isJapanese = (charset: DoubleByteCharset): boolean => charset === 'jis' || charset === 'shift-jis'

/** The width a column has now: font, enlargement and right-side spacing. */
export const columnDots = (modes: PrintModes, profile: PrinterProfile): number =>
  (FONT_CELLS[fontInForce(modes, profile)].widthDots + modes.spacingDots) * modes.size.widthTimes

/** ESC M accepts only what the model has; font A every model has. */
export const fontInForce = (modes: PrintModes, profile: PrinterProfile): FontName => fontOf(profile, modes.font) ?? 'A'
