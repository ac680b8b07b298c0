import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import type { LinkCloseCause } from '../../drivers/links/byte-link.js'
import { limit } from '../../drivers/waiting.js'
import type { Clock } from '../../src/ports/clock.js'
import { LINK_ROWS, type LinkBench } from './link-rows.js'

const forever = new AbortController().signal
const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, index) => index)
/** So long that no link takes it in one piece, and no two places look alike. */
const LONG = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7 + (index >> 8)) & 0xff)
/** More than any link and all between its ends can hold. */
const FLOOD = new Uint8Array(20_000_000)

/** The machine's clock, which remembers the timers nobody took back. */
class CountingClock implements Clock {
  readonly #timers = new Set<() => void>()

  get timers(): number {
    return this.#timers.size
  }

  now(): number {
    return systemClock.now()
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const stop = systemClock.schedule(delayMs, () => {
      this.#timers.delete(stop)
      callback()
    })
    this.#timers.add(stop)
    return () => {
      this.#timers.delete(stop)
      stop()
    }
  }
}

function heard(bench: LinkBench, count: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  return new Promise((resolve) => {
    bench.link.onData((bytes) => {
      chunks.push(bytes)
      const all = Buffer.concat(chunks)
      if (all.length >= count) resolve(all)
    })
  })
}

/** Every ending that is told, and a wait for the first. */
function endings(bench: LinkBench) {
  const told: LinkCloseCause[] = []
  const first = new Promise<void>((resolve) => {
    bench.link.onClose((cause) => {
      told.push(cause)
      resolve()
    })
  })
  return { told, first }
}

for (const row of LINK_ROWS) {
  const title = `a ${row.name} link`
  describe.skipIf(row.missing)(row.missing ? `${title} (skipped: ${row.missing})` : title, () => {
    let clock: CountingClock
    let bench: LinkBench

    beforeEach(async () => {
      clock = new CountingClock()
      bench = await row.open(clock)
    })

    afterEach(async () => {
      await bench.link.close()
      await bench.close()
    })

    it('carries every byte value both ways, XON and XOFF among them', async () => {
      const back = heard(bench, 256)
      const there = bench.far.received(256)
      await bench.link.write(EVERY_BYTE, forever)
      expect(await there).toEqual(Buffer.from(EVERY_BYTE))
      await bench.far.send(EVERY_BYTE)
      expect(await back).toEqual(Buffer.from(EVERY_BYTE))
    })

    it('carries both directions at the same time, each in order', async () => {
      const back = heard(bench, LONG.length)
      const there = bench.far.received(LONG.length)
      await Promise.all([bench.link.write(LONG, forever), bench.far.send(LONG)])
      expect((await there).equals(LONG)).toBe(true)
      expect((await back).equals(LONG)).toBe(true)
    })

    it('keeps writes in the order they were made', async () => {
      const there = bench.far.received(1_000)
      for (let at = 0; at < 1_000; at += 10) await bench.link.write(LONG.subarray(at, at + 10), forever)
      expect((await there).equals(LONG.subarray(0, 1_000))).toBe(true)
    })

    it('keeps bytes that arrive before anyone listens', async () => {
      const there = bench.far.received(1)
      await bench.far.send(Uint8Array.of(1, 2))
      await bench.link.write(Uint8Array.of(0x41), forever)
      await there
      await bench.far.send(Uint8Array.of(3))
      expect([...(await heard(bench, 3))]).toEqual([1, 2, 3])
    })

    it('finishes a long write piece by piece when the other side reads late', async () => {
      const writing = bench.link.write(LONG, forever)
      const there = bench.far.received(LONG.length)
      await writing
      expect((await there).equals(LONG)).toBe(true)
    })

    it('does not care what becomes of the bytes after they were written', async () => {
      const mine = Uint8Array.of(1, 2, 3)
      const there = bench.far.received(3)
      const writing = bench.link.write(mine, forever)
      await writing
      mine.fill(0)
      expect([...(await there)]).toEqual([1, 2, 3])
    })

    it('calls a write stalled that nobody takes, and closes all the same', async () => {
      const soon = limit(systemClock, 200)
      await expect(bench.link.write(FLOOD, soon.signal)).rejects.toMatchObject({ code: 'link.stalled' })
      const { told } = endings(bench)
      await bench.link.close()
      expect(told).toEqual(['closedHere'])
    })

    it('tells once that the other side is gone, and refuses to write then', async () => {
      const { told, first } = endings(bench)
      await bench.leave()
      await first
      await expect(bench.link.write(Uint8Array.of(1), forever)).rejects.toMatchObject({ code: 'link.closed' })
      await bench.link.close()
      expect(told).toEqual([row.leavesAs])
    })

    it('ends a write in progress when the other side goes', async () => {
      const outcome = bench.link.write(FLOOD, forever).catch((error: unknown) => error)
      const { first } = endings(bench)
      await bench.leave()
      await first
      expect(await outcome).toMatchObject({ code: 'link.closed' })
    })

    it('closes once however often it is told to, and says so to who asks later', async () => {
      const { told } = endings(bench)
      await Promise.all([bench.link.close(), bench.link.close()])
      await bench.link.close()
      expect(told).toEqual(['closedHere'])
      const late = endings(bench)
      await late.first
      expect(late.told).toEqual(['closedHere'])
      await expect(bench.link.write(Uint8Array.of(1), forever)).rejects.toMatchObject({ code: 'link.closed' })
    })

    it('delivers everything that was written before it is closed', async () => {
      const there = bench.far.received(LONG.length)
      await bench.link.write(LONG, forever)
      await bench.link.close()
      expect((await there).equals(LONG)).toBe(true)
    })

    it('leaves nothing behind', async () => {
      const there = bench.far.received(1)
      await bench.link.write(Uint8Array.of(0x41), forever)
      await there
      await bench.link.close()
      expect({ timers: clock.timers, leftovers: bench.leftovers() }).toEqual({ timers: 0, leftovers: [] })
    })
  })
}
