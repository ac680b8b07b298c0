/** Whether the customer may go, and whether anything is owed to them then: the sum of the three promises, both ways. */
import { describe, expect, it } from 'vitest'
import { owedPromises } from '../../src/flows/payment/payment-context.js'
import { KOREAN_POLICY } from '../../src/flows/payment/payment-policy.js'
import { type Happening, taxDocument, walk } from './payment-fixture.js'
import {
  acknowledged,
  approved,
  IDENTIFIED,
  inquiryNotFound,
  inserted,
  notPrinted,
  paperOut,
  payByCard,
  payCash,
  placesOf,
  printed,
  printUnknown,
  replyLost,
  reprinted,
  sale,
} from './payment-story.js'

const issued = { type: 'tax.issued', document: taxDocument('issued') } as const
const deferred = { type: 'tax.unavailable', failure: 'tax.gatewayUnreachable' } as const
const inCash = [payCash(30_000), ...IDENTIFIED]

type Row = readonly [what: string, happenings: readonly Happening[], stage: string, owed: readonly string[]]

const ROWS: readonly Row[] = [
  ['nothing is paid yet', [], 'serving', ['money owed', 'tax owed', 'paper owed']],
  ['the host decides', [payByCard, inserted], 'serving', ['money unknown', 'tax owed', 'paper owed']],
  ['the host is asked again', [payByCard, inserted, replyLost], 'serving', ['money unknown', 'tax owed', 'paper owed']],
  ['the receipt of a card sale prints', [payByCard, inserted, approved], 'serving', ['paper unknown']],
  ['a card sale has its receipt', [payByCard, inserted, approved, printed], 'complete', []],
  ['the customer is being identified', [payCash(30_000)], 'serving', ['tax owed', 'paper owed']],
  ['the cash receipt is being submitted', inCash, 'serving', ['tax unknown', 'paper owed']],
  ['the cash receipt is issued and the paper prints', [...inCash, issued], 'serving', ['paper unknown']],
  ['all of a cash sale is there', [...inCash, issued, printed], 'complete', []],
  [
    'the cash receipt is deferred and the paper prints',
    [...inCash, deferred],
    'serving',
    ['tax owed', 'paper unknown'],
  ],
  ['the cash receipt is deferred, the paper is there', [...inCash, deferred, printed], 'owing', ['tax owed']],
  [
    'the deferred cash receipt is issued at last',
    [...inCash, deferred, printed, { type: 'tax.turn' }, issued],
    'complete',
    [],
  ],
  ['the printer ran out of paper', [...inCash, issued, paperOut], 'owing', ['paper owed']],
  ['the printer cannot be reached', [...inCash, issued, notPrinted], 'owing', ['paper owed']],
  ['nobody knows whether it printed', [...inCash, issued, printUnknown], 'owing', ['paper unknown']],
  ['a copy prints after that', [...inCash, issued, printUnknown, reprinted], 'owing', ['paper unknown']],
  [
    'an authorisation is still to be reversed',
    [payByCard, inserted, replyLost, inquiryNotFound, ...inCash, issued, printed],
    'owing',
    ['money unknown'],
  ],
  [
    'that authorisation is reversed',
    [payByCard, inserted, replyLost, inquiryNotFound, ...inCash, issued, printed, acknowledged],
    'complete',
    [],
  ],
]

describe('the customer', () => {
  it.each(ROWS)('when %s', (_what, happenings, stage, owed) => {
    const { snapshot } = walk(sale(30_000, KOREAN_POLICY), ...happenings)
    expect(placesOf(snapshot)['leaving']).toBe(stage)
    const found = owedPromises(snapshot.context).map(({ promise, state }) => `${promise} ${state}`)
    expect(found).toEqual(owed)
  })
})
