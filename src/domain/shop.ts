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
}
