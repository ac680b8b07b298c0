/**
 * Terminals that die while taking up what a dead one left: recovering is the same code as running, so a crash inside it
 * must end as well as any other, and so must a whole row of them.
 */
import { describe, expect, it } from 'vitest'
import { DAYS, type Day } from './days.js'
import { liveThrough } from './lives.js'
import type { Doom } from './mortal-till.js'

/** A second death early in the next life: in recovery itself, or in the first thing that follows from it. */
const SECOND: readonly Doom[] = [
  { at: 1, side: 'before' },
  { at: 1, side: 'after' },
  { at: 2, side: 'before' },
]

/** A third and two thirds into the day, on both sides of an entry. */
function firstDeaths({ steps }: Day): readonly Doom[] {
  const places = [Math.ceil(steps / 3), Math.ceil((2 * steps) / 3)]
  return places.flatMap((at) => [{ at, side: 'before' } as const, { at, side: 'after' } as const])
}

describe('when the next terminal dies too, all ends well for', () => {
  it.each(DAYS)('$name', { timeout: 60_000 }, async (day) => {
    let deaths = 0
    for (const first of firstDeaths(day)) {
      const lives = await Promise.all(SECOND.map((second) => liveThrough(day, [first, second])))
      deaths += lives.reduce((total, struck) => total + struck, 0)
    }
    expect(deaths).toBeGreaterThan(firstDeaths(day).length * SECOND.length)
  })
})

describe('when no terminal lives long, all ends well for', () => {
  const rows: readonly (readonly [string, Doom, number])[] = [
    ['after its first step, before anything it asked for', { at: 1, side: 'after' }, 12],
    ['before its second step, with the first one done', { at: 2, side: 'before' }, 12],
    ['after its third step', { at: 3, side: 'after' }, 6],
  ]
  const cases = rows.flatMap(([when, doom, times]) => DAYS.map((day) => ({ when, doom, times, day, name: day.name })))

  it.each(cases)('$name, each dying $when', { timeout: 60_000 }, async ({ day, doom, times }) => {
    expect(await liveThrough(day, Array<Doom>(times).fill(doom))).toBeGreaterThan(0)
  })
})
