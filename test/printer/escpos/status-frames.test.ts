import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type StatusFrame, StatusFrames } from '../../../drivers/printers/status-frames.js'

const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes)

interface Sent {
  readonly frame: StatusFrame
  readonly bytes: readonly number[]
}

const masked = (fixed: number, free: number) => fc.nat(255).map((noise) => fixed | (noise & free))
const plain = masked(0x00, 0x6f)
const printable = fc.integer({ min: 0x20, max: 0x7e })

const automatic = fc
  .tuple(masked(0x10, 0x6c), plain, plain, plain)
  .map((bytes): Sent => ({ frame: { kind: 'automatic', bytes }, bytes }))
const realTime = masked(0x12, 0x6c).map((byte): Sent => ({ frame: { kind: 'realTime', byte }, bytes: [byte] }))
const processed = plain.map((byte): Sent => ({ frame: { kind: 'processed', byte }, bytes: [byte] }))
const processId = fc.array(printable, { minLength: 4, maxLength: 4 }).map(
  (id): Sent => ({
    frame: { kind: 'processId', id: String.fromCharCode(...id) },
    bytes: [0x37, 0x22, ...id, 0x00],
  }),
)
const cleared = fc.constant<Sent>({ frame: { kind: 'cleared' }, bytes: [0x37, 0x25, 0x00] })
const information = fc.array(printable, { maxLength: 30 }).map(
  (text): Sent => ({
    frame: { kind: 'information', text: String.fromCharCode(...text) },
    bytes: [0x5f, ...text, 0x00],
  }),
)
const anything = fc.array(fc.oneof(automatic, realTime, processed, processId, cleared, information), { maxLength: 20 })

/** Cuts bytes into chunks at the given places. */
function chunks(bytes: readonly number[], cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...places].map((from, index) => Uint8Array.from(bytes.slice(from, places[index] ?? bytes.length)))
}

function read(pieces: readonly Uint8Array[]): StatusFrame[] {
  const frames = new StatusFrames()
  return pieces.flatMap((piece) => frames.push(piece))
}

describe('status frames', () => {
  it('are the same however they are cut into chunks', () => {
    fc.assert(
      fc.property(anything, fc.array(fc.nat()), (sent, cuts) => {
        const bytes = sent.flatMap((one) => one.bytes)
        expect(read(chunks(bytes, cuts))).toEqual(sent.map((one) => one.frame))
      }),
    )
  })

  it('are the same with flow control between any two bytes', () => {
    fc.assert(
      fc.property(anything, fc.array(fc.boolean(), { minLength: 1 }), (sent, flow) => {
        const bytes = sent.flatMap((one) => one.bytes)
        const interrupted = bytes.flatMap((byte, index) => [flow[index % flow.length] ? 0x13 : 0x11, byte])
        const frames = read([Uint8Array.from(interrupted)])
        expect(frames.filter(({ kind }) => kind !== 'flow')).toEqual(sent.map((one) => one.frame))
        expect(frames.filter(({ kind }) => kind === 'flow')).toHaveLength(bytes.length)
      }),
    )
  })

  it('survive a real-time answer that overtakes an automatic status or a block', () => {
    expect(read([bytesOf(0x10, 0x00, 0x16, 0x0c, 0x00)])).toEqual([
      { kind: 'realTime', byte: 0x16 },
      { kind: 'automatic', bytes: [0x10, 0x00, 0x0c, 0x00] },
    ])
    expect(read([bytesOf(0x37, 0x22, 0x41, 0x12, 0x42, 0x43, 0x44, 0x00)])).toEqual([
      { kind: 'realTime', byte: 0x12 },
      { kind: 'processId', id: 'ABCD' },
    ])
  })

  it('come right again after bytes were lost', () => {
    // An automatic status cut short by a power failure, then a whole one.
    expect(read([bytesOf(0x10, 0x00, 0x18, 0x00, 0x0c, 0x00)]).at(-1)).toEqual({
      ...{ kind: 'automatic', bytes: [0x18, 0x00, 0x0c, 0x00] },
    })
    // A block whose end was lost.
    const endless = Uint8Array.from([0x5f, ...Array(200).fill(0x41), 0x00, 0x12])
    expect(read([endless]).at(-1)).toEqual({ kind: 'realTime', byte: 0x12 })
  })

  it('never throw and never grow, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (noise) => {
        const frames = read([noise, bytesOf(0x80, 0x80, 0x80, 0x00, 0x00, 0x00, 0x00)])
        expect(frames.length).toBeLessThanOrEqual(noise.length + 7)
      }),
    )
  })

  it('of kinds this driver does not ask for are told apart and left alone', () => {
    expect(read([bytesOf(0x37, 0x23, 0x31, 0x00)])).toEqual([{ kind: 'unrecognised', bytes: [0x37, 0x23, 0x31] }])
  })
})
