/** The shop as its receipts and tax documents name it. */
import type { BusinessNumber } from './identifiers/business-number.js'
import type { UnifiedSocialCreditCode } from './identifiers/uscc.js'

export interface ShopIdentity {
  readonly name: string
  /** Korean shops. Printed in clear on every receipt, as the law wants. */
  readonly businessNumber?: BusinessNumber
  /** Chinese shops. */
  readonly uscc?: UnifiedSocialCreditCode
  readonly ownerName: string
  readonly address: string
  readonly telephone: string
  /** Heads every receipt. Part of the paper only: it says nothing that a record would have to keep. */
  readonly logo?: ShopLogo
}

/** One-bit picture, row by row, most significant bit left, 1 = black. */
export interface ShopLogo {
  /** A multiple of 8. */
  readonly widthDots: number
  readonly heightDots: number
  readonly bits: Uint8Array
}
