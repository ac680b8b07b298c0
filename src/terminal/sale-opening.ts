/** What a sale begins with: the goods, who sells them, and the language of its papers. */
import type { Language } from '../domain/language.js'
import type { PricedSale } from '../domain/sale.js'

export interface SaleOpening {
  readonly sale: PricedSale
  readonly operator: string
  readonly language: Language
}
