/** A customer's identifier as everything but a wire may know it: where the sealed number lies, and how to show it. */
import type { TaxIdentifierKind } from './tax-identifier.js'

export interface SealedIdentifier {
  readonly ref: string
  readonly kind: TaxIdentifierKind
  readonly masked: string
}
