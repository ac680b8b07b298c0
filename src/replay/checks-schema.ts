/**
 * What a scenario holds the world against: any part of what can be seen of sales, amendments, books and papers, written in
 * the same shape as it is seen (`observation.ts`). What is not written is not checked.
 */
import { z } from 'zod'
import type { PromiseState } from '../domain/promises.js'
import { amount as amountText, name } from './scenario-values.js'

const PROMISE_STATES = ['done', 'owed', 'unknown', 'notNeeded'] as const satisfies readonly PromiseState[]

/** Held against money in the shop's currency. */
const amount = amountText.transform((text) => ({ moneyText: text }))
const promise = z.enum(PROMISE_STATES)
const stage = z.enum(['serving', 'complete', 'owing'])
const count = z.int().min(0)
const word = z.string()

const promises = z.strictObject({ money: promise, tax: promise, paper: promise }).partial()
const why = z.strictObject({ money: word, tax: word, paper: word }).partial()

const saleChecks = z
  .strictObject({
    stage,
    promises,
    why,
    /** What the terminal is doing or waiting for. */
    tender: word,
    reversal: word,
    tax: word,
    paper: word,
    total: amount,
    due: amount,
    change: amount,
    toReturn: amount,
    /** The last thing said to the cashier. */
    notice: word,
    hostCode: word,
    tenders: z.array(z.strictObject({ by: word, amount }).partial()),
    taxFailure: word,
    /** How often the reversal under way was repeated. */
    reversals: count,
    /** What can still be given back. */
    left: amount,
  })
  .partial()

const amendmentChecks = z
  .strictObject({
    kind: word,
    stage,
    promises,
    why,
    money: word,
    tax: word,
    paper: word,
    total: amount,
    halfWay: word,
    taxFailure: word,
    hostCode: word,
    payouts: z.array(z.strictObject({ by: word, manner: word, state: word, amount }).partial()),
    taxSteps: z.array(z.strictObject({ kind: word, state: word, amount }).partial()),
  })
  .partial()

const totals = z.strictObject({ count, amount }).partial()

const settlementChecks = z
  .strictObject({
    step: word,
    promise,
    why: word,
    hostCode: word,
    /** What is wrong with the acquirer's file. */
    detail: word,
    batch: count,
    purchases: totals,
    refunds: totals,
    findings: z.array(z.strictObject({ finding: word, kind: word, amount, inFile: amount }).partial()),
  })
  .partial()

const invoiceChecks = z.strictObject({ step: word, promise, why: word, hostCode: word, approvalNumber: word }).partial()

const invoiceServiceChecks = z
  .strictObject({
    invoices: z.array(z.strictObject({ amount, state: word, via: word, buyer: word }).partial()),
  })
  .partial()

const hostChecks = z
  .strictObject({
    /** Approved purchases less what was given back. */
    captured: amount,
    transactions: z.array(z.strictObject({ kind: word, state: word, amount }).partial()),
  })
  .partial()

const gatewayChecks = z
  .strictObject({
    /** Issued less revoked. */
    standing: amount,
    documents: z.array(
      z.strictObject({ kind: word, amount, use: word, to: word, tradeDate: word, reason: word }).partial(),
    ),
  })
  .partial()

const text = z.array(z.string().min(1))

const paperChecks = z
  .strictObject({
    count,
    /** Marked as copies. */
    copies: count,
    drawerOpened: count,
    atSecondPrinter: count,
    /** Words on the last paper. */
    lastHas: text,
    lastLacks: text,
    /** Bar and matrix codes on the last one. */
    lastCodes: count,
    /** Words on some paper, or on none. */
    has: text,
    lacks: text,
  })
  .partial()

export const checksSchema = z
  .strictObject({
    sales: z.record(name, saleChecks),
    amendments: z.record(name, amendmentChecks),
    settlements: z.record(name, settlementChecks),
    invoices: z.record(name, invoiceChecks),
    host: hostChecks,
    gateway: gatewayChecks,
    invoiceService: invoiceServiceChecks,
    papers: paperChecks,
    /** Sales and amendments on which something is still owed. */
    owing: count,
  })
  .partial()

export type Checks = z.output<typeof checksSchema>
