/** The `tax` part of a settings file: the shop's trade, its word on the law, announced maintenance – and what is refused. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { PRESET_SHOPS } from '../../src/cli/preset-shops.js'
import { checkSettings } from '../../src/cli/settings.js'
import { isListed, ruleSetOn } from '../../src/domain/tax-rules/rule-set.js'
import { inShop } from './shop-world.js'

const LIMIT_MS = 60_000

const shopWith = (tax: object, otherwise: object = {}) =>
  checkSettings({ ...PRESET_SHOPS.korea, ...otherwise, tax }, 'shop.yaml')

describe('a shop that says nothing of taxes', () => {
  it('has the built-in rules in Korea, and none elsewhere', () => {
    const korea = checkSettings(PRESET_SHOPS.korea, 'shop.yaml')
    expect(ruleSetOn(korea.taxRules?.sets ?? [], '2026-11-23')).toMatchObject({ thresholdMinor: 100_000 })
    expect(korea.maintenance).toEqual([])
    expect(checkSettings(PRESET_SHOPS.china, 'shop.yaml').taxRules).toBeUndefined()
  })

  it('says outright whether its trade is listed, as it always could', () => {
    const rules = { compulsorySector: false }
    const settings = checkSettings({ ...PRESET_SHOPS.korea, rules }, 'shop.yaml')
    expect(settings.policy.tax.compulsorySector).toBe(false)
    expect(settings.taxRules).not.toHaveProperty('sector')
  })
})

describe('a shop’s own tax settings', () => {
  it('are laid over the built-in rules from their day on', () => {
    const { taxRules, policy } = shopWith({
      sector: '가구소매업',
      gatewayDays: 3,
      rules: [
        { from: '2027-01-01', threshold: 50_000, thresholdOver: 'cash', penaltyPercent: 30, sectors: ['커피 전문점'] },
        { from: '2026-01-01', deadlineDays: 7, countsFirstDay: false },
      ],
    })
    expect(taxRules?.sector).toBe('가구소매업')
    expect(policy.tax.gatewayDays).toBe(3)
    const on = (day: string) => ruleSetOn(taxRules?.sets ?? [], day)
    expect(on('2025-12-31')).toMatchObject({ issuePeriod: { days: 5, countsFirstDay: true } })
    expect(on('2026-01-01')).toMatchObject({ issuePeriod: { days: 7, countsFirstDay: false }, thresholdOver: 'sale' })
    expect(on('2027-01-01')).toMatchObject({
      issuePeriod: { days: 7, countsFirstDay: false },
      ...{ thresholdMinor: 50_000, thresholdOver: 'cash', penaltyPercent: 30 },
    })
    expect(isListed(on('2027-01-01')?.sectors ?? [], '커피전문점')).toBe(true)
  })

  it('name maintenance in the shop’s time, or in a time that says its distance from UTC', () => {
    const maintenance = [
      { from: '2026-12-01 23:00', to: '2026-12-02 02:00' },
      { from: '2026-12-05T15:00Z', to: '2026-12-06T01:00+09:00' },
    ]
    expect(shopWith({ maintenance }).maintenance).toEqual([
      { from: Date.UTC(2026, 11, 1, 14), to: Date.UTC(2026, 11, 1, 17) },
      { from: Date.UTC(2026, 11, 5, 15), to: Date.UTC(2026, 11, 5, 16) },
    ])
  })

  it('stand in the README as a shop may write them', async () => {
    const [, example = ''] = /```yaml\n(terminal:.*?)```/s.exec(await readFile('README.md', 'utf8')) ?? []
    const { taxRules, maintenance, revocationWindow } = checkSettings(parse(example), 'README.md')
    expect(revocationWindow).toEqual({ days: 90, sameYear: true })
    expect(taxRules?.sets.at(-1)?.from).toBe('2027-01-01')
    expect(maintenance).toEqual([{ from: Date.UTC(2026, 11, 1, 14), to: Date.UTC(2026, 11, 1, 17) }])
  })

  const window = (from: string, to: string) => ({ maintenance: [{ from, to }] })
  it.each<readonly [string, object, RegExp]>([
    [
      'an unknown trade',
      { sector: '가구점' },
      /tax\.sector 가구점: no trade .* 가구 소매업.* rules\.compulsorySector: false/s,
    ],
    ['no day', { rules: [{ from: '2026-02-30' }] }, /tax\.rules\[1\]\.from: expected a day .* 2026-01-01/],
    [
      'a day before the first',
      { rules: [{ from: '2018-12-31' }] },
      /tax\.rules\[1\]\.from: expected 2019-01-01 or later/,
    ],
    [
      'a fraction of days',
      { rules: [{ from: '2026-01-01', deadlineDays: 1.5 }] },
      /tax\.rules\[1\]\.deadlineDays: expected a whole number from 1 to 60/,
    ],
    [
      'a word for a number',
      { rules: [{ from: '2026-01-01', threshold: '많이' }] },
      /tax\.rules\[1\]\.threshold: .*expected/,
    ],
    [
      'an unknown field',
      { rules: [{ from: '2026-01-01', penalty: 10 }] },
      /tax\.rules\[1\]\.penalty: there is no such thing/,
    ],
    ['an unknown part', { sectors: [] }, /tax\.sectors: there is no such thing/],
    ['no moment', window('2026-12-01', '2026-12-02 02:00'), /tax\.maintenance\[1\]\.from: expected 2026-12-01 23:00/],
    ['a day that is none', window('2026-12-01 23:00', '2026-12-32 02:00'), /tax\.maintenance\[1\]\.to: expected/],
    [
      'an end before the start',
      window('2026-12-02 02:00', '2026-12-01 23:00'),
      /tax\.maintenance\[1\]\.to: expected a moment after 2026-12-02 02:00/,
    ],
    [
      'no time at all',
      window('2026-12-02 02:00', '2026-12-02 02:00'),
      /tax\.maintenance\[1\]\.to: expected a moment after/,
    ],
    [
      'a wrong year',
      window('2026-12-01 23:00', '2027-12-02 02:00'),
      /tax\.maintenance\[1\]\.to: more than 7 days .* Compare both dates/,
    ],
  ])('are refused by name when they hold %s', (_what, tax, expected) => {
    expect(() => shopWith(tax)).toThrow(expected)
  })

  it('are refused where they contradict others', () => {
    const twice = { rules: { compulsorySector: false } }
    expect(() => shopWith({ sector: '가구 소매업' }, twice)).toThrow(/rules\.compulsorySector: leave it out/)
    const chinese = { ...PRESET_SHOPS.china, tax: { sector: '가구 소매업' } }
    expect(() => checkSettings(chinese, 'shop.yaml')).toThrow(/tax\.sector: the rules are Korea’s\. Leave it out/)
  })
})

describe('tillproof sell in maintenance known beforehand', () => {
  it(
    'tells at once that it is compulsory, why it waits and until when, and asks the gateway nothing',
    () =>
      inShop(async (shop) => {
        const settings = join(shop.folder, 'shop.yaml')
        const hours = (count: number) => new Date(Date.now() + count * 60 * 60_000).toISOString().slice(0, 19)
        const tax = { sector: '가구 소매업', maintenance: [{ from: `${hours(-1)}Z`, to: `${hours(2)}Z` }] }
        await writeFile(settings, JSON.stringify({ ...PRESET_SHOPS.korea, tax }))
        const sold = await shop.run(['sell', '--settings', settings, '--item', '의자:120000', '--pay', 'cash:120000'])
        expect(sold).toMatchObject({ status: 3, stderr: '' })
        const told = [
          '의무발행 대상: 120,000원 – 고객이 번호를 주지 않아도 자진발급해야 합니다',
          String.raw`국세청 점검 중입니다 \(\d{4}-\d\d-\d\d \d\d:\d\d까지\) – 점검이 끝나면 자동으로 발급됩니다`,
          String.raw`\d{4}-\d\d-\d\d 23:59까지 발급하지 않으면 가산세 24,000원이 부과됩니다`,
        ]
        expect(sold.stdout).toMatch(new RegExp(told.join('.*'), 's'))
        expect(shop.gateway.requestCount('issue')).toBe(0)
      }),
    LIMIT_MS,
  )
})
