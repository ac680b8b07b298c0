/** When the tax office's word can be asked for: the next morning where the office is, wherever the terminal's clock is. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KOREAN_POLICY } from '../../src/flows/payment/payment-policy.js'
import { untilVerdictMs } from '../../src/flows/payment/verdict-time.js'

const KOREA = KOREAN_POLICY.tax
const HOUR = 60 * 60_000
const DAY = 24 * HOUR

/** Korean wall-clock time as epoch milliseconds. */
const inKorea = (iso: string) => Date.parse(`${iso}+09:00`)

describe('the tax office can be asked', () => {
  it.each([
    ['2026-11-22T14:00:00', '2026-11-23T09:00:00'],
    // Before nine, but already that day: the document is of today, so the answer comes tomorrow.
    ['2026-11-22T00:00:00', '2026-11-23T09:00:00'],
    ['2026-11-22T08:59:59', '2026-11-23T09:00:00'],
    ['2026-11-22T23:59:59', '2026-11-23T09:00:00'],
    // The UTC day and the Korean day differ before nine in the morning.
    ['2026-11-23T08:00:00', '2026-11-24T09:00:00'],
    ['2026-12-31T12:00:00', '2027-01-01T09:00:00'],
    ['2028-02-28T12:00:00', '2028-02-29T09:00:00'],
  ])('of what was issued at %s from %s on', (at, from) => {
    expect(inKorea(at) + untilVerdictMs(inKorea(at), KOREA)).toBe(inKorea(from))
  })

  it('at another hour and in another zone as the policy says', () => {
    const tax = { ...KOREA, verdictHour: 6, utcOffsetMinutes: -8 * 60 }
    const at = Date.parse('2026-11-22T23:30:00-08:00')
    expect(at + untilVerdictMs(at, tax)).toBe(Date.parse('2026-11-23T06:00:00-08:00'))
  })

  it('always after the coming midnight and within a day and nine hours, at nine sharp', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
        const waitMs = untilVerdictMs(at, KOREA)
        expect(waitMs).toBeGreaterThan(9 * HOUR)
        expect(waitMs).toBeLessThanOrEqual(DAY + 9 * HOUR)
        expect((at + waitMs + 9 * HOUR) % DAY).toBe(9 * HOUR)
      }),
    )
  })
})
