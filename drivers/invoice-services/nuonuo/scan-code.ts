/**
 * The link behind the receipt's code (扫码开票): the sale's order number, total, VAT and time, and a signature, so that a
 * customer cannot ask for more than was paid. Our own format: whoever serves the page holds the same key.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PageSale } from '../../../src/ports/invoice-service.js'

/** 128 bits of HMAC-SHA256 keep the code small enough for a receipt. */
const SIGNATURE_BYTES = 16

/** `{page}?o=…&a=…&v=…&t=…&s=…`: order number, total and VAT in fen, Unix seconds, signature. */
export function scanLink(page: string, sale: PageSale, key: string): string {
  const fields = {
    o: sale.orderNumber,
    a: String(sale.total.amountMinor),
    v: String(sale.vat.amountMinor),
    t: String(Math.floor(sale.tradedAt / 1000)),
  }
  return `${page}?${new URLSearchParams({ ...fields, s: sign(fields, key) }).toString()}`
}

export interface ScannedSale {
  readonly orderNumber: string
  /** Fen. */
  readonly totalMinor: number
  readonly vatMinor: number
  readonly tradedAt: number
}

/** The sale a link speaks of, or undefined when it was not made with this key. */
export function readScanLink(query: URLSearchParams, key: string): ScannedSale | undefined {
  const [o, a, v, t, s] = ['o', 'a', 'v', 't', 's'].map((name) => query.get(name) ?? '') as [
    string,
    string,
    string,
    string,
    string,
  ]
  const given = Buffer.from(s)
  const expected = Buffer.from(sign({ o, a, v, t }, key))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  return { orderNumber: o, totalMinor: Number(a), vatMinor: Number(v), tradedAt: Number(t) * 1000 }
}

function sign({ o, a, v, t }: Readonly<Record<'o' | 'a' | 'v' | 't', string>>, key: string): string {
  const digest = createHmac('sha256', `scan page ${key}`).update([o, a, v, t].join('\n')).digest()
  return digest.subarray(0, SIGNATURE_BYTES).toString('base64url')
}
