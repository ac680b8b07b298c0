/**
 * Response codes of card hosts in plain words: one table for the driver's mapping, the cashier's screen and what is said
 * to the customer. A code not in it is a plain decline without words of its own.
 */
import type { Language } from '../language.js'
import { CUSTOMER_WORDS } from './customer-words.js'
import type { HostCode } from './host-code.js'
import { ISO_RESPONSE_CODES } from './iso-response-codes.js'
import { VAN_RESPONSE_CODES } from './van-response-codes.js'

export interface HostCodeWords {
  /** What the host said, for the cashier's eyes. */
  readonly means: string
  /** What the cashier may say aloud to the customer. */
  readonly say: string
}

/** Every code there are words for: two characters of DE39, four digits of a VAN. */
export const HOST_CODES: ReadonlyMap<string, HostCode> = new Map(
  [...ISO_RESPONSE_CODES, ...VAN_RESPONSE_CODES].map((row) => [row.code, row]),
)

/** @param code as in `hostCode` of an outcome. @returns undefined for a code nobody here knows; then the failure's own words remain. */
export function hostCodeWords(code: string, language: Language): HostCodeWords | undefined {
  const row = HOST_CODES.get(code)
  return row && { means: row.means[language], say: CUSTOMER_WORDS[row.say][language] }
}
