/**
 * How an emulated host behaves, as data: rules say what it decides, faults what goes wrong on the way. Both can stand in
 * a fixture file, so the same incident plays in a test, in a scenario and at a demonstration.
 */
import { parse } from 'yaml'
import { z } from 'zod'
import { DriverError } from '../../../src/ports/device.js'
import { RESPONSE } from '../iso8583/response-codes.js'

/** What a terminal asks, whatever the MTI. */
const MESSAGE_KINDS = ['authorise', 'takeBack', 'reverse', 'inquire', 'settle', 'upload', 'signOn', 'echo'] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]

const count = z.number().int().positive()
const delayMs = z.number().int().nonnegative()

/** Of several rules that fit, the first decides; with none, the host approves. */
const hostRuleShape = z.strictObject({
  /** `authorise` unless told. */
  on: z.enum(MESSAGE_KINDS).optional(),
  /** All of these must hold; left out = always. Amounts in minor units. Only an authorisation has a card. */
  when: z
    .strictObject({
      panSuffix: z
        .string()
        .regex(/^\d{1,19}$/)
        .optional(),
      amountMinor: z.number().int().optional(),
      minAmountMinor: z.number().int().optional(),
      terminal: z.string().optional(),
    })
    .optional(),
  /** DE39; `00` approves. On anything but an authorisation, a code other than `00` answers without touching the ledger. */
  responseCode: z.string().regex(/^[0-9A-Z]{2}$/),
  /** A Korean VAN's four digits beside a code that declines; the more exact of the two. */
  vanCode: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  /** With code `10`: a purchase is approved for so much, in minor units; one that asks for no more is approved whole. */
  approveMinor: count.optional(),
  /** How many messages it decides before it is used up; left out = all. Rules with `times: 1` make a queue. */
  times: count.optional(),
})
const hostRuleSchema = hostRuleShape.refine(
  ({ on = 'authorise', responseCode, approveMinor }) =>
    approveMinor === undefined || (on === 'authorise' && responseCode === RESPONSE.approvedInPart),
  { message: 'approveMinor goes with responseCode 10 of an authorisation', path: ['approveMinor'] },
)
export type HostRule = z.infer<typeof hostRuleShape>

/** Which messages a fault strikes: of kind `on` (any, if left out), after letting `skip` pass, `times` of them (1). */
const strikes = { on: z.enum(MESSAGE_KINDS).optional(), skip: count.optional(), times: count.optional() }

const hostFaultSchema = z.discriminatedUnion('fault', [
  /** The request is under way for so long and only then processed: an inquiry meanwhile finds nothing. */
  z.strictObject({ fault: z.literal('delay'), delayMs, ...strikes }),
  /** Processed at once, answered so much later: the terminal may have given up. */
  z.strictObject({ fault: z.literal('lateReply'), delayMs, ...strikes }),
  /** Lost on the way in: never processed, never answered. */
  z.strictObject({ fault: z.literal('dropRequest'), ...strikes }),
  /** Processed; the reply is lost. */
  z.strictObject({ fault: z.literal('dropReply'), ...strikes }),
  /** Processed; half the reply leaves, then the connection closes. */
  z.strictObject({ fault: z.literal('closeMidMessage'), ...strikes }),
  /** Processed; the reply is a frame full of something else. */
  z.strictObject({ fault: z.literal('garbage'), ...strikes }),
  /** Processed; the reply names another trace number. */
  z.strictObject({ fault: z.literal('mismatch'), ...strikes }),
  /** Processed; the reply names another amount. */
  z.strictObject({ fault: z.literal('wrongAmount'), ...strikes }),
  /** Processed; the reply names another terminal. */
  z.strictObject({ fault: z.literal('wrongTerminal'), ...strikes }),
  /** Processed; the reply comes twice. */
  z.strictObject({ fault: z.literal('duplicateReply'), ...strikes }),
  /** Not processed: the host has forgotten the connection's sign-on, and asks for another (77). */
  z.strictObject({ fault: z.literal('forgetSignOn'), ...strikes }),
  /** Open connections close and new ones are refused, until `accept`. */
  z.strictObject({ fault: z.literal('refuse') }),
  z.strictObject({ fault: z.literal('accept') }),
  /** Open connections close; new ones are served. */
  z.strictObject({ fault: z.literal('hangUp') }),
  /** The next `times` settlement files leave their last transaction out, or tell another amount of their first. */
  z.strictObject({
    fault: z.literal('settlementDiffers'),
    how: z.enum(['missing', 'altered']),
    times: count.optional(),
  }),
  /** The next `times` requests for a settlement file are told that there is none (yet). */
  z.strictObject({ fault: z.literal('settlementAbsent'), times: count.optional() }),
  /** The next `times` settlement files end in the middle. */
  z.strictObject({ fault: z.literal('settlementCut'), times: count.optional() }),
])
export type HostFault = z.infer<typeof hostFaultSchema>

/** The faults of settlement files. */
export type FileFault = Extract<HostFault, { fault: `settlement${string}` }>

/** The faults that strike single messages. */
export type MessageFault = Exclude<HostFault, FileFault | { fault: 'refuse' | 'accept' | 'hangUp' }>

const hostScriptSchema = z.strictObject({
  rules: z.array(hostRuleSchema).default([]),
  faults: z.array(hostFaultSchema).default([]),
  /** A reversal of a purchase it never saw is answered 25 and forgotten, so the purchase is captured if it comes. */
  forgetful: z.boolean().optional(),
  /** Every connection must be signed on (0800, DE70 001) before anything else; until then all is answered 77. */
  requireSignOn: z.boolean().optional(),
})
export type HostScript = z.infer<typeof hostScriptSchema>

/**
 * Reads a host fixture: YAML with `rules`, `faults`, `forgetful` and `requireSignOn`, all optional.
 * @throws DriverError `script.malformed` naming what is wrong.
 */
export function parseHostScript(yamlText: string): HostScript {
  const read = hostScriptSchema.safeParse(parseYaml(yamlText))
  if (!read.success) throw new DriverError('script.malformed', z.prettifyError(read.error))
  return read.data
}

function parseYaml(text: string): unknown {
  try {
    return parse(text) ?? {}
  } catch (cause) {
    throw new DriverError('script.malformed', 'the host script is not YAML', { cause })
  }
}
