/** Faults at their time: by the clock, by receipts, by bytes and by dots. */
import { describe, expect, it } from 'vitest'
import {
  parseFaultSchedule,
  parseTimedFault,
  playFaultSchedule,
} from '../../../drivers/printers/emulated/faults/fault-schedule.js'
import { bench, GS, LF, PACED } from './printer-bench.js'

const cut = [GS, 0x56, 1]

describe('a schedule', () => {
  it('is read from YAML, short or long', () => {
    expect(
      parseFaultSchedule(`
        - at 3s: cover-open
        - "after 2 receipts: slow 960"
        - after 600 bytes: unplug
        - { afterDots: 120, fault: paper-out }
        - { afterMs: 500, fault: head-hot for 2s }
        - { fault: lying }
        - silent
      `),
    ).toEqual([
      { when: { afterMs: 3000 }, fault: { name: 'cover-open' } },
      { when: { afterReceipts: 2 }, fault: { name: 'slow', value: 960 } },
      { when: { afterBytes: 600 }, fault: { name: 'unplug' } },
      { when: { afterDots: 120 }, fault: { name: 'paper-out' } },
      { when: { afterMs: 500 }, fault: { name: 'head-hot', value: 2000 } },
      { when: { afterMs: 0 }, fault: { name: 'lying' } },
      { when: { afterMs: 0 }, fault: { name: 'silent' } },
    ])
  })

  it('may stand under `faults`, and may be empty', () => {
    expect(parseFaultSchedule('faults:\n  - now: offline\n')).toEqual([
      { when: { afterMs: 0 }, fault: { name: 'offline' } },
    ])
    expect(parseFaultSchedule('')).toEqual([])
  })

  it.each([
    ['- at noon: cover-open', /"at noon": expected a time/],
    ['- at 3s: coffee', /"coffee": expected the name of a fault/],
    ['- { afterMs: 3, afterDots: 4, fault: offline }', /only one of afterMs/],
    ['- { afterHours: 3, fault: offline }', /afterHours/],
    ['- { afterMs: -1, fault: offline }', />=0/],
    ['- 7', /expected/i],
    ['cover-open', /expected array/],
    ['- [', /not YAML/],
  ])('names what is wrong with %j', (yaml, expected) => {
    expect(() => parseFaultSchedule(yaml)).toThrow(expected)
  })

  it('reads a line typed at a console', () => {
    expect(parseTimedFault('after 1 receipt: paper-out after 20 dots')).toEqual({
      ok: true,
      value: { when: { afterReceipts: 1 }, fault: { name: 'paper-out', value: 20 } },
    })
    expect(parseTimedFault('soon: offline').ok).toBe(false)
  })
})

describe('playing it', () => {
  const play = (yaml: string, profile = PACED) => {
    const made = bench(profile)
    const stop = playFaultSchedule(made.printer, made.clock, parseFaultSchedule(yaml))
    return { ...made, stop }
  }

  it('goes by the clock', async () => {
    const { clock, printer } = play('[at 3s: cover-open, at 5s: cover-close]')
    await clock.advance(2_999)
    expect(printer.conditions.coverOpen).toBe(false)
    await clock.advance(1)
    expect(printer.conditions.coverOpen).toBe(true)
    await clock.advance(2_000)
    expect(printer.conditions.coverOpen).toBe(false)
  })

  it('goes by receipts', async () => {
    const { clock, printer, plug } = play('[after 2 receipts: offline]')
    plug().send('one', LF, cut, 'two', LF, cut, 'three', LF, cut)
    await clock.advance(60_000)
    expect(printer.receipts().map(({ text }) => text)).toEqual(['one', 'two'])
    expect(printer.snapshot().faults).toEqual(['offline'])
  })

  it('goes by bytes, exactly', () => {
    for (const chunks of [['ab\ncd\nef\n'], [...'ab\ncd\nef\n']]) {
      const { printer, plug } = play('[after 6 bytes: unplug]', { ...PACED, speed: 'instant' })
      const wire = plug()
      for (const chunk of chunks) wire.send(chunk)
      expect([wire.dropped, printer.unfinishedPaper().lines]).toEqual([true, ['ab', 'cd']])
    }
  })

  it.each(['instant', { mmPerSecond: 100, cutMs: 200 }] as const)(
    'goes by dots, exactly, at speed %j',
    async (speed) => {
      const { clock, printer, plug } = play('[after 37 dots: cover-open]', { ...PACED, speed })
      plug().send('one', LF, 'two', LF)
      await clock.advance(60_000)
      expect(printer.unfinishedPaper().image.heightDots).toBe(37)
      printer.closeCover()
      await clock.advance(60_000)
      expect(printer.unfinishedPaper().lines).toEqual(['one', 'two'])
    },
  )

  it('can cut the power in the middle of a row of work', async () => {
    const { clock, printer, plug } = play('[after 37 dots: power-off]')
    plug().send('one', LF, 'two', LF)
    await clock.advance(60_000)
    printer.powerOn()
    plug().send('three', LF)
    await clock.advance(60_000)
    expect(printer.unfinishedPaper().lines).toEqual(['one', 'three'])
  })

  it('takes back what has not happened yet', async () => {
    const { clock, printer, plug, stop } = play(
      '[at 3s: offline, after 1 receipt: offline, after 3 bytes: offline, after 9 dots: offline]',
    )
    stop()
    plug().send('one', LF, cut)
    await clock.advance(60_000)
    expect([printer.offline, printer.receipts().length]).toEqual([false, 1])
  })
})
