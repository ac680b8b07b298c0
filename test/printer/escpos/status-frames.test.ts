import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type StatusFrame, StatusFrames } from '../../../drivers/printers/status-frames.js'

const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes)
const characters = (text: string) => [...Buffer.from(text, 'latin1')]

interface Sent {
  readonly frame: StatusFrame
  readonly bytes: readonly number[]
}

const masked = (fixed: number, free: number) => fc.nat(255).map((noise) => fixed | (noise & free))
const plain = masked(0x00, 0x6f)
const printable = fc.integer({ min: 0x20, max: 0x7e })
const text = (least: number, most: number) =>
  fc.array(printable, { minLength: least, maxLength: most }).map((codes) => String.fromCharCode(...codes))
const xonXoff = fc.constantFrom(0x11, 0x13)

const automatic = fc
  .tuple(masked(0x10, 0x6c), plain, plain, plain)
  .map((bytes): Sent => ({ frame: { kind: 'automatic', bytes }, bytes }))
const realTime = masked(0x12, 0x6c).map((byte): Sent => ({ frame: { kind: 'realTime', byte }, bytes: [byte] }))
const processed = plain.map((byte): Sent => ({ frame: { kind: 'processed', byte }, bytes: [byte] }))
const processId = text(4, 4).map(
  (id): Sent => ({ frame: { kind: 'processId', id }, bytes: [0x37, 0x22, ...characters(id), 0x00] }),
)
const cleared = fc.constant<Sent>({ frame: { kind: 'cleared' }, bytes: [0x37, 0x25, 0x00] })
/** Names as printers have them: none looks like another answer behind a stray 5Fh. */
const information = text(2, 30)
  .map((words) => `E${words}`)
  .filter((words) => !/7"....$|7%$/.test(words))
  .map((words): Sent => ({ frame: { kind: 'information', text: words }, bytes: [0x5f, ...characters(words), 0x00] }))
const typeInformation = fc.tuple(fc.constantFrom(33, 35, 36, 96), text(0, 10)).map(
  ([n, words]): Sent => ({
    ...{ frame: { kind: 'typeInformation', n, text: words }, bytes: [0x3d, n, ...characters(words), 0x00] },
  }),
)
const imageKeys = fc
  .tuple(fc.array(text(2, 2), { maxLength: 40 }), fc.boolean(), fc.constantFrom('nv', 'download'))
  .map(
    ([keys, more, of]): Sent => ({
      frame: { kind: 'imageKeys', of: of === 'nv' ? 'nv' : 'download', keys, more },
      bytes: [0x37, of === 'nv' ? 0x72 : 0x73, more ? 0x41 : 0x40, ...characters(keys.join('')), 0x00],
    }),
  )
const imageRoom = fc.tuple(fc.nat(999_999), fc.boolean()).map(
  ([bytes, free]): Sent => ({
    frame: { kind: 'imageRoom', of: free ? 'free' : 'capacity', bytes },
    bytes: [0x37, free ? 0x31 : 0x30, ...characters(String(bytes)), 0x00],
  }),
)
const block = fc.oneof(processId, cleared, information, typeInformation, imageKeys, imageRoom)
const anything = fc.array(fc.oneof(automatic, realTime, processed, block), { maxLength: 20 })
const noise = fc.uint8Array({ maxLength: 400 })

/** Cuts bytes into chunks at the given places. */
function chunks(bytes: readonly number[], cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...places].map((from, index) => Uint8Array.from(bytes.slice(from, places[index] ?? bytes.length)))
}

function read(...pieces: readonly Uint8Array[]): StatusFrame[] {
  const frames = new StatusFrames()
  return pieces.flatMap((piece) => frames.push(piece))
}

const withoutFlow = (frames: readonly StatusFrame[]) => frames.filter(({ kind }) => kind !== 'flow')
const framesOf = (sent: readonly Sent[]) => sent.map(({ frame }) => frame)

describe('status frames', () => {
  it('are the same however they are cut into chunks, noise and all', () => {
    fc.assert(
      fc.property(anything, fc.array(fc.nat()), (sent, cuts) => {
        const bytes = sent.flatMap((one) => one.bytes)
        expect(read(...chunks(bytes, cuts))).toEqual(framesOf(sent))
      }),
    )
    fc.assert(
      fc.property(noise, fc.array(fc.nat()), (bytes, cuts) => {
        expect(read(...chunks([...bytes], cuts))).toEqual(read(bytes))
      }),
    )
  })

  it('are the same with flow control at any place', () => {
    const interrupted = fc.array(fc.tuple(fc.nat(), xonXoff), { maxLength: 60 })
    fc.assert(
      fc.property(anything, interrupted, (sent, flow) => {
        const bytes: number[] = sent.flatMap((one) => one.bytes)
        for (const [at, code] of flow) bytes.splice(at % (bytes.length + 1), 0, code)
        const frames = read(Uint8Array.from(bytes))
        expect(withoutFlow(frames)).toEqual(framesOf(sent))
        expect(frames.length - withoutFlow(frames).length).toBe(flow.length)
      }),
    )
  })

  it('survive a real-time answer that overtakes an automatic status or a block', () => {
    expect(read(bytesOf(0x10, 0x00, 0x16, 0x0c, 0x00))).toEqual([
      { kind: 'realTime', byte: 0x16 },
      { kind: 'automatic', bytes: [0x10, 0x00, 0x0c, 0x00] },
    ])
    expect(read(bytesOf(0x37, 0x22, 0x41, 0x12, 0x42, 0x43, 0x44, 0x00))).toEqual([
      { kind: 'realTime', byte: 0x12 },
      { kind: 'processId', id: 'ABCD' },
    ])
  })

  it('of kinds this driver does not ask for are told apart and left alone', () => {
    expect(read(bytesOf(0x37, 0x23, 0x31, 0x00))).toEqual([{ kind: 'unrecognised', bytes: [0x37, 0x23, 0x31] }])
  })
})

describe('after noise', () => {
  it.each([0x37, 0x5f, 0x3d])(
    'a stray %i right before an answer swallows no block and no automatic status',
    (stray) => {
      const unswallowed = fc.oneof(
        block,
        automatic.filter(({ bytes: [b0 = 0, b1 = 0] }) => b0 < 0x20 || b1 === 0),
      )
      fc.assert(
        fc.property(unswallowed, (sent) => {
          const frames = read(Uint8Array.from([stray, ...sent.bytes]))
          expect(frames.slice(0, -1).every(({ kind }) => kind === 'unrecognised')).toBe(true)
          const last = frames.at(-1)
          // Behind 5Fh the answers that are no more than digits and letters look like a name.
          if (stray !== 0x5f || last?.kind !== 'information') expect(last).toEqual(sent.frame)
          else expect(['imageKeys', 'imageRoom', 'information']).toContain(sent.frame.kind)
        }),
      )
    },
  )

  it('a block is recognised the second time at the latest, an automatic status likewise', () => {
    // The fourth byte is 00 or 0F on all printers known; four letters could be part of any name.
    const asPrintersSend = automatic.filter(({ bytes }) => (bytes[3] ?? 0) < 0x20)
    fc.assert(
      fc.property(noise, fc.oneof(processId, cleared, information, asPrintersSend), (bytes, sent) => {
        const frames = read(bytes, Uint8Array.from([...sent.bytes, ...sent.bytes]))
        expect(frames.at(-1)).toEqual(sent.frame)
      }),
    )
  })

  it('an answer to GS r is recognised within a bounded number of bytes', () => {
    fc.assert(
      fc.property(noise, (bytes) => {
        expect(read(bytes, new Uint8Array(6)).at(-1)).toEqual({ kind: 'processed', byte: 0 })
      }),
    )
  })

  it('the rest of an answer it broke does not pass for one to GS r', () => {
    const broken: readonly (readonly number[])[] = [
      // Automatic status with a byte turned into noise.
      [0x10, 0x80, 0x00, 0x00],
      [0x18, 0x00, 0x93, 0x00],
      // The rest of a torn process ID, and an automatic status of an open cover swallowed by it.
      [0x37, 0x22, 0x41, 0x38, 0x00, 0x00, 0x00],
      [0x5f, 0x38, 0x00, 0x00, 0x00],
      // A name with noise in it.
      [0x5f, 0x45, 0x01, 0x50, 0x53, 0x00],
    ]
    for (const bytes of broken) expect(read(bytesOf(...bytes)).map(({ kind }) => kind)).not.toContain('processed')
  })

  it('a whole automatic status makes up for a broken one', () => {
    expect(read(bytesOf(0x10, 0x00, 0x18, 0x00, 0x0c, 0x00)).at(-1)).toEqual({
      ...{ kind: 'automatic', bytes: [0x18, 0x00, 0x0c, 0x00] },
    })
    const endless = Uint8Array.from([0x5f, ...Array(200).fill(0x41), 0x00, 0x12])
    expect(read(endless).at(-1)).toEqual({ kind: 'realTime', byte: 0x12 })
  })

  it('no process ID comes that was not sent whole', () => {
    // Noise of the very bytes an answer is made of, as far as it can be without being one.
    const tempting = fc.array(fc.constantFrom(0x37, 0x22, 0x41, 0x42, 0x43, 0x44, 0x00, 0x11, 0x13, 0x80, 0x12), {
      maxLength: 200,
    })
    const sent = /7"ABCD\0/
    fc.assert(
      fc.property(tempting, (bytes) => {
        // Flow control and real-time answers are no part of any block.
        const content = bytes.filter((byte) => ![0x11, 0x13, 0x12].includes(byte))
        const confirmed = read(Uint8Array.from(bytes)).some(
          (frame) => frame.kind === 'processId' && frame.id === 'ABCD',
        )
        if (confirmed) expect(String.fromCharCode(...content)).toMatch(sent)
      }),
      { numRuns: 2_000 },
    )
  })

  it('nothing is thrown and nothing grows, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const frames = read(bytes, bytesOf(0x80, 0x80, 0x80, 0x00, 0x00, 0x00, 0x00))
        expect(frames.length).toBeLessThanOrEqual(bytes.length + 7)
      }),
    )
  })
})
