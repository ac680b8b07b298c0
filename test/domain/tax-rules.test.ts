/** The dated rules: which set holds on which day, when documents are due, and what a shop may say differently. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amendedRules } from '../../src/domain/tax-rules/amended-rules.js'
import { amountAtRisk, compulsoryFor, issueDeadline } from '../../src/domain/tax-rules/compulsory-issue.js'
import { KOREAN_RULES } from '../../src/domain/tax-rules/korean-rules.js'
import { isLocalDay, localDay, momentOf } from '../../src/domain/tax-rules/local-day.js'
import { maintenanceAt } from '../../src/domain/tax-rules/maintenance.js'
import { revocableUntil } from '../../src/domain/tax-rules/revocation-window.js'
import { isListed, type RuleSet, ruleSetAt, ruleSetOn } from '../../src/domain/tax-rules/rule-set.js'

// The same examples every time, so that a failure here is a failure everywhere.
fc.configureGlobal({ seed: 20_260_101 })

const SEOUL = 540
const DAY_MS = 24 * 60 * 60_000
const at = (moment: string, offset = '+09:00') => Date.parse(`${moment}${offset}`)

/** 1990 to 2090, so that year ends, leap days and 2000 are among them. */
const anyInstant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2090, 0, 1) })
const anyOffset = fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15)
const anyDay = anyInstant.map((instant) => localDay(instant, 0))
const anyPeriod = fc.record({ days: fc.integer({ min: 1, max: 60 }), countsFirstDay: fc.boolean() })

describe('days', () => {
  it('begin at the shop’s midnight, also over year ends and leap days', () => {
    expect(localDay(at('2026-01-01T00:00:00'), SEOUL)).toBe('2026-01-01')
    expect(localDay(at('2025-12-31T23:59:59.999'), SEOUL)).toBe('2025-12-31')
    expect(localDay(at('2028-02-29T12:00:00'), SEOUL)).toBe('2028-02-29')
    expect(localDay(at('2026-01-01T00:00:00'), 0)).toBe('2025-12-31')
  })

  it('are told from what only looks like one', () => {
    expect(['2028-02-29', '2000-02-29', '2026-12-31'].map(isLocalDay)).toEqual([true, true, true])
    const none = ['2026-02-29', '2100-02-29', '2026-13-01', '2026-00-10', '2026-1-1', 'soon', '2026-04-31', '']
    expect(none.filter(isLocalDay)).toEqual([])
  })
})

describe('moments', () => {
  it('are the shop’s time unless they say another', () => {
    const same = ['2026-12-01 23:00', '2026-12-01T23:00:00', '2026-12-01T14:00Z', '2026-12-01T09:00-05:00']
    for (const text of same) expect(momentOf(text, SEOUL), text).toBe(at('2026-12-01T23:00:00'))
    expect(momentOf('2026-12-31 24:00', SEOUL)).toBe(at('2027-01-01T00:00:00'))
  })

  it('are told from what is none', () => {
    const none = [
      '2026-12-01',
      '2026-02-30 10:00',
      '2026-12-01 24:01',
      '2026-12-01 9:00',
      '2026-12-01 10:60',
      'tonight',
    ]
    expect(none.map((text) => momentOf(text, SEOUL))).toEqual(none.map(() => undefined))
    expect(momentOf('2026-12-01T10:00+25:00', SEOUL)).toBeUndefined()
  })

  it('written as a shop’s clock shows them are read back', () => {
    fc.assert(
      fc.property(anyInstant, anyOffset, (instant, offset) => {
        const minute = Math.floor(instant / 60_000) * 60_000
        const shown = new Date(minute + offset * 60_000).toISOString().slice(0, 16).replace('T', ' ')
        expect(momentOf(shown, offset)).toBe(minute)
      }),
    )
  })
})

describe('maintenance', () => {
  const anyWindow = fc
    .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 50 }))
    .map(([from, length]) => ({ from, to: from + length }))

  it('lasts until no window goes on any more, however they overlap', () => {
    fc.assert(
      fc.property(fc.array(anyWindow, { maxLength: 8 }), fc.integer({ min: 0, max: 260 }), (windows, now) => {
        const isIn = (moment: number) => windows.some(({ from, to }) => from <= moment && moment < to)
        let end = now
        while (isIn(end)) end += 1
        expect(maintenanceAt(windows, now)?.until).toBe(end === now ? undefined : end)
      }),
    )
  })
})

describe('the set that holds', () => {
  const dated = fc.uniqueArray(anyDay, { minLength: 1, maxLength: 8 }).map((days) => days.map((from) => ({ from })))

  it('is the latest that has begun, in whatever order they are kept', () => {
    fc.assert(
      fc.property(dated, anyInstant, anyOffset, (sets, instant, offset) => {
        const today = localDay(instant, offset)
        const begun = sets.map(({ from }) => from).filter((from) => from <= today)
        expect(ruleSetAt(sets, instant, offset)?.from).toBe(begun.toSorted().at(-1))
      }),
    )
  })

  it('changes exactly at the shop’s midnight', () => {
    const before = ruleSetAt(KOREAN_RULES, at('2025-12-31T23:59:59.999'), SEOUL)
    const after = ruleSetAt(KOREAN_RULES, at('2026-01-01T00:00:00'), SEOUL)
    expect([before?.from, after?.from]).toEqual(['2025-01-01', '2026-01-01'])
    expect(isListed(before?.sectors ?? [], '낚시장 운영업')).toBe(false)
    expect(isListed(after?.sectors ?? [], '낚시장 운영업')).toBe(true)
  })
})

describe('Korea’s rules', () => {
  it('have as many trades each year as the tax office announced', () => {
    const counted = KOREAN_RULES.map(({ from, sectors }) => [from.slice(0, 4), sectors.length])
    expect(counted).toEqual([
      ['2019', 69],
      ['2020', 77],
      ['2021', 87],
      ['2022', 95],
      ['2023', 112],
      ['2024', 125],
      ['2025', 138],
      ['2026', 142],
    ])
  })

  it('know a trade however its name is spaced', () => {
    const sectors = ruleSetOn(KOREAN_RULES, '2026-06-01')?.sectors ?? []
    expect(isListed(sectors, '가구소매업')).toBe(true)
    expect(isListed(sectors, '서적ㆍ신문 및 잡지류 소매업')).toBe(true)
    expect(isListed(sectors, '커피 전문점')).toBe(false)
  })
})

describe('compulsory issue', () => {
  it('measures the whole sale or its cash, and needs some cash', () => {
    const sale = { totalMinor: 150_000, cashMinor: 50_000 }
    expect(compulsoryFor({ minor: 100_000, over: 'sale' }, sale)).toBe(true)
    expect(compulsoryFor({ minor: 100_000, over: 'cash' }, sale)).toBe(false)
    expect(compulsoryFor({ minor: 100_000, over: 'sale' }, { totalMinor: 150_000, cashMinor: 0 })).toBe(false)
    expect(compulsoryFor({ minor: 100_000, over: 'sale' }, { totalMinor: 99_999, cashMinor: 99_999 })).toBe(false)
    expect(compulsoryFor({ minor: 100_000, over: 'cash' }, { totalMinor: 100_000, cashMinor: 100_000 })).toBe(true)
  })

  it('costs no more than its percentage, in whole won', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 100 }), (cash, percent) => {
        const risk = amountAtRisk(percent, cash)
        expect(Number.isInteger(risk)).toBe(true)
        expect(risk * 100).toBeLessThanOrEqual(cash * percent)
        expect((risk + 1) * 100).toBeGreaterThan(cash * percent)
      }),
    )
  })
})

describe('the deadline', () => {
  it('ends with a day of the shop’s', () => {
    const counted = { days: 5, countsFirstDay: true }
    const notCounted = { days: 5, countsFirstDay: false }
    const due = (period: typeof counted, moment: string) =>
      new Date(issueDeadline(period, at(moment), SEOUL) + SEOUL * 60_000).toISOString().slice(0, -1)
    expect(due(counted, '2026-11-23T14:00:00')).toBe('2026-11-27T23:59:59.999')
    expect(due(notCounted, '2026-11-23T14:00:00')).toBe('2026-11-28T23:59:59.999')
    expect(due(notCounted, '2026-12-29T00:00:00')).toBe('2027-01-03T23:59:59.999')
    expect(due(counted, '2028-02-26T23:59:59')).toBe('2028-03-01T23:59:59.999')
    expect(due(counted, '2027-02-26T23:59:59')).toBe('2027-03-02T23:59:59.999')
  })

  it('is the last instant of the day it falls on, never before the payment, the same for all of its day', () => {
    fc.assert(
      fc.property(anyPeriod, anyInstant, anyOffset, (period, paidAt, offset) => {
        const due = issueDeadline(period, paidAt, offset)
        expect(localDay(due, offset)).not.toBe(localDay(due + 1, offset))
        expect(due).toBeGreaterThanOrEqual(paidAt)
        const whole = period.days - (period.countsFirstDay ? 1 : 0)
        expect(due - paidAt).toBeGreaterThanOrEqual(whole * DAY_MS)
        expect(due - paidAt).toBeLessThan((whole + 1) * DAY_MS)
        const laterThatDay = due - whole * DAY_MS
        expect(issueDeadline(period, laterThatDay, offset)).toBe(due)
        expect(issueDeadline(period, laterThatDay + 1, offset)).toBe(due + DAY_MS)
      }),
    )
  })
})

describe('a shop’s own word', () => {
  const changes = [
    { from: '2026-07-01', thresholdMinor: 50_000, sectors: ['커피 전문점'] },
    { from: '2025-03-01', issuePeriod: { countsFirstDay: false } },
    { from: '2025-03-01', issuePeriod: { days: 7 } },
  ]
  const rules = amendedRules(KOREAN_RULES, changes)
  const on = (day: string): RuleSet => {
    const set = ruleSetOn(rules, day)
    if (!set) throw new Error(`no set on ${day}`)
    return set
  }

  it('holds from its day on, point by point, over built-in sets that follow', () => {
    expect(on('2025-02-28').issuePeriod.days).toBe(5)
    expect(on('2025-03-01').issuePeriod).toEqual({ days: 7, countsFirstDay: false })
    expect(on('2026-01-01')).toMatchObject({ issuePeriod: { days: 7 }, thresholdMinor: 100_000 })
    expect(on('2026-01-01').sectors).toHaveLength(142)
    expect(on('2026-07-01')).toMatchObject({ issuePeriod: { days: 7 }, thresholdMinor: 50_000, penaltyPercent: 20 })
    expect(isListed(on('2026-06-30').sectors, '커피전문점')).toBe(false)
    expect(isListed(on('2026-07-01').sectors, '커피전문점')).toBe(true)
  })

  it('changes nothing before its day, and nothing at all where there is none', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (from, day) => {
        const amended = amendedRules(KOREAN_RULES, [{ from, penaltyPercent: 30 }])
        const built = ruleSetOn(KOREAN_RULES, day)
        const expected = built && day >= from ? { ...built, penaltyPercent: 30 } : built
        const { from: _from, ...found } = ruleSetOn(amended, day) ?? { from: '' }
        const { from: _since, ...wanted } = expected ?? { from: '' }
        expect(found).toEqual(wanted)
      }),
    )
    expect(amendedRules(KOREAN_RULES, [])).toEqual(KOREAN_RULES)
  })
})

describe('a document can be cancelled', () => {
  const until = (window: Parameters<typeof revocableUntil>[0], tradeDate: string) => {
    const end = revocableUntil(window, tradeDate, SEOUL)
    return end === undefined ? undefined : new Date(end + SEOUL * 60_000).toISOString().slice(0, -1)
  }

  it('for so many days, or until the year ends, or whichever is first', () => {
    expect(until({ days: 90 }, '20261123')).toBe('2027-02-21T23:59:59.999')
    expect(until({ days: 90 }, '20271202')).toBe('2028-03-01T23:59:59.999')
    expect(until({ sameYear: true }, '20261123')).toBe('2026-12-31T23:59:59.999')
    expect(until({ sameYear: true, days: 90 }, '20261123')).toBe('2026-12-31T23:59:59.999')
    expect(until({ sameYear: true, days: 90 }, '20260228')).toBe('2026-05-29T23:59:59.999')
    expect(until({ days: 0 }, '20240229')).toBe('2024-02-29T23:59:59.999')
  })

  it('at any time where the gateway says nothing of an end', () => {
    expect(until({}, '20261123')).toBeUndefined()
    expect(until({ sameYear: false }, '20261123')).toBeUndefined()
  })

  it('on its own day at least, and never past its year where that is the rule', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 400 }), fc.boolean(), (day, days, sameYear) => {
        const end = revocableUntil({ days, sameYear }, day.replaceAll('-', ''), SEOUL) ?? Number.NaN
        const last = localDay(end, SEOUL)
        expect(last >= day).toBe(true)
        expect(localDay(end + 1, SEOUL)).not.toBe(last)
        expect(sameYear ? last.slice(0, 4) : '').toBe(sameYear ? day.slice(0, 4) : '')
        expect(end - at(`${day}T00:00:00`)).toBeLessThan((days + 1) * DAY_MS)
      }),
    )
  })
})
