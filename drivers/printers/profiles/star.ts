/**
 * Star's printers set to speak ESC/POS, their second language. After the "ESC/POS Mode Command Specifications".
 */
import type { PrinterProfile } from './printer-profile.js'
import { NO_DOUBLE_BYTE, NO_PROCESS_ID, PAPER_80_MM, PLAIN, soldWithFonts, WESTERN_PAGES } from './profile-parts.js'

function star(model: string, pattern: RegExp): PrinterProfile {
  return {
    ...{ ...PLAIN, ...PAPER_80_MM, glyphs: NO_DOUBLE_BYTE, codePages: WESTERN_PAGES, expects: 'fence' },
    ...{ name: `star-${model.toLowerCase()}`, title: `Star ${model} in ESC/POS mode`, quirks: [NO_PROCESS_ID] },
    fonts: { A: { widthDots: 12, heightDots: 24 }, B: { widthDots: 9, heightDots: 24 } },
    identifies: { maker: /^STAR\b/i, model: pattern },
    notVerified: ['its answers to GS I 66, 67 and 69'],
  }
}

export const STAR_PROFILES: readonly PrinterProfile[] = [
  star('mC-Print3', /^(MCP3\d*|mC-Print3)/i),
  star('TSP143IV', /^TSP143IV/i),
].flatMap((model) => soldWithFonts(model))
