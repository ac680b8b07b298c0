/**
 * A TCP forwarder between a till and one device: a test sees bytes that left the till before the device has them, and may
 * have them lost with the till, as in a power cut. Till and device are no different for it.
 */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface WireTap {
  readonly host: string
  readonly port: number
  /** Resolves once no till is connected, and the device knows. */
  quiet(): Promise<void>
  close(): Promise<void>
}

export interface TapListener {
  /**
   * Bytes are on the wire. @param before how many bytes tills sent before these, over all connections.
   * @returns how many of them arrive; fewer than all, and the connection is lost there.
   */
  leaving(chunk: Buffer, before: number): number
  /** They were handed to the device's end of the wire. */
  arrived?(chunk: Buffer): void
}

export async function tapWire(
  device: { readonly host: string; readonly port: number },
  listener: TapListener,
): Promise<WireTap> {
  const wires = new Set<Promise<unknown>>()
  const sockets = new Set<Socket>()
  let sent = 0
  const server = createServer({ noDelay: true }, (till) => {
    const onward = connect({ host: device.host, port: device.port, noDelay: true })
    till.on('data', (chunk) => {
      const arriving = listener.leaving(chunk, sent)
      sent += chunk.length
      if (arriving === chunk.length) onward.write(chunk, () => listener.arrived?.(chunk))
      else onward.end(chunk.subarray(0, arriving), () => till.destroy())
    })
    onward.pipe(till)
    till.on('close', () => {
      onward.end()
      // Nobody is left to hear what the device still says; its hanging up is waited for.
      onward.resume()
    })
    // A till that is killed, or a device that hangs up, takes the other end along.
    till.on('error', () => onward.destroy())
    onward.on('error', () => till.destroy())
    const over = Promise.all([till, onward].map(closed))
    wires.add(over)
    for (const socket of [till, onward]) sockets.add(socket)
    void over.then(() => {
      wires.delete(over)
      for (const socket of [till, onward]) sockets.delete(socket)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { address, port } = server.address() as AddressInfo
  return {
    host: address,
    port,
    quiet: async () => {
      await Promise.all(wires)
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()))
}
