/** The printer at a pseudo-terminal: opened by path like a serial port, by a host that knows nothing of sockets. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SerialPort } from 'serialport'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../drivers/clocks/system-clock.js'
import { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import { servePty } from '../../../drivers/printers/emulated/wires/serve-pty.js'
import { PTY_MISSING } from '../../links/pty-pair.js'
import { bytes, DLE, GS, INSTANT, LF } from './printer-bench.js'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'printer-at-'))
  cleanups.push(() => rmSync(made, { recursive: true, force: true }))
  return made
}

async function served(flowControl: 'none' | 'xon-xoff' = 'none', profile = INSTANT) {
  const printer = new EmulatedPrinter({ clock: systemClock, profile })
  const server = await servePty(printer, { path: join(folder(), 'printer'), flowControl })
  cleanups.push(() => server.close())
  return { printer, server }
}

/** A host's end: what it read so far can be waited for. */
async function open(path: string) {
  const port = new SerialPort({ path, baudRate: 115_200, autoOpen: false })
  const read: number[] = []
  const arrivals = new Set<() => void>()
  port.on('data', (chunk: Buffer) => {
    read.push(...chunk)
    for (const arrival of [...arrivals]) arrival()
  })
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())))
  const close = () => new Promise<void>((resolve) => (port.isOpen ? port.close(() => resolve()) : resolve()))
  cleanups.push(close)
  return {
    close,
    write: (...parts: Parameters<typeof bytes>) => void port.write(bytes(...parts)),
    async replies(count: number): Promise<string> {
      while (read.length < count) {
        await new Promise<void>((resolve) => {
          const arrival = () => {
            arrivals.delete(arrival)
            resolve()
          }
          arrivals.add(arrival)
        })
      }
      return Buffer.from(read.splice(0)).toString('hex')
    },
  }
}

describe.skipIf(PTY_MISSING !== undefined)(`servePty (${PTY_MISSING ?? 'socat is installed'})`, () => {
  it('prints and answers at a path, for one host after the other', async () => {
    const { printer, server } = await served()
    const first = await open(server.path)
    first.write('over serial', LF, GS, 'V', 1, GS, '(H', 6, 0, 48, 48, 'ID01')
    expect(await first.replies(7)).toBe('37224944303100')
    await first.close()
    const second = await open(server.path)
    second.write('again', LF, GS, 'V', 1, DLE, 4, 1)
    expect(await second.replies(1)).toBe('12')
    expect(printer.receipts().map(({ text }) => text)).toEqual(['over serial', 'again'])
    expect(printer.snapshot().connections.map(({ address }) => address)).toEqual([`serial:${server.path}`])
  })

  it('says XOFF and XON in the stream', async () => {
    const { printer, server } = await served('xon-xoff')
    const host = await open(server.path)
    host.write(DLE, 4, 1)
    expect(await host.replies(1)).toBe('12')
    printer.openCover()
    expect(await host.replies(1)).toBe('13')
    printer.closeCover()
    expect(await host.replies(1)).toBe('11')
  })

  it('stays there while the printer is off, and says XON when it is back', async () => {
    const { printer, server } = await served('xon-xoff')
    const host = await open(server.path)
    host.write(DLE, 4, 1)
    await host.replies(1)
    printer.powerOff()
    printer.powerOn()
    expect(await host.replies(1)).toBe('11')
    host.write('x', LF, DLE, 4, 1)
    expect(await host.replies(1)).toBe('12')
    expect(printer.unfinishedPaper().lines).toEqual(['x'])
  })

  it('takes the terminal away when closed', async () => {
    const printer = new EmulatedPrinter({ clock: systemClock, profile: INSTANT })
    const path = join(folder(), 'printer')
    const server = await servePty(printer, { path })
    expect(existsSync(path)).toBe(true)
    await server.close()
    expect(existsSync(path)).toBe(false)
  })

  it('does not replace a file, and says when it cannot be there', async () => {
    const printer = new EmulatedPrinter({ clock: systemClock, profile: INSTANT })
    const path = join(folder(), 'printer')
    writeFileSync(path, 'mine')
    await expect(servePty(printer, { path })).rejects.toMatchObject({ code: 'server.unavailable' })
    await expect(servePty(printer, { path: join(folder(), 'no', 'such', 'folder') })).rejects.toMatchObject({
      code: 'server.unavailable',
    })
    expect(existsSync(path)).toBe(true)
  })
})

describe('servePty without socat', () => {
  it('says what is missing', async () => {
    const printer = new EmulatedPrinter({ clock: systemClock, profile: INSTANT })
    const before = process.env['PATH']
    process.env['PATH'] = folder()
    cleanups.push(() => {
      process.env['PATH'] = before
    })
    await expect(servePty(printer, { path: join(folder(), 'printer') })).rejects.toMatchObject({
      code: 'server.socatMissing',
      message: expect.stringContaining('needs socat'),
    })
  })
})
