/**
 * Whole days of sales and everything that changes them, with messages lost, printers stopping and tills dying, judged by books kept
 * beside the till's own. TILLPROOF_RUNS plays more of them, TILLPROOF_SEED others.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serviceOf } from '../recovery/amended-days.js'
import { serviceThrough } from '../recovery/lives.js'
import { anyWholeDay, type WholeDay } from './any-day.js'

const RUNS = Number(process.env['TILLPROOF_RUNS'] ?? 40)
const SEED = Number(process.env['TILLPROOF_SEED'] ?? 20_261_123)
const LIMIT_MS = 60_000 + RUNS * 4_000

/** Days that once broke a judgement. */
const BROKEN_DAYS: readonly WholeDay[] = [
  {
    ...{ dooms: [], fallback: false },
    errands: [
      { errand: 'sale', goods: { unit: 2, quantity: 1 }, parts: [], receipt: 'declined' },
      { errand: 'refund', of: 0, amount: 1 },
      { errand: 'lateReceipt', of: 0 },
    ],
  },
  // Dies while one sale waits for the printer that another one holds.
  {
    fallback: false,
    errands: [
      { errand: 'sale', goods: { unit: 1, quantity: 1 }, parts: [], receipt: 'declined' },
      { errand: 'sale', goods: { unit: 1, quantity: 2 }, parts: [{ by: 'card', amount: 1 }], receipt: 'declined' },
    ],
    dooms: [
      { at: 4, side: 'after' },
      { at: 10, side: 'after' },
    ],
  },
  // Two tills die while the printer is out of paper with the cable pulled.
  {
    fallback: false,
    errands: [
      { errand: 'sale', goods: { unit: 1, quantity: 3 }, parts: [], receipt: 'number' },
      { errand: 'trouble', trouble: { printer: { cutAfter: 674 } } },
      { errand: 'trouble', trouble: { printer: { paperOutAfter: 519 } } },
      {
        ...{ errand: 'exchange', of: 0, quantity: 2 },
        given: { unit: 58_908, quantity: 1, parts: [], receipt: 'declined' },
      },
    ],
    dooms: [
      { at: 10, side: 'after' },
      { at: 40, side: 'before' },
    ],
  },
]

async function liveThroughDay({ errands, dooms, fallback }: WholeDay): Promise<void> {
  await serviceThrough({ ...serviceOf({ errands }), ...(fallback && { fallback }) }, dooms)
}

describe('whatever happens in a day of sales', () => {
  it(
    'the shop keeps what it should, declares it, and owes nobody anything',
    async () => {
      const examples = BROKEN_DAYS.map((day): [WholeDay] => [day])
      const property = fc.asyncProperty(anyWholeDay, liveThroughDay)
      await fc.assert(property, { numRuns: RUNS, seed: SEED, examples })
      expect(RUNS).toBeGreaterThan(0)
    },
    LIMIT_MS,
  )
})
