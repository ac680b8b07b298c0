/** The codec, against bytes written out by hand and against every way the library lets bad bytes through. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DE, FORMATS } from '../../drivers/acquirers/iso8583/data-elements.js'
import { decodeMessage, encodeMessage, type IsoMessage } from '../../drivers/acquirers/iso8583/iso-message.js'

const echo: IsoMessage = {
  mti: '0800',
  fields: { [DE.transmittedAt]: '0305050007', [DE.stan]: '000001', [DE.terminal]: 'TILL0001', [DE.networkCode]: '301' },
}

/** MTI, both bitmaps (DE1, 7, 11, 41 and DE70), then the fields. */
const ECHO_BYTES = Buffer.concat([
  Buffer.from('0800'),
  Buffer.from('82200000008000000400000000000000', 'hex'),
  Buffer.from('0305050007000001TILL0001301'),
])

/** A value that fits the format of its field. */
function fitting({ ContentType, LenType, MaxLen }: (typeof FORMATS)[string]): fc.Arbitrary<string> {
  const alphabets = { n: '0123456789', b: '0123456789abcdef', an: 'AZaz09', anp: 'AZ09 ', ans: 'Az0 -', z: 'Az0 =@#\\' }
  const unit = fc.constantFrom(...alphabets[ContentType])
  return fc.string({ unit, minLength: LenType === 'fixed' ? MaxLen : 1, maxLength: MaxLen })
}

const anyMessage = fc
  .record(Object.fromEntries(Object.entries(FORMATS).map(([number, format]) => [number, fitting(format)])), {
    requiredKeys: [String(DE.stan)],
  })
  .chain((fields) =>
    fc.constantFrom('0200', '0210', '0420', '0421', '0430', '0600', '0610', '0800').map((mti) => ({ mti, fields })),
  )

describe('ISO 8583 codec', () => {
  test('writes the bytes of the standard', () => {
    expect(Buffer.from(encodeMessage(echo)).toString('hex')).toBe(ECHO_BYTES.toString('hex'))
  })

  test('reads them back, and without the second bitmap where there is none', () => {
    expect(decodeMessage(ECHO_BYTES)).toEqual({ ok: true, value: echo })
    const short = Buffer.concat([
      Buffer.from('0210'),
      Buffer.from('0220000002000000', 'hex'),
      Buffer.from('030505000700000100'),
    ])
    expect(decodeMessage(short)).toEqual({
      ok: true,
      value: {
        mti: '0210',
        fields: { [DE.transmittedAt]: '0305050007', [DE.stan]: '000001', [DE.responseCode]: '00' },
      },
    })
  })

  test('every message survives the way out and back', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(decodeMessage(encodeMessage(message))).toEqual({ ok: true, value: message })
      }),
    )
  })

  test('a message cut short or with bytes left over is none', () => {
    fc.assert(
      fc.property(anyMessage, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 }), (message, place, more) => {
        const bytes = Buffer.from(encodeMessage(message))
        expect(decodeMessage(bytes.subarray(0, place % bytes.length)).ok).toBe(false)
        expect(decodeMessage(Buffer.concat([bytes, more])).ok).toBe(false)
      }),
    )
  })

  test('bytes that are no message never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeMessage(bytes).ok).toBe(false)
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const read = decodeMessage(Buffer.concat([Buffer.from('0210'), bytes]))
        if (read.ok) expect(read.value.mti).toBe('0210')
      }),
    )
  })

  test('a length prefix that is not two plain digits is none', () => {
    for (const prefix of ['-1', '+5', ' 5', 'ab']) {
      const bytes = Buffer.concat([
        Buffer.from('0210'),
        Buffer.from('0000000020000000', 'hex'), // DE35
        Buffer.from(`${prefix}12345`),
      ])
      expect(decodeMessage(bytes).ok, prefix).toBe(false)
    }
  })

  test.each([
    ['too short', { [DE.stan]: '1' }],
    ['too long', { [DE.pan]: '4'.repeat(20) }],
    ['not digits', { [DE.stan]: '00000A' }],
    ['empty', { [DE.privateData]: '' }],
    ['not ASCII', { [DE.merchant]: '가맹점000000000000' }],
    ['a field there is no format for', { 193: '1' }],
    ['the vendor’s field', { 127: '1' }],
  ])('a field that is %s cannot be written, and the error does not repeat it', (_, fields) => {
    expect(() => encodeMessage({ mti: '0200', fields })).toThrow('a field of message 0200 does not fit its format')
  })

  test('a message type that is none cannot be written', () => {
    expect(() => encodeMessage({ mti: '0999', fields: echo.fields })).toThrow(/does not fit/)
  })
})
