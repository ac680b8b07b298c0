/** The emulated host's answers, message in, message out; mostly to what a good terminal never sends. */
import { once } from 'node:events'
import net from 'node:net'
import { beforeEach, describe, expect, test } from 'vitest'
import type { AnsweringHost } from '../../drivers/acquirers/emulated/answering-host.js'
import { answerMessage } from '../../drivers/acquirers/emulated/host-answers.js'
import { HostLedger } from '../../drivers/acquirers/emulated/host-ledger.js'
import { HostRules } from '../../drivers/acquirers/emulated/host-rules.js'
import { serveEmulatedAcquirer } from '../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { DE } from '../../drivers/acquirers/iso8583/data-elements.js'
import { frame } from '../../drivers/acquirers/iso8583/framing.js'
import { encodeMessage, type IsoMessage } from '../../drivers/acquirers/iso8583/iso-message.js'
import { purchaseRequest, reversalAdvice, takeBackRequest } from '../../drivers/acquirers/iso8583/requests.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { keyOf, purchase, reversalOf, SENT_AT, sampleCard, TEST_PAN } from './sample-purchase.js'

const terminal = { terminalNumber: 'T1', merchantNumber: 'M1', utcOffsetMinutes: 540 }

describe('emulated host answers', () => {
  let ledger: HostLedger

  beforeEach(() => {
    ledger = new HostLedger()
  })

  const answer = (message: IsoMessage, changes: Partial<AnsweringHost> = {}) =>
    answerMessage(
      message,
      { ledger, rules: new HostRules([]), forgetful: false, utcOffsetMinutes: 540, ...changes },
      SENT_AT,
    )
  const code = (message: IsoMessage, changes?: Partial<AnsweringHost>) =>
    answer(message, changes)?.fields[DE.responseCode]
  const sale = purchaseRequest(purchase(), terminal)
  const changed = (message: IsoMessage, changes: Readonly<Record<number, string>>): IsoMessage => ({
    mti: message.mti,
    fields: { ...message.fields, ...changes },
  })

  test('an approval echoes what names the request, and never the card', () => {
    const reply = answer(sale)
    expect(reply).toEqual({
      mti: '0210',
      fields: {
        [DE.processingCode]: '000000',
        [DE.amount]: '000000012000',
        [DE.transmittedAt]: '0305050007',
        [DE.stan]: '000001',
        [DE.localTime]: '140007',
        [DE.localDate]: '0305',
        [DE.rrn]: '606405000001',
        [DE.approvalCode]: '000001',
        [DE.responseCode]: '00',
        [DE.terminal]: 'T1      ',
        [DE.merchant]: 'M1             ',
        [DE.privateData]: '010206020206',
        [DE.currency]: '410',
      },
    })
  })

  test.each([
    ['62', '6200000000000005', '010801020000020848020000'],
    ['5', '5555555555554444', '010202020202'],
    ['2, of no known brand', '2223003122003222', '010215020201'],
  ])('a card beginning with %s belongs to its issuer', (_, pan, privateData) => {
    expect(answer(purchaseRequest(purchase({ card: sampleCard(pan) }), terminal))?.fields[DE.privateData]).toBe(
      privateData,
    )
  })

  test('a number that is no card number is refused, and not kept', () => {
    expect(code(changed(sale, { [DE.pan]: '4111111111111112' }))).toBe('14')
    expect(ledger.transactions()[0]?.decision?.maskedPan).toBe('*'.repeat(16))
  })

  test('the same key for another amount is a duplicate, and changes nothing', () => {
    expect(code(sale)).toBe('00')
    expect(code(changed(sale, { [DE.amount]: '000000000001' }))).toBe('94')
    expect(ledger.netCaptured('T1', 'KRW').amountMinor).toBe(12_000)
  })

  test('a refund that its rules refused stays refused when a copy of it comes late', () => {
    const bought = answer(sale)?.fields ?? {}
    const numbers = { rrn: bought[DE.rrn] ?? '', approvalCode: bought[DE.approvalCode] ?? '' }
    const original = { key: purchase().key, amount: purchase().amount, ...numbers }
    const asked = { manner: 'refund', key: keyOf(601), original, amount: purchase().amount, repeat: 0 } as const
    const refund = takeBackRequest(asked, terminal)
    const once = { rules: new HostRules([{ on: 'takeBack', responseCode: '57', times: 1 }]) }
    expect(code(refund, once)).toBe('57')
    expect(code(refund, once)).toBe('57')
    expect(ledger.netCaptured('T1', 'KRW').amountMinor).toBe(12_000)
  })

  test('a reversal of another amount is refused', () => {
    answer(sale)
    const reversal = reversalAdvice(reversalOf(purchase()), terminal)
    expect(code(changed(reversal, { [DE.amount]: '000000000001' }))).toBe('13')
    expect(code(reversal)).toBe('00')
  })

  test('a reversal of a purchase never seen is final: done, and the purchase is declined when it comes', () => {
    const reversal = reversalAdvice(reversalOf(purchase()), terminal)
    expect(code(reversal)).toBe('00')
    expect(code(reversal)).toBe('00')
    expect(code(sale)).toBe('05')
  })

  test('a forgetful host says that it knows of none, keeps no mark, and captures the purchase when it comes', () => {
    const forgetful = { forgetful: true }
    const reversal = reversalAdvice(reversalOf(purchase()), terminal)
    expect(code(reversal, forgetful)).toBe('25')
    expect(ledger.transactions()).toEqual([])
    expect(code(sale, forgetful)).toBe('00')
    expect(code(reversal, forgetful)).toBe('00')
    expect(ledger.netCaptured('T1', 'KRW').amountMinor).toBe(0)
  })

  test.each([DE.pan, DE.amount, DE.currency, DE.terminal, DE.stan, DE.transmittedAt])(
    'a purchase without DE%i is a format error',
    (missing) => {
      const { [missing]: _, ...fields } = sale.fields
      expect(code({ mti: '0200', fields })).toBe('30')
      expect(ledger.transactions()).toEqual([])
    },
  )

  test('a currency the host does not know is a format error', () => {
    expect(code(changed(sale, { [DE.currency]: '978' }))).toBe('30')
  })

  test.each(['0420', '0600'])('%s that does not name a purchase is a format error', (mti) => {
    const reversal = reversalAdvice(reversalOf(purchase()), terminal)
    expect(code({ ...changed(reversal, { [DE.originalData]: `0100${'0'.repeat(38)}` }), mti })).toBe('30')
  })

  test('message types it does not serve stay unanswered', () => {
    expect(answer({ ...sale, mti: '0100' })).toBeUndefined()
  })
})

describe('emulated host on the wire', () => {
  test('a port already taken is an unavailable address', async () => {
    const clock = new VirtualClock(SENT_AT)
    const first = await serveEmulatedAcquirer({ clock })
    await expect(serveEmulatedAcquirer({ clock, port: first.port })).rejects.toMatchObject({
      code: 'address.unavailable',
    })
    await first.close()
    await first.close()
  })

  test('it hangs up on bytes that are no message, and on a frame too long', async () => {
    const host = await serveEmulatedAcquirer({ clock: new VirtualClock(SENT_AT) })
    for (const bytes of [frame(Buffer.from(TEST_PAN)), Buffer.from('GET / HTTP/1.1\r\n\r\n')]) {
      const socket = net.connect({ host: host.host, port: host.port })
      socket.write(bytes)
      socket.resume()
      await once(socket, 'close')
    }
    expect(host.ledger.transactions()).toEqual([])
    await host.close()
  })

  test('a fault scripted from the start is in force from the start', async () => {
    const host = await serveEmulatedAcquirer({ clock: new VirtualClock(SENT_AT), faults: [{ fault: 'refuse' }] })
    const socket = net.connect({ host: host.host, port: host.port })
    await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await host.close()
  })

  test('closing takes back what it still had to do', async () => {
    const clock = new VirtualClock(SENT_AT)
    const host = await serveEmulatedAcquirer({ clock, faults: [{ fault: 'lateReply', delayMs: 1_000 }] })
    const processed = new Promise((resolve) => host.onTrace(({ step }) => step === 'processed' && resolve(step)))
    const socket = net.connect({ host: host.host, port: host.port })
    socket.write(frame(encodeMessage(purchaseRequest(purchase(), terminal))))
    await processed
    expect(clock.nextDueAt()).toBe(SENT_AT + 1_000)
    await host.close()
    expect(clock.nextDueAt()).toBeUndefined()
    socket.destroy()
  })
})
