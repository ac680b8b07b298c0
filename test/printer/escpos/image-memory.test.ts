/**
 * A logo that the emulated printer keeps in its memory: when it is stored, when it is trusted, and that the paper looks the
 * same either way.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../drivers/clocks/virtual-clock.js'
import type { ByteLink } from '../../../drivers/links/byte-link.js'
import { memoryLinkPair } from '../../../drivers/links/memory-link.js'
import { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import { EMU_80, type PrinterProfile } from '../../../drivers/printers/emulated/models/profiles.js'
import { receiptPng } from '../../../drivers/printers/emulated/render/png.js'
import { encodeDocument } from '../../../drivers/printers/encode/encode-document.js'
import type { Capabilities } from '../../../drivers/printers/escpos/capabilities.js'
import { FenceTally } from '../../../drivers/printers/escpos/fence-tally.js'
import { keptAt, MemoryFindings } from '../../../drivers/printers/escpos/kept-findings.js'
import { PrinterSession } from '../../../drivers/printers/escpos/printer-session.js'
import { probe } from '../../../drivers/printers/escpos/probe.js'
import { StatusBoard } from '../../../drivers/printers/escpos/status-board.js'
import type { PaperLine } from '../../../src/domain/paper-line.js'

const DAY_MS = 24 * 60 * 60 * 1_000
const ADDRESS = 'memory:printer'
const INSTANT = { ...EMU_80, speed: 'instant' } as const
const wait = { limitMs: 1_000, signal: new AbortController().signal }
/** GS ( L fn 67 and GS v 0. */
const DEFINE = '30433'
const RASTER = '1d763000'

let clock: VirtualClock
let store: MemoryFindings

beforeEach(() => {
  clock = new VirtualClock(0)
  store = new MemoryFindings()
})

/** 160 × 60 dots that hold real-time commands by chance. */
function logo(seed = 1): PaperLine {
  const bits = Uint8Array.from({ length: 20 * 60 }, (_, index) => (index * 37 * seed + (index >> 3)) & 0xff)
  bits.set([0x10, 0x04, 0x10, 0x05, 0x10, 0x14], 100)
  return { kind: 'image', widthDots: 160, heightDots: 60, bits, recurring: true }
}

function device(profile: PrinterProfile = INSTANT) {
  const emulated = new EmulatedPrinter({ clock, profile })
  /** Plugs in, probes, and counts what is sent. */
  const connect = async () => {
    const [near, far] = memoryLinkPair(ADDRESS)
    emulated.connect(far)
    const sent: string[] = []
    const write: typeof near.write = (bytes, signal) => {
      sent.push(Buffer.from(bytes).toString('hex'))
      return near.write(bytes, signal)
    }
    const link: ByteLink = {
      ...{ address: ADDRESS, write, close: () => near.close() },
      ...{ onData: near.onData.bind(near), onClose: near.onClose.bind(near) },
    }
    const session = new PrinterSession(link, clock, new StatusBoard(clock))
    const options = { fences: new FenceTally(), clock, ...keptAt(store, ADDRESS) }
    const found = await inTime(probe(session, options, wait))
    if (found.kind !== 'answered') throw new Error(found.kind)
    return { session, sent, capabilities: found.value, close: () => near.close() }
  }
  return { emulated, connect }
}

async function inTime<T>(promise: Promise<T>): Promise<T> {
  await clock.advance(120_000)
  return promise
}

type Connection = Awaited<ReturnType<ReturnType<typeof device>['connect']>>

/** Prints a receipt, and lets the printer keep what it wants. @returns the bytes sent for it. */
async function print({ session, sent, capabilities }: Connection, ...lines: readonly PaperLine[]): Promise<string> {
  const text: PaperLine = { kind: 'text', text: 'Total 5,000' }
  const document = { language: 'en', lines: [...lines, text, { kind: 'cut' }] } as const
  const bytes = Buffer.concat([...encodeDocument(document, capabilities.profile, capabilities.images)])
  await session.send(bytes, wait.signal)
  sent.length = 0
  await inTime(keepWanted(capabilities, session))
  return bytes.toString('hex')
}

const keepWanted = ({ images }: Capabilities, session: PrinterSession) =>
  images?.keepWanted(session, wait) ?? Promise.resolve(true)
const writesOf = ({ sent }: Connection) => sent.filter((bytes) => bytes.slice(10).startsWith(DEFINE)).length

describe('a recurring picture', () => {
  it('goes inline once, is stored, and from then on is a few bytes that print the same dots', async () => {
    const { emulated, connect } = device()
    const connection = await connect()
    const first = await print(connection, logo())
    const second = await print(connection, logo())
    expect(first).toContain(RASTER)
    expect(second).not.toContain(RASTER)
    expect(second.length / 2).toBeLessThan(60)
    const [inline, recalled] = emulated.receipts().map((receipt) => receiptPng(receipt))
    expect(recalled?.equals(inline ?? Buffer.alloc(0))).toBe(true)
    expect(emulated.receipts().map(({ notUnderstood }) => notUnderstood)).toEqual([[], []])
  })

  it('is trusted on the next link, without being written again', async () => {
    const { connect } = device()
    const before = await connect()
    await print(before, logo())
    await before.close()
    const connection = await connect()
    expect(await print(connection, logo())).not.toContain(RASTER)
    expect(writesOf(connection)).toBe(0)
    expect(store.read(ADDRESS)?.images).toHaveLength(1)
  })

  it('is sent inline by another till of which nothing is known, and never over what is there', async () => {
    const { emulated, connect } = device()
    await print(await connect(), logo())
    store = new MemoryFindings()
    const connection = await connect()
    expect(await print(connection, logo())).toContain(RASTER)
    expect(await print(connection, logo())).not.toContain(RASTER)
    const [first, , third] = emulated.receipts().map((receipt) => receiptPng(receipt))
    expect(third?.equals(first ?? Buffer.alloc(0))).toBe(true)
  })

  it('is not looked for in another printer at the same address, nor in one that has forgotten it', async () => {
    await print(await device().connect(), logo())
    const [known] = store.read(ADDRESS)?.images ?? []
    const other = device({ ...INSTANT, identity: { ...INSTANT.identity, serial: 'ANOTHER' } })
    expect(await print(await other.connect(), logo())).toContain(RASTER)
    store = new MemoryFindings()
    const { connect } = device()
    await print(await connect(), logo())
    // The same printer, repaired: its memory is empty.
    expect(await print(await device().connect(), logo())).toContain(RASTER)
    expect(store.read(ADDRESS)?.images).toEqual([known])
  })

  it('is a picture like any other where the model has no such memory, or does not say who it is', async () => {
    const clone = device({ ...INSTANT, answers: { ...INSTANT.answers, gsI: false } })
    const anonymous = device({ ...INSTANT, identity: { ...INSTANT.identity, serial: '' } })
    for (const { connect } of [clone, anonymous]) {
      const connection = await connect()
      expect(connection.capabilities.images).toBeUndefined()
      for (const _ of [1, 2]) expect(await print(connection, logo())).toContain(RASTER)
      expect(writesOf(connection)).toBe(0)
    }
  })
})

describe('the memory', () => {
  it('is written four times a day at most', async () => {
    const { connect } = device()
    const connection = await connect()
    const pictures = [1, 2, 3, 4, 5].map(logo)
    await print(connection, ...pictures)
    expect(writesOf(connection)).toBe(4)
    expect(await print(connection, ...pictures)).toContain(RASTER)
    expect(writesOf(connection)).toBe(0)
    await connection.close()
    await clock.advance(DAY_MS)
    const next = await connect()
    await print(next, ...pictures)
    expect(writesOf(next)).toBe(1)
    expect(await print(next, ...pictures)).not.toContain(RASTER)
  })

  it('is not written where there is no room, and not for what came only once', async () => {
    const { connect } = device({ ...INSTANT, nvGraphicsBytes: 1_200 })
    const connection = await connect()
    await print(connection, logo())
    expect(writesOf(connection)).toBe(0)
    const once = { kind: 'image', widthDots: 8, heightDots: 8, bits: new Uint8Array(8).fill(0xaa) } as const
    await print(connection, once)
    expect(connection.sent).toEqual([])
  })

  it('of a printer that falls silent is given up on this link, and the picture goes on coming', async () => {
    const { emulated, connect } = device()
    const connection = await connect()
    emulated.muteReplies(true)
    expect(await print(connection, logo())).toContain(RASTER)
    expect(writesOf(connection)).toBe(0)
    emulated.muteReplies(false)
    expect(await print(connection, logo())).toContain(RASTER)
    expect(connection.sent).toEqual([])
  })

  it('holds pictures without real-time commands in them', async () => {
    const connection = await device().connect()
    await print(connection, logo())
    const stored = connection.sent.find((bytes) => bytes.slice(10).startsWith(DEFINE)) ?? ''
    expect(stored).not.toBe('')
    expect(stored.slice(30)).not.toMatch(/^(..)*10(04|05|14)/)
  })
})
