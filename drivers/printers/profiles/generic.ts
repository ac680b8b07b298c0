/**
 * Printers nobody knows by name: only what every model of their market has. A 58 mm printer cannot be told from an 80 mm one
 * by asking, so these are chosen in the configuration, except the one that is assumed when nothing is known.
 */
import type { PrinterGlyphs, PrinterProfile } from './printer-profile.js'
import { FIRST_PAGE, NO_DOUBLE_BYTE, PAPER_58_MM, PAPER_80_MM, PLAIN, TEARS } from './profile-parts.js'

const KOREAN: PrinterGlyphs = { ...NO_DOUBLE_BYTE, korean: 'cp949' }
const CHINESE: PrinterGlyphs = { ...NO_DOUBLE_BYTE, chinese: 'gbk', doubleByteSize: 'fs' }
/** Memory unknown: everything beyond ASCII is drawn as dots, which prints on any model. */
const UNKNOWN: PrinterGlyphs = { ...NO_DOUBLE_BYTE, nationalSets: false }

/** 80 mm, 48 columns, 576 dots, Hangul in memory: what most Korean counters have. */
export const DEFAULT_PROFILE: PrinterProfile = {
  ...{ name: 'generic-korean-80', title: 'Any Korean printer, 80 mm' },
  ...{ ...PAPER_80_MM, ...PLAIN, glyphs: KOREAN, codePages: FIRST_PAGE },
}

/** What a printer is taken for that was never told of and does not say who it is. */
export const ASSUMED_PROFILE: PrinterProfile = {
  ...{ name: 'generic-80', title: 'Any printer, 80 mm' },
  ...{ ...PAPER_80_MM, ...PLAIN, glyphs: UNKNOWN, codePages: [] },
}

export const GENERIC_PROFILES: readonly PrinterProfile[] = [
  DEFAULT_PROFILE,
  {
    ...{ ...DEFAULT_PROFILE, name: 'generic-korean-58', title: 'Any Korean printer, 58 mm, no cutter' },
    ...{ ...PAPER_58_MM, cut: TEARS },
  },
  { ...DEFAULT_PROFILE, name: 'generic-chinese-80', title: 'Any Chinese printer, 80 mm', glyphs: CHINESE },
  {
    ...{ ...DEFAULT_PROFILE, name: 'generic-chinese-58', title: 'Any Chinese printer, 58 mm, no cutter' },
    ...{ ...PAPER_58_MM, cut: TEARS, glyphs: CHINESE },
  },
  ASSUMED_PROFILE,
  {
    ...{ ...ASSUMED_PROFILE, name: 'generic-58', title: 'Any printer, 58 mm, no cutter' },
    ...{ ...PAPER_58_MM, cut: TEARS },
  },
]
