/** The twelve ASCII positions that ESC R gives to national characters, and what each country puts there. */

const REPLACED = '#$@[\\]^`{|}~'

/** By country number, after the table of ESC R in Epson's "ESC/POS Command Reference". */
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
  '#₫@[\\]^`{|}~', // 16 Vietnam
  '#$@[\\]^`{|}~', // 17 Arabia
]

export const hasNationalSet = (country: number): boolean => country in NATIONAL

/** What a byte below 80h prints. DEL has no picture of its own and leaves a gap. */
export function nationalCharacter(byte: number, country: number): string {
  if (byte === 0x7f) return ' '
  const ascii = String.fromCharCode(byte)
  const position = REPLACED.indexOf(ascii)
  return position < 0 ? ascii : (NATIONAL[country]?.[position] ?? ascii)
}
