/**
 * A bad day of the emulated gateway in a file: rules and faults as YAML, so that the same day plays in a test, in a scenario
 * and at a demonstration. What the file leaves out is as usual; what it misspells is refused by name.
 */
import { parse } from 'yaml'
import { z } from 'zod'
import { DriverError } from '../../../src/ports/device.js'
import { type ArmedFault, armedFaultSchema } from './gateway-faults.js'
import { GATEWAY_REFUSALS, type GatewayRefusal } from './gateway-refusals.js'
import { GATEWAY_RULES, type GatewayRules } from './gateway-rules.js'

const refusals = Object.keys(GATEWAY_REFUSALS) as GatewayRefusal[]
const digits = z.string().regex(/^\d{10,19}$/, 'expected 10 to 19 digits, in quotes')
const count = z.number().int().positive()

/** One field of the two, so that a slip is told of the entry and not of every form it could have had. */
const identityRule = z
  .strictObject({ identity: digits, refuse: z.enum(refusals).optional(), rejectNextDay: z.string().min(1).optional() })
  .transform(({ identity, refuse, rejectNextDay }, context): GatewayRules['identities'][number] => {
    if (refuse !== undefined && rejectNextDay === undefined) return { identity, refuse }
    if (rejectNextDay !== undefined && refuse === undefined) return { identity, rejectNextDay }
    context.addIssue('expected either refuse or rejectNextDay')
    return z.NEVER
  })

/** A moment with its offset, e.g. `2026-03-07T02:00:00+09:00`. */
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

const maintenanceWindow = z
  .strictObject({ from: moment, to: moment })
  .refine(({ from, to }) => from < to, 'it ends before it begins')

const usual = GATEWAY_RULES
const rulesSchema = z.strictObject({
  identities: z.array(identityRule).default([...usual.identities]),
  restrictedSellers: z.array(digits).default([...usual.restrictedSellers]),
  withoutCredit: z.array(digits).default([...usual.withoutCredit]),
  confirmation: z
    .strictObject({
      days: z.number().int().nonnegative().default(usual.confirmation.days),
      hour: z.number().int().min(0).max(23).default(usual.confirmation.hour),
      resultCode: z.string().default(usual.confirmation.resultCode),
    })
    .prefault({}),
  revocableFrom: z.enum(['confirmed', 'issued']).default(usual.revocableFrom),
  revocableUntil: z
    .union([z.enum(['always', 'endOfYear']), z.strictObject({ days: count })])
    .default(usual.revocableUntil),
  allowedAddresses: z.array(z.string().min(1)).default([...usual.allowedAddresses]),
  maintenance: z.array(maintenanceWindow).default([...usual.maintenance]),
  points: z
    .strictObject({
      paid: z.number().int().nonnegative().default(usual.points.paid),
      perIssue: z.number().int().nonnegative().default(usual.points.perIssue),
    })
    .prefault({}),
  dateWindowMs: count.default(usual.dateWindowMs),
  tokenLifeMs: count.default(usual.tokenLifeMs),
})

const scriptSchema = z.strictObject({ rules: rulesSchema.prefault({}), faults: z.array(armedFaultSchema).default([]) })

export interface GatewayScript {
  readonly rules: GatewayRules
  readonly faults: readonly ArmedFault[]
}

/**
 * Reads a gateway fixture: YAML with `rules` (`gateway-rules.ts`) and `faults` (`gateway-faults.ts`), both optional.
 * @throws DriverError `script.malformed` naming the field that is wrong.
 */
export function parseGatewayScript(yamlText: string): GatewayScript {
  const read = scriptSchema.safeParse(parseYaml(yamlText))
  if (!read.success) throw new DriverError('script.malformed', z.prettifyError(read.error))
  return read.data
}

function parseYaml(text: string): unknown {
  try {
    return parse(text) ?? {}
  } catch (cause) {
    throw new DriverError('script.malformed', 'the gateway script is not YAML', { cause })
  }
}
