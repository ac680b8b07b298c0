/** The serial reader down to its bytes: chunks, line ends, torn and overlong lines, and what it leaves in memory. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SerialCardReader } from '../../drivers/card-readers/serial-card-reader.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import type { ByteLink, LinkCloseCause, LinkOpener } from '../../drivers/links/byte-link.js'
import { ENTRY_MODES } from '../../src/domain/card.js'
import { money } from '../../src/domain/money.js'
import { DriverError } from '../../src/ports/device.js'

// The same examples every time, so that a failure here is a failure everywhere.
fc.configureGlobal({ seed: 20_250_303 })

const START = Date.UTC(2025, 2, 3, 3)
const SETTLE_MS = 100
const VISA = ';4111111111111111=4912201000?'
const MASTERCARD = ';5555555555554444=4911201000?'
const REQUEST = { amount: money(12_000, 'KRW'), accepts: ENTRY_MODES }

/** A link whose bytes arrive in the very chunks a test chooses, synchronously, and stay in its hands afterwards. */
class HandWire implements LinkOpener {
  readonly address = 'memory:hand'
  opened = 0
  closed = 0
  fail: ((signal: AbortSignal) => Promise<ByteLink>) | undefined
  #listener: (bytes: Uint8Array) => void = () => undefined
  #closeListener: (cause: LinkCloseCause) => void = () => undefined

  async open(signal: AbortSignal): Promise<ByteLink> {
    if (this.fail) return await this.fail(signal)
    this.opened += 1
    return {
      address: this.address,
      write: async () => undefined,
      onData: (listener) => {
        this.#listener = listener
      },
      onClose: (listener) => {
        this.#closeListener = listener
      },
      close: async () => {
        this.closed += 1
      },
    }
  }

  /** @returns the buffer as the reader left it. */
  arrive(text: string): Uint8Array {
    const bytes = Buffer.from(text, 'latin1')
    this.#listener(bytes)
    return bytes
  }

  breaks(): void {
    this.#closeListener('fault')
  }
}

function bench() {
  const clock = new VirtualClock(START)
  const wire = new HandWire()
  const reader = new SerialCardReader(wire, clock, { settleMs: SETTLE_MS, openLimitMs: 5_000 })
  const terminal = new AbortController()
  /** Starts a read and lets the link settle; the outcome is kept in a box so that it is not awaited here. */
  const startRead = async () => {
    const reading = { outcome: reader.read(REQUEST, terminal.signal) }
    await clock.advance(SETTLE_MS)
    return reading
  }
  return { clock, wire, reader, terminal, startRead }
}

async function outcomeOf(...chunks: string[]) {
  const { wire, terminal, startRead } = bench()
  const reading = await startRead()
  for (const chunk of chunks) wire.arrive(chunk)
  terminal.abort()
  return await reading.outcome
}

/** One text, cut anywhere into pieces. */
const cuts = (text: string) =>
  fc
    .subarray(Array.from({ length: text.length - 1 }, (_, i) => i + 1))
    .map((at) => [0, ...at].map((from, i) => text.slice(from, at[i] ?? text.length)))

const masked = (maskedPan: string) => ({ kind: 'accepted', value: { summary: { maskedPan } } })
const unreadable = { kind: 'refused', failure: 'reader.stripeUnreadable' }
const nothingSeen = { kind: 'refused', failure: 'reader.timeout' }

describe('a swipe on a serial reader', () => {
  it('is read whatever the chunks and the line end, with or without track 1', async () => {
    const swipes = ['', '%B4111111111111111^KIM/MINSU^4912201000?', '%B4111111111111111^KIM/MINSU^4912201000?\r\n']
      .map((track1) => `${track1}${VISA}`)
      .flatMap((swipe) => ['\r', '\n', '\r\n'].map((end) => `${swipe}${end}`))
    const anySwipe = fc.constantFrom(...swipes).chain(cuts)
    await fc.assert(
      fc.asyncProperty(anySwipe, async (chunks) => {
        expect(await outcomeOf(...chunks)).toMatchObject(masked('411111******1111'))
      }),
    )
  })

  it.each([
    ['a read error of track 2', ';E?'],
    ['a read error of track 1', '%E?'],
    ['a read error of both', '%E?;E?'],
    ['track 1 read and track 2 not', '%B4111111111111111^KIM/MINSU^4912201000?;E?'],
    ['a wrong check digit', ';4111111111111112=4912201000?'],
    ['a thirteenth month', ';4111111111111111=4913201000?'],
    ['no service code', ';4111111111111111=4912?'],
    ['a number too short', ';411111111111=4912201?'],
    ['no end sentinel', ';4111111111111111=4912201000'],
    ['no start sentinel', '4111111111111111=4912201000?'],
    ['letters', ';411111111111111X=4912201000?'],
    ['noise', '\x00\xff\x7f'],
  ])('with %s is unreadable, and its digits are not repeated', async (_, line) => {
    const outcome = await outcomeOf(`${line}\r`)
    expect(outcome).toMatchObject(unreadable)
    expect(JSON.stringify(outcome)).not.toMatch(/\d{2}/)
  })

  it('whose track 1 failed is taken from its track 2', async () => {
    expect(await outcomeOf(`%E?${VISA}\r`)).toMatchObject(masked('411111******1111'))
  })

  it('is found behind noise and behind a torn one', async () => {
    expect(await outcomeOf(`\x00\x7f${VISA}\r`)).toMatchObject(masked('411111******1111'))
    expect(await outcomeOf(`;55555555${VISA}\r`)).toMatchObject(masked('411111******1111'))
  })

  it('is the last one on its line', async () => {
    expect(await outcomeOf(`;E?${VISA}\r`)).toMatchObject(masked('411111******1111'))
    expect(await outcomeOf(`${VISA};E?\r`)).toMatchObject(unreadable)
  })

  it('is told apart by what is wrong with it', async () => {
    const lines = [';E?', ';4111111111111112=4912201?', ';4111?', 'noise']
    const details = []
    for (const line of lines) {
      const outcome = await outcomeOf(`${line}\r`)
      details.push(outcome.kind === 'refused' ? outcome.detail : outcome.kind)
    }
    expect(details).toEqual([
      'the reader reported a read error',
      'the card number fails its check digit',
      'track 2 is malformed',
      'the line holds no track',
    ])
  })

  it('does not count before its line has ended', async () => {
    expect(await outcomeOf(VISA)).toMatchObject(nothingSeen)
  })

  it('is not made of track 1 alone, nor of empty lines', async () => {
    expect(await outcomeOf('%B4111111111111111^KIM/MINSU^4912201000?\r')).toMatchObject(nothingSeen)
    expect(await outcomeOf('\r\n\r\n\n')).toMatchObject(nothingSeen)
  })

  it('that never ends is unreadable at 256 characters', async () => {
    expect(await outcomeOf('9'.repeat(255))).toMatchObject(nothingSeen)
    expect(await outcomeOf('9'.repeat(256))).toMatchObject(unreadable)
  })

  it('after an endless line is read', async () => {
    const { wire, startRead } = bench()
    const first = await startRead()
    wire.arrive('9'.repeat(256))
    expect(await first.outcome).toMatchObject(unreadable)
    const second = await startRead()
    wire.arrive(`999\r${VISA}\r`)
    expect(await second.outcome).toMatchObject(masked('411111******1111'))
  })
})

describe('what comes while nobody reads', () => {
  it('is dropped even when its tail comes later', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: VISA.length }), async (cut) => {
        const { wire, startRead, terminal } = bench()
        await startRead().then(async ({ outcome }) => {
          wire.arrive(`${MASTERCARD}\r`)
          await outcome
        })
        wire.arrive(VISA.slice(0, cut))
        const { outcome } = await startRead()
        wire.arrive(`${VISA.slice(cut)}\r`)
        terminal.abort()
        expect(await outcome).toMatchObject(nothingSeen)
      }),
    )
  })

  it('does not cost the next swipe, even when it never ended', async () => {
    const { wire, startRead } = bench()
    const first = await startRead()
    wire.arrive(`${MASTERCARD}\r\x00\xff`)
    await first.outcome
    const second = await startRead()
    wire.arrive(`${VISA}\r`)
    expect(await second.outcome).toMatchObject(masked('411111******1111'))
  })

  it('is dropped when it shares a chunk with the swipe that ended the read', async () => {
    const { wire, startRead, terminal } = bench()
    const first = await startRead()
    wire.arrive(`${MASTERCARD}\r${VISA}\r`)
    expect(await first.outcome).toMatchObject(masked('555555******4444'))
    const second = await startRead()
    terminal.abort()
    expect(await second.outcome).toMatchObject(nothingSeen)
  })

  it('is dropped when the read that saw its head was called off', async () => {
    const { wire, reader, clock, startRead } = bench()
    const early = new AbortController()
    const first = reader.read(REQUEST, early.signal)
    await clock.advance(SETTLE_MS)
    wire.arrive(VISA.slice(0, 10))
    early.abort()
    await first
    const second = await startRead()
    wire.arrive(`${VISA.slice(10)}\r${MASTERCARD}\r`)
    expect(await second.outcome).toMatchObject(masked('555555******4444'))
  })

  it('includes all that comes while a link just opened settles', async () => {
    const { clock, wire, reader, terminal } = bench()
    const outcome = reader.read(REQUEST, terminal.signal)
    await clock.advance(SETTLE_MS - 1)
    wire.arrive(`${VISA}\r`)
    await clock.advance(1)
    wire.arrive(`${MASTERCARD}\r`)
    expect(await outcome).toMatchObject(masked('555555******4444'))
  })
})

describe('card data in buffers', () => {
  it('is wiped once read, dropped, or left half-way', async () => {
    const { wire, startRead, terminal } = bench()
    const first = await startRead()
    const read = wire.arrive(`${VISA}\r${MASTERCARD}`)
    await first.outcome
    const dropped = wire.arrive(`${VISA}\r`)
    const second = await startRead()
    const half = wire.arrive(VISA)
    terminal.abort()
    await second.outcome
    for (const bytes of [read, dropped, half]) expect(bytes.every((byte) => byte === 0)).toBe(true)
  })
})

describe('the link of a serial reader', () => {
  it('is opened once and kept between reads', async () => {
    const { wire, startRead } = bench()
    for (let i = 0; i < 3; i++) {
      const reading = await startRead()
      wire.arrive(`${VISA}\r`)
      await reading.outcome
    }
    expect(wire.opened).toBe(1)
  })

  it('is opened again by the read after it broke, waited on or idle', async () => {
    const { wire, startRead } = bench()
    const lost = await startRead()
    wire.breaks()
    expect(await lost.outcome).toEqual({ kind: 'unavailable', failure: 'reader.linkLost' })
    const second = await startRead()
    wire.arrive(`${VISA}\r`)
    await second.outcome
    wire.breaks()
    const third = await startRead()
    wire.arrive(`${VISA}\r`)
    expect(await third.outcome).toMatchObject({ kind: 'accepted' })
    expect(wire.opened).toBe(3)
  })

  it('that breaks while it settles is lost', async () => {
    const { clock, wire, reader, terminal } = bench()
    const outcome = reader.read(REQUEST, terminal.signal)
    await clock.advance(0)
    wire.breaks()
    await clock.advance(SETTLE_MS)
    expect(await outcome).toEqual({ kind: 'unavailable', failure: 'reader.linkLost' })
  })

  const hangsUntilAborted = (signal: AbortSignal) =>
    new Promise<ByteLink>((_, reject) => {
      signal.addEventListener('abort', () => reject(new DriverError('link.unreachable', 'memory:hand is silent')))
    })

  it('that does not open in time is unreachable', async () => {
    const { clock, wire, reader, terminal } = bench()
    wire.fail = hangsUntilAborted
    const outcome = reader.read(REQUEST, terminal.signal)
    await clock.advance(5_000)
    expect(await outcome).toMatchObject({ kind: 'unavailable', failure: 'reader.unreachable' })
  })

  it('that is still opening when the terminal gives up is a timeout, and leaves no timer', async () => {
    const { clock, wire, reader, terminal } = bench()
    wire.fail = hangsUntilAborted
    const outcome = reader.read(REQUEST, terminal.signal)
    await clock.advance(1_000)
    terminal.abort()
    expect(await outcome).toMatchObject(nothingSeen)
    expect(clock.nextDueAt()).toBeUndefined()
  })

  it('that is settling when the terminal gives up is a timeout, and serves the next read', async () => {
    const { clock, wire, reader, startRead } = bench()
    const early = new AbortController()
    const first = reader.read(REQUEST, early.signal)
    await clock.advance(SETTLE_MS - 1)
    early.abort()
    expect(await first).toMatchObject(nothingSeen)
    const second = await startRead()
    wire.arrive(`${VISA}\r`)
    expect(await second.outcome).toMatchObject({ kind: 'accepted' })
    expect(wire.opened).toBe(1)
  })

  it('is let go of when the reader is closed while it opens or settles', async () => {
    const opening = bench()
    opening.wire.fail = hangsUntilAborted
    const first = opening.reader.read(REQUEST, opening.terminal.signal)
    await opening.clock.advance(0)
    await opening.reader.close()
    expect(await first).toMatchObject({ kind: 'unavailable' })

    const settling = bench()
    const second = settling.reader.read(REQUEST, settling.terminal.signal)
    await settling.clock.advance(0)
    await settling.reader.close()
    expect(await second).toMatchObject({ kind: 'unavailable' })
    expect(settling.wire.closed).toBe(1)
    expect(settling.clock.nextDueAt()).toBeUndefined()
  })

  it('that opens after the reader was closed is closed too', async () => {
    const { wire, reader, terminal } = bench()
    const late = new HandWire()
    let opens: () => void = () => undefined
    wire.fail = () =>
      new Promise((resolve) => {
        opens = () => resolve(late.open(terminal.signal))
      })
    const outcome = reader.read(REQUEST, terminal.signal)
    await reader.close()
    opens()
    expect(await outcome).toMatchObject({ kind: 'unavailable' })
    expect(late.closed).toBe(1)
  })

  it('that fails by a bug is not mistaken for a cable', async () => {
    const { wire, reader, terminal } = bench()
    wire.fail = () => Promise.reject(new DriverError('address.malformed', 'not an address'))
    await expect(reader.read(REQUEST, terminal.signal)).rejects.toThrow('not an address')
  })
})
