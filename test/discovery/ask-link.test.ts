/** What one bare question over a link tells, over real sockets and pseudo-terminals: the answer, or why there is none. */
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { askLink, type LinkAnswer } from '../../drivers/discovery/ask-link.js'
import { scanRates, USUAL_RATES } from '../../drivers/discovery/scan-rates.js'
import type { LinkOpener } from '../../drivers/links/byte-link.js'
import { tcpLinkOpener } from '../../drivers/links/tcp-link.js'
import { EmulatedPrinter } from '../../drivers/printers/emulated/emulated-printer.js'
import { EMU_80 } from '../../drivers/printers/emulated/models/profiles.js'
import { serveEmulatedPrinter } from '../../drivers/printers/emulated/wires/serve-tcp.js'
import { DriverError } from '../../src/ports/device.js'
import { openPtyPair, PTY_MISSING } from '../links/pty-pair.js'

const LIMITS = { openMs: 2_000, answerMs: 300 }
const unstopped = new AbortController().signal

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Somebody at a port who does `meet` to whoever calls. */
async function somebody(meet: (socket: Socket) => void): Promise<LinkOpener> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    meet(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => new Promise((resolve) => server.close(resolve)))
  return tcpTo((server.address() as AddressInfo).port)
}

function tcpTo(port: number): LinkOpener {
  return tcpLinkOpener({
    host: '127.0.0.1',
    port,
    address: `tcp:127.0.0.1:${port}`,
    clock: systemClock,
    closeLimitMs: 100,
  })
}

const ask = (opener: LinkOpener) => askLink(opener, systemClock, unstopped, LIMITS)

describe('one question over a link', () => {
  it('is answered by a printer, out of paper as well', async () => {
    const printer = new EmulatedPrinter({ clock: systemClock, profile: { ...EMU_80, speed: 'instant' } })
    const server = await serveEmulatedPrinter(printer, { host: '127.0.0.1', port: 0 })
    cleanups.push(() => server.close())
    expect(await ask(tcpTo(server.port))).toEqual({ kind: 'answered' })
    printer.runOutOfPaper()
    expect(await ask(tcpTo(server.port))).toEqual({ kind: 'answered' })
  })

  const meetings: readonly (readonly [string, (socket: Socket) => void, LinkAnswer])[] = [
    ['says nothing', (socket) => socket.resume(), { kind: 'silent' }],
    ['hangs up at once', (socket) => socket.resume().end(), { kind: 'hungUp' }],
    ['echoes', (socket) => socket.pipe(socket), { kind: 'echo' }],
    ['only holds and goes', (socket) => socket.resume().write(Buffer.from('1311', 'hex')), { kind: 'silent' }],
    [
      'greets in letters',
      (socket) => socket.resume().write('SSH-2.0-OpenSSH_9.6p1'),
      { kind: 'unreadable', received: Buffer.from('SSH-2.0-OpenSSH_').toString('hex') },
    ],
    [
      'answers at another speed',
      (socket) => socket.resume().write(Buffer.from('fce0', 'hex')),
      { kind: 'unreadable', received: 'fce0' },
    ],
    ['speaks in words', (socket) => socket.resume().write('A2'), { kind: 'unreadable', received: '4132' }],
    ['reports by itself', (socket) => socket.resume().write(Buffer.from('1400000f', 'hex')), { kind: 'answered' }],
  ]
  it.each(meetings)('to somebody who %s', async (_what, meet, answer) => {
    expect(await ask(await somebody(meet))).toEqual(answer)
  })

  it('says in the words of the system why a link does not open', async () => {
    const opener = await somebody(() => undefined)
    await Promise.all(cleanups.splice(0).map((close) => close()))
    expect(await ask(opener)).toEqual({ kind: 'notOpened', code: 'unreachable', systemCode: 'ECONNREFUSED' })
  })

  it.each([
    ['link.forbidden', 'forbidden'],
    ['link.inUse', 'inUse'],
    ['link.unreachable', 'unreachable'],
  ])('keeps apart %s', async (code, kept) => {
    const cause = Object.assign(new Error('no'), { code: 'EACCES' })
    const opener: LinkOpener = {
      address: 'usb://04b8:0e28',
      open: () => Promise.reject(new DriverError(code, 'no', { cause: new Error('wrapped', { cause }) })),
    }
    expect(await ask(opener)).toEqual({ kind: 'notOpened', code: kept, systemCode: 'EACCES' })
  })

  it('gives up on a link that never opens, and does not hide a mistake of ours', async () => {
    const never: LinkOpener = {
      address: 'tcp:nowhere',
      open: (signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new DriverError('link.unreachable', 'nobody')))
        }),
    }
    const answer = await askLink(never, systemClock, unstopped, { openMs: 20, answerMs: 20 })
    expect(answer).toEqual({ kind: 'notOpened', code: 'unreachable', systemCode: 'ETIMEDOUT' })
    const broken: LinkOpener = { address: 'x:', open: () => Promise.reject(new TypeError('ours')) }
    await expect(ask(broken)).rejects.toThrow('ours')
  })
})

describe.skipIf(PTY_MISSING)(`looking for the speed${PTY_MISSING ? ` (${PTY_MISSING})` : ''}`, () => {
  it('asks at one rate after the other, the named one first, until something answers', async () => {
    const cable = await openPtyPair()
    cleanups.push(() => cable.unplug())
    const silent = await scanRates(`serial:${cable.near}?baud=4800`, systemClock, unstopped)
    expect(silent).toEqual({ asked: [4_800, ...USUAL_RATES], answered: undefined })
  })

  it('stops where the port cannot be opened at all', async () => {
    expect(await scanRates('serial:/dev/tty-that-is-not-there', systemClock, unstopped)).toEqual({
      asked: [USUAL_RATES[0]],
      answered: undefined,
    })
  })
})
