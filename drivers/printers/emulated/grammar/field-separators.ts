/**
 * Commands that begin with FS: double-byte characters, stored images, check paper, and what the newer models add. Source:
 * Epson, "ESC/POS Command Reference", obsolete entries included.
 */

import { anyLetter, countedEntry, type Entry, entry, family } from './entry.js'
import { byte, fixed, nothing, payload, product, repeated, sized, word } from './shapes.js'

/** A user-defined double-byte character is 24 × 24 dots: 72 bytes. */
const DOUBLE_BYTE_CHARACTER_BYTES = 72

export const fieldSeparators = {
  'FS !': entry('Select print modes for double-byte characters', fixed('n')),
  'FS &': entry('Select double-byte characters', nothing),
  'FS ( A': family('Character effects of double-byte characters', 'fn', { '48': 'Select double-byte font | m' }),
  'FS ( C': family('Character encoding', 'fn', {
    '48': 'Select encoding | m=50',
    '60': 'Set font priority | m=0 a=0',
  }),
  'FS ( E': family('Receipt enhancement', 'fn', {
    '60': 'Cancel logo settings | m d*',
    '61': 'Transmit logo settings | m c',
    '62': 'Set top logo | m kc1 kc2 a n',
    '63': 'Set bottom logo | m kc1 kc2 a',
    '64': 'Set more of the logos | m d*',
    '65': 'Enable or disable logos | m a n',
  }),
  'FS ( L': family('Labels and marked paper', 'fn', {
    '33': 'Set paper layout | d*',
    '34': 'Transmit paper layout | n',
    '48': 'Transmit positioning information | m',
    '65': 'Feed to the peeling position | m',
    '66': 'Feed to the cutting position | m',
    '67': 'Feed to the print starting position | m',
    '80': 'Set margin for layout errors | m d*',
  }),
  'FS ( e': countedEntry('Automatic status back for options', 'm n'),
  'FS ( f': family('MICR data handling', '', { '': 'MICR data handling | d*' }),
  'FS ( g': family('Image scanner', 'fn', {}),
  'FS ( *': anyLetter('Extended function of an unknown letter'),
  'FS -': entry('Turn underline on or off for double-byte characters', fixed('n')),
  'FS .': entry('Cancel double-byte characters', nothing),
  'FS 2': entry(
    'Define a user-defined double-byte character',
    fixed('c1=254 c2=161', () => payload(DOUBLE_BYTE_CHARACTER_BYTES)),
  ),
  'FS ?': entry('Cancel a user-defined double-byte character', fixed('c1=254 c2=161')),
  'FS C': entry('Select double-byte encoding', fixed('n')),
  'FS S': entry('Set double-byte character spacing', fixed('n1 n2')),
  'FS W': entry('Turn quadruple size on or off for double-byte characters', fixed('n')),
  'FS a 0': entry('Read check paper', fixed('n')),
  'FS a 1': entry('Load check paper', nothing),
  'FS a 2': entry('Eject check paper', nothing),
  'FS b': entry('Transmit what was read on check paper again', nothing),
  'FS c': entry('Clean the MICR mechanism', nothing),
  'FS g 1': entry('Write to NV user memory', sized('m=0 a1 a2 a3 a4 nL nH', word(5))),
  'FS g 2': entry('Read from NV user memory', fixed('m=0 a1 a2 a3 a4 nL nH')),
  'FS p': entry('Print NV bit image', fixed('n m=0')),
  'FS q': entry(
    'Define NV bit images',
    repeated('n', byte(0), (number, _head, next) =>
      fixed(`xL${number} xH${number} yL${number} yH${number}`, (bytes, at) =>
        payload(product(word(0), word(2), 8)(bytes, at), `d${number}`, next),
      ),
    ),
  ),
} satisfies Record<string, Entry>
