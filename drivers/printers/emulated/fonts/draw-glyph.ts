/**
 * Draws a character into a cell of dots. Everything is thresholded to black and white and taken only from the typefaces
 * the project ships, so a receipt looks the same on every machine.
 */
import { createCanvas } from '@napi-rs/canvas'
import { isCombining } from '../characters/combining.js'
import { Bitmap } from '../paper/bitmap.js'
import { blackDots } from './black-dots.js'
import { drawLines, isLineDrawing } from './draw-lines.js'
import { FONT_CELLS, type FontName } from './font-cells.js'
import { familyFor, type TypefaceName } from './typefaces.js'

/** Which writing the printer was made for: Han characters of a Korean printer come from a Korean typeface. */
export type Script = 'korean' | 'chinese'

interface Drawing {
  readonly sizeDots: number
  /** The alpha (0–255) from which a dot is black. */
  readonly threshold: number
  /** Where the typeface's baseline goes, dots from the top of the cell. */
  readonly baselineDots: number
}

const at = (sizeDots: number, threshold: number, baselineDots: number): Drawing => ({
  sizeDots,
  threshold,
  baselineDots,
})

/** Unifont is designed in 16 rows of dots, 14 of them above the baseline: at these sizes its strokes stay even. */
const UNIFONT_LARGE = at(24, 64, 21)
const UNIFONT_SMALL = at(16, 128, 14)

/** Chosen by eye for even strokes: the fonts each typeface is good for. */
const DRAWINGS: Readonly<Record<TypefaceName, Partial<Readonly<Record<FontName, Drawing>>>>> = {
  nanum: {
    A: at(24, 120, 20),
    B: at(17.5, 105, 14),
    tallB: at(22, 95, 20),
    C: at(16, 105, 13),
    D: at(22, 105, 20),
    wide: at(24, 120, 20),
    wideB: at(24, 120, 20),
    wideC: at(16, 105, 13),
  },
  noto: {
    wide: at(24, 78, 20),
    wideB: at(24, 78, 20),
    wideC: at(16, 78, 13),
  },
  notoBold: {
    A: at(20, 100, 20),
    B: at(15, 90, 14),
    tallB: at(18, 90, 20),
    C: at(14, 90, 13),
    D: at(18, 90, 20),
  },
  unifont: {
    A: UNIFONT_LARGE,
    B: UNIFONT_SMALL,
    tallB: UNIFONT_LARGE,
    C: UNIFONT_SMALL,
    D: UNIFONT_LARGE,
    wide: UNIFONT_LARGE,
    wideB: UNIFONT_LARGE,
    wideC: UNIFONT_SMALL,
  },
}

const ORDERS: Readonly<Record<Script, readonly TypefaceName[]>> = {
  korean: ['nanum', 'noto', 'notoBold', 'unifont'],
  chinese: ['noto', 'nanum', 'notoBold', 'unifont'],
}
/** The one typeface whose marks are where its letters leave room for them. */
const MARKS: readonly TypefaceName[] = ['unifont']

/** What is wider than its cell by less than this sticks out rather than be squeezed. */
const MOST_OVERHANG = 1.05
/** Squeezed more than this, a sign or a letter is left to a typeface that has it narrower. */
const MOST_SQUEEZE = { sign: 1.3, letter: 1.6 }

export function drawGlyph(character: string, font: FontName, script: Script): Bitmap {
  const { widthDots, heightDots } = FONT_CELLS[font]
  if (character === '\ufffd') return missingBox(font)
  if (isBlank(character)) return new Bitmap(widthDots, heightDots)
  if (isLineDrawing(character)) return drawLines(character, font)
  const names = isCombining(character) ? MARKS : ORDERS[script]
  const most = isWideFont(font) || /^\p{L}/u.test(character) ? MOST_SQUEEZE.letter : MOST_SQUEEZE.sign
  return drawFrom(names, character, font, most) ?? drawFrom(names, character, font, Infinity) ?? missingBox(font)
}

/** Spaces, what only directs other characters, and the private use area: a host's own that it has not defined (FS 2). */
const isBlank = (character: string): boolean => /^[\s\p{Cf}\p{Co}\p{Cc}]$/u.test(character)

const isWideFont = (font: FontName): boolean => font.startsWith('wide')

/** Draws with the first typeface that has the character no more than `mostSqueeze` times too wide. */
function drawFrom(
  names: readonly TypefaceName[],
  character: string,
  font: FontName,
  mostSqueeze: number,
): Bitmap | undefined {
  const { widthDots, heightDots } = FONT_CELLS[font]
  const context = createCanvas(widthDots, heightDots).getContext('2d')
  for (const name of names) {
    const drawing = DRAWINGS[name][font]
    const family = drawing && familyFor(name, character.codePointAt(0) ?? 0)
    if (!family) continue
    const { sizeDots, threshold, baselineDots } = drawing
    context.font = `${sizeDots}px "${family}"`
    const measured = context.measureText(character)
    const advance = measured.width
    if (advance > widthDots * mostSqueeze) continue
    const squeeze = advance > widthDots * MOST_OVERHANG ? widthDots / advance : 1
    const left = advance === 0 ? markLeft(measured, widthDots) : (widthDots - advance * squeeze) / 2
    // Unifont's dots are to fall on the printer's.
    context.translate(name === 'unifont' ? Math.floor(left) : left, baselineDots)
    context.scale(squeeze, 1)
    context.fillText(character, 0, 0)
    return blackDots(context, widthDots, heightDots, threshold)
  }
  return undefined
}

/**
 * A mark takes no room. It lies to the left of where it stands, over the character before it, or in scripts that are
 * written from the right to the right of it: over its own cell, either way.
 */
function markLeft(ink: { actualBoundingBoxLeft: number; actualBoundingBoxRight: number }, widthDots: number): number {
  return ink.actualBoundingBoxRight < ink.actualBoundingBoxLeft ? widthDots : 0
}

function missingBox(font: FontName): Bitmap {
  const { widthDots, heightDots, baselineDots } = FONT_CELLS[font]
  const box = new Bitmap(widthDots, heightDots)
  const [left, top, width, height] = [1, 3, widthDots - 2, baselineDots - 3]
  box.fill(left, top, width, 1)
  box.fill(left, top + height - 1, width, 1)
  box.fill(left, top, 1, height)
  box.fill(left + width - 1, top, 1, height)
  return box
}
