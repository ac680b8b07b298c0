/**
 * The printers the contract is run against: the production driver over each kind of link, with an emulated printer at the
 * other end. A row that cannot run here says why.
 */
import { systemClock } from '../../drivers/clocks/system-clock.js'
import type { LinkOpener } from '../../drivers/links/byte-link.js'
import { memoryLinkPair } from '../../drivers/links/memory-link.js'
import { serialLinkOpener } from '../../drivers/links/serial-link.js'
import { tcpLinkOpener } from '../../drivers/links/tcp-link.js'
import { usbLinkOpener } from '../../drivers/links/usb-link.js'
import { usbLpLinkOpener } from '../../drivers/links/usb-lp-link.js'
import { EmulatedPrinter } from '../../drivers/printers/emulated/emulated-printer.js'
import { EMU_80, EMU_80_CLONE, type PrinterProfile } from '../../drivers/printers/emulated/models/profiles.js'
import { serveEmulatedPrinter } from '../../drivers/printers/emulated/wires/serve-tcp.js'
import type { PrinterLimits } from '../../drivers/printers/escpos/limits.js'
import { EscPosPrinter } from '../../drivers/printers/escpos-printer.js'
import type { PrinterProfile as KnownProfile } from '../../drivers/printers/profiles/printer-profile.js'
import { DEFAULT_PROFILE } from '../../drivers/printers/profiles/profiles.js'
import { DriverError } from '../../src/ports/device.js'
import type { ConfirmationLevel } from '../../src/ports/receipt-printer.js'
import { FakeUsbDevice } from '../links/fake-usb-device.js'
import { openPtyPair, PTY_MISSING } from '../links/pty-pair.js'
import { openPtySocket, type PtySocket } from '../links/pty-socket.js'
import { ownAddress } from '../own-address.js'

/** One printer on one link, with hands on the far end. */
export interface Bench {
  readonly printer: EscPosPrinter
  readonly emulated: EmulatedPrinter
  /** Makes the link fail while idle, in the way this kind of link does, and be there again for the next opening. */
  loseIdleLink(): Promise<void>
  /** Nobody answers from now on. */
  disconnect(): Promise<void>
  /** Somebody answers again. */
  reconnect(): Promise<void>
  close(): Promise<void>
}

export interface PrinterRow {
  readonly name: string
  /** Why it cannot run here. */
  readonly missing?: string
  /** How a far end that hangs up in mid-job shows: a serial cable tells nothing, so only time does. */
  readonly hangUpShows: 'disconnected' | 'timeout'
  /** @param model the emulated one; @param known what the driver is told of it, its default unless given. */
  open(model: PrinterProfile, known?: KnownProfile, limits?: Partial<PrinterLimits>): Promise<Bench>
}

const ROLL = { speed: 'instant' } as const

/** The models differ in what they answer; each has the level the driver must find by itself. */
export const PRINTER_MODELS: readonly { readonly level: ConfirmationLevel; readonly profile: PrinterProfile }[] = [
  { level: 'process-id', profile: { ...EMU_80, ...ROLL } },
  { level: 'fence', profile: { ...EMU_80_CLONE, ...ROLL } },
  {
    level: 'transport',
    profile: { ...EMU_80_CLONE, ...ROLL, answers: { ...EMU_80_CLONE.answers, gsR: false, asb: false } },
  },
]

/** Real time, but no patience: what answers at all answers within milliseconds here. */
const LIMITS = {
  connectMs: 2_000,
  statusMs: 1_000,
  probeMs: 300,
  noProgressMs: 700,
  settleMs: 20,
  clearMs: 400,
  pollMs: 20,
}

function driver(
  opener: LinkOpener,
  profile: KnownProfile = DEFAULT_PROFILE,
  limits: Partial<PrinterLimits> = {},
): EscPosPrinter {
  return new EscPosPrinter({ opener, clock: systemClock, profile, limits: { ...LIMITS, ...limits } })
}

const memory: PrinterRow = {
  name: 'memory',
  hangUpShows: 'disconnected',
  async open(profile, known, limits) {
    const emulated = new EmulatedPrinter({ clock: systemClock, profile })
    const opener: LinkOpener = {
      address: 'memory:printer',
      async open() {
        if (!emulated.powered) throw new DriverError('link.unreachable', 'the printer is off')
        const [near, far] = memoryLinkPair('memory:printer')
        emulated.connect(far)
        return near
      },
    }
    const printer = driver(opener, known, limits)
    return {
      ...{ printer, emulated },
      loseIdleLink: async () => emulated.cutLinkAfter(1),
      disconnect: async () => emulated.powerOff(),
      reconnect: async () => emulated.powerOn(),
      close: () => printer.close(),
    }
  },
}

const tcp: PrinterRow = {
  name: 'tcp',
  hangUpShows: 'disconnected',
  async open(profile, known, limits) {
    const emulated = new EmulatedPrinter({ clock: systemClock, profile })
    const server = await serveEmulatedPrinter(emulated, { host: ownAddress(), port: 0 })
    const { host, port } = server
    const printer = driver(
      tcpLinkOpener({ host, port, address: `tcp:${host}:${port}`, clock: systemClock }),
      known,
      limits,
    )
    return {
      ...{ printer, emulated },
      loseIdleLink: async () => emulated.cutLinkAfter(1),
      async disconnect() {
        emulated.powerOff()
        await server.listening()
      },
      async reconnect() {
        emulated.powerOn()
        await server.listening()
      },
      async close() {
        await printer.close()
        await server.close()
      },
    }
  },
}

const SERIAL = { baudRate: 115_200, dataBits: 8, stopBits: 1, parity: 'none', flowControl: 'none' } as const

const serial: PrinterRow = {
  name: 'serial',
  hangUpShows: 'timeout',
  ...(PTY_MISSING === undefined ? {} : { missing: PTY_MISSING }),
  async open(profile, known, limits) {
    const emulated = new EmulatedPrinter({ clock: systemClock, profile })
    const port = (path: string) =>
      serialLinkOpener({ ...SERIAL, path, address: 'serial:printer', clock: systemClock, closeLimitMs: 200 })
    let cable = await openPtyPair()
    const plugIn = async () => emulated.connect(await port(cable.far).open(AbortSignal.timeout(2_000)))
    const replace = async () => {
      cable = await openPtyPair()
      await plugIn()
    }
    await plugIn()
    // The path changes with every cable; a real port keeps its name.
    const opener: LinkOpener = { address: 'serial:printer', open: (signal) => port(cable.near).open(signal) }
    const printer = driver(opener, known, limits)
    return {
      ...{ printer, emulated },
      async loseIdleLink() {
        await cable.unplug()
        await replace()
      },
      async disconnect() {
        emulated.powerOff()
        await cable.unplug()
      },
      async reconnect() {
        emulated.powerOn()
        await replace()
      },
      async close() {
        await printer.close()
        await cable.unplug()
      },
    }
  },
}

const usb: PrinterRow = {
  name: 'usb',
  hangUpShows: 'disconnected',
  async open(profile, known, limits) {
    const emulated = new EmulatedPrinter({ clock: systemClock, profile })
    const plugIn = () => {
      const plugged = new FakeUsbDevice({ clock: systemClock, driver: 'usblp' })
      emulated.connect(plugged.far)
      return plugged
    }
    let device = plugIn()
    // What was unplugged is plugged in again by the time anyone looks; what is switched off is not there.
    const devices = async () => {
      if (!device.plugged && emulated.reachable) device = plugIn()
      return device.plugged ? [device] : []
    }
    const { vendorId, productId } = device
    const driverOf = () => device.driverOf()
    const address = 'usb://04b8:0e28'
    const printer = driver(
      usbLinkOpener({ vendorId, productId, devices, driverOf, address, clock: systemClock, closeLimitMs: 200 }),
      known,
      limits,
    )
    return {
      ...{ printer, emulated },
      loseIdleLink: async () => device.unplug(),
      disconnect: async () => emulated.powerOff(),
      reconnect: async () => emulated.powerOn(),
      close: () => printer.close(),
    }
  },
}

const usbLp: PrinterRow = {
  name: 'usb lp',
  hangUpShows: 'disconnected',
  ...(PTY_MISSING === undefined ? {} : { missing: PTY_MISSING }),
  async open(profile, known, limits) {
    const emulated = new EmulatedPrinter({ clock: systemClock, profile })
    let node: PtySocket | undefined
    const unplug = async () => {
      await node?.unplug()
      node = undefined
    }
    const plugIn = async () => {
      const plugged = await openPtySocket()
      attach(emulated, plugged)
      plugged.socket.once('close', () => {
        if (node === plugged) node = undefined
      })
      node = plugged
      return plugged
    }
    const address = 'usb:///dev/usb/lp0'
    // The path changes with every plugging in; a real device keeps its name, and has none while the printer is off.
    const opener: LinkOpener = {
      address,
      async open(signal) {
        if (!emulated.reachable) throw new DriverError('link.unreachable', 'the printer is off')
        const { path } = node ?? (await plugIn())
        return usbLpLinkOpener({ path, address, clock: systemClock, closeLimitMs: 200 }).open(signal)
      },
    }
    const printer = driver(opener, known, limits)
    return {
      ...{ printer, emulated },
      loseIdleLink: unplug,
      async disconnect() {
        emulated.powerOff()
        await unplug()
      },
      reconnect: async () => emulated.powerOn(),
      async close() {
        await printer.close()
        await unplug()
      },
    }
  },
}

function attach(emulated: EmulatedPrinter, { socket, unplug }: PtySocket): void {
  const connection = emulated.attach({
    address: 'usb lp',
    send: (bytes) => void socket.write(bytes),
    hold: () => socket.pause(),
    go: () => socket.resume(),
    drop: () => void unplug(),
  })
  socket.on('data', (bytes) => connection?.receive(bytes)).resume()
  socket.on('close', () => connection?.lost())
}

/** For what does not depend on the link. */
export const MEMORY_ROW = memory

export const PRINTER_ROWS: readonly PrinterRow[] = [memory, tcp, serial, usb, usbLp]
