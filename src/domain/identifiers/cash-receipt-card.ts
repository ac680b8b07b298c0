/**
 * A cash-receipt card (현금영수증 카드): 13 to 19 digits, usually 18 beginning 1544 2020. No Luhn digit. A resident
 * registration number is 13 digits too and must never be taken, so anything shaped like one is refused.
 */
import { type Parsed, parsed, problem } from '../parsed.js'
import { Sensitive } from '../sensitive.js'

export class CashReceiptCard extends Sensitive {
  readonly kind = 'cashReceiptCard'

  private constructor(digits: string) {
    super(digits, `${digits.slice(0, 4)}${'*'.repeat(digits.length - 8)}${digits.slice(-4)}`)
  }

  static parse(text: string): Parsed<CashReceiptCard, 'notACashReceiptCard' | 'residentNumberRefused'> {
    const digits = text.replace(/[\s-]/g, '')
    if (!/^\d{13,19}$/.test(digits)) return problem('notACashReceiptCard')
    if (looksLikeResidentNumber(digits)) return problem('residentNumberRefused')
    return parsed(new CashReceiptCard(digits))
  }
}

/** yyMMdd + century and sex digit 1–8 + five digits + check digit (resident or foreigner registration). */
function looksLikeResidentNumber(digits: string): boolean {
  return /^\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[1-8]\d{6}$/.test(digits)
}
