/**
 * The printers of the driver's benchmark, in a process of their own so that their work is not taken for the driver's. Two
 * kinds: `emulated` prints on emulated paper; `answering` reads as fast as it can, answers what a printer must, and prints
 * nothing. Asked over the channel of `fork`: { id, act, ... } is answered by { id, ... }.
 */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Tap } from './bench-driver-tap.mjs'

const [built] = process.argv.slice(2)
const load = (module) => import(pathToFileURL(join(built, 'drivers', module)).href)
const { systemClock } = await load('clocks/system-clock.js')
const { serialLinkOpener } = await load('links/serial-link.js')
const { EmulatedPrinter } = await load('printers/emulated/emulated-printer.js')
const { EMU_80 } = await load('printers/emulated/models/profiles.js')

const ends = []

const acts = {
  async tcp({ printer }) {
    const end = opened(printer)
    const server = createServer({ noDelay: true }, (socket) => end.connect(linkOf(socket)))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return { end: ends.indexOf(end), host: '127.0.0.1', port: server.address().port }
  },

  async pty({ printer, path }) {
    const end = opened(printer)
    const port = { path, baudRate: 115_200, dataBits: 8, stopBits: 1, parity: 'none', flowControl: 'none' }
    const opener = serialLinkOpener({ ...port, address: path, clock: systemClock })
    end.connect(await opener.open(AbortSignal.timeout(5_000)))
    return { end: ends.indexOf(end) }
  },

  begin({ end }) {
    ends[end].tap.begin()
    newRoll(ends[end].printer)
    return { receipts: ends[end].receipts() }
  },

  seen: ({ end }) => ends[end].tap.seen,

  whole: ({ end, bytes }) => ends[end].tap.whole(bytes),

  /** Answers when so many receipts have been cut since the beginning. */
  async printed({ end, receipts }) {
    const { printer } = ends[end]
    while (printer.receiptsCut < receipts) {
      await new Promise((resolve) => {
        const stop = printer.onReceipt(() => {
          stop()
          resolve()
        })
      })
    }
    return ends[end].tap.seen
  },

  paper({ end, there }) {
    const { printer } = ends[end]
    if (there) printer.loadPaper()
    else printer.runOutOfPaper()
    return { receipts: printer.receiptsCut }
  },
}

process.on('message', async ({ id, act, ...given }) => process.send({ id, ...(await acts[act](given)) }))

/** A day's receipts are longer than a roll. One taken out on purpose is not put back. */
function newRoll(printer) {
  const { rowsLeft = 0 } = printer?.snapshot() ?? {}
  if (rowsLeft > 0 && rowsLeft < printer.profile.rollRows / 2) printer.loadPaper()
}

function opened(kind) {
  const tap = new Tap()
  const end = kind === 'emulated' ? emulatedEnd(tap) : answeringEnd(tap)
  ends.push(end)
  return end
}

function emulatedEnd(tap) {
  const profile = { ...EMU_80, speed: 'instant' }
  const printer = new EmulatedPrinter({ clock: systemClock, profile, keptReceipts: 0 })
  return { tap, printer, connect: (link) => printer.connect(tap.watch(link)), receipts: () => printer.receiptsCut }
}

function answeringEnd(tap) {
  const connect = (link) => {
    const watched = tap.watch(link)
    const answers = new Answers((bytes) => watched.write(bytes, AbortSignal.timeout(5_000)))
    watched.onData((bytes) => answers.hear(bytes))
  }
  return { tap, connect, receipts: () => 0 }
}

/** Only for streams in which none of these commands occurs as data, as in plain text. */
class Answers {
  #say
  #before = Buffer.alloc(0)

  constructor(say) {
    this.#say = say
  }

  hear(chunk) {
    const bytes = Buffer.concat([this.#before, chunk])
    let at = 0
    for (;;) {
      const next = this.#next(bytes, at)
      if (!next) break
      at = next.end
      if (next.answer) this.#say(next.answer)
    }
    // A command may be torn between two chunks.
    this.#before = bytes.subarray(Math.max(at, bytes.length - LONGEST + 1))
  }

  #next(bytes, from) {
    const found = QUESTIONS.map(({ begins, length, answer }) => {
      const at = bytes.indexOf(begins, from)
      return at < 0 || at + length > bytes.length ? undefined : { at, end: at + length, answer: answer(bytes, at) }
    }).filter(Boolean)
    return found.sort((a, b) => a.at - b.at)[0]
  }
}

const QUESTIONS = [
  // DLE EOT n
  { begins: Buffer.of(0x10, 0x04), length: 3, answer: () => Buffer.of(0x12) },
  // GS a n
  { begins: Buffer.of(0x1d, 0x61), length: 3, answer: () => Buffer.of(0x10, 0, 0, 0) },
  // GS I n
  { begins: Buffer.of(0x1d, 0x49), length: 3, answer: () => Buffer.of(0x5f, 0x41, 0) },
  // GS ( H fn 48
  {
    begins: Buffer.of(0x1d, 0x28, 0x48),
    length: 11,
    answer: (bytes, at) => Buffer.of(0x37, 0x22, ...bytes.subarray(at + 7, at + 11), 0),
  },
]
const LONGEST = Math.max(...QUESTIONS.map(({ length }) => length))

/** A byte link on an accepted socket. */
function linkOf(socket) {
  socket.on('error', () => socket.destroy())
  return {
    address: `tcp:${socket.remotePort}`,
    write: (bytes) =>
      new Promise((resolve) => {
        socket.write(bytes, () => resolve())
      }),
    onData: (listener) => socket.on('data', listener),
    onClose: (listener) => socket.once('close', () => listener('closedThere')),
    close: async () => socket.end(),
  }
}
