/**
 * Trouble on order: each fault names an endpoint, how often it strikes and what goes wrong, as data that a scenario file
 * can hold. Whether the request was processed before things went wrong is part of the fault, for that is the difference
 * the terminal has to survive.
 */
import { z } from 'zod'

const GATEWAY_ENDPOINTS = ['token', 'issue', 'revoke', 'get', 'states', 'search', 'account', 'time'] as const
export type GatewayEndpoint = (typeof GATEWAY_ENDPOINTS)[number]

const requestFault = z.discriminatedUnion('kind', [
  /** Processes at once, then holds the reply back on the gateway's clock. */
  z.strictObject({ kind: z.literal('delay'), delayMs: z.number().int().nonnegative() }),
  /** Closes the connection; nothing is processed. */
  z.strictObject({ kind: z.literal('dropRequest') }),
  /** Processes, then closes the connection without a reply. */
  z.strictObject({ kind: z.literal('dropReply') }),
  /** Processes, then closes the connection half-way through the reply. */
  z.strictObject({ kind: z.literal('closeMidReply') }),
  /** A 200 nobody can read: a web page, or JSON that stops half-way. Processed unless said otherwise. */
  z.strictObject({
    kind: z.literal('garbage'),
    form: z.enum(['html', 'truncatedJson']),
    processed: z.boolean().default(true),
  }),
  /** A bare status with a web page; `maintenance` says so on the page. Not processed unless said otherwise. */
  z.strictObject({
    kind: z.literal('httpStatus'),
    status: z.number().int().min(400).max(599),
    page: z.enum(['maintenance', 'plain']).default('plain'),
    processed: z.boolean().default(false),
  }),
  /** Refuses with any `{code, message}`; nothing is processed. */
  z.strictObject({
    kind: z.literal('refusal'),
    code: z.number().int().negative(),
    message: z.string().default(''),
    status: z.number().int().min(200).max(599).default(400),
  }),
])

export type RequestFault = z.infer<typeof requestFault>

/** A fault that waits for requests to strike. */
export const armedFaultSchema = z.strictObject({
  on: z.enum([...GATEWAY_ENDPOINTS, 'any']),
  /** How many requests to let through first. */
  skip: z.number().int().nonnegative().default(0),
  /** How many requests it strikes. */
  times: z.union([z.number().int().positive(), z.literal('always')]).default(1),
  fault: requestFault,
})

export const gatewayFaultSchema = z.union([
  /** Stops listening: connections are refused until it is mended. */
  z.strictObject({ kind: z.literal('refuse') }),
  /** Takes every fault back and listens again on the same port. */
  z.strictObject({ kind: z.literal('mend') }),
  armedFaultSchema,
])

/** A fault as written in a scenario: what has a usual value may be left out. */
export type GatewayFault = z.input<typeof gatewayFaultSchema>

export type ArmedFault = z.output<typeof armedFaultSchema>
