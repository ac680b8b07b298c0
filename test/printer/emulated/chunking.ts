/** Streams cut up and spoilt in random ways, the same ways every time a seed is the same. */
import fc from 'fast-check'

/** Cuts a stream at the given points, whatever their order. */
export function chunked(stream: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const points = [0, ...cuts.map((at) => at % (stream.length + 1)).sort((a, b) => a - b), stream.length]
  return points.slice(1).map((end, index) => stream.subarray(points[index], end))
}

export const cuts = fc.array(fc.nat(), { maxLength: 40 })

/** Something done to a stream at a place: a byte changed, bytes lost, bytes put in, or the rest lost. */
export type Injury =
  | { readonly kind: 'change'; readonly at: number; readonly byte: number }
  | { readonly kind: 'lose'; readonly at: number; readonly count: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'cut short'; readonly at: number }

const injury: fc.Arbitrary<Injury> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      at: fc.nat(),
      byte: fc.integer({ min: 0, max: 255 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('lose' as const), at: fc.nat(), count: fc.integer({ min: 1, max: 20 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('insert' as const),
      at: fc.nat(),
      bytes: fc.uint8Array({ maxLength: 12 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut short' as const), at: fc.nat() }) },
)

export const injuries = fc.array(injury, { minLength: 1, maxLength: 12 })

export function injured(stream: Uint8Array, what: readonly Injury[]): Uint8Array {
  return what.reduce(apply, stream)
}

function apply(stream: Uint8Array, what: Injury): Uint8Array {
  const at = stream.length === 0 ? 0 : what.at % stream.length
  const [before, after] = [stream.subarray(0, at), stream.subarray(at)]
  switch (what.kind) {
    case 'change':
      return joined(before, Uint8Array.of(what.byte), after.subarray(1))
    case 'lose':
      return joined(before, after.subarray(what.count))
    case 'insert':
      return joined(before, what.bytes, after)
    case 'cut short':
      return before
  }
}

export const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
