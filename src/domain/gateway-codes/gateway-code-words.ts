/**
 * What to tell a person about a code that a tax gateway gave, whichever gateway it was. Their codes do not look alike, so one
 * question to every table is enough, and a screen need not know whom the shop issues through.
 */
import type { FailureWords } from '../failure-words.js'
import type { Language } from '../language.js'
import { popbillCodeWords } from './popbill-codes.js'
import { portoneCodeWords } from './portone-codes.js'

/** Undefined for a code that no table knows: the catalogue's words for the failure then do. */
export function gatewayCodeWords(code: string, language: Language): FailureWords | undefined {
  return popbillCodeWords(code, language) ?? portoneCodeWords(code, language)
}
