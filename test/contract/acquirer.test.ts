/**
 * The acquirer port's contract, one row a driver. Every row is a real driver on a real TCP connection; time is virtual,
 * so a lost reply costs its thirty seconds in no time and no test waits on a clock.
 */
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EmulatedAcquirerHost, HostTrace } from '../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { money } from '../../src/domain/money.js'
import type { Acquirer, LateReply } from '../../src/ports/acquirer.js'
import { ACQUIRER_ROWS, MERCHANT, nextTrace, TERMINAL } from '../acquirers/acquirer-rows.js'
import {
  keyOf,
  patient,
  purchase,
  reversalOf,
  SENT_AT,
  sampleCard,
  TEST_PAN,
  TEST_TRACK2,
} from '../acquirers/sample-purchase.js'

describe.each(ACQUIRER_ROWS)('acquirer $driver', ({ open }) => {
  let clock: VirtualClock
  let acquirer: Acquirer
  let host: EmulatedAcquirerHost

  beforeEach(async () => {
    clock = new VirtualClock(SENT_AT)
    ;({ acquirer, host } = await open(clock))
  })

  afterEach(async () => {
    await acquirer.close()
    await host.close()
  })

  const next = (step: HostTrace['step'], kind: HostTrace['kind']) => nextTrace(host, step, kind)

  /** Sends the purchase into a fault that loses its reply, and waits out the limit. */
  async function loseReply(step: HostTrace['step'] = 'processed') {
    const done = next(step, 'authorise')
    const outcome = acquirer.authorise(purchase(), patient)
    await done
    await clock.advance(30_000)
    return outcome
  }

  const captured = () => host.ledger.netCaptured(TERMINAL, 'KRW').amountMinor

  describe('authorise', () => {
    test('an approval carries what the slip needs', async () => {
      expect(await acquirer.authorise(purchase(), patient)).toEqual({
        kind: 'accepted',
        value: {
          approvalCode: '000001',
          rrn: '606405000001',
          approvedAt: Date.UTC(2026, 2, 5, 5, 0, 7),
          issuerName: 'Shinhan Card',
          acquirerName: 'Shinhan Card',
          merchantNumber: MERCHANT,
          terminalNumber: TERMINAL,
        },
      })
      expect(captured()).toBe(12_000)
    })

    test('a decline is refused with the host’s own code', async () => {
      host.addRule({ when: { panSuffix: '1111', minAmountMinor: 10_000 }, responseCode: '51' })
      expect(await acquirer.authorise(purchase(), patient)).toEqual({
        kind: 'refused',
        failure: 'host.insufficientFunds',
        detail: 'response code 51',
        hostCode: '51',
      })
      expect(captured()).toBe(0)
    })

    // 09 in progress, 68 answered too late: the money may have moved.
    test.each(['09', '68'])('%s neither approves nor declines: unknown', async (responseCode) => {
      host.addRule({ responseCode })
      expect(await acquirer.authorise(purchase(), patient)).toEqual({ kind: 'unknown', reason: 'unreadable-reply' })
    })

    test('amounts go out in the currency’s minor units', async () => {
      const outcome = await acquirer.authorise(purchase({ amount: money(950, 'CNY') }), patient)
      expect(outcome.kind).toBe('accepted')
      expect(host.ledger.netCaptured(TERMINAL, 'CNY')).toEqual(money(950, 'CNY'))
      expect(captured()).toBe(0)
    })

    test('nobody listening: unavailable, and nothing was sent', async () => {
      await host.script({ fault: 'refuse' })
      expect(await acquirer.authorise(purchase(), patient)).toMatchObject({
        kind: 'unavailable',
        failure: 'host.unreachable',
      })
      await host.script({ fault: 'accept' })
      expect((await acquirer.authorise(purchase(), patient)).kind).toBe('accepted')
    })

    test('the host hung up meanwhile: the next message goes out on a new connection', async () => {
      await acquirer.echo(patient)
      await host.script({ fault: 'hangUp' })
      expect((await acquirer.authorise(purchase(), patient)).kind).toBe('accepted')
    })

    test('reply lost: unknown timeout, though it was captured', async () => {
      await host.script({ fault: 'dropReply', on: 'authorise' })
      expect(await loseReply()).toEqual({ kind: 'unknown', reason: 'timeout' })
      expect(captured()).toBe(12_000)
    })

    test('request lost: the same unknown, though nothing was captured', async () => {
      await host.script({ fault: 'dropRequest', on: 'authorise' })
      expect(await loseReply('received')).toEqual({ kind: 'unknown', reason: 'timeout' })
      expect(captured()).toBe(0)
    })

    test('connection lost in the middle of the reply: unknown disconnected', async () => {
      await host.script({ fault: 'closeMidMessage' })
      expect(await acquirer.authorise(purchase(), patient)).toEqual({ kind: 'unknown', reason: 'disconnected' })
      expect(captured()).toBe(12_000)
    })

    test('connection lost before any reply: unknown disconnected', async () => {
      await host.script({ fault: 'dropReply' })
      const processed = next('processed', 'authorise')
      const outcome = acquirer.authorise(purchase(), patient)
      await processed
      await host.script({ fault: 'hangUp' })
      expect(await outcome).toEqual({ kind: 'unknown', reason: 'disconnected' })
    })

    test.each(['garbage', 'mismatch'] as const)('%s for a reply: unknown unreadable-reply', async (fault) => {
      await host.script({ fault })
      expect(await acquirer.authorise(purchase(), patient)).toEqual({ kind: 'unknown', reason: 'unreadable-reply' })
      expect(captured()).toBe(12_000)
    })

    test('two in flight, answered in the other order, each get their own answer', async () => {
      await host.script({ fault: 'lateReply', on: 'authorise', delayMs: 5_000 })
      const order: string[] = []
      const firstDone = next('processed', 'authorise')
      const first = acquirer.authorise(purchase(), patient).finally(() => order.push('first'))
      await firstDone
      const second = await acquirer.authorise(purchase({ key: keyOf(2), amount: money(7_000, 'KRW') }), patient)
      order.push('second')
      await clock.advance(5_000)
      expect(await first).toMatchObject({ kind: 'accepted', value: { approvalCode: '000001' } })
      expect(second).toMatchObject({ kind: 'accepted', value: { approvalCode: '000002' } })
      expect(order).toEqual(['second', 'first'])
    })
  })

  describe('stopping', () => {
    test('after it was sent: unknown interrupted', async () => {
      await host.script({ fault: 'dropReply' })
      const stop = new AbortController()
      const processed = next('processed', 'authorise')
      const outcome = acquirer.authorise(purchase(), stop.signal)
      await processed
      stop.abort()
      expect(await outcome).toEqual({ kind: 'unknown', reason: 'interrupted' })
    })

    test('before it was sent: unavailable, and nothing reaches the host', async () => {
      expect(await acquirer.authorise(purchase(), AbortSignal.abort())).toMatchObject({ kind: 'unavailable' })
      const stop = new AbortController()
      const outcome = acquirer.authorise(purchase(), stop.signal)
      stop.abort()
      expect(await outcome).toMatchObject({ kind: 'unavailable', failure: 'host.unreachable' })
      await acquirer.echo(patient)
      expect(host.ledger.transactions()).toEqual([])
    })

    test('closing ends what is in flight as unknown, twice is harmless, and afterwards nothing is sent', async () => {
      await host.script({ fault: 'dropReply' })
      const processed = next('processed', 'authorise')
      const outcome = acquirer.authorise(purchase(), patient)
      await processed
      await acquirer.close()
      expect(await outcome).toEqual({ kind: 'unknown', reason: 'interrupted' })
      await acquirer.close()
      expect(await acquirer.echo(patient)).toMatchObject({ kind: 'unavailable', failure: 'host.unreachable' })
      expect(clock.nextDueAt()).toBeUndefined()
    })
  })

  describe('inquire', () => {
    test('an approval whose reply was lost is told again, as it was', async () => {
      await host.script({ fault: 'dropReply', on: 'authorise' })
      await loseReply()
      expect(await acquirer.inquire(purchase().key, purchase().amount, patient)).toEqual({
        kind: 'accepted',
        value: {
          status: 'approved',
          approval: {
            approvalCode: '000001',
            rrn: '606405000001',
            approvedAt: Date.UTC(2026, 2, 5, 5, 0, 7),
            issuerName: 'Shinhan Card',
            acquirerName: 'Shinhan Card',
            merchantNumber: MERCHANT,
            terminalNumber: TERMINAL,
          },
        },
      })
      expect(captured()).toBe(12_000)
    })

    test('a decline is told with its failure', async () => {
      host.addRule({ responseCode: '54' })
      await acquirer.authorise(purchase(), patient)
      expect(await acquirer.inquire(purchase().key, purchase().amount, patient)).toEqual({
        kind: 'accepted',
        value: { status: 'declined', failure: 'host.cardExpired', hostCode: '54' },
      })
    })

    test('notFound is no proof: a request still on its way is processed afterwards', async () => {
      await host.script({ fault: 'delay', on: 'authorise', delayMs: 45_000 })
      await loseReply('received')
      const inquire = () => acquirer.inquire(purchase().key, purchase().amount, patient)
      expect(await inquire()).toEqual({ kind: 'accepted', value: { status: 'notFound' } })
      await clock.advance(15_000)
      expect(await inquire()).toMatchObject({ value: { status: 'approved' } })
    })

    test('a host that cannot look refuses to say', async () => {
      host.addRule({ on: 'inquire', responseCode: '96' })
      expect(await acquirer.inquire(purchase().key, purchase().amount, patient)).toMatchObject({
        kind: 'refused',
        failure: 'host.systemMalfunction',
        hostCode: '96',
      })
    })

    test('another amount than was approved is not an answer', async () => {
      await acquirer.authorise(purchase(), patient)
      expect(await acquirer.inquire(purchase().key, money(1, 'KRW'), patient)).toEqual({
        kind: 'unknown',
        reason: 'unreadable-reply',
      })
    })

    test('its reply may be lost like any other, and it may be repeated', async () => {
      await host.script({ fault: 'dropReply', on: 'inquire' })
      const processed = next('processed', 'inquire')
      const outcome = acquirer.inquire(purchase().key, purchase().amount, patient)
      await processed
      await clock.advance(30_000)
      expect(await outcome).toEqual({ kind: 'unknown', reason: 'timeout' })
      expect(await acquirer.inquire(purchase().key, purchase().amount, patient)).toMatchObject({ kind: 'accepted' })
    })
  })

  describe('reverse', () => {
    test('an approval is taken back, once, however often it is asked', async () => {
      await acquirer.authorise(purchase(), patient)
      for (const repeat of [0, 1, 2]) {
        expect(await acquirer.reverse(reversalOf(purchase(), { repeat }), patient)).toEqual({
          kind: 'accepted',
          value: {},
        })
        expect(captured()).toBe(0)
      }
      expect(await acquirer.inquire(purchase().key, purchase().amount, patient)).toEqual({
        kind: 'accepted',
        value: { status: 'reversed' },
      })
      expect(host.ledger.transactions()).toHaveLength(1)
    })

    test('an original the host never saw: accepted, and if it comes after all it is declined', async () => {
      await host.script({ fault: 'delay', on: 'authorise', delayMs: 60_000 })
      const late: LateReply[] = []
      const told = new Promise<void>((resolve) => {
        acquirer.onLateReply((reply) => {
          late.push(reply)
          resolve()
        })
      })
      await loseReply('received')
      expect(await acquirer.reverse(reversalOf(purchase()), patient)).toEqual({ kind: 'accepted', value: {} })
      await clock.advance(30_000)
      await told
      expect(late).toEqual([
        {
          key: purchase().key,
          outcome: { kind: 'refused', failure: 'host.declined', detail: 'response code 05', hostCode: '05' },
        },
      ])
      expect(captured()).toBe(0)
    })

    test('too late to reverse: refused, and it stays captured', async () => {
      await acquirer.authorise(purchase(), patient)
      host.addRule({ on: 'reverse', responseCode: '21' })
      expect(await acquirer.reverse(reversalOf(purchase()), patient)).toEqual({
        kind: 'refused',
        failure: 'host.reversalRefused',
        detail: 'response code 21',
        hostCode: '21',
      })
      expect(captured()).toBe(12_000)
    })

    test('a forgetful host: repeated until the original, which was still on its way, is there to be taken back', async () => {
      await acquirer.close()
      await host.close()
      ;({ acquirer, host } = await open(clock, { forgetful: true }))
      await host.script({ fault: 'delay', on: 'authorise', delayMs: 40_000 })
      await loseReply('received')
      expect(await acquirer.reverse(reversalOf(purchase()), patient)).toEqual({ kind: 'unknown', reason: 'timeout' })
      const processed = next('processed', 'authorise')
      await clock.advance(10_000)
      await processed
      expect(captured()).toBe(12_000)
      expect(await acquirer.reverse(reversalOf(purchase(), { repeat: 1 }), patient)).toEqual({
        kind: 'accepted',
        value: {},
      })
      expect(captured()).toBe(0)
    })

    // 94: it takes the repeat for a duplicate. 96: it is not well.
    test.each(['94', '96'])(
      '%s says nothing of the reversal: unknown, and the repeat succeeds',
      async (responseCode) => {
        await acquirer.authorise(purchase(), patient)
        host.addRule({ on: 'reverse', responseCode, times: 1 })
        expect((await acquirer.reverse(reversalOf(purchase()), patient)).kind).toBe('unknown')
        expect(await acquirer.reverse(reversalOf(purchase(), { repeat: 1 }), patient)).toMatchObject({
          kind: 'accepted',
        })
        expect(captured()).toBe(0)
      },
    )

    test('its own reply lost: unknown, and the repeat with the same key is accepted', async () => {
      await acquirer.authorise(purchase(), patient)
      await host.script({ fault: 'dropReply', on: 'reverse' })
      const processed = next('processed', 'reverse')
      const outcome = acquirer.reverse(reversalOf(purchase()), patient)
      await processed
      await clock.advance(30_000)
      expect(await outcome).toEqual({ kind: 'unknown', reason: 'timeout' })
      expect(await acquirer.reverse(reversalOf(purchase(), { repeat: 1 }), patient)).toMatchObject({ kind: 'accepted' })
    })

    test('nobody listening: unavailable', async () => {
      await host.script({ fault: 'refuse' })
      expect(await acquirer.reverse(reversalOf(purchase()), patient)).toMatchObject({ kind: 'unavailable' })
    })
  })

  describe('echo', () => {
    test('accepted when the host answers', async () => {
      expect(await acquirer.echo(patient)).toEqual({ kind: 'accepted', value: {} })
    })

    test('refused when it answers that it is not well', async () => {
      host.addRule({ on: 'echo', responseCode: '91' })
      expect(await acquirer.echo(patient)).toMatchObject({ kind: 'refused', hostCode: '91' })
    })
  })

  describe('late replies', () => {
    test('an approval that comes after it was given up is told once, with its key', async () => {
      await host.script({ fault: 'lateReply', on: 'authorise', delayMs: 31_000 })
      const late: LateReply[] = []
      const told = new Promise<void>((resolve) => {
        acquirer.onLateReply((reply) => {
          late.push(reply)
          resolve()
        })
      })
      expect(await loseReply()).toEqual({ kind: 'unknown', reason: 'timeout' })
      expect(late).toEqual([])
      await clock.advance(1_000)
      await told
      await acquirer.echo(patient)
      expect(late).toMatchObject([
        { key: purchase().key, outcome: { kind: 'accepted', value: { approvalCode: '000001' } } },
      ])
    })

    test('a listener that stopped hears nothing', async () => {
      await host.script({ fault: 'lateReply', on: 'authorise', delayMs: 31_000 })
      const late: LateReply[] = []
      const stop = acquirer.onLateReply((reply) => late.push(reply))
      const told = new Promise<LateReply>((resolve) => acquirer.onLateReply(resolve))
      stop()
      await loseReply()
      await clock.advance(1_000)
      await told
      expect(late).toEqual([])
    })
  })

  test('nothing it returns, tells or shows holds the card number or the track', async () => {
    const shown: unknown[] = []
    host.onTrace((trace) => shown.push(trace))
    acquirer.onLateReply((late) => shown.push(late))
    const card = sampleCard(TEST_PAN, 'swipe', TEST_TRACK2)
    for (const fault of ['garbage', 'mismatch', 'closeMidMessage'] as const) await host.script({ fault })
    for (let stan = 1; stan <= 5; stan++) {
      const stop = new AbortController()
      const outcome = acquirer.authorise(purchase({ key: keyOf(stan), card }), stop.signal)
      shown.push(inspect(acquirer, { depth: 10, showHidden: true }))
      shown.push(await outcome)
    }
    shown.push(
      await acquirer.authorise(purchase({ key: keyOf(6), card, amount: money(-1, 'KRW') }), patient).catch(String),
    )
    shown.push(host.ledger.transactions(), inspect(host, { depth: 10, showHidden: true }))
    const text = inspect(shown, { depth: 20 }) + JSON.stringify(shown)
    expect(text).toContain('411111******1111')
    expect(text).not.toContain(TEST_PAN)
    expect(text).not.toContain(TEST_TRACK2.slice(-11))
  })
})
