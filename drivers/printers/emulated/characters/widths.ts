/** How many columns of the line a character of Unicode takes, for text in UTF-8: the bytes do not tell. */
import { eastAsianWidth } from 'get-east-asian-width'

/** Nothing before the first Hangul letters is wide. */
const FIRST_WIDE = 0x1100

/** East Asian Width W or F. What is ambiguous there is narrow: double-byte sets make it wide, UTF-8 does not. */
export const isWide = (codePoint: number): boolean => codePoint >= FIRST_WIDE && eastAsianWidth(codePoint) === 2
