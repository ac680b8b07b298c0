/**
 * The acquirer port's contract about the line and the day's end: sign-on, closing a batch on totals both sides agree on,
 * handing it over one by one where they do not, and the settlement file that says what will be paid.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EmulatedAcquirerHost, HostTrace } from '../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { money } from '../../src/domain/money.js'
import type {
  Acquirer,
  Approval,
  BatchRecord,
  BatchTotals,
  HostMessageKey,
  SettlementRequest,
} from '../../src/ports/acquirer.js'
import { ACQUIRER_ROWS, nextTrace, TERMINAL } from '../acquirers/acquirer-rows.js'
import { keyOf, patient, purchase, reversalOf, SENT_AT, takeBackOf } from '../acquirers/sample-purchase.js'

const balanced = { kind: 'accepted', value: { balanced: true } }

function totals(purchases: readonly [number, number], refunds: readonly [number, number] = [0, 0]): BatchTotals {
  return {
    currency: 'KRW',
    purchases: { count: purchases[0], amountMinor: purchases[1] },
    refunds: { count: refunds[0], amountMinor: refunds[1] },
  }
}

describe.each(ACQUIRER_ROWS)('acquirer $driver at the day’s end', ({ open }) => {
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

  async function sold(stan: number, amountMinor = 10_000): Promise<BatchRecord & { readonly approval: Approval }> {
    const request = purchase({ key: keyOf(stan), amount: money(amountMinor, 'KRW') })
    const outcome = await acquirer.authorise(request, patient)
    if (outcome.kind !== 'accepted') throw new RangeError(`not approved: ${outcome.kind}`)
    const { rrn, approvalCode } = outcome.value
    return { kind: 'purchase', key: request.key, amount: request.amount, rrn, approvalCode, approval: outcome.value }
  }

  async function takenBack(
    sale: Awaited<ReturnType<typeof sold>>,
    manner: 'void' | 'refund',
    stan: number,
    amountMinor = sale.amount.amountMinor,
  ): Promise<BatchRecord> {
    const [key, amount] = [keyOf(stan), money(amountMinor, 'KRW')]
    const request = takeBackOf(purchase(sale), sale.approval, { manner, key, amount })
    const outcome = await acquirer.takeBack(request, patient)
    if (outcome.kind !== 'accepted') throw new RangeError(`not taken back: ${outcome.kind}`)
    return { kind: 'refund', key, amount, rrn: outcome.value.rrn, approvalCode: outcome.value.approvalCode }
  }

  const settle = (counted: BatchTotals, changes: Partial<SettlementRequest> = {}) => {
    const request = { key: keyOf(900), batchNumber: 1, totals: counted, afterUpload: false, ...changes }
    return acquirer.settle(request, patient)
  }

  const upload = ({ kind, key, amount, rrn, approvalCode }: BatchRecord, uploadKey: HostMessageKey, batchNumber = 1) =>
    acquirer.upload({ kind, key, amount, rrn, approvalCode, batchNumber, uploadKey }, patient)

  describe('settle', () => {
    test('totals that agree close the batch, and the next one begins empty', async () => {
      await sold(1, 10_000)
      const voided = await sold(2, 7_000)
      await takenBack(voided, 'void', 3)
      const refunded = await sold(4, 5_000)
      await takenBack(refunded, 'refund', 5, 2_000)
      await sold(6, 4_000)
      await acquirer.reverse(reversalOf(purchase({ key: keyOf(6), amount: money(4_000, 'KRW') })), patient)
      expect(await settle(totals([2, 15_000], [1, 2_000]))).toEqual(balanced)
      expect(captured()).toBe(13_000)
      expect(host.ledger.openTotals(TERMINAL, 'KRW')).toEqual(totals([0, 0]))
      await sold(7, 1_000)
      expect(await settle(totals([1, 1_000]), { key: keyOf(901), batchNumber: 2 })).toEqual(balanced)
    })

    test('an empty batch closes on nothing, and one of refunds alone is negative', async () => {
      expect(await settle(totals([0, 0]))).toEqual(balanced)
      const sale = await sold(1)
      expect(await settle(totals([1, 10_000]), { key: keyOf(901), batchNumber: 2 })).toEqual(balanced)
      await takenBack(sale, 'refund', 2)
      expect(await settle(totals([0, 0], [1, 10_000]), { key: keyOf(902), batchNumber: 3 })).toEqual(balanced)
    })

    test('totals that differ leave it open, and say what the host has', async () => {
      await sold(1)
      expect(await settle(totals([1, 9_999]))).toEqual({
        kind: 'accepted',
        value: { balanced: false, hostTotals: totals([1, 10_000]) },
      })
      await sold(2)
      expect(await settle(totals([2, 20_000]), { key: keyOf(901) })).toEqual(balanced)
    })

    test('its reply lost: unknown, and repeated it answers as it did, whatever was sold since', async () => {
      await sold(1)
      await host.script({ fault: 'dropReply', on: 'settle' })
      const processed = nextTrace(host, 'processed', 'settle')
      const outcome = settle(totals([1, 10_000]))
      await processed
      await clock.advance(30_000)
      expect(await outcome).toEqual({ kind: 'unknown', reason: 'timeout' })
      await sold(2)
      expect(await settle(totals([1, 10_000]))).toEqual(balanced)
      expect(host.ledger.openTotals(TERMINAL, 'KRW')).toEqual(totals([1, 10_000]))
    })

    test('a batch number closed before, with other totals, is a duplicate', async () => {
      await sold(1)
      await settle(totals([1, 10_000]))
      await sold(2, 500)
      expect(await settle(totals([1, 500]), { key: keyOf(901) })).toMatchObject({
        kind: 'refused',
        failure: 'host.duplicate',
      })
    })

    test('currencies are settled apart', async () => {
      await sold(1)
      await acquirer.authorise(purchase({ key: keyOf(2), amount: money(950, 'CNY') }), patient)
      expect(await settle(totals([1, 10_000]))).toEqual(balanced)
      expect(host.ledger.openTotals(TERMINAL, 'CNY').purchases).toEqual({ count: 1, amountMinor: 950 })
    })

    test('what was closed can no longer be reversed', async () => {
      await sold(1)
      await settle(totals([1, 10_000]))
      const reversal = reversalOf(purchase({ amount: money(10_000, 'KRW') }))
      expect(await acquirer.reverse(reversal, patient)).toMatchObject({
        failure: 'host.reversalRefused',
        hostCode: '21',
      })
      expect(captured()).toBe(10_000)
    })

    test('a host in its own day’s end refuses', async () => {
      host.addRule({ on: 'settle', responseCode: '90', times: 1 })
      expect(await settle(totals([0, 0]))).toMatchObject({ kind: 'refused', failure: 'host.systemMalfunction' })
      expect(await settle(totals([0, 0]))).toEqual(balanced)
    })

    test('batch numbers are six digits and count from 1', async () => {
      expect(await settle(totals([0, 0]), { batchNumber: 0 })).toMatchObject({ failure: 'host.formatError' })
      await expect(settle(totals([0, 0]), { batchNumber: 1_000_000 })).rejects.toMatchObject({
        code: 'host.unencodable',
      })
    })
  })

  describe('upload', () => {
    test('a host that counted otherwise closes on what was uploaded, each once', async () => {
      const sale = await sold(1)
      const refund = await takenBack(sale, 'refund', 2, 3_000)
      host.addRule({ on: 'settle', responseCode: '95', times: 1 })
      const counted = totals([1, 10_000], [1, 3_000])
      expect(await settle(counted)).toEqual({ kind: 'accepted', value: { balanced: false, hostTotals: counted } })
      for (const [record, stan] of [
        [sale, 910],
        [sale, 910],
        [sale, 911],
        [refund, 912],
      ] as const) {
        expect(await upload(record, keyOf(stan))).toEqual({ kind: 'accepted', value: {} })
      }
      expect(await settle(counted, { key: keyOf(902), afterUpload: true })).toEqual(balanced)
      expect(captured()).toBe(7_000)
    })

    test('what the terminal never took for sold is let go', async () => {
      const sale = await sold(1)
      const ghost = await sold(2, 4_000)
      expect(await settle(totals([1, 10_000]))).toMatchObject({ value: { balanced: false } })
      await upload(sale, keyOf(910))
      expect(await settle(totals([1, 10_000]), { key: keyOf(902), afterUpload: true })).toEqual(balanced)
      expect(captured()).toBe(10_000)
      expect(await acquirer.inquire(ghost.key, ghost.amount, patient)).toEqual({
        kind: 'accepted',
        value: { status: 'reversed' },
      })
    })

    test('what was not uploaded cannot be settled', async () => {
      await sold(1)
      expect(await settle(totals([1, 10_000]), { afterUpload: true })).toEqual({
        kind: 'accepted',
        value: { balanced: false, hostTotals: totals([0, 0]) },
      })
    })

    test('again after closing, to its batch: harmless; to another: too late', async () => {
      const sale = await sold(1)
      await upload(sale, keyOf(910))
      await settle(totals([1, 10_000]), { afterUpload: true })
      expect(await upload(sale, keyOf(910))).toEqual({ kind: 'accepted', value: {} })
      expect(await upload(sale, keyOf(911), 2)).toMatchObject({ failure: 'host.alreadySettled' })
    })

    test('a transaction the host does not have so is refused by name', async () => {
      const sale = await sold(1)
      const wrong = { ...sale, amount: money(1, 'KRW') }
      expect(await upload(wrong, keyOf(910))).toMatchObject({ failure: 'host.amountInvalid' })
      expect(await upload({ ...sale, kind: 'refund' }, keyOf(911))).toMatchObject({ failure: 'host.originalMissing' })
      expect(await upload({ ...sale, key: keyOf(77) }, keyOf(912))).toMatchObject({ failure: 'host.originalMissing' })
      await takenBack(sale, 'void', 2)
      expect(await upload(sale, keyOf(913))).toMatchObject({ failure: 'host.alreadyTakenBack' })
    })
  })

  describe('settlement file', () => {
    /** As the file tells a record: its key to the second. */
    const listed = ({ kind, key, amount, rrn, approvalCode }: BatchRecord): BatchRecord => {
      return { kind, key: { ...key, sentAt: Math.floor(key.sentAt / 1000) * 1000 }, amount, rrn, approvalCode }
    }

    async function closedBatch(): Promise<readonly BatchRecord[]> {
      const [first, second, voided] = [await sold(1), await sold(2, 5_000), await sold(3, 900)]
      await takenBack(voided, 'void', 4)
      const refund = await takenBack(second, 'refund', 5, 2_000)
      await settle(totals([2, 15_000], [1, 2_000]))
      return [first, second, refund].map(listed)
    }

    test('lists what the batch is paid for, and comes to what the ledger says', async () => {
      const records = await closedBatch()
      const file = await acquirer.settlementFile(1, patient)
      expect(file).toEqual({
        kind: 'accepted',
        value: {
          batchNumber: 1,
          closedAt: Math.floor(SENT_AT / 1000) * 1000,
          records,
          totals: totals([2, 15_000], [1, 2_000]),
        },
      })
      expect(captured()).toBe(13_000)
    })

    test('there is none before the batch is closed, or while the acquirer says so', async () => {
      const missing = { kind: 'unavailable', failure: 'host.settlementFileMissing' }
      expect(await acquirer.settlementFile(1, patient)).toMatchObject(missing)
      await closedBatch()
      await host.script({ fault: 'settlementAbsent' })
      expect(await acquirer.settlementFile(1, patient)).toMatchObject(missing)
      expect((await acquirer.settlementFile(1, patient)).kind).toBe('accepted')
      expect(await acquirer.settlementFile(2, patient)).toMatchObject(missing)
    })

    test('one that misses or alters a transaction is a file all the same: only another ledger finds it', async () => {
      const records = await closedBatch()
      await host.script({ fault: 'settlementDiffers', how: 'missing' })
      await host.script({ fault: 'settlementDiffers', how: 'altered' })
      expect(await acquirer.settlementFile(1, patient)).toMatchObject({
        kind: 'accepted',
        value: { records: records.slice(0, -1), totals: totals([2, 15_000]) },
      })
      expect(await acquirer.settlementFile(1, patient)).toMatchObject({
        kind: 'accepted',
        value: { totals: totals([2, 15_001], [1, 2_000]) },
      })
    })

    test('one cut short is not believed', async () => {
      await closedBatch()
      await host.script({ fault: 'settlementCut' })
      expect(await acquirer.settlementFile(1, patient)).toMatchObject({
        ...{ kind: 'refused', failure: 'host.settlementFileUnreadable' },
        detail: expect.stringMatching(/^line \d+ cutShort/),
      })
    })

    test('stopped before it was asked for, it is not asked for', async () => {
      expect(await acquirer.settlementFile(1, AbortSignal.abort())).toMatchObject({ kind: 'unavailable' })
    })
  })

  describe('sign-on', () => {
    test('by hand, and refused by a host that is not well', async () => {
      expect(await acquirer.signOn(patient)).toEqual({ kind: 'accepted', value: {} })
      host.addRule({ on: 'signOn', responseCode: '96' })
      expect(await acquirer.signOn(patient)).toMatchObject({ kind: 'refused', failure: 'host.systemMalfunction' })
    })
  })

  describe('with a host that requires a sign-on', () => {
    let traces: HostTrace[]

    beforeEach(async () => {
      await acquirer.close()
      await host.close()
      ;({ acquirer, host } = await open(clock, { requireSignOn: true }))
      traces = []
      host.onTrace((trace) => traces.push(trace))
    })

    const seen = () =>
      traces.flatMap(({ step, kind, responseCode }) => (step === 'processed' ? [`${kind} ${responseCode}`] : []))

    test('each connection is signed on once, before its first message', async () => {
      await sold(1)
      await sold(2)
      await host.script({ fault: 'hangUp' })
      await sold(3)
      expect(seen()).toEqual(['signOn 00', 'authorise 00', 'authorise 00', 'signOn 00', 'authorise 00'])
    })

    test('messages asked at once wait for one sign-on', async () => {
      await Promise.all([sold(1), sold(2), acquirer.echo(patient)])
      expect(seen().filter((each) => each.startsWith('signOn'))).toEqual(['signOn 00'])
    })

    test('a host that forgot the sign-on is signed on to anew, and the message it refused is repeated once', async () => {
      await host.script({ fault: 'forgetSignOn', on: 'authorise' })
      await sold(1)
      expect(seen()).toEqual(['signOn 00', 'authorise 77', 'signOn 00', 'authorise 00'])
      expect(captured()).toBe(10_000)
    })

    test('one that forgets it again is left alone: refused, and nothing happened', async () => {
      await host.script({ fault: 'forgetSignOn', on: 'authorise', times: 2 })
      expect(await acquirer.authorise(purchase(), patient)).toMatchObject({
        kind: 'refused',
        failure: 'host.notSignedOn',
        hostCode: '77',
      })
      expect(seen()).toEqual(['signOn 00', 'authorise 77', 'signOn 00', 'authorise 77'])
      expect(captured()).toBe(0)
    })

    test('a sign-on refused: unavailable, the message was never sent', async () => {
      host.addRule({ on: 'signOn', responseCode: '97', times: 1 })
      expect(await acquirer.authorise(purchase(), patient)).toEqual({
        kind: 'unavailable',
        failure: 'host.notSignedOn',
        detail: 'the sign-on was answered 97',
      })
      expect(seen()).toEqual(['signOn 97'])
      await sold(1)
    })

    test('a sign-on unanswered: unavailable after the limit, and the next connection is tried anew', async () => {
      await host.script({ fault: 'dropReply', on: 'signOn' })
      const processed = nextTrace(host, 'processed', 'signOn')
      const outcome = acquirer.authorise(purchase(), patient)
      await processed
      await clock.advance(30_000)
      expect(await outcome).toMatchObject({ kind: 'unavailable', failure: 'host.notSignedOn' })
      expect(seen()).toEqual(['signOn 00'])
      await sold(1)
    })

    test('closed while signing on: unavailable', async () => {
      await host.script({ fault: 'dropReply', on: 'signOn' })
      const processed = nextTrace(host, 'processed', 'signOn')
      const outcome = acquirer.authorise(purchase(), patient)
      await processed
      await acquirer.close()
      expect(await outcome).toMatchObject({ kind: 'unavailable' })
      expect(clock.nextDueAt()).toBeUndefined()
    })
  })
})
