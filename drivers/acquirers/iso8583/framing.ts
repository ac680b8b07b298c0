/**
 * Message framing on the stream: two bytes of length, big-endian, not counting themselves, then the message. TCP cuts
 * where it likes, so frames are put together from chunks of any size.
 */
import { DriverError } from '../../../src/ports/device.js'

const HEADER_BYTES = 2

/** The longest message either side accepts. The largest one spoken here is under 600; a header beyond this is garbage. */
export const LONGEST_MESSAGE_BYTES = 4096

/** @throws DriverError `host.unencodable` when the message is empty or longer than the limit. */
export function frame(message: Uint8Array): Uint8Array {
  if (message.length === 0 || message.length > LONGEST_MESSAGE_BYTES) {
    throw new DriverError('host.unencodable', `a message of ${message.length} bytes cannot be framed`)
  }
  const framed = Buffer.alloc(HEADER_BYTES + message.length)
  framed.writeUInt16BE(message.length)
  framed.set(message, HEADER_BYTES)
  return framed
}

export class Deframer {
  /** The start of a message whose rest has not come; undefined once an impossible length was read. */
  #pending: Buffer | undefined = Buffer.alloc(0)

  /** True after an impossible length: where the next message starts is lost for good. */
  get broken(): boolean {
    return this.#pending === undefined
  }

  /** Takes the next bytes of the stream. @returns the messages they complete, oldest first; a length of 0 (keep-alive) none. */
  push(chunk: Uint8Array): Uint8Array[] {
    const messages: Uint8Array[] = []
    if (!this.#pending) return messages
    let rest = Buffer.concat([this.#pending, chunk])
    while (rest.length >= HEADER_BYTES) {
      const length = rest.readUInt16BE()
      if (length > LONGEST_MESSAGE_BYTES) {
        this.#pending = undefined
        return messages
      }
      const end = HEADER_BYTES + length
      if (rest.length < end) break
      if (length > 0) messages.push(rest.subarray(HEADER_BYTES, end))
      rest = rest.subarray(end)
    }
    this.#pending = rest
    return messages
  }
}
