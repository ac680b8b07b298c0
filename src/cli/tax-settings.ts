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
import { CliError } from './cli-error.js'

const sectorName = z.string().trim().min(1).max(60)

export const taxSettingsSchema = z.strictObject({
  /** The shop's trade, as the list of compulsory trades (의무발행업종) names it. */
  sector: sectorName.optional(),
  /** Changes to the rules, each from a day on. */
  rules: z
    .array(
      z.strictObject({
        from: z.string().refine(isLocalDay, 'expected a day of the calendar, e.g. 2026-01-01'),
        /** From this amount, in won. */
        threshold: z.int().min(0).max(999_999_999).optional(),
        /** What must reach it: the whole sale, or what of it is paid in cash. */
        thresholdOver: z.enum(['sale', 'cash']).optional(),
        penaltyPercent: z.int().min(0).max(100).optional(),
        deadlineDays: z.int().min(1).max(60).optional(),
        countsFirstDay: z.boolean().optional(),
        /** Trades added to the list. */
        sectors: z.array(sectorName).optional(),
      }),
    )
    .default([]),
  /** Announced maintenance of the gateway (점검). */
  maintenance: z.array(z.strictObject({ from: z.string(), to: z.string() })).default([]),
  /** Days before today that the gateway still takes documents for. */
  gatewayDays: z.int().min(0).max(31).optional(),
  /** Until when the gateway cancels documents: so many days after the trade date, or within its calendar year, or both. */
  revocation: z
    .strictObject({ days: z.int().min(0).max(3_660).optional(), sameYear: z.boolean().optional() })
    .optional(),
})

type TaxSettings = z.output<typeof taxSettingsSchema>

interface Around {
  readonly currency: Currency
  readonly utcOffsetMinutes: number
  /** What to call the settings in an error. */
  readonly source: string
}

/** @throws CliError that names the wrong field, what is expected there, and what to do. */
export function taxRulesOf({ sector, rules }: TaxSettings, { currency, source }: Around): ShopTaxRules | undefined {
  if (currency !== 'KRW') {
    const given = sector === undefined ? rules.length > 0 && 'tax.rules' : 'tax.sector'
    if (!given) return undefined
    throw new CliError(`${source}: ${given}: the rules are Korea’s; leave it out where the currency is ${currency}`)
  }
  const first = KOREAN_RULES[0]?.from ?? ''
  const tooEarly = rules.findIndex(({ from }) => from < first)
  if (tooEarly >= 0) {
    throw new CliError(
      `${source}: tax.rules.${tooEarly}.from: expected ${first} or later, where the built-in rules begin`,
    )
  }
  const sets = amendedRules(KOREAN_RULES, rules.map(ruleChange))
  if (sector === undefined) return { sets }
  if (sets.some(({ sectors }) => isListed(sectors, sector))) return { sets, sector }
  throw new CliError(`${source}: tax.sector: ${unlisted(sector, sets.at(-1)?.sectors ?? [])}`)
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

/** A trade spelt wrongly must not pass for one that owes nothing. */
function unlisted(sector: string, listed: readonly string[]): string {
  const alike = listed.filter((name) => name.includes(sector.slice(0, 2))).slice(0, 5)
  const guess = alike.length > 0 ? `did you mean ${alike.join(', ')}?` : 'expected a name such as 가구 소매업.'
  return (
    `“${sector}” is no trade the rules list; ${guess} One they lack is added under tax.rules (sectors); ` +
    'for a trade that is not compulsory, leave it out and say rules.compulsorySector: false'
  )
}

/** Undefined where the gateway cancels documents of any age. */
export function revocationWindowOf({ revocation }: TaxSettings): RevocationWindow | undefined {
  const { days, sameYear } = revocation ?? {}
  if (days === undefined && sameYear === undefined) return undefined
  return { ...(days !== undefined && { days }), ...(sameYear !== undefined && { sameYear }) }
}

/** Longer than any gateway was ever down: a year or month must be wrong. */
const LONGEST_MAINTENANCE_MS = 7 * 24 * 60 * 60_000

/** @throws CliError that names the wrong field, what is expected there, and what to do. */
export function maintenanceOf({ maintenance }: TaxSettings, around: Around): readonly MaintenanceWindow[] {
  return maintenance.map((window, index) => {
    const field = `${around.source}: tax.maintenance.${index}`
    const from = moment(window.from, `${field}.from`, around)
    const to = moment(window.to, `${field}.to`, around)
    if (to <= from) throw new CliError(`${field}.to: expected a moment after ${window.from}, where it begins`)
    if (to - from > LONGEST_MAINTENANCE_MS) {
      throw new CliError(`${field}.to: more than seven days after ${window.from}; please compare both dates`)
    }
    return { from, to }
  })
}

function moment(text: string, field: string, { utcOffsetMinutes }: Around): number {
  const at = momentOf(text, utcOffsetMinutes)
  if (at !== undefined) return at
  throw new CliError(
    `${field}: “${text}” is no moment; expected 2026-12-01 23:00 (the shop’s time) or 2026-12-01T23:00+09:00`,
  )
}
