/**
 * Makes an unplugged serial port show. On Unix a terminal that was hung up reads as empty, and the binding takes that for
 * "try again": it spins on a whole core and never reports the loss. Here an empty read is what it means.
 */
import { read } from 'node:fs'
import { promisify } from 'node:util'

const readAsync = promisify(read)

/** What the Unix bindings of `serialport` have; the Windows one works differently and needs none of this. */
interface PolledPort {
  readonly fd: number | null
  readonly isOpen: boolean
  readonly poller: { once(event: 'readable', listener: (error: Error | null) => void): unknown }
  read(buffer: Buffer, offset: number, length: number): Promise<{ buffer: Buffer; bytesRead: number }>
}

const NOTHING_YET = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR'])

/** @param port the open binding port inside a `SerialPort`; its next `read` is the first to be replaced. */
export function showHangUps(port: object | undefined): void {
  if (port && isPolled(port)) port.read = (buffer, offset, length) => readOrHangUp(port, buffer, offset, length)
}

function isPolled(port: object): port is PolledPort {
  return 'fd' in port && 'isOpen' in port && 'read' in port && 'poller' in port
}

async function readOrHangUp(port: PolledPort, buffer: Buffer, offset: number, length: number) {
  for (;;) {
    const bytesRead = await readNow(openDescriptor(port), buffer, offset, length)
    if (bytesRead === 0) throw new Error('the port was hung up')
    if (bytesRead !== undefined) return { buffer, bytesRead }
    // It may have been closed meanwhile, and a closed port's poller must not be touched: it would end the process.
    openDescriptor(port)
    await new Promise<void>((resolve, reject) => {
      port.poller.once('readable', (error) => (error ? reject(error) : resolve()))
    })
  }
}

/** `canceled` tells the stream that this was our own closing. */
function openDescriptor({ fd, isOpen }: PolledPort): number {
  if (!isOpen || fd === null) throw Object.assign(new Error('the port is closed'), { canceled: true })
  return fd
}

/** @returns undefined when there is nothing to read yet. */
async function readNow(fd: number, buffer: Buffer, offset: number, length: number): Promise<number | undefined> {
  try {
    return (await readAsync(fd, buffer, offset, length, null)).bytesRead
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOTHING_YET.has(String(error.code))) return undefined
    throw error
  }
}
