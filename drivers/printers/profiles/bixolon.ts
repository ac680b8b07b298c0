/**
 * Bixolon's receipt printers, the Korean counters' standard, after the SRP command manuals. The models whose number ends in 0
 * print 180 dots an inch; GS ( H is not among their commands.
 */
import type { PrinterProfile, Quirk } from './printer-profile.js'
import {
  NO_DOUBLE_BYTE,
  NO_PROCESS_ID,
  PAPER_80_MM_180_DPI,
  PLAIN,
  soldWithFonts,
  WESTERN_PAGES,
} from './profile-parts.js'

const QUIRKS: readonly Quirk[] = [
  NO_PROCESS_ID,
  {
    name: 'no serial number',
    explanation: 'GS I 68 is not among its questions: those behind it must not take its place',
  },
  {
    name: 'names its code page for its font',
    explanation: 'GS I 69 may tell the code page in use; unless it speaks of Korea or China, double-byte text is drawn',
  },
]

function bixolon(model: string): PrinterProfile {
  return {
    ...{ ...PLAIN, ...PAPER_80_MM_180_DPI, glyphs: NO_DOUBLE_BYTE, codePages: WESTERN_PAGES, expects: 'fence' },
    ...{ name: model.toLowerCase(), title: `Bixolon ${model}`, quirks: QUIRKS },
    identifies: { maker: /^BIXOLON/i, model: new RegExp(`^${model}$`, 'i') },
    notVerified: ['its answer to GS I 69 with the Korean font', 'whether its Korean font goes beyond KS X 1001'],
  }
}

export const BIXOLON_PROFILES: readonly PrinterProfile[] = [
  'SRP-350III',
  'SRP-350plusIII',
  'SRP-380',
  'SRP-330II',
].flatMap((model) => soldWithFonts(bixolon(model)))
