/**
 * Epson's receipt printers, after the model tables of the "ESC/POS Command Reference". The TM-T88 family prints 180 dots an
 * inch and the others 203; all confirm by process ID, and each is sold with one double-byte font or another.
 */
import type { PrinterProfile } from './printer-profile.js'
import {
  NO_DOUBLE_BYTE,
  PAPER_80_MM,
  PAPER_80_MM_180_DPI,
  PLAIN,
  soldWithFonts,
  WESTERN_PAGES,
} from './profile-parts.js'

const EPSON = {
  ...PLAIN,
  glyphs: NO_DOUBLE_BYTE,
  codePages: WESTERN_PAGES,
  expects: 'process-id',
  images: 'nv-graphics',
  notVerified: ['that its Korean font (KOREA C-5601C) ends with KS X 1001: syllables beyond it are drawn'],
} as const

/** @param model as it answers GS I 67, without what follows a hyphen in variants of it (TM-m30II-NT). */
function epson(model: string, paper: typeof PAPER_80_MM | typeof PAPER_80_MM_180_DPI): PrinterProfile {
  const identifies = { maker: /^EPSON$/i, model: new RegExp(`^${model}(-[A-Z]{1,3})?$`, 'i') }
  return { ...EPSON, ...paper, name: model.toLowerCase(), title: `Epson ${model}`, identifies }
}

const AT_180_DPI = ['TM-T88V', 'TM-T88VI', 'TM-T88VII'].map((model) => epson(model, PAPER_80_MM_180_DPI))
const AT_203_DPI = ['TM-T20', 'TM-T20II', 'TM-T20III', 'TM-T82III', 'TM-m30', 'TM-m30II', 'TM-m30III'].map((model) =>
  epson(model, PAPER_80_MM),
)

export const EPSON_PROFILES: readonly PrinterProfile[] = [...AT_180_DPI, ...AT_203_DPI].flatMap((model) =>
  soldWithFonts(model),
)
