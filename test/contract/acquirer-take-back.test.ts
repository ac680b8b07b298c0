/**
 * The acquirer port's contract about taking money back: voids and refunds by reference, once each however often they are
 * sent, never more than was captured, and partial approvals that later messages understand.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EmulatedAcquirerHost } from '../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { type Money, money } from '../../src/domain/money.js'
import type { Acquirer, Approval, AuthorisationRequest, TakeBackRequest } from '../../src/ports/acquirer.js'
import { ACQUIRER_ROWS, nextTrace, TERMINAL } from '../acquirers/acquirer-rows.js'
import { keyOf, patient, purchase, reversalOf, SENT_AT, sampleCard, takeBackOf } from '../acquirers/sample-purchase.js'

const won = (amountMinor: number): Money => money(amountMinor, 'KRW')

describe.each(ACQUIRER_ROWS)('acquirer $driver taking back', ({ open }) => {
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

  const captured = () => host.ledger.netCaptured(TERMINAL, 'KRW').amountMinor

  async function approved(request: AuthorisationRequest = purchase()): Promise<Approval> {
    const outcome = await acquirer.authorise(request, patient)
    if (outcome.kind !== 'accepted') throw new RangeError(`not approved: ${outcome.kind}`)
    return outcome.value
  }

  const takeBack = (approval: Approval, changes: Partial<TakeBackRequest> = {}, of = purchase()) =>
    acquirer.takeBack(takeBackOf(of, approval, changes), patient)

  /** A part of the sample purchase given back, under a key of its own. */
  const refund = (approval: Approval, stan: number, amountMinor: number) =>
    takeBack(approval, { manner: 'refund', key: keyOf(stan, SENT_AT + 60_000), amount: won(amountMinor) })

  describe('void', () => {
    test('the whole purchase is never captured, and the approval carries numbers of its own', async () => {
      const approval = await approved()
      expect(await takeBack(approval)).toEqual({
        kind: 'accepted',
        value: { ...approval, approvalCode: '000002', rrn: '606405000002' },
      })
      expect(captured()).toBe(0)
    })

    test('its reply lost: unknown; asked about or repeated under its own key, it is one void', async () => {
      const approval = await approved()
      await host.script({ fault: 'dropReply', on: 'takeBack' })
      const processed = nextTrace(host, 'processed', 'takeBack')
      const outcome = takeBack(approval)
      await processed
      await clock.advance(30_000)
      expect(await outcome).toEqual({ kind: 'unknown', reason: 'timeout' })
      const { key, amount } = takeBackOf(purchase(), approval)
      const voided = { approvalCode: '000002', rrn: '606405000002' }
      expect(await acquirer.inquire(key, amount, patient)).toMatchObject({
        value: { status: 'approved', approval: voided },
      })
      expect(await takeBack(approval, { repeat: 1 })).toMatchObject({ kind: 'accepted', value: voided })
      expect(await takeBack(approval, { repeat: 2 })).toMatchObject({ kind: 'accepted', value: voided })
      expect(host.ledger.transactions()).toHaveLength(2)
    })

    test('its request lost: an inquiry finds nothing, and the repeat does it', async () => {
      const approval = await approved()
      await host.script({ fault: 'dropRequest', on: 'takeBack' })
      const received = nextTrace(host, 'received', 'takeBack')
      const outcome = takeBack(approval)
      await received
      await clock.advance(30_000)
      expect(await outcome).toEqual({ kind: 'unknown', reason: 'timeout' })
      const { key, amount } = takeBackOf(purchase(), approval)
      expect(await acquirer.inquire(key, amount, patient)).toEqual({ kind: 'accepted', value: { status: 'notFound' } })
      expect(captured()).toBe(12_000)
      expect((await takeBack(approval, { repeat: 1 })).kind).toBe('accepted')
      expect(captured()).toBe(0)
    })

    test('a second void, or a refund after it, is refused as taken back already', async () => {
      const approval = await approved()
      await takeBack(approval)
      const refusal = { kind: 'refused', failure: 'host.alreadyTakenBack', hostCode: '79' }
      expect(await takeBack(approval, { key: keyOf(602) })).toMatchObject(refusal)
      expect(await refund(approval, 603, 1_000)).toMatchObject(refusal)
      expect(captured()).toBe(0)
    })

    test('a part cannot be voided, nor what was refunded in part', async () => {
      const approval = await approved()
      expect(await takeBack(approval, { amount: won(1_000) })).toMatchObject({ failure: 'host.amountInvalid' })
      await refund(approval, 602, 1_000)
      expect(await takeBack(approval, { key: keyOf(603) })).toMatchObject({ failure: 'host.alreadyTakenBack' })
      expect(captured()).toBe(11_000)
    })

    test('after the batch was closed it is refused as too late, and a refund does it', async () => {
      const approval = await approved()
      const none = { count: 0, amountMinor: 0 }
      const totals = { currency: 'KRW', purchases: { count: 1, amountMinor: 12_000 }, refunds: none } as const
      await acquirer.settle({ key: keyOf(700), batchNumber: 1, totals, afterUpload: false }, patient)
      expect(await takeBack(approval)).toEqual({
        kind: 'refused',
        failure: 'host.alreadySettled',
        detail: 'response code 21',
        hostCode: '21',
      })
      const { key, amount } = takeBackOf(purchase(), approval)
      expect(await acquirer.inquire(key, amount, patient)).toEqual({
        kind: 'accepted',
        value: { status: 'declined', failure: 'host.alreadySettled', hostCode: '21' },
      })
      expect((await refund(approval, 602, 12_000)).kind).toBe('accepted')
      expect(captured()).toBe(0)
    })

    test.each([
      [
        'was never seen',
        { original: { key: keyOf(99), amount: won(12_000), rrn: '606405000001', approvalCode: '000001' } },
      ],
      [
        'has another reference',
        { original: { key: keyOf(1), amount: won(12_000), rrn: '606405000009', approvalCode: '000001' } },
      ],
      [
        'has another approval',
        { original: { key: keyOf(1), amount: won(12_000), rrn: '606405000001', approvalCode: '000009' } },
      ],
    ])('an original that %s is missing', async (_, changes) => {
      expect(await takeBack(await approved(), changes)).toMatchObject({
        kind: 'refused',
        failure: 'host.originalMissing',
        hostCode: '25',
      })
      expect(captured()).toBe(12_000)
    })

    test('a declined original is missing, a reversed one was taken back', async () => {
      host.addRule({ responseCode: '51', times: 1 })
      await acquirer.authorise(purchase(), patient)
      const approval = await approved(purchase({ key: keyOf(2) }))
      expect(await takeBack(approval)).toMatchObject({ failure: 'host.originalMissing' })
      await acquirer.reverse(reversalOf(purchase({ key: keyOf(2) })), patient)
      expect(await takeBack(approval, { key: keyOf(602) }, purchase({ key: keyOf(2) }))).toMatchObject({
        failure: 'host.alreadyTakenBack',
      })
    })

    test('reversed itself, the purchase is captured again and may be voided anew', async () => {
      const approval = await approved()
      await takeBack(approval)
      const { key, amount } = takeBackOf(purchase(), approval)
      const reversal = { original: key, key: keyOf(650), amount, reason: 'noReply', repeat: 0 } as const
      expect(await acquirer.reverse(reversal, patient)).toEqual({ kind: 'accepted', value: {} })
      expect(captured()).toBe(12_000)
      expect(await acquirer.inquire(key, amount, patient)).toEqual({ kind: 'accepted', value: { status: 'reversed' } })
      expect((await takeBack(approval, { key: keyOf(602) })).kind).toBe('accepted')
      expect(captured()).toBe(0)
    })
  })

  describe('refund', () => {
    test('parts add up to the purchase and never to more', async () => {
      const approval = await approved()
      expect((await refund(approval, 601, 5_000)).kind).toBe('accepted')
      expect((await refund(approval, 602, 7_000)).kind).toBe('accepted')
      expect(captured()).toBe(0)
      expect(await refund(approval, 603, 1)).toEqual({
        kind: 'refused',
        failure: 'host.overRefunded',
        detail: 'response code 64',
        hostCode: '64',
      })
      expect(captured()).toBe(0)
    })

    test('more than the purchase at once is too much, and what is refused stays refused', async () => {
      const approval = await approved()
      expect(await refund(approval, 601, 12_001)).toMatchObject({ failure: 'host.overRefunded' })
      expect(await refund(approval, 601, 12_001)).toMatchObject({ failure: 'host.overRefunded' })
      expect(captured()).toBe(12_000)
    })

    test('the same key again is the same refund; with another amount it is a duplicate', async () => {
      const approval = await approved()
      const first = await refund(approval, 601, 5_000)
      expect(await refund(approval, 601, 5_000)).toEqual(first)
      expect(await refund(approval, 601, 4_000)).toMatchObject({ failure: 'host.duplicate', hostCode: '94' })
      expect(captured()).toBe(7_000)
    })

    test('a purchase under a key a refund had is a duplicate', async () => {
      const approval = await approved()
      await takeBack(approval, { manner: 'refund', key: keyOf(2), amount: won(5_000) })
      const again = purchase({ key: keyOf(2), amount: won(5_000) })
      expect(await acquirer.authorise(again, patient)).toMatchObject({ failure: 'host.duplicate' })
    })

    test('reversed, it counts no more', async () => {
      const approval = await approved()
      await refund(approval, 601, 12_000)
      const original = keyOf(601, SENT_AT + 60_000)
      const reversal = { original, key: keyOf(650), amount: won(12_000), reason: 'noReply', repeat: 0 } as const
      expect((await acquirer.reverse(reversal, patient)).kind).toBe('accepted')
      expect(captured()).toBe(12_000)
      expect((await refund(approval, 602, 12_000)).kind).toBe('accepted')
    })

    test('a purchase refunded in part can no longer be reversed', async () => {
      const approval = await approved()
      await refund(approval, 601, 1_000)
      expect(await acquirer.reverse(reversalOf(purchase()), patient)).toMatchObject({
        kind: 'refused',
        failure: 'host.reversalRefused',
      })
      expect(captured()).toBe(11_000)
    })

    test('a repeat that the host calls a duplicate is unknown: the first may have been done', async () => {
      const approval = await approved()
      host.addRule({ on: 'takeBack', responseCode: '94', times: 2 })
      expect(await takeBack(approval, { manner: 'refund' })).toMatchObject({ failure: 'host.duplicate' })
      expect(await takeBack(approval, { manner: 'refund', repeat: 1 })).toEqual({
        kind: 'unknown',
        reason: 'unreadable-reply',
      })
    })

    test('a host that is not well refuses, and nothing happened', async () => {
      const approval = await approved()
      host.addRule({ on: 'takeBack', responseCode: '96', times: 1 })
      expect(await refund(approval, 601, 1_000)).toMatchObject({ failure: 'host.systemMalfunction' })
      expect(captured()).toBe(12_000)
      expect((await refund(approval, 601, 1_000)).kind).toBe('accepted')
    })

    test('nobody listening: unavailable', async () => {
      const approval = await approved()
      await host.script({ fault: 'refuse' })
      expect(await refund(approval, 601, 1_000)).toMatchObject({ kind: 'unavailable', failure: 'host.unreachable' })
    })
  })

  describe('partial approval', () => {
    const asked = purchase({ amount: won(50_000) })

    beforeEach(() => host.addRule({ responseCode: '10', approveMinor: 30_000 }))

    test('tells what was approved, and an inquiry tells the same', async () => {
      const approval = await approved(asked)
      expect(approval).toMatchObject({ approvalCode: '000001', approvedAmount: won(30_000) })
      expect(captured()).toBe(30_000)
      expect(await acquirer.inquire(asked.key, asked.amount, patient)).toEqual({
        kind: 'accepted',
        value: { status: 'approved', approval },
      })
      expect(await acquirer.authorise(asked, patient)).toEqual({ kind: 'accepted', value: approval })
    })

    test('whoever asks for no more than there is gets all of it', async () => {
      expect(await approved(purchase({ amount: won(30_000) }))).not.toHaveProperty('approvedAmount')
    })

    // A terminal that never heard the answer knows only what it asked for.
    test.each([50_000, 30_000])('a reversal of %i takes it back whole', async (amountMinor) => {
      await approved(asked)
      expect(await acquirer.reverse(reversalOf(asked, { amount: won(amountMinor) }), patient)).toEqual({
        kind: 'accepted',
        value: {},
      })
      expect(captured()).toBe(0)
    })

    test('a reversal of yet another amount is refused', async () => {
      await approved(asked)
      const reversal = reversalOf(asked, { amount: won(20_000) })
      expect(await acquirer.reverse(reversal, patient)).toMatchObject({ kind: 'refused', hostCode: '13' })
    })

    test('no more can be refunded than was approved, and a void is of that much', async () => {
      const approval = await approved(asked)
      const tooMuch = takeBackOf(asked, approval, { manner: 'refund', amount: won(30_001) })
      expect(await acquirer.takeBack(tooMuch, patient)).toMatchObject({ failure: 'host.overRefunded' })
      const whole = takeBackOf(asked, approval, { key: keyOf(602) })
      expect(whole.amount).toEqual(won(30_000))
      expect((await acquirer.takeBack(whole, patient)).kind).toBe('accepted')
      expect(captured()).toBe(0)
    })
  })

  describe('a VAN’s own code', () => {
    test('names the refusal more exactly, at once and in an inquiry', async () => {
      host.addRule({ responseCode: '05', vanCode: '8035' })
      expect(await acquirer.authorise(purchase(), patient)).toEqual({
        kind: 'refused',
        failure: 'host.insufficientFunds',
        detail: 'response code 05, VAN code 8035',
        hostCode: '8035',
      })
      expect(await acquirer.inquire(purchase().key, purchase().amount, patient)).toEqual({
        kind: 'accepted',
        value: { status: 'declined', failure: 'host.insufficientFunds', hostCode: '8035' },
      })
    })

    test('nobody knows leaves DE39 to speak', async () => {
      host.addRule({ responseCode: '51', vanCode: '9999' })
      expect(await acquirer.authorise(purchase(), patient)).toEqual({
        kind: 'refused',
        failure: 'host.insufficientFunds',
        detail: 'response code 51, VAN code 9999',
        hostCode: '51',
      })
    })

    test('of an approval does not turn a decline into one', async () => {
      host.addRule({ responseCode: '51', vanCode: '0000' })
      expect(await acquirer.authorise(purchase(), patient)).toMatchObject({ kind: 'refused', hostCode: '51' })
    })
  })

  describe('replies that answer another question', () => {
    const unreadable = { kind: 'unknown', reason: 'unreadable-reply' }

    test.each(['wrongAmount', 'wrongTerminal', 'mismatch'] as const)(
      '%s: unknown, and an inquiry settles it',
      async (fault) => {
        await host.script({ fault, on: 'authorise' })
        expect(await acquirer.authorise(purchase(), patient)).toEqual(unreadable)
        expect(captured()).toBe(12_000)
        expect(await acquirer.inquire(purchase().key, purchase().amount, patient)).toMatchObject({
          value: { status: 'approved' },
        })
      },
    )

    test.each(['wrongAmount', 'wrongTerminal', 'mismatch'] as const)(
      '%s to a take-back or a reversal: unknown, and the repeat settles it',
      async (fault) => {
        const approval = await approved()
        await host.script({ fault, on: 'takeBack' })
        expect(await takeBack(approval, { manner: 'refund', amount: won(2_000) })).toEqual(unreadable)
        expect((await takeBack(approval, { manner: 'refund', amount: won(2_000), repeat: 1 })).kind).toBe('accepted')
        expect(captured()).toBe(10_000)

        const other = purchase({ key: keyOf(2) })
        await approved(other)
        await host.script({ fault, on: 'reverse' })
        expect(await acquirer.reverse(reversalOf(other), patient)).toEqual(unreadable)
        expect((await acquirer.reverse(reversalOf(other, { repeat: 1 }), patient)).kind).toBe('accepted')
        expect(captured()).toBe(10_000)
      },
    )

    test('duplicateReply: taken once, told nobody, and the next answer is its own', async () => {
      const late: unknown[] = []
      acquirer.onLateReply((reply) => late.push(reply))
      await host.script({ fault: 'duplicateReply', times: 2 })
      const approval = await approved()
      expect((await takeBack(approval)).kind).toBe('accepted')
      expect(await approved(purchase({ key: keyOf(3), card: sampleCard() }))).toMatchObject({ approvalCode: '000003' })
      expect(late).toEqual([])
    })

    test('the same purchase key with another card is a duplicate', async () => {
      await approved()
      const other = purchase({ card: sampleCard('5555555555554444') })
      expect(await acquirer.authorise(other, patient)).toMatchObject({ failure: 'host.duplicate' })
    })
  })
})
