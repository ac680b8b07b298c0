/**
 * A receipt as a person reads it: what is said, in which order and how loudly, before anyone knows the width of the
 * paper. Plain data in one language with every amount already written out, so paper, screen and a web page say the same.
 */
import type { Language } from './language.js'
import type { ShopLogo } from './shop.js'

/** A labelled value that is read, not added up: `승인번호 30012345`. */
export interface ReceiptField {
  readonly label: string
  readonly value: string
}

/** A labelled amount in a column of amounts. */
export interface ReceiptAmount {
  readonly label: string
  /** Written out: digits, separators, and the currency where this amount carries it. */
  readonly amount: string
  /** strong – what a tender pays; total – the one amount to be found at a glance. */
  readonly emphasis?: 'strong' | 'total'
}

export interface ReceiptItem {
  readonly name: string
  /** Put before the name; its meaning is given in a paragraph further down. */
  readonly marker?: string
  readonly unitPrice: string
  readonly quantity: string
  /** Before adjustments, so that the column adds up. */
  readonly amount: string
  /** What was taken off this item. */
  readonly adjustments: readonly ReceiptAmount[]
}

interface ReceiptItemHeadings {
  readonly name: string
  readonly unitPrice: string
  readonly quantity: string
  readonly amount: string
}

export type ReceiptBlock =
  /** The shop's sign, above its name. */
  | ({ readonly kind: 'logo' } & ShopLogo)
  /** The loudest words of the paper: whose it is. */
  | { readonly kind: 'title'; readonly text: string }
  /** Opens a section. */
  | { readonly kind: 'heading'; readonly text: string }
  /** What this paper is not: a real sale, or an original. Must be impossible to overlook. */
  | {
      readonly kind: 'mark'
      readonly mark: 'training' | 'copy'
      readonly text: string
      readonly details: readonly string[]
    }
  | { readonly kind: 'fields'; readonly fields: readonly ReceiptField[] }
  | { readonly kind: 'items'; readonly headings: ReceiptItemHeadings; readonly items: readonly ReceiptItem[] }
  | { readonly kind: 'amounts'; readonly amounts: readonly ReceiptAmount[] }
  /** light parts blocks of one section, heavy parts sections. */
  | { readonly kind: 'rule'; readonly weight: 'light' | 'heavy' }
  | { readonly kind: 'paragraph'; readonly text: string; readonly align?: 'left' | 'center' }
  /** Room to sign, below what is being agreed to. */
  | { readonly kind: 'signature'; readonly declaration: string; readonly label: string }
  | { readonly kind: 'qr'; readonly data: string; readonly caption: string }

export interface ReceiptDocument {
  readonly language: Language
  readonly blocks: readonly ReceiptBlock[]
}
