/** The emulated host's books over any day: what its events say again is what it remembers, and money never comes from nowhere. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HostLedger } from '../../drivers/acquirers/emulated/host-ledger.js'
import type { MessageName } from '../../drivers/acquirers/emulated/host-transaction.js'
import { type LedgerEvent, ledgerEventSchema } from '../../drivers/acquirers/emulated/ledger-events.js'
import { money } from '../../src/domain/money.js'

const AT = Date.UTC(2026, 2, 5, 5)
const won = (amountMinor: number) => money(amountMinor, 'KRW')
const nameOf = (stan: number): MessageName => {
  return { terminal: 'T1', stan: stan.toString().padStart(6, '0'), transmittedAt: '0305050000' }
}
const card = { maskedPan: '411111******1111', instalmentMonths: 0, issuer: '06', acquirer: '06' }

const stan = fc.integer({ min: 1, max: 6 })
const amountMinor = fc.integer({ min: 1, max: 300 })
const anything = fc.oneof(
  fc.record({ do: fc.constant('sell' as const), stan, amountMinor, code: fc.constantFrom('00', '10', '51') }),
  fc.record({
    do: fc.constantFrom('void' as const, 'refund' as const),
    ...{ stan, of: stan, amountMinor },
    code: fc.constantFrom('00', '00', '57'),
  }),
  fc.record({ do: fc.constant('reverse' as const), stan, amountMinor }),
  fc.record({ do: fc.constant('upload' as const), stan, batchNumber: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    do: fc.constant('close' as const),
    batchNumber: fc.integer({ min: 1, max: 3 }),
    afterUpload: fc.boolean(),
  }),
)
type Step = typeof anything extends fc.Arbitrary<infer T> ? T : never

/** Does it; references and totals are the host's own, so that most of it succeeds. */
function perform(ledger: HostLedger, step: Step, at: number): void {
  const known = (number: number) => ledger.find(nameOf(number))
  if (step.do === 'sell') {
    const approvedMinor = Math.ceil(step.amountMinor / 2)
    const decided = step.code === '10' ? { responseCode: '10', approvedMinor } : { responseCode: step.code }
    ledger.authorise({ name: nameOf(step.stan), amount: won(step.amountMinor), ...card }, () => decided, at)
  } else if (step.do === 'reverse') {
    ledger.reverse(nameOf(step.stan), known(step.stan)?.amount ?? won(step.amountMinor), at)
  } else if (step.do === 'upload') {
    const { kind = 'purchase', amount = won(1), approvedAmount = amount, decision } = known(step.stan) ?? {}
    const { rrn = '', approvalCode = '' } = decision ?? {}
    if (kind === 'void') return
    const { batchNumber } = step
    ledger.upload({ name: nameOf(step.stan), kind, amount: approvedAmount, rrn, approvalCode, batchNumber }, at)
  } else if (step.do === 'close') {
    const { batchNumber, afterUpload } = step
    const closing = { terminal: 'T1', batchNumber, afterUpload, totals: ledger.openTotals('T1', 'KRW') }
    const answer = ledger.close(closing, at)
    if (answer.kind === 'otherwise') ledger.close({ ...closing, totals: answer.hostTotals }, at)
  } else {
    const original = known(step.of)
    const { rrn = '', approvalCode = '' } = original?.decision ?? {}
    const whole = original?.approvedAmount ?? original?.amount ?? won(1)
    const amount = step.do === 'void' ? whole : won(step.amountMinor)
    ledger.takeBack(
      { name: nameOf(step.stan), manner: step.do, amount, original: nameOf(step.of), rrn, approvalCode },
      { responseCode: step.code },
      at,
    )
  }
}

describe('host books', () => {
  test('in any order of anything: events tell it all again, refunds never exceed their purchase, files come to what is captured', () => {
    let closedBatches = 0
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 30 }), (steps) => {
        const events: LedgerEvent[] = []
        const ledger = new HostLedger([], (event) => events.push(ledgerEventSchema.parse(event)))
        steps.forEach((step, index) => {
          perform(ledger, step, AT + index)
        })
        const again = new HostLedger(events)
        expect(again.transactions()).toEqual(ledger.transactions())
        expect(again.openTotals('T1', 'KRW')).toEqual(ledger.openTotals('T1', 'KRW'))

        const purchases = ledger.transactions().filter(({ kind }) => kind === 'purchase')
        for (const { name, amount, approvedAmount = amount } of purchases) {
          const of = ledger
            .transactions()
            .filter((each) => each.original?.stan === name.stan && each.state === 'approved')
          const refunded = of.filter(({ kind }) => kind === 'refund').map((each) => each.amount.amountMinor)
          expect(refunded.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(approvedAmount.amountMinor)
          const voids = of.filter(({ kind }) => kind === 'void').length
          expect(voids).toBeLessThanOrEqual(1)
          if (voids > 0) expect(refunded).toEqual([])
        }

        const batches = [1, 2, 3].flatMap((number) => ledger.closedBatch('T1', number) ?? [])
        closedBatches += batches.length
        for (const batch of batches) {
          const records = ledger.batchRecords(batch)
          const counted = (kind: string) =>
            records
              .filter((each) => each.kind === kind)
              .reduce((sum, { amount, approvedAmount = amount }) => sum + approvedAmount.amountMinor, 0)
          expect(counted('purchase')).toBe(batch.totals.purchases.amountMinor)
          expect(counted('refund')).toBe(batch.totals.refunds.amountMinor)
        }
        const open = ledger.openTotals('T1', 'KRW')
        const net = [...batches.map(({ totals }) => totals), open].reduce(
          (sum, { purchases: taken, refunds }) => sum + taken.amountMinor - refunds.amountMinor,
          0,
        )
        expect(ledger.netCaptured('T1', 'KRW')).toEqual(won(net))
      }),
      { numRuns: 300 },
    )
    expect(closedBatches).toBeGreaterThan(50)
  })

  test('a ledger written before take-backs and batches is read as it was', () => {
    const old = [
      '{"event":"decided","at":1772686800000,"terminal":"T1","stan":"000001","transmittedAt":"0305050000","amountMinor":1000,"currency":"KRW","maskedPan":"411111******1111","instalmentMonths":0,"issuer":"06","acquirer":"06","responseCode":"00"}',
      '{"event":"reversed","at":1772686801000,"terminal":"T1","stan":"000002","transmittedAt":"0305050001","amountMinor":500,"currency":"KRW"}',
    ]
    const ledger = new HostLedger(old.map((line) => ledgerEventSchema.parse(JSON.parse(line))))
    expect(ledger.transactions()).toMatchObject([{ kind: 'purchase', state: 'approved' }, { state: 'reversed' }])
    expect(ledger.openTotals('T1', 'KRW').purchases).toEqual({ count: 1, amountMinor: 1_000 })
  })
})
