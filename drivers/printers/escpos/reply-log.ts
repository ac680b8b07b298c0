/**
 * What a printer answered during one job, kept as evidence. Answers to status questions and flow control are left out: they
 * come by the thousand while somebody fetches paper, and what they said stands in the status at the end.
 */
import type { StatusFrame } from '../status-frames.js'

const KEPT_BYTES = 128

export class ReplyLog {
  #bytes: readonly number[] = []

  add(frame: StatusFrame): void {
    const bytes = bytesOf(frame)
    if (bytes.length > 0) this.#bytes = [...this.#bytes, ...bytes].slice(-KEPT_BYTES)
  }

  toHex(): string {
    return Buffer.from(this.#bytes).toString('hex')
  }
}

function bytesOf(frame: StatusFrame): readonly number[] {
  switch (frame.kind) {
    case 'automatic':
    case 'unrecognised':
      return frame.bytes
    case 'processed':
      return [frame.byte]
    case 'processId':
      return [0x37, 0x22, ...Buffer.from(frame.id, 'latin1'), 0x00]
    case 'cleared':
      return [0x37, 0x25, 0x00]
    case 'imageKeys':
      return [
        0x37,
        frame.of === 'nv' ? 0x72 : 0x73,
        frame.more ? 0x41 : 0x40,
        ...Buffer.from(frame.keys.join(''), 'latin1'),
        0x00,
      ]
    default:
      return []
  }
}
