/**
 * What every card reader promises, asked of each of them in the same words. A row that cannot run on this machine says
 * why instead of passing.
 */
import { getEventListeners } from 'node:events'
import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { EmulatedCardReader } from '../../drivers/card-readers/emulated/emulated-card-reader.js'
import { TEST_CARDS } from '../../drivers/card-readers/emulated/test-cards.js'
import { SerialCardReader } from '../../drivers/card-readers/serial-card-reader.js'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import type { ByteLink, LinkOpener } from '../../drivers/links/byte-link.js'
import { memoryLinkPair } from '../../drivers/links/memory-link.js'
import { serialLinkOpener } from '../../drivers/links/serial-link.js'
import { ENTRY_MODES } from '../../src/domain/card.js'
import { money } from '../../src/domain/money.js'
import type { CardReader, CardReadRequest } from '../../src/ports/card-reader.js'
import { DriverError } from '../../src/ports/device.js'
import { WatchedOpener } from '../card-readers/line-bench.js'
import { hasSocat, PtyPair } from '../card-readers/pty-pair.js'

type SwipedCard = 'magneticOnly' | 'visa'

/** A reader and the hands around it. */
interface Bench {
  readonly reader: CardReader
  /** Resolves once the read in progress would see a card. */
  waiting(): Promise<void>
  /** Resolves once the reader has had the swipe, whether it took it or not. */
  swipe(card: SwipedCard): Promise<void>
  swipeBadly(): Promise<void>
  unplug(): Promise<void>
  plugIn(): Promise<void>
}

interface Row {
  readonly name: string
  /** Why it cannot run here. */
  readonly skipped?: string
  readonly open: (plugged: boolean) => Promise<Bench>
}

const START = Date.UTC(2025, 2, 3, 3)
const disposals: (() => Promise<void>)[] = []

afterEach(async () => {
  const failures: unknown[] = []
  // One that fails must not keep the others from letting go of their processes.
  for (const dispose of disposals.splice(0).reverse()) await dispose().catch((error) => failures.push(error))
  expect(failures).toEqual([])
})

const emulated: Row = {
  name: 'emulated',
  async open(plugged) {
    const reader = new EmulatedCardReader(new VirtualClock(START), plugged ? [] : [{ kind: 'unplugged' }])
    disposals.push(() => reader.close())
    return {
      reader,
      waiting: async () => expect(reader.waitingFor).toBeDefined(),
      swipe: async (card) => void reader.present({ kind: 'swipe', card }),
      swipeBadly: async () => void reader.present({ kind: 'error', entry: 'swipe' }),
      unplug: async () => void reader.present({ kind: 'unplugged' }),
      plugIn: async () => undefined,
    }
  },
}

/** The far end of the wire of a serial reader. */
interface Wire {
  readonly opener: LinkOpener
  send(bytes: Uint8Array): Promise<void>
  plugIn(): Promise<void>
  unplug(): Promise<void>
}

function serial(wire: Wire): Bench {
  const clock = new VirtualClock(START)
  const watched = new WatchedOpener(wire.opener)
  const settleMs = 100
  const reader = new SerialCardReader(watched, clock, { settleMs })
  disposals.push(() => reader.close())
  const send = async (text: string) => {
    const target = watched.received + text.length
    await wire.send(Buffer.from(text, 'latin1'))
    if (watched.isOpen) await watched.until(() => watched.received >= target)
  }
  return {
    reader,
    async waiting() {
      await watched.until(() => watched.isOpen)
      // An empty line, which says nothing: once it is through, so is everything sent before it.
      const target = watched.marks + 1
      await wire.send(Buffer.from('\n'))
      await watched.until(() => watched.marks >= target)
      await clock.advance(settleMs)
    },
    swipe: (card) => send(`;${TEST_CARDS[card].pan}=${TEST_CARDS[card].expiry}${TEST_CARDS[card].serviceCode}000?\r`),
    swipeBadly: () => send(';E?\r'),
    async unplug() {
      await wire.unplug()
      await watched.until(() => !watched.isOpen)
    },
    plugIn: () => wire.plugIn(),
  }
}

function memoryWire(): Wire {
  let plugged = false
  let far: ByteLink | undefined
  let keptFromBefore: Uint8Array[] = []
  const { signal } = new AbortController()
  return {
    opener: {
      address: 'memory:card-reader',
      async open() {
        if (!plugged) throw new DriverError('link.unreachable', 'memory:card-reader is not there')
        const [near, other] = memoryLinkPair('memory:card-reader')
        far = other
        for (const bytes of keptFromBefore.splice(0)) await other.write(bytes, signal)
        return near
      },
    },
    async send(bytes) {
      if (far) await far.write(bytes, signal)
      else keptFromBefore.push(bytes)
    },
    async plugIn() {
      plugged = true
    },
    async unplug() {
      plugged = false
      await far?.close()
      far = undefined
      keptFromBefore = []
    },
  }
}

const serialOverMemory: Row = {
  name: 'serial over memory',
  async open(plugged) {
    const wire = memoryWire()
    if (plugged) await wire.plugIn()
    return serial(wire)
  },
}

const serialOverPty: Row = {
  name: 'serial over a pseudo-terminal',
  ...(hasSocat() ? {} : { skipped: 'socat is not installed' }),
  async open(plugged) {
    const pair = await PtyPair.create()
    disposals.push(() => pair.remove())
    if (plugged) await pair.plug()
    const opener = serialLinkOpener({
      path: pair.nearPath,
      baudRate: 9600,
      dataBits: 8,
      stopBits: 1,
      parity: 'none',
      flowControl: 'none',
      address: 'serial:pty',
      clock: systemClock,
    })
    return serial({
      opener,
      send: (bytes) => pair.send(bytes),
      plugIn: () => pair.plug(),
      unplug: () => pair.unplug(),
    })
  },
}

const ANY_CARD: CardReadRequest = { amount: money(12_000, 'KRW'), accepts: ENTRY_MODES }
const NO_LIMIT = new AbortController().signal

/** Starts a read, waits until it sees cards, and hands back its outcome to come. */
async function startRead(bench: Bench, request = ANY_CARD, signal = NO_LIMIT) {
  const outcome = bench.reader.read(request, signal)
  await bench.waiting()
  return { outcome }
}

async function readSwipe(bench: Bench, card: SwipedCard) {
  const { outcome } = await startRead(bench)
  await bench.swipe(card)
  return await outcome
}

for (const row of [emulated, serialOverMemory, serialOverPty]) {
  const title = `a card reader (${row.name})${row.skipped ? ` – skipped: ${row.skipped}` : ''}`
  describe.skipIf(row.skipped !== undefined)(title, () => {
    it('hands over what was on the card', async () => {
      const outcome = await readSwipe(await row.open(true), 'magneticOnly')
      if (outcome.kind !== 'accepted') return expect.fail(`expected a card, got ${inspect(outcome)}`)
      const { pan, expiry, track2, summary } = outcome.value
      expect(pan.reveal()).toBe(TEST_CARDS.magneticOnly.pan)
      expect(expiry).toBe(TEST_CARDS.magneticOnly.expiry)
      expect(track2?.serviceCode).toBe('101')
      expect(summary).toEqual({ maskedPan: '401288******1881', entryMode: 'swipe', hasChip: false })
    })

    it('leaves it to the terminal to refuse the swipe of a card with a chip', async () => {
      const outcome = await readSwipe(await row.open(true), 'visa')
      expect(outcome).toMatchObject({ kind: 'accepted', value: { summary: { entryMode: 'swipe', hasChip: true } } })
    })

    it('reads one card after another', async () => {
      const bench = await row.open(true)
      for (const card of ['visa', 'magneticOnly', 'visa'] as const) {
        const outcome = await readSwipe(bench, card)
        expect(outcome.kind === 'accepted' && outcome.value.pan.reveal()).toBe(TEST_CARDS[card].pan)
      }
    })

    it('shows no card number in what it hands over', async () => {
      const outcome = await readSwipe(await row.open(true), 'visa')
      const shown = [JSON.stringify(outcome), inspect(outcome, { depth: 9, showHidden: true }), `${inspect(outcome)}`]
      for (const text of shown) {
        expect(text).toContain('411111******1111')
        expect(text).not.toContain(TEST_CARDS.visa.pan)
      }
    })

    it('says so when the stripe cannot be read, and reads the next swipe', async () => {
      const bench = await row.open(true)
      const { outcome } = await startRead(bench)
      await bench.swipeBadly()
      expect(await outcome).toMatchObject({ kind: 'refused', failure: 'reader.stripeUnreadable' })
      expect(await readSwipe(bench, 'visa')).toMatchObject({ kind: 'accepted' })
    })

    it('stops when the terminal gives up, and leaves nothing behind', async () => {
      const bench = await row.open(true)
      const terminal = new AbortController()
      const { outcome } = await startRead(bench, ANY_CARD, terminal.signal)
      terminal.abort()
      expect(await outcome).toMatchObject({ kind: 'refused', failure: 'reader.timeout' })
      expect(getEventListeners(terminal.signal, 'abort')).toEqual([])
      expect(await readSwipe(bench, 'visa')).toMatchObject({ kind: 'accepted' })
    })

    it('does not begin when the terminal has given up already', async () => {
      const bench = await row.open(true)
      expect(await bench.reader.read(ANY_CARD, AbortSignal.abort())).toMatchObject({
        kind: 'refused',
        failure: 'reader.timeout',
      })
      expect(await readSwipe(bench, 'visa')).toMatchObject({ kind: 'accepted' })
    })

    it('refuses a second read while one waits, and the first goes on', async () => {
      const bench = await row.open(true)
      const { outcome } = await startRead(bench)
      await expect(bench.reader.read(ANY_CARD, NO_LIMIT)).rejects.toThrow(
        expect.objectContaining({ name: 'DriverError', code: 'reader.busy' }),
      )
      await bench.swipe('visa')
      expect(await outcome).toMatchObject({ kind: 'accepted' })
    })

    it('drops a card presented while nobody reads', async () => {
      const bench = await row.open(true)
      await bench.swipe('visa')
      const first = await readSwipe(bench, 'magneticOnly')
      await bench.swipe('visa')
      const second = await readSwipe(bench, 'magneticOnly')
      for (const outcome of [first, second]) {
        expect(outcome).toMatchObject({ kind: 'accepted', value: { summary: { maskedPan: '401288******1881' } } })
      }
    })

    it('ignores a swipe, good or bad, that the terminal does not accept now', async () => {
      const bench = await row.open(true)
      const terminal = new AbortController()
      const { outcome } = await startRead(bench, { ...ANY_CARD, accepts: ['chip', 'contactless'] }, terminal.signal)
      await bench.swipe('visa')
      await bench.swipeBadly()
      terminal.abort()
      expect(await outcome).toMatchObject({ kind: 'refused', failure: 'reader.timeout' })
    })

    it('says the link was lost while it waited, and comes back when it is plugged in', async () => {
      const bench = await row.open(true)
      const { outcome } = await startRead(bench)
      await bench.unplug()
      expect(await outcome).toMatchObject({ kind: 'unavailable', failure: 'reader.linkLost' })
      await bench.plugIn()
      expect(await readSwipe(bench, 'visa')).toMatchObject({ kind: 'accepted' })
    })

    it('says it is not there, and comes back when it is plugged in', async () => {
      const bench = await row.open(false)
      const outcome = await bench.reader.read(ANY_CARD, NO_LIMIT)
      expect(outcome).toMatchObject({ kind: 'unavailable', failure: 'reader.unreachable' })
      await bench.plugIn()
      expect(await readSwipe(bench, 'visa')).toMatchObject({ kind: 'accepted' })
    })

    it('ends a read in progress when it is closed, and reads no more', async () => {
      const bench = await row.open(true)
      const { outcome } = await startRead(bench)
      await bench.reader.close()
      expect(await outcome).toMatchObject({ kind: 'unavailable', failure: 'reader.linkLost' })
      await bench.reader.close()
      const afterwards = await bench.reader.read(ANY_CARD, NO_LIMIT)
      expect(afterwards).toMatchObject({ kind: 'unavailable', failure: 'reader.unreachable' })
    })
  })
}
