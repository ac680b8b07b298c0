/**
 * The `tax` part of a shop's settings: its trade, changes to the law that this program does not know, and when the gateway
 * will be in maintenance. A wrong date here costs penalties months later, so each is checked before anything is opened.
 */
import { z } from 'zod'
import type { Currency } from '../domain/money.js'
import { amendedRules, type RuleChange } from '../domain/tax-rules/amended-rules.js'
import { KOREAN_RULES } from '../domain/tax-rules/korean-rules.js'
import { isLocalDay, momentOf } from '../domain/tax-rules/local-day.js'
import type { MaintenanceWindow } from '../domain/tax-rules/maintenance.js'
import type { RevocationWindow } from '../domain/tax-rules/revocation-window.js'
import { isListed } from '../domain/tax-rules/rule-set.js'
import type { ShopTaxRules } from '../flows/payment/policy-at.js'
import { InputError } from './cli-error.js'
import { printable, wholeNumber } from './settings-fields.js'

const sectorName = printable(60)

export const taxSettingsSchema = z.strictObject({
  /** The shop's trade, as the list of compulsory trades (의무발행업종) names it. */
  sector: sectorName.optional(),
  /** Changes to the rules, each from a day on. */
  rules: z
    .array(
      z.strictObject({
        from: z.string().refine(isLocalDay, { params: { broken: { rule: 'notADay' } } }),
        /** From this amount, in won. */
        threshold: wholeNumber(0, 999_999_999).optional(),
        /** What must reach it: the whole sale, or what of it is paid in cash. */
        thresholdOver: z.enum(['sale', 'cash']).optional(),
        penaltyPercent: wholeNumber(0, 100).optional(),
        deadlineDays: wholeNumber(1, 60).optional(),
        countsFirstDay: z.boolean().optional(),
        /** Trades added to the list. */
        sectors: z.array(sectorName).optional(),
      }),
    )
    .default([]),
  /** Announced maintenance of the gateway (점검). */
  maintenance: z.array(z.strictObject({ from: z.string(), to: z.string() })).default([]),
  /** Days before today that the gateway still takes documents for. */
  gatewayDays: wholeNumber(0, 31).optional(),
  /** Until when the gateway cancels documents: so many days after the trade date, or within its calendar year, or both. */
  revocation: z.strictObject({ days: wholeNumber(0, 3_660).optional(), sameYear: z.boolean().optional() }).optional(),
})

type TaxSettings = z.output<typeof taxSettingsSchema>

interface Around {
  readonly currency: Currency
  readonly utcOffsetMinutes: number
  /** What to call the settings in an error. */
  readonly source: string
}

/** @throws InputError that names the wrong field, what is expected there, and what to do. */
export function taxRulesOf({ sector, rules }: TaxSettings, { currency, source }: Around): ShopTaxRules | undefined {
  if (currency !== 'KRW') {
    const given = sector === undefined ? rules.length > 0 && 'tax.rules' : 'tax.sector'
    if (!given) return undefined
    throw new InputError({ field: given, rule: 'rulesOfKorea', currency }, source)
  }
  const first = KOREAN_RULES[0]?.from ?? ''
  const tooEarly = rules.findIndex(({ from }) => from < first)
  if (tooEarly >= 0) {
    throw new InputError({ field: `tax.rules[${tooEarly + 1}].from`, rule: 'beforeTheRules', first }, source)
  }
  const sets = amendedRules(KOREAN_RULES, rules.map(ruleChange))
  if (sector === undefined) return { sets }
  if (sets.some(({ sectors }) => isListed(sectors, sector))) return { sets, sector }
  const alike = tradesLike(sector, sets.at(-1)?.sectors ?? [])
  throw new InputError({ field: 'tax.sector', got: sector, rule: 'unlistedTrade', alike }, source)
}

function ruleChange({ from, sectors, ...given }: TaxSettings['rules'][number]): RuleChange {
  const { threshold, thresholdOver, penaltyPercent, deadlineDays, countsFirstDay } = given
  return {
    from,
    ...(sectors && { sectors }),
    ...(threshold !== undefined && { thresholdMinor: threshold }),
    ...(thresholdOver && { thresholdOver }),
    ...(penaltyPercent !== undefined && { penaltyPercent }),
    issuePeriod: {
      ...(deadlineDays !== undefined && { days: deadlineDays }),
      ...(countsFirstDay !== undefined && { countsFirstDay }),
    },
  }
}

/** A trade spelt wrongly must not pass for one that owes nothing: which ones of the list may be meant. */
function tradesLike(sector: string, listed: readonly string[]): readonly string[] {
  return listed.filter((name) => name.includes(sector.slice(0, 2))).slice(0, 5)
}

/** Undefined where the gateway cancels documents of any age. */
export function revocationWindowOf({ revocation }: TaxSettings): RevocationWindow | undefined {
  const { days, sameYear } = revocation ?? {}
  if (days === undefined && sameYear === undefined) return undefined
  return { ...(days !== undefined && { days }), ...(sameYear !== undefined && { sameYear }) }
}

/** Longer than any gateway was ever down: a year or month must be wrong. */
const LONGEST_MAINTENANCE_DAYS = 7
const DAY_MS = 24 * 60 * 60_000

/** @throws InputError that names the wrong field, what is expected there, and what to do. */
export function maintenanceOf({ maintenance }: TaxSettings, around: Around): readonly MaintenanceWindow[] {
  return maintenance.map((window, index) => {
    const field = `tax.maintenance[${index + 1}]`
    const [start, end] = [window.from, window.to]
    const from = moment(start, `${field}.from`, around)
    const to = moment(end, `${field}.to`, around)
    if (to <= from) throw new InputError({ field: `${field}.to`, rule: 'notAfter', start }, around.source)
    if (to - from > LONGEST_MAINTENANCE_DAYS * DAY_MS) {
      const days = LONGEST_MAINTENANCE_DAYS
      throw new InputError({ field: `${field}.to`, rule: 'tooLongFrom', start, days }, around.source)
    }
    return { from, to }
  })
}

function moment(text: string, field: string, { utcOffsetMinutes, source }: Around): number {
  const at = momentOf(text, utcOffsetMinutes)
  if (at !== undefined) return at
  throw new InputError({ field, rule: 'notAMoment' }, source)
}
