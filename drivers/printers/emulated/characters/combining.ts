/** Which characters have no column of their own: Thai vowels and tones, Hebrew points, accents of Windows-1258. */

/** Nothing before the combining diacritical marks is one, which spares nearly all text the look-up. */
const FIRST_MARK = '\u0300'
const MARK = /^[\p{Mn}\p{Me}]/u

/** Whether it is drawn over the character before it, without a step to the right. */
export const isCombining = (character: string): boolean => character >= FIRST_MARK && MARK.test(character)
