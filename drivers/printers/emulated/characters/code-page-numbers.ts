/**
 * Which page ESC t n selects. Makers agree on n = 0–5 and 16–19 and on little else, so a printer profile names the
 * numbering of its maker.
 */
export type CodePageNumbering = 'epson' | 'bixolon' | 'citizen' | 'star' | 'xprinter'

type Pages = Readonly<Record<number, string>>

/** What all have in common. */
const COMMON: Pages = {
  0: 'PC437',
  1: 'Katakana',
  2: 'PC850',
  3: 'PC860',
  4: 'PC863',
  5: 'PC865',
  16: 'WPC1252',
  17: 'PC866',
  18: 'PC852',
  19: 'PC858',
}

/** After the table of ESC t in Epson's "ESC/POS Command Reference". Not here: 6–8, 25 and the Indic 66–75 and 82. */
const EPSON: Pages = {
  ...COMMON,
  11: 'PC851',
  12: 'PC853',
  13: 'PC857',
  14: 'PC737',
  15: 'ISO8859-7',
  20: 'Thai 42',
  21: 'Thai 11',
  22: 'Thai 13',
  23: 'Thai 14',
  24: 'Thai 16',
  26: 'Thai 18',
  30: 'TCVN-3',
  31: 'TCVN-3 capitals',
  32: 'PC720',
  33: 'WPC775',
  34: 'PC855',
  35: 'PC861',
  36: 'PC862',
  37: 'PC864',
  38: 'PC869',
  39: 'ISO8859-2',
  40: 'ISO8859-15',
  41: 'PC1098',
  42: 'PC1118',
  43: 'PC1119',
  44: 'PC1125',
  45: 'WPC1250',
  46: 'WPC1251',
  47: 'WPC1253',
  48: 'WPC1254',
  49: 'WPC1255',
  50: 'WPC1256',
  51: 'WPC1257',
  52: 'WPC1258',
  53: 'KZ-1048',
  // Blank until the host fills them (GS ( E fn 7–10).
  254: 'Space',
  255: 'Space',
}

const BIXOLON: Pages = {
  ...COMMON,
  21: 'PC862',
  22: 'PC864',
  23: 'Thai 42',
  24: 'WPC1253',
  25: 'WPC1254',
  26: 'WPC1257',
  28: 'WPC1251',
  29: 'PC737',
  30: 'WPC775',
  31: 'Thai 14',
  32: 'Hebrew',
  33: 'WPC1255',
  34: 'Thai 11',
  35: 'Thai 18',
  36: 'PC855',
  37: 'PC857',
  38: 'ISO8859-7',
  39: 'Thai 16',
  40: 'WPC1256',
  41: 'WPC1258',
  42: 'Khmer',
  47: 'WPC1250',
  49: 'TCVN-3',
  50: 'TCVN-3 capitals',
  51: 'VISCII',
}

const CITIZEN: Pages = {
  ...COMMON,
  2: 'PC858',
  6: 'PC852',
  7: 'PC866',
  8: 'PC857',
  21: 'Thai 11',
  26: 'Thai 13',
  30: 'TCVN-3',
  31: 'TCVN-3 capitals',
  32: 'WPC1258',
  40: 'PC864',
}

/** Star's printers when they speak ESC/POS. */
const STAR: Pages = {
  ...COMMON,
  20: 'Thai 42',
  21: 'Thai 11',
  22: 'Thai 13',
  23: 'Thai 14',
  24: 'Thai 16',
  26: 'Thai 18',
}

const XPRINTER: Pages = {
  ...COMMON,
  6: 'ISO8859-1',
  7: 'WPC1253',
  11: 'WPC1255',
  22: 'PC864',
  23: 'WPC1251',
  24: 'PC737',
  25: 'WPC1257',
  33: 'WPC1256',
}

const NUMBERINGS: Readonly<Record<CodePageNumbering, Pages>> = {
  epson: EPSON,
  bixolon: BIXOLON,
  citizen: CITIZEN,
  star: STAR,
  xprinter: XPRINTER,
}

/** The name of the page with this number, or undefined when the maker has none or nothing is known of it. */
export const pageName = (page: number, numbering: CodePageNumbering): string | undefined => NUMBERINGS[numbering][page]
