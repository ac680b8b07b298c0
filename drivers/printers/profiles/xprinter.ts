/**
 * The cheap printers of the Xprinter class, Chinese from the factory. They answer no GS I, so they are chosen by name; taken
 * for unknown they print all the same, as pictures.
 */
import type { PrinterProfile, Quirk } from './printer-profile.js'
import {
  NO_DOUBLE_BYTE,
  NO_PROCESS_ID,
  PAPER_58_MM,
  PAPER_80_MM,
  PLAIN,
  TEARS,
  WESTERN_PAGES,
} from './profile-parts.js'

const QUIRKS: readonly Quirk[] = [
  NO_PROCESS_ID,
  { name: 'no printer ID', explanation: 'GS I is never answered' },
  {
    name: 'boots in double-byte mode',
    explanation: 'as if FS & had been sent: text of another program may come out as Han; ours states its mode',
  },
  { name: 'two-byte GB only', explanation: 'four-byte GB 18030 codes come out as rubbish: Hangul and emoji are drawn' },
]

const XPRINTER_80: PrinterProfile = {
  ...{ name: 'xprinter-80', title: 'Xprinter class, 80 mm' },
  ...{ ...PLAIN, ...PAPER_80_MM, codePages: WESTERN_PAGES, expects: 'fence', quirks: QUIRKS },
  glyphs: { ...NO_DOUBLE_BYTE, chinese: 'gb2312', doubleByteSize: 'fs' },
  notVerified: ['code pages beyond PC437: makers of the class left out what they liked'],
}

const XPRINTER_58: PrinterProfile = {
  ...{ ...XPRINTER_80, ...PAPER_58_MM, name: 'xprinter-58', title: 'Xprinter class, 58 mm, no cutter', cut: TEARS },
  quirks: [...QUIRKS, { name: 'no automatic status', explanation: 'nothing comes of GS a: it is asked with DLE EOT' }],
}

/** Of the same class, and its FS & counts from the next line on. */
const LATE_80: PrinterProfile = {
  ...{ ...XPRINTER_80, name: 'clone-late-80', title: 'Chinese printer that switches fonts with the next line, 80 mm' },
  glyphs: { ...XPRINTER_80.glyphs, doubleByteFrom: 'next-line' },
  quirks: [...QUIRKS, { name: 'late FS &', explanation: 'FS & and FS . count from the next line on' }],
}

export const XPRINTER_PROFILES: readonly PrinterProfile[] = [XPRINTER_80, XPRINTER_58, LATE_80]
