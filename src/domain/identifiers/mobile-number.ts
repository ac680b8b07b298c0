/**
 * A Korean mobile number, the usual identifier of a personal cash receipt. Ten or eleven digits, `01[016789]` first.
 */
import { type Parsed, parsed, problem } from '../parsed.js'
import { Sensitive } from '../sensitive.js'

/** The number a shop issues to when the customer names none (자진발급). It is nobody's. */
export const SELF_ISSUE_NUMBER = '0100001234'

export class MobileNumber extends Sensitive {
  readonly kind = 'mobileNumber'

  private constructor(digits: string) {
    super(digits, `${digits.slice(0, 3)}****${digits.slice(-4)}`)
  }

  /** Takes digits with or without spaces and hyphens. */
  static parse(text: string): Parsed<MobileNumber, 'notAMobileNumber'> {
    const digits = text.replace(/[\s-]/g, '')
    if (!/^01[016789]\d{7,8}$/.test(digits)) return problem('notAMobileNumber')
    return parsed(new MobileNumber(digits))
  }
}
