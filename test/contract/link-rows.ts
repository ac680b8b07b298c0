/**
 * The links the contract is run against, each with a real other side where there is one to be had: sockets, a
 * pseudo-terminal through the serial library, a pseudo-terminal in place of /dev/usb/lp0, and a USB device that is none.
 */
import { once } from 'node:events'
import { readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import type { ByteLink, LinkCloseCause } from '../../drivers/links/byte-link.js'
import { memoryLinkPair } from '../../drivers/links/memory-link.js'
import { serialLinkOpener } from '../../drivers/links/serial-link.js'
import { tcpLinkOpener } from '../../drivers/links/tcp-link.js'
import { usbLinkOpener } from '../../drivers/links/usb-link.js'
import { usbLpLinkOpener } from '../../drivers/links/usb-lp-link.js'
import type { Clock } from '../../src/ports/clock.js'
import { FakeUsbDevice } from '../links/fake-usb-device.js'
import { type FarEnd, linkFarEnd, socketFarEnd } from '../links/far-end.js'
import { PTY_MISSING } from '../links/pty-pair.js'
import { openPtySocket } from '../links/pty-socket.js'

/** One link that stands, with hands on the other side. */
export interface LinkBench {
  readonly link: ByteLink
  readonly far: FarEnd
  /** The other side goes, in the way this kind of link knows. */
  leave(): Promise<void>
  /** What of the link is still there after it was closed. */
  leftovers(): readonly string[]
  close(): Promise<void>
}

export interface LinkRow {
  readonly name: string
  /** Why it cannot run here. */
  readonly missing?: string
  /** How the other side's leaving shows. */
  readonly leavesAs: LinkCloseCause
  open(clock: Clock): Promise<LinkBench>
}

/** Nothing here takes longer than milliseconds, unless it hangs. */
const CLOSE_LIMIT_MS = 300
const soon = () => AbortSignal.timeout(5_000)
const needsPty = PTY_MISSING === undefined ? {} : { missing: PTY_MISSING }

const memory: LinkRow = {
  name: 'memory',
  leavesAs: 'closedThere',
  async open() {
    const [link, far] = memoryLinkPair('memory:test')
    return {
      ...{ link, far: linkFarEnd(far), leftovers: () => [] },
      leave: () => far.close(),
      close: () => far.close(),
    }
  },
}

const tcp: LinkRow = {
  name: 'tcp',
  leavesAs: 'closedThere',
  async open(clock) {
    const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('not listening on TCP')
    const connected = once(server, 'connection')
    const opener = tcpLinkOpener({
      ...{ host: '127.0.0.1', port: address.port, address: 'tcp:test', clock, closeLimitMs: CLOSE_LIMIT_MS },
    })
    const link = await opener.open(soon())
    const [socket] = (await connected) as [Socket]
    socket.on('error', () => socket.destroy())
    return {
      ...{ link, far: socketFarEnd(socket), leftovers: () => [] },
      leave: async () => void socket.destroy(),
      async close() {
        socket.destroy()
        await new Promise((resolve) => server.close(resolve))
      },
    }
  },
}

/** A link over a pseudo-terminal, opened by whatever opens such a path. */
function overPty(name: string, opened: (path: string, clock: Clock) => Promise<ByteLink>): LinkRow {
  return {
    ...{ name, leavesAs: 'fault', ...needsPty },
    async open(clock) {
      const pty = await openPtySocket()
      const terminal = realpathSync(pty.path)
      return {
        ...{ link: await opened(pty.path, clock), far: socketFarEnd(pty.socket) },
        leave: () => pty.unplug(),
        leftovers: () => openFiles().filter((file) => file.startsWith(terminal)),
        close: () => pty.unplug(),
      }
    },
  }
}

function openFiles(): readonly string[] {
  const folder = '/proc/self/fd'
  return readdirSync(folder).flatMap((fd) => {
    try {
      return [readlinkSync(`${folder}/${fd}`)]
    } catch {
      return []
    }
  })
}

const serial = overPty('serial', (path, clock) =>
  serialLinkOpener({
    ...{ path, baudRate: 115_200, dataBits: 8, stopBits: 1, parity: 'none', flowControl: 'none' },
    ...{ address: 'serial:test', clock, closeLimitMs: CLOSE_LIMIT_MS },
  }).open(soon()),
)

const usbLp = overPty('usb lp', (path, clock) =>
  usbLpLinkOpener({ path, address: 'usb:/dev/usb/lp0', clock, closeLimitMs: CLOSE_LIMIT_MS }).open(soon()),
)

const usb: LinkRow = {
  name: 'usb',
  leavesAs: 'fault',
  async open(clock) {
    const device = new FakeUsbDevice({ clock, driver: 'usblp' })
    const { vendorId, productId, driverOf } = device
    const opener = usbLinkOpener({
      ...{ vendorId, productId, driverOf, devices: async () => [device] },
      ...{ address: 'usb://04b8:0e28', clock, closeLimitMs: CLOSE_LIMIT_MS },
    })
    return {
      ...{ link: await opener.open(soon()), far: linkFarEnd(device.far) },
      leave: async () => device.unplug(),
      leftovers: () => [
        ...(device.opened ? ['the device is open'] : []),
        ...(device.driver === 'usbfs' ? ['its interface is claimed'] : []),
        ...(device.pendingTransfers > 0 ? ['transfers are pending'] : []),
      ],
      close: async () => device.unplug(),
    }
  },
}

export const LINK_ROWS: readonly LinkRow[] = [memory, tcp, serial, usb, usbLp]
