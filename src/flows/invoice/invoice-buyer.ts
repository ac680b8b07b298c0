/**
 * The buyer of an invoice as a person types it, checked, and as one text to be sealed. The chart holds only where that text
 * lies and how to show it; it is opened again on its way to the service and nowhere else.
 */
import { BusinessNumber } from '../../domain/identifiers/business-number.js'
import { UnifiedSocialCreditCode } from '../../domain/identifiers/uscc.js'
import { type Parsed, parsed, problem } from '../../domain/parsed.js'
import { Sensitive } from '../../domain/sensitive.js'
import type { InvoiceBuyer } from '../../ports/invoice-service.js'

export interface BuyerDraft {
  readonly name: string
  readonly taxNumber?: string
  readonly phone?: string
  readonly email?: string
}

export type BuyerProblem = 'nameMissing' | 'nameTooLong' | 'taxNumberWrong' | 'phoneWrong' | 'emailWrong'

/** With those of Korean buyers, whose number is always asked for. */
export type InvoiceBuyerProblem = BuyerProblem | 'notTenDigits' | 'wrongCheckDigit' | 'koreanPhoneWrong'

/** Which detail each problem is about. */
export const BUYER_DETAIL = {
  nameMissing: 'name',
  nameTooLong: 'name',
  taxNumberWrong: 'taxNumber',
  notTenDigits: 'taxNumber',
  wrongCheckDigit: 'taxNumber',
  phoneWrong: 'phone',
  koreanPhoneWrong: 'phone',
  emailWrong: 'email',
} as const satisfies Readonly<Record<InvoiceBuyerProblem, keyof BuyerDraft>>

/** A buyer on the way under seal, and how to show them. */
export interface ClearBuyer {
  readonly clear: string
  readonly masked: string
}

class BuyerNumber extends Sensitive {
  constructor(clear: string) {
    super(clear, `${clear.slice(0, 3)}****${clear.slice(-4)}`)
  }
}

const LONGEST_NAME = 100
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
/** An area or mobile code and seven or eight digits; or a business line (1588-1234). */
const KOREAN_PHONE = /^(0\d{1,3}\d{7,8}|1\d{7})$/

/** The buyer as it is sealed. @param channel `manual` for a 세금계산서, whose buyer is a Korean business. */
export function readInvoiceBuyer(
  draft: BuyerDraft,
  channel: 'service' | 'manual',
): Parsed<ClearBuyer, InvoiceBuyerProblem> {
  if (channel === 'manual') return readKoreanBuyer(draft)
  const buyer = parseInvoiceBuyer(draft)
  return buyer.ok ? parsed({ clear: buyerText(draft), masked: maskedBuyer(buyer.value) }) : buyer
}

function readKoreanBuyer(draft: BuyerDraft): Parsed<ClearBuyer, InvoiceBuyerProblem> {
  const name = draft.name.normalize('NFC').trim()
  const phone = draft.phone?.replace(/[\s-]/g, '') ?? ''
  const email = draft.email?.trim() ?? ''
  if (name === '') return problem('nameMissing')
  if (name.length > LONGEST_NAME) return problem('nameTooLong')
  const number = BusinessNumber.parse(draft.taxNumber ?? '')
  if (!number.ok) return number
  if (phone !== '' && !KOREAN_PHONE.test(phone)) return problem('koreanPhoneWrong')
  if (email !== '' && !ADDRESS.test(email)) return problem('emailWrong')
  return parsed({ clear: buyerText(draft), masked: `${name} ${number.value.masked}` })
}

/** Chinese buyers: a USCC with its check character, a mobile number of 11 digits, an address that could be one. */
export function parseInvoiceBuyer(draft: BuyerDraft): Parsed<InvoiceBuyer, BuyerProblem> {
  const name = draft.name.normalize('NFC').trim()
  const phone = draft.phone?.replace(/[\s-]/g, '') ?? ''
  const email = draft.email?.trim() ?? ''
  if (name === '') return problem('nameMissing')
  if (name.length > LONGEST_NAME) return problem('nameTooLong')
  const code = draft.taxNumber?.trim() ? UnifiedSocialCreditCode.parse(draft.taxNumber) : undefined
  if (code && !code.ok) return problem('taxNumberWrong')
  if (phone !== '' && !/^1[3-9]\d{9}$/.test(phone)) return problem('phoneWrong')
  if (email !== '' && !ADDRESS.test(email)) return problem('emailWrong')
  return parsed({
    name,
    ...(code?.ok && { taxNumber: new BuyerNumber(code.value.code) }),
    ...(phone !== '' && { phone: new BuyerNumber(phone) }),
    ...(email !== '' && { email }),
  })
}

/** `北京远山科技有限公司 911****0020`; of a person's name only the first character: `李*`. */
export function maskedBuyer({ name, taxNumber }: InvoiceBuyer): string {
  return taxNumber ? `${name} ${taxNumber.masked}` : `${[...name][0] ?? ''}*`
}

/** What is sealed for a buyer whose draft was found good. */
export function buyerText(draft: BuyerDraft): string {
  const { name, taxNumber, phone, email } = draft
  return JSON.stringify({ name, taxNumber, phone, email })
}

/** The buyer behind a sealed text; undefined when it is not one. */
export function readBuyerText(text: string): InvoiceBuyer | undefined {
  const draft = parseJson(text)
  if (typeof draft !== 'object' || draft === null || !('name' in draft) || typeof draft.name !== 'string')
    return undefined
  const buyer = parseInvoiceBuyer(draft as BuyerDraft)
  return buyer.ok ? buyer.value : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
