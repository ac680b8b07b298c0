/** The other side of a link, as a test handles it: it reads only when told to, sends, and leaves. */
import type { Socket } from 'node:net'
import type { ByteLink } from '../../drivers/links/byte-link.js'

export interface FarEnd {
  /** Reads from now on. Resolves with all that came since the beginning, once it is so many bytes. */
  received(count: number): Promise<Buffer>
  send(bytes: Uint8Array): Promise<void>
}

const never = new AbortController().signal

export function linkFarEnd(link: ByteLink): FarEnd {
  return {
    received: collector((listener) => link.onData(listener)),
    send: (bytes) => link.write(bytes, never),
  }
}

export function socketFarEnd(socket: Socket): FarEnd {
  return {
    received: collector((listener) => socket.on('data', listener).resume()),
    send: (bytes) => new Promise((resolve) => void socket.write(bytes, () => resolve())),
  }
}

function collector(read: (listener: (bytes: Uint8Array) => void) => void): FarEnd['received'] {
  const waits = new Set<() => void>()
  const chunks: Uint8Array[] = []
  let bytes = 0
  let reading = false
  return (count) =>
    new Promise((resolve) => {
      const look = () => {
        if (bytes < count) return
        waits.delete(look)
        resolve(Buffer.concat(chunks))
      }
      waits.add(look)
      look()
      if (reading) return
      reading = true
      read((chunk) => {
        chunks.push(chunk)
        bytes += chunk.length
        for (const wait of [...waits]) wait()
      })
    })
}
