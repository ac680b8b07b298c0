import { SerialPort } from 'serialport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { serialLinkOpener } from '../../drivers/links/serial-link.js'
import type { SerialBinding } from '../../drivers/links/serial-port.js'
import { EmulatedPrinter } from '../../drivers/printers/emulated/emulated-printer.js'
import { EMU_80 } from '../../drivers/printers/emulated/models/profiles.js'
import { limit } from '../../drivers/waiting.js'
import { PTY_MISSING } from './pty-pair.js'
import { openPtySocket, type PtySocket } from './pty-socket.js'

const forever = new AbortController().signal
const MARGIN_BYTES = 128
const SYSTEM: SerialBinding = SerialPort.binding

/** The wire as a pseudo-terminal has it not: a line that is up or down, and bytes that have arrived once they are drained. */
class Wire {
  up: boolean = true
  /** What was asked of the port, in order. */
  readonly calls: string[] = []
  #sent = 0
  #arrived = 0
  #tell: () => void = () => undefined

  readonly binding: SerialBinding = {
    open: async (options) => {
      const port = await SYSTEM.open(options)
      const write = 'write' in port && typeof port.write === 'function' ? port.write.bind(port) : expect.fail('no port')
      return Object.assign(port, {
        get: async () => {
          this.calls.push('look')
          return { cts: true, dsr: this.up, dcd: true }
        },
        write: (bytes: Buffer): Promise<void> => {
          this.calls.push(`write ${bytes.length}`)
          this.#sent += bytes.length
          return write(bytes)
        },
        drain: async () => {
          this.calls.push('drain')
          while (this.#arrived < this.#sent) {
            await new Promise<void>((resolve) => {
              this.#tell = resolve
            })
          }
        },
      })
    },
  }

  /** The printer's end. */
  listen({ socket }: PtySocket, listener: (bytes: Uint8Array) => void): void {
    socket
      .on('data', (bytes) => {
        listener(bytes)
        this.#arrived += bytes.length
        this.#tell()
      })
      .resume()
  }
}

describe.skipIf(PTY_MISSING)(`a serial link with flow=dtr${PTY_MISSING ? ` (${PTY_MISSING})` : ''}`, () => {
  let pty: PtySocket
  let wire: Wire

  beforeEach(async () => {
    pty = await openPtySocket()
    wire = new Wire()
  })

  afterEach(async () => {
    await pty.unplug()
  })

  const open = (options: { readonly binding?: SerialBinding } = wire) =>
    serialLinkOpener({
      ...{ path: pty.path, baudRate: 19_200, dataBits: 8, stopBits: 1, parity: 'none', flowControl: 'dtr' },
      ...{ address: 'serial:test?flow=dtr', clock: systemClock, closeLimitMs: 200 },
      ...(options.binding && { binding: options.binding }),
    }).open(forever)

  it('sends nothing while the printer is not ready, and all of it afterwards', async () => {
    const link = await open()
    const arrived: number[] = []
    wire.listen(pty, (bytes) => arrived.push(...bytes))
    wire.up = false
    const soon = limit(systemClock, 100)
    await expect(link.write(Uint8Array.of(1), soon.signal)).rejects.toMatchObject({ code: 'link.stalled' })
    const writing = link.write(Uint8Array.of(2, 3), forever)
    wire.up = true
    await writing
    expect(arrived).toEqual([2, 3])
    await link.close()
  })

  it('looks at the line before each few bytes, when those before have arrived', async () => {
    const link = await open()
    wire.listen(pty, () => undefined)
    wire.calls.length = 0
    await link.write(new Uint8Array(300), forever)
    expect(wire.calls).toEqual([
      ...['look', `write ${MARGIN_BYTES}`, 'drain'],
      ...['look', `write ${MARGIN_BYTES}`, 'drain'],
      ...['look', 'write 44', 'drain'],
    ])
    await link.close()
  })

  it('has no more on the way than a printer that drops the line can still take', async () => {
    const link = await open()
    let arrived = 0
    wire.listen(pty, (bytes) => {
      arrived += bytes.length
      wire.up = false
    })
    const soon = limit(systemClock, 200)
    await expect(link.write(new Uint8Array(10_000), soon.signal)).rejects.toMatchObject({ code: 'link.stalled' })
    expect(arrived).toBe(MARGIN_BYTES)
    await link.close()
  })

  it('never overruns a printer with a small buffer, and prints all of a long receipt', async () => {
    const profile = { ...EMU_80, receiveBufferBytes: 512 }
    const emulated = new EmulatedPrinter({ clock: systemClock, profile: { ...profile, speed: 'instant' } })
    const connection = emulated.attach({
      ...{ address: 'serial', flowControl: 'dtr' },
      send: (bytes) => void pty.socket.write(bytes),
      // A serial cable holds nobody back but by its line.
      hold: () => undefined,
      go: () => undefined,
      drop: () => undefined,
      ready: (ready) => {
        wire.up = ready
      },
    })
    let fullest = 0
    wire.listen(pty, (bytes) => {
      connection?.receive(bytes)
      fullest = Math.max(fullest, connection?.bufferedBytes ?? 0)
    })
    const link = await open()
    emulated.runOutAfter(100)
    const texts = Array.from({ length: 200 }, (_, index) => `line ${index}`)
    const printed = emulated.nextReceipt()
    const writing = link.write(Buffer.from(`${texts.join('\n')}\n\x1dVB\x00`, 'latin1'), forever)
    await new Promise<void>((resolve) => {
      const stop = emulated.onChange(() => {
        if (!emulated.offline) return
        stop()
        resolve()
      })
    })
    emulated.loadPaper()
    await writing
    expect((await printed).lines).toEqual(texts)
    expect(fullest).toBeLessThanOrEqual(profile.receiveBufferBytes + MARGIN_BYTES)
    await link.close()
  })

  it('ends a write that waits for the line when it is closed', async () => {
    const link = await open()
    wire.up = false
    const outcome = link.write(Uint8Array.of(1), forever).catch((error: unknown) => error)
    await link.close()
    expect(await outcome).toMatchObject({ code: 'link.closed' })
  })

  it('cannot be opened on a port without modem lines', async () => {
    await expect(open({})).rejects.toMatchObject({
      code: 'link.unreachable',
      message: expect.stringContaining('modem'),
    })
    // And lets go of it.
    const link = await open()
    await link.close()
  })
})
