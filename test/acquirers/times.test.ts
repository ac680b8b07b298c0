/** Times without a year, written and read back. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf, localTime, transmissionTime } from '../../drivers/acquirers/iso8583/times.js'

const HALF_YEAR_MS = 182 * 86_400_000

describe('message times', () => {
  test('DE7 is UTC, DE12 and DE13 are the terminal’s wall clock', () => {
    const newYearInSeoul = Date.UTC(2025, 11, 31, 15, 0, 5, 999)
    expect(transmissionTime(newYearInSeoul)).toBe('1231150005')
    expect(localTime(newYearInSeoul, 540)).toEqual({ date: '0101', time: '000005' })
    expect(localTime(newYearInSeoul, -330)).toEqual({ date: '1231', time: '093005' })
  })

  test('reading back takes the year that brings it nearest', () => {
    const sentAt = Date.UTC(2025, 11, 31, 14, 59, 58)
    expect(instantOf('0101', '000003', 540, sentAt)).toBe(Date.UTC(2025, 11, 31, 15, 0, 3))
    expect(instantOf('1231', '235958', 540, Date.UTC(2026, 0, 2))).toBe(Date.UTC(2025, 11, 31, 14, 59, 58))
  })

  test('whatever was written reads back, to the second, within half a year', () => {
    const instant = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) })
    const offset = fc.integer({ min: -720, max: 840 })
    const away = fc.integer({ min: -HALF_YEAR_MS, max: HALF_YEAR_MS })
    fc.assert(
      fc.property(instant, offset, away, (atMs, offsetMinutes, awayMs) => {
        const { date, time } = localTime(atMs, offsetMinutes)
        expect(instantOf(date, time, offsetMinutes, atMs + awayMs)).toBe(Math.floor(atMs / 1000) * 1000)
      }),
    )
  })

  test.each([
    ['0231', '120000'],
    ['1301', '120000'],
    ['0101', '250000'],
    ['0101', '1200'],
    ['', ''],
    ['01a1', '120000'],
  ])('%s %s is no time', (date, time) => {
    expect(instantOf(date, time, 540, Date.UTC(2026, 0))).toBeUndefined()
  })

  test('29 February is one only where there is one near', () => {
    expect(instantOf('0229', '120000', 0, Date.UTC(2028, 5))).toBe(Date.UTC(2028, 1, 29, 12))
    expect(instantOf('0229', '120000', 0, Date.UTC(2026, 5))).toBeUndefined()
  })
})
