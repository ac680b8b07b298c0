/**
 * The shapes a command's parameters can have on the wire. A shape says only how many bytes it wants next and is handed
 * them, so the parser can stop and go on at any byte and no shape knows what its bytes mean.
 */

/** Yields how many bytes it wants next; gets them back (an empty array when that piece was beyond the payload limit). */
export type Shape = () => Generator<number, void, Uint8Array>

type Size = (head: Uint8Array) => number

/** A byte of a head, which the shape asked for and so was given. */
const at = (head: Uint8Array, index: number): number => head[index] ?? 0

export const byte =
  (index: number): Size =>
  (head) =>
    at(head, index)

/** Two bytes, low first (nL nH). */
export const word =
  (index: number): Size =>
  (head) =>
    at(head, index) + at(head, index + 1) * 0x100

/** Four bytes, low first (p1 p2 p3 p4). */
export const longWord =
  (index: number): Size =>
  (head) =>
    at(head, index) + at(head, index + 1) * 0x100 + at(head, index + 2) * 0x10000 + at(head, index + 3) * 0x1000000

export const product =
  (...sizes: Size[]): Size =>
  (head) =>
    sizes.reduce((total, size) => total * size(head), 1)

export const constant =
  (value: number): Size =>
  () =>
    value

/** Always `count` bytes. */
export const fixed = (count: number): Shape =>
  function* () {
    yield count
  }

export const nothing: Shape = fixed(0)

/** A head of `headBytes`, then as many bytes as the head says. */
export const sized = (headBytes: number, size: Size): Shape =>
  function* () {
    const head = yield headBytes
    yield size(head)
  }

/** A head, then bytes up to and including `terminator`, `times` times. Ends at `limitBytes` even without one. */
export const terminated = (headBytes: number, terminator: number, limitBytes: number, times = 1): Shape =>
  function* () {
    yield headBytes
    let left = times
    for (let taken = 0; left > 0 && taken < limitBytes; taken++) {
      if (at(yield 1, 0) === terminator) left--
    }
  }

/** The first byte decides how the rest looks; `rest` describes what follows it. */
export const byFirst = (rest: (first: number) => Shape): Shape =>
  function* () {
    const first = yield 1
    yield* rest(at(first, 0))()
  }

/** A head, then several items, each with a shape that may depend on the head. */
export const repeated = (headBytes: number, count: Size, item: (head: Uint8Array) => Shape): Shape =>
  function* () {
    const head = yield headBytes
    const items = count(head)
    for (let index = 0; index < items; index++) yield* item(head)()
  }
