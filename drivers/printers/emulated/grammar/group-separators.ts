/**
 * Commands that begin with GS, without the length-prefixed families (extended-functions.ts). Source: Epson, "ESC/POS
 * Command Reference", obsolete entries included; "clones" marks what stands only in manuals of compatible printers.
 */

import { type Entry, entry, functionsOf } from './entry.js'
import { byFirst, byte, fixed, longWord, nothing, payload, product, type Shape, sized, until, word } from './shapes.js'

const NUL = 0x00
const SEMICOLON = 0x3b
/** Longest NUL-terminated bar code (GS k, function A); the reference allows 255 characters at most. */
const LONGEST_BARCODE_BYTES = 256
/** A number of GS C ; has five digits at most, and its semicolon. */
const LONGEST_COUNTER_NUMBER_BYTES = 6
/** GS k: the clones' QR, which has a head of its own. */
const CLONE_QR = 97

/** GS C ; five numbers in digits, each ended by a semicolon. */
const counterNumbers = ([name, ...more]: readonly string[]): Shape | undefined =>
  name === undefined ? undefined : until(SEMICOLON, LONGEST_COUNTER_NUMBER_BYTES, name, () => counterNumbers(more))

/**
 * GS k m: 0–6 ended by NUL (function A), from 65 with a length (function B). Numbers between are no command of any
 * printer, and nothing follows them.
 */
function barCode(m: number): Shape | undefined {
  if (m <= 6) return until(NUL, LONGEST_BARCODE_BYTES)
  if (m === CLONE_QR) return sized('v r nL nH', word(2))
  return m >= 65 ? sized('n', byte(0)) : undefined
}

/** GS V m: only the modes that feed, or set a position to cut at, have a distance after them. */
const FEEDING_CUTS: readonly number[] = [65, 66, 97, 98, 103, 104]

/** GS D: a BMP file as it is; its own header (`BM`, then its size) says how long it is. What is no BMP ends there. */
const BMP_HEADER_BYTES = 6
const bitmapFile: Shape = payload(BMP_HEADER_BYTES, 'header', (bytes, at) => {
  const isBitmap = bytes[at] === 0x42 && bytes[at + 1] === 0x4d
  return isBitmap ? payload(Math.max(0, longWord(2)(bytes, at) - BMP_HEADER_BYTES)) : undefined
})

export const groupSeparators = {
  'GS FF': entry('Feed marked paper to the print starting position', nothing),
  'GS !': entry('Select character size', fixed('n')),
  'GS $': entry('Page mode: set absolute vertical position', fixed('nL nH')),
  'GS *': entry('Define downloaded bit image', sized('x y', product(byte(0), byte(1), 8))),
  'GS /': entry('Print downloaded bit image', fixed('m=0')),
  'GS :': entry('Start or end macro definition', nothing),
  'GS <': entry('Find the print starting position of marked paper', nothing),
  'GS A': entry('Correct the positions of marked paper', fixed('m n')),
  'GS B': entry('Turn white on black on or off', fixed('n')),
  'GS C 0': entry('Select counter print mode', fixed('n m')),
  'GS C 1': entry('Select count mode (A)', fixed('aL aH bL bH n r')),
  'GS C 2': entry('Set the counter', fixed('nL nH')),
  'GS C ;': entry('Select count mode (B)', counterNumbers(['sa', 'sb', 'sn', 'sr', 'sc']) ?? nothing),
  'GS D': {
    title: 'Windows BMP graphics',
    shape: fixed('m=48 fn=67 a=48 kc1=65 kc2=65 b=48 c=49', () => bitmapFile),
    functions: functionsOf(0, 'm=48 fn', {
      '67': 'Define NV graphics from a BMP',
      '83': 'Define downloaded graphics from a BMP',
    }),
  },
  'GS E': entry('Select head control', fixed('n')),
  'GS H': entry('Select where HRI characters are printed', fixed('n')),
  'GS I': entry('Transmit printer ID', fixed('n')),
  'GS L': entry('Set left margin', fixed('nL nH')),
  'GS P': entry('Set motion units', fixed('x y')),
  'GS Q 0': entry('Print variable vertical size bit image', sized('m=0 xL xH yL yH', product(word(1), word(3)))),
  'GS T': entry('Go to the beginning of the line', fixed('n')),
  'GS V': entry(
    'Cut the paper',
    byFirst('m=1', (m) => (FEEDING_CUTS.includes(m) ? fixed('n') : undefined)),
  ),
  'GS W': entry('Set print area width', fixed('nL=64 nH=1')),
  'GS Z': entry('Select kind of two-dimensional code (clones)', fixed('n')),
  'GS \\': entry('Page mode: set relative vertical position', fixed('nL nH')),
  'GS ^': entry('Execute macro', fixed('r t m=0')),
  'GS a': entry('Enable or disable automatic status back', fixed('n')),
  'GS b': entry('Turn smoothing on or off', fixed('n')),
  'GS c': entry('Print the counter', nothing),
  'GS f': entry('Select font of HRI characters', fixed('n')),
  'GS g 0': entry('Initialise maintenance counter', fixed('m=0 nL=20 nH')),
  'GS g 2': entry('Transmit maintenance counter', fixed('m=0 nL=20 nH')),
  'GS h': entry('Set bar code height', fixed('n')),
  'GS j': entry('Enable or disable automatic status back for ink', fixed('n')),
  'GS k': entry('Print bar code', byFirst('m=73', barCode)),
  'GS r': entry('Transmit status', fixed('n')),
  'GS v 0': entry('Print raster bit image', sized('m=0 xL xH yL yH', product(word(1), word(3)))),
  'GS w': entry('Set bar code width', fixed('n=3')),
  'GS z 0': entry('Set online recovery waiting time', fixed('t1 t2')),
  'GS |': entry('Set print density (clones)', fixed('n')),
} satisfies Record<string, Entry>
