/**
 * A Korean business registration number (사업자등록번호): ten digits, the last a check digit over weights 1 3 7 1 3 7 1 3 5.
 */
import { type Parsed, parsed, problem } from '../parsed.js'
import { Sensitive } from '../sensitive.js'

const WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5] as const

export class BusinessNumber extends Sensitive {
  readonly kind = 'businessNumber'

  private constructor(digits: string) {
    super(digits, `${digits.slice(0, 3)}-${digits.slice(3, 5)}-*****`)
  }

  /** Takes ten digits with or without hyphens and checks the check digit. Tax office codes begin at 101. */
  static parse(text: string): Parsed<BusinessNumber, 'notTenDigits' | 'wrongCheckDigit'> {
    const digits = text.replace(/[\s-]/g, '')
    if (!/^\d{10}$/.test(digits)) return problem('notTenDigits')
    if (/^0/.test(digits) || checkDigit(digits) !== Number(digits[9])) return problem('wrongCheckDigit')
    return parsed(new BusinessNumber(digits))
  }

  /** `116-82-00276`: how a shop prints its own number. A customer's is shown masked instead. */
  revealGrouped(): string {
    const digits = this.reveal()
    return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`
  }
}

function checkDigit(digits: string): number {
  const weighted = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  const carry = Math.floor((5 * Number(digits[8])) / 10)
  return (10 - ((weighted + carry) % 10)) % 10
}
