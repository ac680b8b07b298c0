/**
 * Keeps a serial write from being forgotten. On Unix the binding waits with one poll for reading and writing, and each wait
 * replaces the other: a write that waits for room never goes on once a read has begun to wait behind it.
 */

/** What the Unix bindings of `serialport` have; the Windows one works differently and needs none of this. */
interface PolledPort {
  readonly poller: {
    /** Waits for these events, and for no others any more. */
    poll(events?: number): void
    listenerCount(event: 'readable' | 'writable'): number
  }
}

const READABLE = 1
const WRITABLE = 2

/** @param port the open binding port inside a `SerialPort` */
export function keepBothWaits(port: object | undefined): void {
  if (!port || !isPolled(port)) return
  const { poller } = port
  const poll = poller.poll.bind(poller)
  // Whoever waits already is listening; whoever begins to is in `events`.
  poller.poll = (events = 0) => {
    const reading = poller.listenerCount('readable') > 0 ? READABLE : 0
    const writing = poller.listenerCount('writable') > 0 ? WRITABLE : 0
    poll(events | reading | writing)
  }
}

function isPolled(port: object): port is PolledPort {
  return 'poller' in port && typeof port.poller === 'object' && port.poller !== null && 'listenerCount' in port.poller
}
