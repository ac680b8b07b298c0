/**
 * Control codes, the real-time commands (DLE), and what compatible printers put behind DC2 and US. Controls that are not
 * in here (01–07, 0B, 0E …) mean nothing to a printer: each is one unknown byte, skipped and never drawn.
 */

import { type Entry, entry, functionsOf } from './entry.js'
import { byFirst, byte, fixed, nothing, payload, product, sized, word } from './shapes.js'

/** DLE DC4: what follows fn. Other numbers are ignored as they come, so nothing is taken for them. */
const REAL_TIME_PARAMETERS: Readonly<Record<number, string>> = {
  1: 'm t',
  2: 'a=1 b=8',
  3: 'a n r t1 t2',
  7: 'm',
  8: 'd1=1 d2=3 d3=20 d4=1 d5=6 d6=2 d7=8',
}

/** DLE EOT n a: the numbers that want a second one. */
const TWO_BYTE_STATUS: readonly number[] = [7, 8, 18]
/** A column of a clone's DC2 V bit image line: the head is 384 dots wide. */
const CLONE_LINE_BYTES = 48
const LETTER_S = 0x53

export const controls = {
  NUL: entry('Nothing', nothing),
  HT: entry('Horizontal tab', nothing),
  LF: entry('Print and feed a line', nothing),
  FF: entry('Page mode: print and go back to standard mode; labels: feed to the next', nothing),
  CR: entry('Print and return', nothing),
  CAN: entry('Page mode: forget the print area', nothing),
  'DLE EOT': entry(
    'Transmit real-time status',
    byFirst('n', (n) => (TWO_BYTE_STATUS.includes(n) ? fixed('a') : undefined)),
  ),
  'DLE ENQ': entry('Real-time request to recover', fixed('n')),
  'DLE DC4': {
    title: 'Real-time pulse, power-off, buzzer, status, clear',
    shape: byFirst('fn', (fn) => fixed(REAL_TIME_PARAMETERS[fn] ?? '')),
    functions: functionsOf(0, 'fn', {
      '1': 'Pulse in real time',
      '2': 'Run the power-off sequence',
      '3': 'Sound the buzzer in real time',
      '7': 'Transmit the given status in real time',
      '8': 'Clear the buffers',
    }),
  },
  // Clones: the 58 mm modules whose manuals list DC2 commands.
  'DC2 #': entry('Set print density (clones)', fixed('n')),
  'DC2 *': entry('Print bit image (clones)', sized('r n', product(byte(0), byte(1)))),
  'DC2 T': entry('Print test page (clones)', nothing),
  'DC2 V': entry('Print bit image lines (clones)', sized('nL nH', product(word(0), CLONE_LINE_BYTES))),
  // Clones: set-up commands of one widespread board, known from the tools that send them.
  'US ESC US 11h': entry('Factory settings (clones)', fixed('a=17 b=0')),
  'US ESC US 27h': entry('Restart (clones)', fixed('a=19 b=20 c=82 d=0')),
  'US ESC US 67h': entry('Print test page (clones)', fixed('n')),
  'US ESC US 91h': entry(
    'Set IP address (clones)',
    // 00, then `IP` or `SET IP`, then the address.
    fixed('a=0 b=73', (bytes, at) =>
      payload(bytes[at + 1] === LETTER_S ? 'ET IP'.length : 'P'.length, 'word', () => fixed('n1 n2 n3 n4')),
    ),
  ),
  'US ESC US B2h': entry('Set network addresses (clones)', payload(12, 'addresses')),
  'US ESC US FCh': entry('Select command language (clones)', fixed('a=1 b=2 c=3 n')),
  'US ESC US FFh': entry('Set start-up code table (clones)', fixed('n a=10 b=0')),
} satisfies Record<string, Entry>
