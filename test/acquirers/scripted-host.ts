/**
 * A host that does exactly what a test tells it, byte by byte; for replies the emulated host would never give.
 */
import { once } from 'node:events'
import net from 'node:net'
import { DE } from '../../drivers/acquirers/iso8583/data-elements.js'
import { Deframer, frame } from '../../drivers/acquirers/iso8583/framing.js'
import { decodeMessage, encodeMessage, type IsoMessage } from '../../drivers/acquirers/iso8583/iso-message.js'

export interface ScriptedHost {
  readonly port: number
  /** Every connection ever accepted, oldest first. */
  readonly sockets: readonly net.Socket[]
  /** Everything received, oldest first. */
  readonly received: readonly IsoMessage[]
  close(): Promise<void>
}

export async function scriptedHost(answer: (request: IsoMessage, socket: net.Socket) => void): Promise<ScriptedHost> {
  const sockets: net.Socket[] = []
  const received: IsoMessage[] = []
  const server = net.createServer((socket) => {
    const deframer = new Deframer()
    sockets.push(socket)
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      for (const bytes of deframer.push(chunk)) {
        const read = decodeMessage(bytes)
        if (!read.ok) throw new RangeError('the driver sent what is no message')
        received.push(read.value)
        answer(read.value, socket)
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new RangeError('no port')
  return {
    port: address.port,
    sockets,
    received,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** An approval of this purchase, with changes; a field changed to undefined is left out. */
export function approvalOf(
  request: IsoMessage,
  changes: Readonly<Record<number, string | undefined>> = {},
): Uint8Array {
  const wanted = [DE.processingCode, DE.amount, DE.transmittedAt, DE.stan, DE.localTime, DE.localDate, DE.terminal]
  const fields: Record<number, string | undefined> = {
    ...Object.fromEntries([...wanted, DE.merchant, DE.currency].map((number) => [number, request.fields[number]])),
    [DE.rrn]: '123456789012',
    [DE.approvalCode]: 'A1B2C3',
    [DE.responseCode]: '00',
    [DE.privateData]: '010202020206',
    ...changes,
  }
  const present = Object.entries(fields).flatMap(([number, value]) => (value === undefined ? [] : [[number, value]]))
  const replyMti = `${request.mti.slice(0, 2)}${Number(request.mti[2]) + 1}0`
  return frame(encodeMessage({ mti: replyMti, fields: Object.fromEntries(present) }))
}
