/** The emulated host's memory: what it decided stays decided, whatever comes twice, late or in the wrong order. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HostLedger } from '../../drivers/acquirers/emulated/host-ledger.js'
import type { Purchase } from '../../drivers/acquirers/emulated/host-transaction.js'
import type { LedgerEvent } from '../../drivers/acquirers/emulated/ledger-events.js'
import { money } from '../../src/domain/money.js'

const AT = Date.UTC(2026, 2, 5, 5)

function purchase(stan: number, amountMinor = 1_000, terminal = 'T1'): Purchase {
  return {
    name: { terminal, stan: stan.toString().padStart(6, '0'), transmittedAt: '0305050000' },
    amount: money(amountMinor, 'KRW'),
    maskedPan: '411111******1111',
    instalmentMonths: 0,
    issuer: '06',
    acquirer: '06',
  }
}

const approve = () => ({ responseCode: '00' })
const captured = (ledger: HostLedger) => ledger.netCaptured('T1', 'KRW').amountMinor

describe('host ledger', () => {
  test('the same purchase again is the same transaction, and is not decided again', () => {
    const ledger = new HostLedger()
    const first = ledger.authorise(purchase(1), approve, AT)
    const again = ledger.authorise(purchase(1), () => ({ responseCode: '51' }), AT + 5)
    expect(again).toEqual(first)
    expect(first).toMatchObject({ state: 'approved', decision: { approvalCode: '000001', rrn: '606405000001' } })
    expect(captured(ledger)).toBe(1_000)
  })

  test('a decline has no approval code and captures nothing', () => {
    const ledger = new HostLedger()
    const { state, decision } = ledger.authorise(purchase(1), () => ({ responseCode: '51' }), AT)
    expect(state).toBe('declined')
    expect(decision).not.toHaveProperty('approvalCode')
    expect(captured(ledger)).toBe(0)
  })

  test('reversing twice, or a decline, records nothing new', () => {
    const events: LedgerEvent[] = []
    const ledger = new HostLedger([], (event) => events.push(event))
    ledger.authorise(purchase(1), approve, AT)
    ledger.authorise(purchase(2), () => ({ responseCode: '05' }), AT)
    for (const stan of [1, 1, 2]) ledger.reverse(purchase(stan).name, purchase(stan).amount, AT + 9)
    expect(events.map(({ event }) => event)).toEqual(['decided', 'decided', 'reversed'])
    expect(ledger.transactions().map(({ state }) => state)).toEqual(['reversed', 'declined'])
  })

  test('a reversal before its original leaves a mark the original fails on', () => {
    const ledger = new HostLedger()
    expect(ledger.reverse(purchase(1).name, purchase(1).amount, AT)).toBe('00')
    expect(ledger.transactions()).toMatchObject([{ state: 'reversed' }])
    expect(ledger.authorise(purchase(1), approve, AT + 1)).toMatchObject({ state: 'reversed', reversedAt: AT })
    expect(captured(ledger)).toBe(0)
  })

  test('a reversal of another amount takes nothing back', () => {
    const ledger = new HostLedger()
    ledger.authorise(purchase(1, 1_000), approve, AT)
    expect(ledger.reverse(purchase(1).name, money(999, 'KRW'), AT)).toBe('13')
    expect(captured(ledger)).toBe(1_000)
  })

  test('terminals and currencies are counted apart', () => {
    const ledger = new HostLedger()
    ledger.authorise(purchase(1, 100, 'T1'), approve, AT)
    ledger.authorise(purchase(1, 200, 'T2'), approve, AT)
    ledger.authorise({ ...purchase(2), amount: money(300, 'CNY') }, approve, AT)
    expect(captured(ledger)).toBe(100)
    expect(ledger.netCaptured('T2', 'KRW')).toEqual(money(200, 'KRW'))
    expect(ledger.netCaptured('T1', 'CNY')).toEqual(money(300, 'CNY'))
  })

  test('what could not be recorded did not happen', () => {
    const ledger = new HostLedger([], () => {
      throw new Error('disk full')
    })
    expect(() => ledger.authorise(purchase(1), approve, AT)).toThrow('disk full')
    expect(ledger.transactions()).toEqual([])
  })

  test('an upload, a void and a closing that come twice are written down once', () => {
    const events: LedgerEvent[] = []
    const ledger = new HostLedger([], (event) => events.push(event))
    const sold = ledger.authorise(purchase(1), approve, AT)
    const dropped = ledger.authorise(purchase(2), approve, AT)
    const numbers = (each: typeof sold) => {
      return { rrn: each.decision?.rrn ?? '', approvalCode: each.decision?.approvalCode ?? '' }
    }
    for (const at of [AT, AT + 1]) {
      const original = dropped.name
      ledger.takeBack(
        { name: purchase(3).name, manner: 'void', amount: dropped.amount, original, ...numbers(dropped) },
        approve(),
        at,
      )
      const { name, amount } = sold
      ledger.upload({ name, kind: 'purchase', amount, batchNumber: 1, ...numbers(sold) }, at)
    }
    const totals = ledger.openTotals('T1', 'KRW')
    for (const at of [AT, AT + 1]) ledger.close({ terminal: 'T1', batchNumber: 1, totals, afterUpload: true }, at)
    expect(events.map(({ event }) => event)).toEqual(['decided', 'decided', 'takenBack', 'uploaded', 'settled'])
  })

  const step = fc.record({
    reverse: fc.boolean(),
    stan: fc.integer({ min: 1, max: 4 }),
    code: fc.constantFrom('00', '51'),
  })

  test('in any order of anything: a ledger folded from its events is the same, and nothing reversed is ever captured', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const events: LedgerEvent[] = []
        const ledger = new HostLedger([], (event) => events.push(event))
        const reversed = new Set<number>()
        steps.forEach(({ reverse, stan, code }, index) => {
          const { name, amount } = purchase(stan, stan * 100)
          if (reverse) {
            ledger.reverse(name, amount, AT + index)
            reversed.add(stan)
          } else ledger.authorise(purchase(stan, stan * 100), () => ({ responseCode: code }), AT + index)
        })
        expect(new HostLedger(events).transactions()).toEqual(ledger.transactions())
        for (const { name, state } of ledger.transactions()) {
          if (reversed.has(Number(name.stan))) expect(state).not.toBe('approved')
        }
        const codes = ledger.transactions().flatMap(({ decision }) => decision?.approvalCode ?? [])
        expect(new Set(codes).size).toBe(codes.length)
      }),
    )
  })
})
