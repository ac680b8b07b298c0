/**
 * A document's pieces put together for the wire. Every piece alone would cost a packet or a system call each; put together
 * they still end where a command ends, so that a status request can go between any two blocks.
 */

/** About a packet, and a quarter of a second at 19,200 baud. */
const FULL_BYTES = 512

/** The first piece goes out by itself, before the second is even encoded: it resets the printer. */
export function* blocksOf(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let first = true
  let waiting: Uint8Array[] = []
  let bytes = 0
  for (const piece of pieces) {
    waiting.push(piece)
    bytes += piece.length
    if (!first && bytes < FULL_BYTES) continue
    first = false
    yield waiting.length === 1 ? piece : Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}
