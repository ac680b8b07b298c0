/**
 * What to tell a person about a failure whose cause the other side named by a code of its own: a card host's, a tax
 * gateway's, an invoice service's. Their words say more than the catalogue's; where a code is unknown, the catalogue's do.
 */
import { type FailureWords, failureWords } from './failure-words.js'
import type { FailureCode } from './failures.js'
import { gatewayCodeWords } from './gateway-codes/gateway-code-words.js'
import { nuonuoWords } from './gateway-codes/nuonuo-codes.js'
import { hostCodeWords } from './host-codes/host-codes.js'
import type { Language } from './language.js'

export interface TroubleWords extends FailureWords {
  /** The code, as it may be read out on the telephone. */
  readonly code?: string
  /** What the cashier may say aloud to the customer. */
  readonly say?: string
}

/** @param code `hostCode` of the outcome, if there was one. */
export function troubleWords(failure: FailureCode, code: string | undefined, language: Language): TroubleWords {
  const words = failureWords(failure, language)
  if (code === undefined) return words
  const [family] = failure.split('.', 1)
  switch (family) {
    case 'host': {
      const host = hostCodeWords(code, language)
      return { ...words, code, ...(host && { what: host.means, say: host.say }) }
    }
    case 'tax':
      return { ...words, ...gatewayCodeWords(code, language), code }
    case 'invoice': {
      const what = nuonuoWords(code, language)
      return { ...words, code, ...(what !== undefined && { what }) }
    }
    default:
      return { ...words, code }
  }
}
