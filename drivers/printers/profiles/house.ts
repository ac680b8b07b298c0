/**
 * The house's own reference printers, which exist as emulated ones only. They are recognised like any other, so that a test
 * or a demonstration takes the way a real printer takes.
 */
import type { PrinterProfile } from './printer-profile.js'
import { NO_DOUBLE_BYTE, PAPER_58_MM, PAPER_80_MM, PLAIN, soldWithFonts, WESTERN_PAGES } from './profile-parts.js'

const EMU_80: PrinterProfile = {
  ...{ name: 'emu-80', title: 'Tillproof reference printer, 80 mm' },
  ...{ ...PLAIN, ...PAPER_80_MM, glyphs: NO_DOUBLE_BYTE, codePages: WESTERN_PAGES },
  ...{ expects: 'process-id', images: 'nv-graphics', identifies: { maker: /^TILLPROOF$/, model: /^EMU-80$/ } },
}

const EMU_58: PrinterProfile = {
  ...{ ...EMU_80, ...PAPER_58_MM, name: 'emu-58', title: 'Tillproof reference printer, 58 mm' },
  identifies: { maker: /^TILLPROOF$/, model: /^EMU-58$/ },
}

/** As clones are: without a word about itself, so in practice it is assumed or chosen by name. */
const EMU_80_CLONE: PrinterProfile = {
  ...{ ...EMU_80, name: 'emu-80-clone', title: 'Tillproof reference printer, 80 mm, as clones are', images: 'none' },
  ...{ expects: 'fence', identifies: { maker: /^TILLPROOF$/, model: /^EMU-80C$/ } },
}

export const HOUSE_PROFILES: readonly PrinterProfile[] = [EMU_80, EMU_58, EMU_80_CLONE].flatMap((model) =>
  soldWithFonts(model, 'cp949'),
)
