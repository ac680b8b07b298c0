// The links of the driver's benchmark, each with a printer at its far end: what the driver is given to open, what others
// write into without it, and hands on the printer's side.
import { fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, watch } from 'node:fs'
import { open } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SerialPort } from 'serialport'
import { Tap } from './bench-driver-tap.mjs'

const SERIAL = { baudRate: 115_200, dataBits: 8, stopBits: 1, parity: 'none', flowControl: 'none' }

/**
 * @param built where the compiled modules lie.
 * @param load imports one of them. All links are closed by `close`, and nothing runs on.
 */
export async function openEnds(built, load) {
  const { systemClock } = await load('drivers/clocks/system-clock.js')
  const { memoryLinkPair } = await load('drivers/links/memory-link.js')
  const { serialLinkOpener } = await load('drivers/links/serial-link.js')
  const { tcpLinkOpener } = await load('drivers/links/tcp-link.js')
  const { EmulatedPrinter } = await load('drivers/printers/emulated/emulated-printer.js')
  const { EMU_80 } = await load('drivers/printers/emulated/models/profiles.js')
  const scratch = mkdtempSync(join(tmpdir(), 'tillproof-bench-'))
  const cleanups = [() => rmSync(scratch, { recursive: true, force: true })]
  const farEnd = startFarEnd(built, cleanups)

  /** What can be asked of a printer in the other process. */
  const hands = (end) => ({
    begin: () => farEnd('begin', { end }),
    seen: () => farEnd('seen', { end }),
    whole: (bytes) => farEnd('whole', { end, bytes }),
    printed: (receipts) => farEnd('printed', { end, receipts }),
    paper: (there) => farEnd('paper', { end, there }),
  })

  return {
    /** Why there are no ptys. */
    noPty: spawnSync('socat', ['-V']).error ? 'socat is not installed' : undefined,

    async memory() {
      const tap = new Tap()
      const profile = { ...EMU_80, speed: 'instant' }
      const device = new EmulatedPrinter({ clock: systemClock, profile, keptReceipts: 0 })
      const opener = {
        address: 'memory:bench',
        async open() {
          const [near, far] = memoryLinkPair('memory:bench')
          device.connect(tap.watch(far))
          return near
        },
      }
      return { opener, begin: async () => tap.begin(), seen: async () => tap.seen }
    },

    /** @param printer `emulated` or `answering`. */
    async tcp(printer) {
      const { end, host, port } = await farEnd('tcp', { printer })
      const opener = tcpLinkOpener({ host, port, address: `tcp:${host}:${port}`, clock: systemClock })
      return { opener, host, port, ...hands(end) }
    },

    /** A cable of its own each: two readers of one would share the bytes. */
    async pty(printer) {
      const { near, far } = await ptyPair(scratch, cleanups)
      const { end } = await farEnd('pty', { printer, path: far })
      const opener = serialLinkOpener({ ...SERIAL, path: near, address: 'serial:bench', clock: systemClock })
      return { opener, path: near, ...hands(end) }
    },

    /** Each resolves when the link took the bytes, as the library or the system calls back. */
    async socketWriter({ host, port }) {
      const socket = connect({ host, port, noDelay: true })
      await once(socket, 'connect')
      cleanups.push(() => socket.destroy())
      return (bytes) => new Promise((written) => socket.write(bytes, written))
    },

    async serialPortWriter({ path }) {
      const port = new SerialPort({ ...SERIAL, path, rtscts: false, autoOpen: false })
      await new Promise((opened, failed) => port.open((error) => (error ? failed(error) : opened())))
      cleanups.push(() => new Promise((closed) => port.close(closed)))
      return (bytes) => new Promise((written) => port.write(bytes, written))
    },

    async descriptorWriter({ path }) {
      const file = await open(path, 'r+')
      cleanups.push(() => file.close())
      return async (bytes) => {
        for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
      }
    },

    onClose: (cleanup) => cleanups.push(cleanup),

    async close() {
      for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
    },
  }
}

/** @returns asks the other process: an act and what it is given, answered by a promise. */
function startFarEnd(built, cleanups) {
  const child = fork(join(import.meta.dirname, 'bench-driver-far-end.mjs'), [built], { serialization: 'advanced' })
  cleanups.push(() => stopped(child))
  const asked = new Map()
  child.on('message', ({ id, ...answer }) => {
    asked.get(id).answered(answer)
    asked.delete(id)
  })
  child.once('exit', () => {
    for (const { failed } of asked.values()) failed(new Error('the printers’ process ended'))
  })
  let count = 0
  return (act, given = {}) =>
    new Promise((answered, failed) => {
      const id = ++count
      asked.set(id, { answered, failed })
      child.send({ id, act, ...given })
    })
}

/** A serial cable without hardware. */
async function ptyPair(scratch, cleanups) {
  const folder = mkdtempSync(join(scratch, 'cable-'))
  const [near, far] = ['near', 'far'].map((name) => join(folder, name))
  const bothThere = new Promise((there) => {
    const watcher = watch(folder, () => {
      if (![near, far].every((path) => existsSync(path))) return
      watcher.close()
      there()
    })
  })
  const socat = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], { stdio: 'ignore' })
  cleanups.push(() => stopped(socat))
  await bothThere
  return { near, far }
}

async function stopped(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill()
  await gone
}
