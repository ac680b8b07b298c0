/**
 * When a card payment is signed for: what the card schemes of each country ask at the counter. A rule by currency, since
 * the sale itself does not tell how the cardholder was verified.
 */
import type { EntryMode } from '../../domain/card.js'
import type { Currency, Money } from '../../domain/money.js'

/** noPinNoSignature is China's 小额免密免签: a small tap asks for nothing at all. */
type SignatureNeed = 'signature' | 'noSignature' | 'noPinNoSignature'

/** Up to and including these, minor units. Korea: 50,000 won whatever the entry mode (무서명 거래). */
const NO_SIGNATURE_UP_TO_MINOR: Readonly<Partial<Record<Currency, number>>> = { KRW: 50_000 }
/** China: 1,000 yuan, contactless only. */
const NO_PIN_NO_SIGNATURE_UP_TO_MINOR: Readonly<Partial<Record<Currency, number>>> = { CNY: 100_000 }

/** Where no limit is known (US dollars) every payment has a line to sign on. */
export function signatureNeed(amount: Money, entryMode: EntryMode): SignatureNeed {
  if (amount.amountMinor <= (NO_SIGNATURE_UP_TO_MINOR[amount.currency] ?? -1)) return 'noSignature'
  if (entryMode === 'contactless' && amount.amountMinor <= (NO_PIN_NO_SIGNATURE_UP_TO_MINOR[amount.currency] ?? -1)) {
    return 'noPinNoSignature'
  }
  return 'signature'
}
