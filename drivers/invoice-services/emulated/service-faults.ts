/**
 * Trouble on order: each fault names an endpoint, how often it strikes and what goes wrong, as data that a scenario file can
 * hold. Whether the request was processed first is part of the fault, for that is the difference the till has to survive.
 */
import { z } from 'zod'

const SERVICE_ENDPOINTS = ['token', 'request', 'query', 'resign', 'red', 'queryRed', 'refreshRed', 'page'] as const
export type ServiceEndpoint = (typeof SERVICE_ENDPOINTS)[number]

const requestFault = z.discriminatedUnion('kind', [
  /** Processes at once, then holds the reply back on the service's clock. */
  z.object({ kind: z.literal('delay'), delayMs: z.number().int().nonnegative() }),
  /** Closes the connection; nothing is processed. */
  z.object({ kind: z.literal('dropRequest') }),
  /** Processes, then closes the connection without a reply. */
  z.object({ kind: z.literal('dropReply') }),
  /** Processes, then closes the connection half-way through the reply. */
  z.object({ kind: z.literal('closeMidReply') }),
  /** A 200 with a web page nobody can read. Processed unless said otherwise. */
  z.object({ kind: z.literal('garbage'), processed: z.boolean().default(true) }),
  /** A bare status with a web page. Not processed unless said otherwise. */
  z.object({
    kind: z.literal('httpStatus'),
    status: z.number().int().min(400).max(599),
    processed: z.boolean().default(false),
  }),
  /** Refuses with any code; nothing is processed unless said otherwise. */
  z.object({
    kind: z.literal('refusal'),
    code: z.string(),
    describe: z.string().default(''),
    processed: z.boolean().default(false),
  }),
])

export type RequestFault = z.output<typeof requestFault>

export const serviceFaultSchema = z.union([
  /** Stops listening: connections are refused until it is mended. */
  z.object({ kind: z.literal('refuse') }),
  /** Takes every fault back and listens again on the same port. */
  z.object({ kind: z.literal('mend') }),
  z.object({
    on: z.enum([...SERVICE_ENDPOINTS, 'any']),
    /** How many requests to let through first. */
    skip: z.number().int().nonnegative().default(0),
    /** How many requests it strikes. */
    times: z.union([z.number().int().positive(), z.literal('always')]).default(1),
    fault: requestFault,
  }),
])

/** A fault as written in a scenario: what has a usual value may be left out. */
export type ServiceFault = z.input<typeof serviceFaultSchema>
