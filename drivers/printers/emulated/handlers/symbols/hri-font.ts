/** Which font a number means that chooses the characters with a bar code: GS f, and GS ( k fn 472. */

import type { HriFont } from '../../composing/symbol-settings.js'
import type { PrinterProfile } from '../../models/profiles.js'
import { digit } from '../handler.js'

/** 97 and 98 are the special fonts of the Thai models: drawn as A and B. */
const FONTS: Readonly<Record<number, HriFont>> = { 0: 'A', 1: 'B', 2: 'C', 97: 'A', 98: 'B' }
/** Fonts D and E, which no model here has. */
const OTHER_FONTS: readonly number[] = [3, 4]

/** @param n as GS f counts: 0 is font A; 48 is, too. */
export function hriFont(
  n: number,
  profile: Pick<PrinterProfile, 'fonts'>,
): HriFont | 'not supported' | 'parameter out of range' {
  const font = FONTS[digit(n)]
  if (!font) return OTHER_FONTS.includes(digit(n)) ? 'not supported' : 'parameter out of range'
  return profile.fonts[font] ? font : 'not supported'
}
