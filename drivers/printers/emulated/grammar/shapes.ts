/**
 * The shapes a command's parameters can have on the wire: a chain of pieces, each of a known length or with an end that
 * can be seen, where the bytes of one piece tell what the next one is. A shape is plain data with a few questions in it,
 * so the parser can stop at any byte, most commands cost it nothing, and no shape knows what its bytes mean.
 */

/** What a byte does to a piece whose length is not written anywhere. */
export type Verdict = 'goes on' | 'ends it' | 'is not part of it'

export interface Piece {
  /** How many bytes it has; where `verdict` is there, the most it can have. */
  readonly bytes: number
  /**
   * What the reference calls its bytes: a name each, or one name for all of a payload. `m=48` names a byte that has only
   * this value, or one that shows what the command is for.
   */
  readonly names: readonly string[]
  /** True for data, false for parameters with a name each. */
  readonly isPayload: boolean
  /** Present where the end is in the bytes themselves. @param start of the piece. @param at the byte in question. */
  readonly verdict?: (bytes: Uint8Array, start: number, at: number) => Verdict
  /** What follows, asked when the piece is complete. @param at where it starts in `bytes`. */
  readonly next?: Following
}

/** Not to be asked of a payload that was too long to keep: there are no bytes to look at. */
type Following = (bytes: Uint8Array, at: number) => Piece | undefined

/** The first piece of a command's parameters. */
export type Shape = Piece

/** Reads a length out of a head. @param at where the head starts. */
type Size = (bytes: Uint8Array, at: number) => number

export const byte =
  (index: number): Size =>
  (bytes, at) =>
    bytes[at + index] ?? 0

/** Two bytes, low first (nL nH). */
export const word =
  (index: number): Size =>
  (bytes, at) =>
    (bytes[at + index] ?? 0) + (bytes[at + index + 1] ?? 0) * 0x100

/** Four bytes, low first (p1 p2 p3 p4). */
export const longWord =
  (index: number): Size =>
  (bytes, at) =>
    word(index)(bytes, at) + word(index + 2)(bytes, at) * 0x10000

export const product =
  (...sizes: (Size | number)[]): Size =>
  (bytes, at) =>
    sizes.reduce<number>((total, size) => total * (typeof size === 'number' ? size : size(bytes, at)), 1)

/** One byte a name: `fixed('m nL nH')`. */
export function fixed(names: string, next?: Following): Shape {
  const list = names === '' ? [] : names.split(' ')
  return { bytes: list.length, names: list, isPayload: false, ...(next && { next }) }
}

export const nothing: Shape = fixed('')

export function payload(bytes: number, name = 'd', next?: Following): Shape {
  return { bytes, names: [name], isPayload: true, ...(next && { next }) }
}

/** A head, then as many bytes as the head says. */
export const sized = (names: string, size: Size, name = 'd'): Shape =>
  fixed(names, (bytes, at) => payload(size(bytes, at), name))

/** Bytes up to and including `terminator`, which is waited for no longer than `limitBytes`. */
export function until(terminator: number, limitBytes: number, name = 'd', next?: Following): Shape {
  return {
    ...payload(limitBytes, name, next),
    verdict: (bytes, _start, at) => (bytes[at] === terminator ? 'ends it' : 'goes on'),
  }
}

/** The first byte decides how the rest looks. */
export const byFirst = (name: string, rest: (first: number) => Shape | undefined): Shape =>
  fixed(name, (bytes, at) => rest(bytes[at] ?? 0))

/** A head, then several items. @param item the shape of one, given its number from 1 and what has to follow it. */
export function repeated(
  names: string,
  count: Size,
  item: (number: number, head: { readonly firstByte: number }, next: Following) => Shape,
): Shape {
  return fixed(names, (bytes, at) => {
    const items = count(bytes, at)
    const head = { firstByte: bytes[at] ?? 0 }
    const from = (number: number): Shape | undefined =>
      number > items ? undefined : item(number, head, () => from(number + 1))
    return from(1)
  })
}
