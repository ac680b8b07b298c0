/**
 * What the sums must come to, worked out from the errands alone: a small bookkeeping of its own that shares nothing with the
 * till's, so that each is a check on the other.
 */
import type { AmendmentErrand, Goods } from './errands.js'

interface SaleSums {
  readonly goods: Goods
  piecesLeft: number
  /** Not given back yet, of what a card company reports. */
  reported: number
  /** Not given back yet, of what a cash receipt has to stand for. */
  receiptable: number
  documented: boolean
  /** Something of it was given back. */
  touched: boolean
  /** Its card day is closed: what is given back from here on is another transaction. */
  settled: boolean
}

/** What a customer takes of one sale: won of each kind, and pieces. */
export interface Taking {
  readonly reported: number
  readonly receiptable: number
  readonly pieces: number
}

const COMPULSORY_FROM = 100_000

export class ExpectedSums {
  readonly #sales = new Map<number, SaleSums>()

  /** @param receiptable what of it was paid in cash or by transfer, also once, in goods given back. */
  sold(index: number, goods: Goods, receiptable: number, wantsReceipt: boolean): void {
    const documented = receiptable > 0 && (wantsReceipt || receiptable >= COMPULSORY_FROM)
    const reported = goods.unit * goods.quantity - receiptable
    this.#sales.set(index, {
      goods,
      piecesLeft: goods.quantity,
      reported,
      receiptable,
      documented,
      touched: false,
      settled: false,
    })
  }

  /** @param charged whether a card was charged for the goods themselves: paid with goods given back, there is no charge to void. */
  cardDayClosed(charged: (index: number) => boolean): void {
    for (const [index, sale] of this.#sales) if (charged(index)) sale.settled = true
  }

  isSold(index: number): boolean {
    return this.#sales.has(index)
  }

  isDocumented(index: number): boolean {
    return this.#sales.get(index)?.documented ?? false
  }

  owesNoDocument(index: number): boolean {
    const sale = this.#sales.get(index)
    return sale !== undefined && !sale.documented && sale.receiptable > 0
  }

  document(index: number): void {
    const sale = this.#sales.get(index)
    if (sale) sale.documented = true
  }

  /** What the errand takes of its sale; or why it cannot, as the till must say. */
  taking({ errand, of, amount, quantity }: AmendmentErrand): Taking | string {
    const sale = this.#sales.get(of)
    if (!sale) return 'notPaid'
    if (errand === 'refusal') return nothing
    const left = sale.reported + sale.receiptable
    if (errand === 'correction') return sale.documented && sale.receiptable > 0 ? nothing : 'noDocument'
    if (left === 0) return 'nothingLeft'
    if (errand === 'void') {
      if (sale.touched) return 'alreadyAmended'
      return sale.settled ? 'alreadySettled' : share(sale, left, 0)
    }
    if (errand === 'refund') return (amount ?? left) > left ? 'moreThanLeft' : share(sale, amount ?? left, 0)
    const pieces = quantity ?? sale.piecesLeft
    if (pieces > sale.piecesLeft) return 'quantityNotLeft'
    if (pieces === 0) return 'nothingLeft'
    const worth = pieces * sale.goods.unit
    if (worth > left) return 'moreThanLeft'
    return share(sale, pieces === sale.piecesLeft ? left : worth, pieces)
  }

  take(index: number, { reported, receiptable, pieces }: Taking): void {
    const sale = this.#sales.get(index)
    if (!sale || reported + receiptable === 0) return
    sale.reported -= reported
    sale.receiptable -= receiptable
    sale.piecesLeft -= pieces
    sale.touched = true
  }

  /** What the shop keeps of everything, however it was paid; in won. */
  kept(): number {
    return [...this.#sales.values()].reduce((sum, { reported, receiptable }) => sum + reported + receiptable, 0)
  }

  /** What must stand at the tax office, in won. */
  declared(): number {
    return [...this.#sales.values()].reduce((sum, sale) => (sale.documented ? sum + sale.receiptable : sum), 0)
  }
}

const nothing: Taking = { reported: 0, receiptable: 0, pieces: 0 }

/** Money a card company reports goes back first. */
function share(sale: SaleSums, amount: number, pieces: number): Taking {
  const reported = Math.min(amount, sale.reported)
  return { reported, receiptable: amount - reported, pieces }
}
