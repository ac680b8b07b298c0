/**
 * Commands that begin with ESC. Source: Epson, "ESC/POS Command Reference", obsolete entries included; "clones" marks
 * what stands only in the manuals of compatible printers.
 */

import { anyLetter, type Entry, entry, family } from './entry.js'
import { byte, fixed, nothing, type Piece, payload, product, repeated, sized, type Verdict, word } from './shapes.js'

const NUL = 0x00
/** ESC D sets at most 32 tab stops, and NUL ends them. */
const MOST_TAB_STOPS = 32

/**
 * ESC D n1 … nk NUL: columns ascend. A column that does not is the end as NUL is (which is such a column), and belongs to
 * the command; after 32 columns only NUL still does.
 */
const tabStops: Piece = {
  ...payload(MOST_TAB_STOPS + 1, 'n'),
  verdict: (bytes, start, at): Verdict => {
    const column = bytes[at] ?? 0
    if (column === NUL) return 'ends it'
    if (at - start === MOST_TAB_STOPS) return 'is not part of it'
    return at > start && column <= (bytes[at - 1] ?? 0) ? 'ends it' : 'goes on'
  },
}

/**
 * ESC * m: bytes a column. The reference has 0, 1 (8 dots) and 32, 33 (24 dots), and lets the data of other modes through
 * as text. The command comes from ESC/P, whose modes 38–40 (24 dots) and 64–73 (48 dots) hosts do send: taken by that
 * rule nothing of an image is ever printed as characters, whether the mode is carried out or not.
 */
const bytesAColumn = (bytes: Uint8Array, at: number): number => {
  const mode = bytes[at] ?? 0
  if (mode < 32) return 1
  return mode < 64 ? 3 : 6
}

export const escapes = {
  'ESC BEL': entry('Sound the tone (clones)', nothing),
  'ESC FF': entry('Page mode: print what is in the print area', nothing),
  'ESC SP': entry('Set right-side character spacing', fixed('n')),
  'ESC !': entry('Select print modes', fixed('n')),
  'ESC $': entry('Set absolute print position', fixed('nL nH')),
  'ESC %': entry('Select or cancel the user-defined character set', fixed('n')),
  'ESC &': entry(
    'Define user-defined characters',
    repeated(
      'y=3 c1=65 c2=65',
      (bytes, at) => Math.max(0, byte(2)(bytes, at) - byte(1)(bytes, at) + 1),
      (number, { firstByte: y }, next) =>
        fixed(`x${number}`, (bytes, at) => payload(y * byte(0)(bytes, at), `d${number}`, next)),
    ),
  ),
  'ESC ( A': family('Control the beeper', 'fn', {
    '48': 'Sound the built-in beeper | n c t',
    '97': 'Sound the buzzer | m=100 n t1 t2',
    '98': 'Set the buzzer for being offline | d*',
    '99': 'Set the buzzer for events | d*',
    '100': 'Set the buzzer for cuts and pulses | d*',
  }),
  'ESC ( Y': family('Batch printing', 'fn', {}),
  'ESC ( *': anyLetter('Extended function of an unknown letter'),
  'ESC *': entry('Print bit image in columns', sized('m nL nH', product(bytesAColumn, word(1)))),
  'ESC -': entry('Turn underline on or off', fixed('n')),
  'ESC 2': entry('Select default line spacing', nothing),
  'ESC 3': entry('Set line spacing', fixed('n')),
  'ESC 7': entry('Set heating (clones)', fixed('n1 n2 n3')),
  'ESC 8': entry('Set time to sleep (clones)', fixed('nL nH')),
  'ESC 9': entry('Select double-byte encoding (clones)', fixed('n')),
  'ESC <': entry('Return the head home', nothing),
  'ESC =': entry('Select peripheral device', fixed('n=1')),
  'ESC ?': entry('Cancel a user-defined character', fixed('n=65')),
  'ESC @': entry('Initialise', nothing),
  'ESC B': entry('Sound the buzzer (clones)', fixed('n t')),
  'ESC C': entry('Sound the buzzer and flash (clones)', fixed('m t n')),
  'ESC D': entry('Set horizontal tab positions', tabStops),
  'ESC E': entry('Turn emphasis on or off', fixed('n')),
  'ESC F': entry('Select or cancel slip reverse eject', fixed('n')),
  'ESC G': entry('Turn double strike on or off', fixed('n')),
  'ESC J': entry('Print and feed by units', fixed('n')),
  'ESC K': entry('Print and feed back by units', fixed('n')),
  'ESC L': entry('Select page mode', nothing),
  'ESC M': entry('Select character font', fixed('n')),
  'ESC R': entry('Select international character set', fixed('n')),
  'ESC S': entry('Select standard mode', nothing),
  'ESC T': entry('Page mode: select print direction', fixed('n')),
  'ESC U': entry('Turn unidirectional printing on or off', fixed('n')),
  'ESC V': entry('Turn 90° clockwise rotation on or off', fixed('n')),
  'ESC W': entry('Page mode: set print area', fixed('xL xH yL yH dxL dxH dyL dyH')),
  'ESC Z': entry('Print two-dimensional code (clones)', sized('m n k dL dH', word(3))),
  'ESC \\': entry('Set relative print position', fixed('nL nH')),
  'ESC a': entry('Select justification', fixed('n')),
  'ESC c 0': entry('Select paper for printing', fixed('n')),
  'ESC c 1': entry('Select paper for settings', fixed('n')),
  'ESC c 3': entry('Select paper sensors that signal paper end', fixed('n')),
  'ESC c 4': entry('Select paper sensors that stop printing', fixed('n')),
  'ESC c 5': entry('Enable or disable panel buttons', fixed('n')),
  'ESC c 6': entry('Enable or disable the online switch', fixed('n')),
  'ESC d': entry('Print and feed lines', fixed('n')),
  'ESC e': entry('Print and feed back lines', fixed('n')),
  'ESC f': entry('Set slip waiting time', fixed('t1 t2')),
  'ESC i': entry('Partial cut, one point left', nothing),
  'ESC m': entry('Partial cut, three points left', nothing),
  'ESC o': entry('Stamp', nothing),
  'ESC p': entry('Pulse the drawer', fixed('m=0 t1 t2')),
  'ESC q': entry('Release paper', nothing),
  'ESC r': entry('Select print colour', fixed('n')),
  'ESC t': entry('Select character code table', fixed('n=0')),
  'ESC u': entry('Transmit peripheral status', fixed('n')),
  'ESC v': entry('Transmit paper sensor status', nothing),
  'ESC x': entry('Select print quality (clones)', fixed('n')),
  'ESC {': entry('Turn upside-down printing on or off', fixed('n')),
} satisfies Record<string, Entry>
