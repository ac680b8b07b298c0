/**
 * Cards of plastic that was never made: public test numbers, and one under a Korean issuer's prefix. They are data, so a
 * script can name them and nobody needs to type a card number.
 */
import type { ChipApplication } from '../presented-card.js'

/** What is on a card. The chip application is there exactly when the service code says there is a chip (2xx, 6xx). */
export interface TestCard extends Partial<ChipApplication> {
  /** 13 to 19 digits with a Luhn check digit. */
  readonly pan: string
  /** `YYMM`. */
  readonly expiry: string
  /** Three digits (ISO/IEC 7813). */
  readonly serviceCode: string
}

export const TEST_CARDS = {
  visa: {
    pan: '4111111111111111',
    expiry: '4912',
    serviceCode: '201',
    aid: 'A0000000031010',
    label: 'VISA CREDIT',
  },
  mastercard: {
    pan: '5555555555554444',
    expiry: '4911',
    serviceCode: '201',
    aid: 'A0000000041010',
    label: 'MASTERCARD',
  },
  unionPay: {
    pan: '6200000000000005',
    expiry: '4910',
    serviceCode: '220',
    aid: 'A000000333010102',
    label: 'UNIONPAY CREDIT',
  },
  koreanCredit: {
    pan: '5361120000381234',
    expiry: '4909',
    serviceCode: '201',
    aid: 'A0000000041010',
    label: 'KOREA CREDIT',
  },
  /** No chip: the only card here that may be swiped without an insert having failed first. */
  magneticOnly: { pan: '4012888888881881', expiry: '4908', serviceCode: '101' },
  expired: {
    pan: '4000000000000069',
    expiry: '2001',
    serviceCode: '201',
    aid: 'A0000000031010',
    label: 'VISA CREDIT',
  },
} as const satisfies Record<string, TestCard>

export type TestCardName = keyof typeof TEST_CARDS

export const TEST_CARD_NAMES = Object.keys(TEST_CARDS) as readonly TestCardName[]

export function isTestCardName(text: string): text is TestCardName {
  return Object.hasOwn(TEST_CARDS, text)
}
