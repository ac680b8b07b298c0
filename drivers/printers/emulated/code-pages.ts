/**
 * Which character a single byte prints: the code pages of ESC t under Epson's numbers, with the twelve positions that
 * ESC R replaces by national characters. Pages iconv-lite does not have are left out and reported when asked for.
 */
import iconv from 'iconv-lite'

/** ESC t n → encoding, after the table in Epson's "ESC/POS Command Reference". Page 1 (Katakana) is worked out below. */
const ENCODINGS: Readonly<Record<number, string>> = {
  0: 'cp437',
  2: 'cp850',
  3: 'cp860',
  4: 'cp863',
  5: 'cp865',
  13: 'cp857',
  14: 'cp737',
  15: 'iso-8859-7',
  16: 'windows-1252',
  17: 'cp866',
  18: 'cp852',
  19: 'cp858',
  32: 'cp720',
  33: 'cp775',
  34: 'cp855',
  35: 'cp861',
  36: 'cp862',
  37: 'cp864',
  38: 'cp869',
  39: 'iso-8859-2',
  40: 'iso-8859-15',
  44: 'cp1125',
  45: 'windows-1250',
  46: 'windows-1251',
  47: 'windows-1253',
  48: 'windows-1254',
  49: 'windows-1255',
  50: 'windows-1256',
  51: 'windows-1257',
  52: 'windows-1258',
  53: 'rk1048',
}

const KATAKANA_PAGE = 1

/** The positions ESC R replaces, and what by, per country number. */
const REPLACED = '#$@[\\]^`{|}~'
const NATIONAL: readonly string[] = [
  '#$@[\\]^`{|}~', // 0 U.S.A.
  '#$à°ç§^`éùè¨', // 1 France
  '#$§ÄÖÜ^`äöüß', // 2 Germany
  '£$@[\\]^`{|}~', // 3 U.K.
  '#$@ÆØÅ^`æøå~', // 4 Denmark I
  '#¤ÉÄÖÅÜéäöåü', // 5 Sweden
  '#$@°\\é^ùàòèì', // 6 Italy
  '₧$@¡Ñ¿^`¨ñ}~', // 7 Spain I
  '#$@[¥]^`{|}~', // 8 Japan
  '#¤ÉÆØÅÜéæøåü', // 9 Norway
  '#$ÉÆØÅÜéæøåü', // 10 Denmark II
  '#$á¡Ñ¿é`íñóú', // 11 Spain II
  '#$á¡Ñ¿éüíñóú', // 12 Latin America
  '#$@[₩]^`{|}~', // 13 Korea
  '#$ŽŠĐĆČžšđćč', // 14 Slovenia, Croatia
  '#¥@[\\]^`{|}~', // 15 China
]

export const hasCodePage = (page: number): boolean => page === KATAKANA_PAGE || page in ENCODINGS
export const hasNationalSet = (country: number): boolean => country in NATIONAL

/** The character one byte (20h–FFh) prints. U+FFFD where the page has none. */
export function characterOf(byte: number, page: number, country: number): string {
  if (byte >= 0x80) return highCharacter(byte, page)
  const ascii = String.fromCharCode(byte)
  const replaced = REPLACED.indexOf(ascii)
  return replaced < 0 ? ascii : (NATIONAL[country]?.[replaced] ?? ascii)
}

function highCharacter(byte: number, page: number): string {
  if (page !== KATAKANA_PAGE) return iconv.decode(Buffer.of(byte), ENCODINGS[page] ?? 'cp437')
  // JIS X 0201: half-width katakana stand at A1h–DFh in the order of U+FF61–FF9F.
  return byte >= 0xa1 && byte <= 0xdf ? String.fromCharCode(0xff61 + byte - 0xa1) : '\ufffd'
}
