/** Framing must not care where TCP cuts. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Deframer, frame, LONGEST_MESSAGE_BYTES } from '../../drivers/acquirers/iso8583/framing.js'

const message = fc.uint8Array({ minLength: 1, maxLength: 300 })

/** Cuts bytes at the given places, wrapped into range. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted((a, b) => a - b)
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
}

describe('framing', () => {
  test('the header is two bytes, big-endian, not counting itself', () => {
    expect([...frame(new Uint8Array(0x0102)).subarray(0, 3)]).toEqual([0x01, 0x02, 0x00])
  })

  test('any messages in any chunks come out whole and in order', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 20 }), (messages, places) => {
        const stream = Buffer.concat(messages.map(frame))
        const deframer = new Deframer()
        const out = cut(stream, places).flatMap((chunk) => deframer.push(chunk))
        expect(out.map((each) => [...each])).toEqual(messages.map((each) => [...each]))
        expect(deframer.broken).toBe(false)
      }),
    )
  })

  test('an unfinished message is held back until its last byte', () => {
    fc.assert(
      fc.property(message, fc.nat(), (bytes, place) => {
        const stream = frame(bytes)
        const end = place % stream.length
        const deframer = new Deframer()
        expect(deframer.push(stream.subarray(0, end))).toEqual([])
        expect(deframer.push(stream.subarray(end)).map((each) => [...each])).toEqual([[...bytes]])
      }),
    )
  })

  test('a length of zero is a keep-alive and no message', () => {
    expect(new Deframer().push(Buffer.from([0, 0, 0, 1, 0x41, 0, 0])).map((each) => [...each])).toEqual([[0x41]])
  })

  test('a length over the limit breaks the stream for good, after the messages before it', () => {
    const deframer = new Deframer()
    const tooLong = Buffer.alloc(2)
    tooLong.writeUInt16BE(LONGEST_MESSAGE_BYTES + 1)
    const out = deframer.push(Buffer.concat([frame(Uint8Array.of(7)), tooLong]))
    expect(out.map((each) => [...each])).toEqual([[7]])
    expect(deframer.broken).toBe(true)
    expect(deframer.push(frame(Uint8Array.of(8)))).toEqual([])
  })

  test('the longest message passes, one byte more cannot be framed, nor can nothing', () => {
    const longest = new Uint8Array(LONGEST_MESSAGE_BYTES)
    expect(new Deframer().push(frame(longest))).toHaveLength(1)
    expect(() => frame(new Uint8Array(LONGEST_MESSAGE_BYTES + 1))).toThrow(/cannot be framed/)
    expect(() => frame(new Uint8Array(0))).toThrow(/cannot be framed/)
  })
})
