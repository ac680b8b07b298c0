/**
 * Every crash point of every day: the terminal is killed before and after each of its appends in turn, another one opens
 * the same folder, the cashier goes on, and in the end the world's books are the same as if nothing had happened.
 */
import { describe, expect, it } from 'vitest'
import { DAYS } from './days.js'
import { liveThrough } from './lives.js'

describe('whenever the terminal dies, all ends well for', () => {
  it.each(DAYS)('$name', { timeout: 60_000 }, async (day) => {
    let points = 0
    for (let at = 1, struck = 1; struck > 0; at++) {
      const deaths = [liveThrough(day, [{ at, side: 'before' }]), liveThrough(day, [{ at, side: 'after' }])]
      struck = (await Promise.all(deaths)).filter((dead) => dead === 1).length
      points += struck
    }
    expect(points).toBeGreaterThanOrEqual(2 * day.steps)
  })
})
