/**
 * What rows of the profile table have in common, so that a row says only what is its own.
 */
import type { CodePage, PrinterGlyphs, PrinterProfile, Quirk } from './printer-profile.js'

const FONTS = { A: { widthDots: 12, heightDots: 24 }, B: { widthDots: 9, heightDots: 17 } } as const

/** 80 mm paper at 203 dpi. */
export const PAPER_80_MM = { columns: 48, widthDots: 576, dpi: 203, fonts: FONTS } as const
/** 80 mm paper at 180 dpi: fewer and larger dots. */
export const PAPER_80_MM_180_DPI = { columns: 42, widthDots: 512, dpi: 180, fonts: FONTS } as const
/** 58 mm paper at 203 dpi. */
export const PAPER_58_MM = { columns: 32, widthDots: 384, dpi: 203, fonts: FONTS } as const

export const FEEDS_AND_CUTS = { command: 'feed-and-cut', feedLines: 0 } as const
/** Hand-held and 58 mm models seldom have a knife; three lines bring the text past the tear bar. */
export const TEARS = { command: 'none', feedLines: 3 } as const

/** No double-byte font, or none that is known of: Hangul and Han are drawn. */
export const NO_DOUBLE_BYTE: PrinterGlyphs = {
  ...{ korean: 'none', chinese: 'none', doubleByteSize: 'gs', doubleByteFrom: 'at-once', nationalSets: true },
}

const PC437: CodePage = { page: 'cp437', number: 0 }
/** All that is sure of any model. */
export const FIRST_PAGE: readonly CodePage[] = [PC437]
/** Makers agree on these numbers: € comes from PC858, quotation marks and dashes from WPC1252. */
export const WESTERN_PAGES: readonly CodePage[] = [
  PC437,
  { page: 'cp858', number: 19 },
  { page: 'win1252', number: 16 },
]

export const PLAIN: Pick<
  PrinterProfile,
  'newline' | 'cut' | 'drawer' | 'answersStatus' | 'images' | 'quirks' | 'notVerified'
> = {
  newline: '\n',
  cut: FEEDS_AND_CUTS,
  drawer: { pin: 2, onMs: 120, offMs: 240 },
  answersStatus: true,
  images: 'none',
  quirks: [],
  notVerified: [],
}

export const NO_PROCESS_ID: Quirk = {
  name: 'no process ID',
  explanation: 'GS ( H is not among its commands: a fence (GS r 1) is the best proof there is',
}

/**
 * A model as it is sold: without a double-byte font or with an unknown one, and with each it may have in its memory. The
 * font is in the name, `tm-t88vi-korean`, so that what was found out can also be configured.
 *
 * @param korean what its Korean font holds.
 */
export function soldWithFonts(model: PrinterProfile, korean: PrinterGlyphs['korean'] = 'ks-x-1001'): PrinterProfile[] {
  const { identifies: _, ...unnamed } = model
  const variant = (font: MountedFont, words: string, glyphs: Partial<PrinterGlyphs>): PrinterProfile => ({
    ...{ ...unnamed, name: `${model.name}-${font}`, title: `${model.title}, ${words}` },
    glyphs: { ...model.glyphs, ...glyphs },
  })
  return [
    model,
    variant('korean', 'Korean font', { korean }),
    variant('gbk', 'Chinese font (GBK)', { chinese: 'gbk' }),
    variant('gb2312', 'Chinese font (GB 2312)', { chinese: 'gb2312' }),
  ]
}

/** As it stands in the name of a row. */
export type MountedFont = 'korean' | 'gbk' | 'gb2312'
