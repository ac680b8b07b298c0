/**
 * The printer models known by name. The generic ones assume only what every model of their market has; a model with a
 * quirk gets a row of its own instead of a condition in the encoder.
 */
import type { PrinterGlyphs, PrinterProfile } from './printer-profile.js'

const KOREAN: PrinterGlyphs = { korean: 'cp949', chinese: 'none', doubleByteSize: 'gs', nationalSets: true }
const CHINESE: PrinterGlyphs = { korean: 'none', chinese: 'gbk', doubleByteSize: 'fs', nationalSets: true }
/** Memory unknown: everything beyond ASCII is drawn as dots, which prints on any model. */
const UNKNOWN: PrinterGlyphs = { korean: 'none', chinese: 'none', doubleByteSize: 'gs', nationalSets: false }

const PAPER_80_MM = { columns: 48, widthDots: 576 } as const
const PAPER_58_MM = { columns: 32, widthDots: 384 } as const

const FEEDS_AND_CUTS = { command: 'feed-and-cut', feedLines: 0 } as const
/** Hand-held and 58 mm models seldom have a knife; three lines bring the text past the tear bar. */
const TEARS = { command: 'none', feedLines: 3 } as const

const REST = {
  newline: '\n',
  drawer: { pin: 2, onMs: 120, offMs: 240 },
  answersStatus: true,
} as const

/** 80 mm, 48 columns, 576 dots, Hangul in memory: what most Korean counters have. */
export const DEFAULT_PROFILE: PrinterProfile = {
  name: 'generic-korean-80',
  ...PAPER_80_MM,
  glyphs: KOREAN,
  cut: FEEDS_AND_CUTS,
  ...REST,
}

const PROFILES: readonly PrinterProfile[] = [
  DEFAULT_PROFILE,
  { name: 'generic-korean-58', ...PAPER_58_MM, glyphs: KOREAN, cut: TEARS, ...REST },
  { name: 'generic-chinese-80', ...PAPER_80_MM, glyphs: CHINESE, cut: FEEDS_AND_CUTS, ...REST },
  { name: 'generic-chinese-58', ...PAPER_58_MM, glyphs: CHINESE, cut: TEARS, ...REST },
  { name: 'generic-80', ...PAPER_80_MM, glyphs: UNKNOWN, cut: FEEDS_AND_CUTS, ...REST },
  { name: 'generic-58', ...PAPER_58_MM, glyphs: UNKNOWN, cut: TEARS, ...REST },
]

export const PROFILE_NAMES: readonly string[] = PROFILES.map((profile) => profile.name)

/** @returns the profile of that name, or undefined when there is none. */
export function profileNamed(name: string): PrinterProfile | undefined {
  return PROFILES.find((profile) => profile.name === name)
}
