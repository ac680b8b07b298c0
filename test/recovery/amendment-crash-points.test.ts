/**
 * Every crash point of everything that can happen to a sale after it was paid: the terminal is killed before or after each
 * append in turn (`TILLPROOF_RUNS`: before and after).
 */
import { describe, expect, it } from 'vitest'
import { AMENDED_DAYS, serviceOf } from './amended-days.js'
import { serviceThrough } from './lives.js'
import type { Doom } from './mortal-till.js'

/** Both at every append when there is time; one and the other in turn where every second counts. */
const sidesAt = (at: number): readonly Doom['side'][] => {
  if (process.env['TILLPROOF_RUNS'] !== undefined) return ['before', 'after']
  return at % 2 === 0 ? ['after'] : ['before']
}

describe('whenever the terminal dies, all ends well for', () => {
  it.each(AMENDED_DAYS)('$name', { timeout: 60_000 }, async (day) => {
    let points = 0
    for (let at = 1, struck = 1; struck > 0; at++) {
      const deaths = sidesAt(at).map((side) => serviceThrough(serviceOf(day), [{ at, side }]))
      struck = (await Promise.all(deaths)).reduce((sum, died) => sum + died, 0)
      points += struck
    }
    expect(points).toBeGreaterThan(10)
  })
})
