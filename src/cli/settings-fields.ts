/** Fields as a settings file has them, each wrong one told by the rule it breaks. */
import { z } from 'zod'
import type { InputRule } from '../domain/validation/input-problem.js'

export const printable = (longest: number) => z.string().trim().min(1).max(longest)

export const wholeNumber = (least: number, most: number) =>
  z.number().refine((value) => Number.isInteger(value) && value >= least && value <= most, {
    params: { broken: { rule: 'notWhole', least, most } satisfies InputRule },
  })

export const textLike = (pattern: RegExp, broken: InputRule) =>
  z.string().refine((text) => pattern.test(text), { params: { broken } })

/** At most two decimals: a rate is kept in hundredths of a percent. */
export const percent = z.number().refine((value) => hundredths.safeParse(value).success, {
  params: { broken: { rule: 'notPercent' } satisfies InputRule },
})

const hundredths = z.number().min(0).max(100).multipleOf(0.01)
