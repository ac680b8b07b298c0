/**
 * A Chinese unified social credit code (统一社会信用代码, GB 32100): 18 of a 31-character alphabet, the last a check
 * character modulo 31. Public by law, so it is not masked.
 */
import { type Parsed, parsed, problem } from '../parsed.js'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

export class UnifiedSocialCreditCode {
  readonly kind = 'uscc'

  private constructor(readonly code: string) {}

  static parse(text: string): Parsed<UnifiedSocialCreditCode, 'notEighteenCharacters' | 'wrongCheckCharacter'> {
    const code = text.trim().toUpperCase()
    if (code.length !== 18 || [...code].some((character) => !ALPHABET.includes(character))) {
      return problem('notEighteenCharacters')
    }
    const weighted = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(code.charAt(i)), 0)
    const check = ALPHABET.charAt((31 - (weighted % 31)) % 31)
    return code.charAt(17) === check ? parsed(new UnifiedSocialCreditCode(code)) : problem('wrongCheckCharacter')
  }

  toString(): string {
    return this.code
  }
}
