/**
 * Puts an emulated printer behind a pseudo-terminal, where POS software that knows serial ports only can open it. socat
 * makes the terminal; the printer sits at the other end of it on a socket, so a full buffer holds the writer back.
 *
 *      POS software ──▶ path (pty) ──▶ socat ──▶ unix socket ──▶ printer
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { lstat, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DriverError } from '../../../../src/ports/device.js'
import type { EmulatedPrinter } from '../emulated-printer.js'
import type { Connection } from '../machine/connection.js'
import { XON } from '../machine/status-bytes.js'

export interface ServePtyOptions {
  /** Where the terminal is to be: a link is put there, in place of one that is left over. Anything else there stays. */
  readonly path: string
  /** How the printer tells the host to wait besides holding the wire; `none` when left out. */
  readonly flowControl?: 'none' | 'xon-xoff'
}

export interface PtyServer {
  readonly path: string
  /** Takes the terminal away; the printer itself stays as it is. */
  close(): Promise<void>
}

/**
 * @returns once the path can be opened.
 * @throws DriverError `server.socatMissing` where socat is not installed, `server.unavailable` where it cannot do its work.
 */
export async function servePty(printer: EmulatedPrinter, options: ServePtyOptions): Promise<PtyServer> {
  await leaveFilesAlone(options.path)
  const folder = await mkdtemp(path.join(tmpdir(), 'printer-pty-'))
  const socketPath = path.join(folder, 'printer')
  const cord = new Cord(printer, options)
  const server = createServer({ pauseOnConnect: true }, (socket) => cord.plugIn(socket))
  await listen(server, socketPath)
  const giveUp = async () => {
    cord.close()
    await new Promise<void>((resolve) => server.close(() => resolve()))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const socat = await startSocat(options.path, socketPath)
    return {
      path: options.path,
      close: async () => {
        await ended(socat)
        await giveUp()
      },
    }
  } catch (error) {
    await giveUp()
    throw error
  }
}

/** socat would replace whatever is there. */
async function leaveFilesAlone(ptyPath: string): Promise<void> {
  const found = await lstat(ptyPath).catch(() => undefined)
  if (!found || found.isSymbolicLink()) return
  throw new DriverError('server.unavailable', `${ptyPath} is there already and is no link; choose another path`)
}

/** The serial cable: it stays where it is while the printer is off, and what a host sends then goes nowhere. */
class Cord {
  #socket: Socket | undefined
  #connection: Connection | undefined
  readonly #stopWatching: () => void

  constructor(
    private readonly printer: EmulatedPrinter,
    private readonly options: ServePtyOptions,
  ) {
    this.#stopWatching = printer.onReach((reachable) => {
      if (reachable && this.#socket) this.#switchedOn(this.#socket)
    })
  }

  plugIn(socket: Socket): void {
    this.#socket = socket
    socket.on('error', () => socket.destroy())
    // Without a connection nobody listens: what comes is lost.
    socket.on('data', (bytes) => this.#connection?.receive(bytes))
    socket.on('close', () => this.#connection?.lost())
    this.#attach(socket)
    if (!this.#connection?.held) socket.resume()
  }

  close(): void {
    this.#stopWatching()
    this.#socket?.destroy()
  }

  #switchedOn(socket: Socket): void {
    this.#attach(socket)
    if (this.options.flowControl === 'xon-xoff') socket.write(Uint8Array.of(XON))
  }

  #attach(socket: Socket): void {
    this.#connection = this.printer.attach({
      address: `serial:${this.options.path}`,
      ...(this.options.flowControl === 'xon-xoff' && { flowControl: 'xon-xoff' }),
      send: (bytes) => {
        if (socket.writable) socket.write(bytes)
      },
      hold: () => socket.pause(),
      go: () => socket.resume(),
      // Nothing hangs up on a serial cable.
      drop: () => {
        this.#connection = undefined
        socket.resume()
      },
    })
  }
}

function listen(server: Server, socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new DriverError('server.unavailable', `cannot listen on ${socketPath}`, { cause })),
    )
    server.listen(socketPath, resolve)
  })
}

/** Resolves once the terminal is there and joined to the socket. */
function startSocat(ptyPath: string, socketPath: string): Promise<ChildProcess> {
  const socat = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${ptyPath}`, `unix-connect:${socketPath}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let told = ''
    socat.stderr.on('data', (chunk: Buffer) => {
      // After the start it is read on, so that socat never waits, and forgotten.
      if (told.length < 4096) told += chunk.toString()
      if (told.includes('starting data transfer loop')) resolve(socat)
    })
    socat.once('error', (cause) => reject(notStarted(cause)))
    socat.once('exit', () =>
      reject(new DriverError('server.unavailable', `socat cannot make a terminal at ${ptyPath}: ${lastLine(told)}`)),
    )
  })
}

function notStarted(cause: Error): DriverError {
  const missing = 'code' in cause && cause.code === 'ENOENT'
  return missing
    ? new DriverError('server.socatMissing', 'a printer at a pseudo-terminal needs socat; install it and try again', {
        cause,
      })
    : new DriverError('server.unavailable', 'socat cannot be started', { cause })
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

function ended(socat: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (socat.exitCode !== null || socat.signalCode !== null) return resolve()
    socat.once('exit', () => resolve())
    socat.kill()
  })
}
