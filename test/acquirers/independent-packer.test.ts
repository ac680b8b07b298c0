/**
 * Every kind of message that goes over the line, both ways, against a packer that shares no code with the driver: caught
 * on a real socket between the driver and the emulated host, read, packed again, and compared byte for byte.
 */
import { once } from 'node:events'
import net from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type EmulatedAcquirerHost,
  serveEmulatedAcquirer,
} from '../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { decodeMessage, encodeMessage } from '../../drivers/acquirers/iso8583/iso-message.js'
import { Iso8583Acquirer } from '../../drivers/acquirers/iso8583-acquirer.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { money } from '../../src/domain/money.js'
import type { Approval } from '../../src/ports/acquirer.js'
import { STANDARD_FIELDS, standardBytes, standardMessage } from './independent-packer.js'
import {
  keyOf,
  patient,
  purchase,
  reversalOf,
  SENT_AT,
  sampleCard,
  TEST_PAN,
  TEST_TRACK2,
  takeBackOf,
} from './sample-purchase.js'

/** A wire between driver and host that keeps what passes, without the length headers. */
async function tappedWire(port: number) {
  const frames: Buffer[] = []
  const collect = () => {
    let rest = Buffer.alloc(0)
    return (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk])
      while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE()) {
        const end = 2 + rest.readUInt16BE()
        frames.push(rest.subarray(2, end))
        rest = rest.subarray(end)
      }
    }
  }
  const server = net.createServer((near) => {
    const far = net.connect({ host: '127.0.0.1', port })
    near.on('data', collect()).on('error', () => far.destroy())
    far.on('data', collect()).on('error', () => near.destroy())
    near.pipe(far).pipe(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new RangeError('no port')
  return { port: address.port, frames, close: () => void server.close() }
}

describe('messages on the wire, by an independent packer', () => {
  let clock: VirtualClock
  let host: EmulatedAcquirerHost
  let wire: Awaited<ReturnType<typeof tappedWire>>
  let acquirer: Iso8583Acquirer

  beforeEach(async () => {
    clock = new VirtualClock(SENT_AT)
    host = await serveEmulatedAcquirer({ clock, requireSignOn: true })
    wire = await tappedWire(host.port)
    acquirer = new Iso8583Acquirer({
      host: '127.0.0.1',
      port: wire.port,
      terminalNumber: 'T1',
      merchantNumber: 'M1',
      clock,
      address: 'iso8583:test',
      signOn: true,
    })
  })

  afterEach(async () => {
    await acquirer.close()
    wire.close()
    await host.close()
  })

  async function approved(request = purchase()): Promise<Approval> {
    const outcome = await acquirer.authorise(request, patient)
    if (outcome.kind !== 'accepted') throw new RangeError(`not approved: ${outcome.kind}`)
    return outcome.value
  }

  test('every kind, asked and answered, is what the standard’s field table says', async () => {
    const card = sampleCard(TEST_PAN, 'swipe', TEST_TRACK2)
    const first = await approved(purchase({ card, instalmentMonths: 3 }))
    await acquirer.inquire(keyOf(1), money(12_000, 'KRW'), patient)
    const refunded = { manner: 'refund', amount: money(2_000, 'KRW') } as const
    await acquirer.takeBack(takeBackOf(purchase(), first, refunded), patient)
    await acquirer.takeBack(takeBackOf(purchase(), first, { ...refunded, repeat: 1 }), patient)
    const second = purchase({ key: keyOf(2) })
    await acquirer.takeBack(takeBackOf(second, await approved(second), { key: keyOf(3) }), patient)
    const third = purchase({ key: keyOf(4) })
    await approved(third)
    for (const repeat of [0, 1]) await acquirer.reverse(reversalOf(third, { repeat }), patient)
    host.addRule({ responseCode: '10', approveMinor: 5_000, times: 1 })
    await approved(purchase({ key: keyOf(5) }))
    host.addRule({ responseCode: '05', vanCode: '8521', times: 1 })
    await acquirer.authorise(purchase({ key: keyOf(6) }), patient)
    await acquirer.inquire(keyOf(6), money(12_000, 'KRW'), patient)
    await acquirer.echo(patient)
    const { key, amount } = purchase()
    const { rrn, approvalCode } = first
    await acquirer.upload(
      { kind: 'purchase', key, amount, rrn, approvalCode, batchNumber: 7, uploadKey: keyOf(900) },
      patient,
    )
    const wrong = {
      currency: 'KRW',
      purchases: { count: 1, amountMinor: 1 },
      refunds: { count: 1, amountMinor: 9 },
    } as const
    await acquirer.settle({ key: keyOf(901), batchNumber: 7, totals: wrong, afterUpload: false }, patient)
    const right = {
      currency: 'KRW',
      purchases: { count: 2, amountMinor: 17_000 },
      refunds: { count: 1, amountMinor: 2_000 },
    } as const
    const closed = await acquirer.settle(
      { key: keyOf(902), batchNumber: 7, totals: right, afterUpload: false },
      patient,
    )
    expect(closed).toEqual({ kind: 'accepted', value: { balanced: true } })

    const messages = wire.frames.map((frame) => {
      const message = standardMessage(frame)
      expect(standardBytes(message).toString('hex')).toBe(frame.toString('hex'))
      expect(decodeMessage(frame)).toEqual({ ok: true, value: message })
      return message
    })
    const kinds = messages.map(({ mti, fields }) => `${mti} ${fields[70] ?? fields[3]} ${fields[39] ?? ''}`.trim())
    expect(new Set(kinds)).toEqual(
      new Set([
        ...['0800 001', '0810 001 00', '0800 301', '0810 301 00'],
        ...['0200 000000', '0210 000000 00', '0210 000000 05', '0210 000000 10'],
        ...['0200 020000', '0210 020000 00', '0200 200000', '0201 200000', '0210 200000 00'],
        ...['0420 000000', '0421 000000', '0430 000000 00', '0600 310000', '0610 310000 00'],
        ...['0320 000000', '0330 000000 00', '0500 920000', '0510 920000 95', '0510 920000 00'],
      ]),
    )
  })

  test('a refund by reference and a settlement are these fields and no others', async () => {
    const first = await approved()
    const refund = takeBackOf(purchase(), first, { manner: 'refund', amount: money(2_000, 'KRW') })
    await acquirer.takeBack(refund, patient)
    const totals = {
      currency: 'KRW',
      purchases: { count: 1, amountMinor: 1_000 },
      refunds: { count: 2, amountMinor: 3_000 },
    } as const
    await acquirer.settle({ key: keyOf(901), batchNumber: 12, totals, afterUpload: true }, patient)
    const sent = wire.frames.map(standardMessage)
    expect(sent.find(({ mti, fields }) => mti === '0200' && fields[3] === '200000')).toEqual({
      mti: '0200',
      fields: {
        ...{ 3: '200000', 4: '000000002000', 7: '0305050107', 11: '000601', 12: '140107', 13: '0305' },
        ...{ 37: '606405000001', 38: '000001', 41: 'T1      ', 42: 'M1             ', 49: '410' },
        90: `02000000010305050007${'0'.repeat(22)}`,
      },
    })
    expect(sent.find(({ mti }) => mti === '0500')).toEqual({
      mti: '0500',
      fields: {
        ...{ 3: '960000', 7: '0305050007', 11: '000901', 12: '140007', 13: '0305', 41: 'T1      ' },
        ...{ 42: 'M1             ', 48: '0606000012', 50: '410' },
        ...{ 74: '0000000002', 75: '0000000000', 76: '0000000001', 77: '0000000000' },
        ...{ 86: '0000000000003000', 87: '0000000000000000', 88: '0000000000001000', 89: '0000000000000000' },
        97: 'C0000000000002000',
      },
    })
  })

  const CHARACTERS = { n: '0123456789', an: 'AZaz09', ans: 'Az0 -@#\\=', z: '0123456789=D', b: '0123456789abcdef' }

  function fitting(number: number): fc.Arbitrary<string> {
    const [kind, length, most] = STANDARD_FIELDS[number] ?? ['n', 0]
    if (kind === 'x+n') return fc.tuple(fc.constantFrom('C', 'D'), digits(16)).map((parts) => parts.join(''))
    const unit = fc.constantFrom(...CHARACTERS[kind])
    const fixed = kind === 'b' ? 16 : length
    if (typeof fixed === 'number') return fc.string({ unit, minLength: fixed, maxLength: fixed })
    return fc.string({ unit, minLength: 1, maxLength: most ?? 1 })
  }

  const digits = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })

  const anyFields = fc.record<Record<number, string>>(
    Object.fromEntries(Object.keys(STANDARD_FIELDS).map((number) => [number, fitting(Number(number))])),
    { requiredKeys: [11] },
  ) as fc.Arbitrary<Record<number, string>>
  const anyMessage = fc.record({
    mti: fc.constantFrom(
      '0200',
      '0201',
      '0210',
      '0320',
      '0330',
      '0420',
      '0421',
      '0430',
      '0500',
      '0510',
      '0600',
      '0810',
    ),
    fields: anyFields,
  })

  test('whatever the fields hold, both write the same bytes and read the same message', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const bytes = Buffer.from(encodeMessage(message))
        expect(bytes.toString('hex')).toBe(standardBytes(message).toString('hex'))
        expect(standardMessage(bytes)).toEqual(message)
        expect(decodeMessage(standardBytes(message))).toEqual({ ok: true, value: message })
      }),
      { numRuns: 150 },
    )
  })
})
