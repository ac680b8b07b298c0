/**
 * A card number and the magnetic track it came on. Both exist in memory only, between the reader and the acquirer; they
 * print, log and serialise as BIN + last four.
 */
import { type Parsed, parsed, problem } from '../parsed.js'
import { Sensitive } from '../sensitive.js'

export class Pan extends Sensitive {
  readonly kind = 'pan'

  private constructor(digits: string) {
    super(digits, `${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}`)
  }

  /** 13 to 19 digits with a Luhn check digit (ISO/IEC 7812). Spaces between groups are taken. */
  static parse(text: string): Parsed<Pan, 'notACardNumber' | 'wrongCheckDigit'> {
    const digits = text.replace(/[\s-]/g, '')
    if (!/^\d{13,19}$/.test(digits)) return problem('notACardNumber')
    return passesLuhn(digits) ? parsed(new Pan(digits)) : problem('wrongCheckDigit')
  }
}

/** Track 2 (ISO/IEC 7813): `;PAN=YYMMSSSdiscretionary?`, sentinels optional, `D` also taken as the separator. */
export class Track2 extends Sensitive {
  readonly kind = 'track2'

  private constructor(
    clear: string,
    readonly pan: Pan,
    /** `YYMM`. */
    readonly expiry: string,
    /** Three digits; a first digit of 2 or 6 says the card also carries a chip. */
    readonly serviceCode: string,
  ) {
    super(clear, pan.masked)
  }

  static parse(text: string): Parsed<Track2, 'notTrack2' | 'wrongCheckDigit'> {
    const match = /^;?(\d{13,19})[=D](\d{2}(?:0[1-9]|1[0-2]))(\d{3})(\d*)\??$/.exec(text.trim())
    if (!match) return problem('notTrack2')
    const [, digits = '', expiry = '', serviceCode = '', rest = ''] = match
    const pan = Pan.parse(digits)
    if (!pan.ok) return problem('wrongCheckDigit')
    return parsed(new Track2(`${digits}=${expiry}${serviceCode}${rest}`, pan.value, expiry, serviceCode))
  }

  get hasChip(): boolean {
    return this.serviceCode.startsWith('2') || this.serviceCode.startsWith('6')
  }
}

function passesLuhn(digits: string): boolean {
  let total = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = digit * 2
    total += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return total % 10 === 0
}
