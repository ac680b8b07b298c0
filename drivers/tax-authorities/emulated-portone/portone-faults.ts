/**
 * Bad days of the emulated PortOne, as data that a scenario can hold. Each names an endpoint and says what becomes of the
 * requests that reach it, above all whether the work was done: that is the difference the till has to survive.
 */
import { z } from 'zod'

const PORTONE_ENDPOINTS = ['issue', 'get', 'cancel', 'list'] as const
export type PortoneEndpoint = (typeof PORTONE_ENDPOINTS)[number]

const requestFault = z.discriminatedUnion('kind', [
  /** Processes at once, then holds the reply back on PortOne's clock. */
  z.object({ kind: z.literal('delay'), delayMs: z.number().int().nonnegative() }),
  /** Hangs up; nothing is processed. */
  z.object({ kind: z.literal('hangUp') }),
  /** Processes, then hangs up without a reply. */
  z.object({ kind: z.literal('dropReply') }),
  /** Processes, then hangs up half-way through the reply. */
  z.object({ kind: z.literal('closeMidReply') }),
  /** A 200 nobody can read: a web page, or JSON that stops half-way. Processed unless said otherwise. */
  z.object({
    kind: z.literal('garbage'),
    form: z.enum(['html', 'truncatedJson']),
    processed: z.boolean().default(true),
  }),
  /** A bare status with a web page; `maintenance` says so on the page. Not processed unless said otherwise. */
  z.object({
    kind: z.literal('httpStatus'),
    status: z.number().int().min(400).max(599),
    page: z.enum(['maintenance', 'plain']).default('plain'),
    processed: z.boolean().default(false),
  }),
  /**
   * 502 `PG_PROVIDER`. What it leaves: a failed attempt, nothing at all, or the work done all the same (the payment
   * company's error came after it).
   */
  z.object({
    kind: z.literal('pgProvider'),
    pgCode: z.string(),
    pgMessage: z.string().default('처리할 수 없습니다'),
    leaves: z.enum(['failed', 'nothing', 'done']).default('failed'),
  }),
  /** Any `{type, message}` with any status; nothing is processed. */
  z.object({
    kind: z.literal('error'),
    status: z.number().int().min(400).max(599),
    type: z.string(),
    message: z.string().default(''),
  }),
])

export type PortoneRequestFault = z.infer<typeof requestFault>

export const portoneFaultSchema = z.union([
  /** Stops listening: connections are refused until it is mended. */
  z.object({ kind: z.literal('refuse') }),
  /** Takes every fault back and listens again on the same port. */
  z.object({ kind: z.literal('mend') }),
  z.object({
    on: z.enum([...PORTONE_ENDPOINTS, 'any']),
    /** How many requests to let through first. */
    skip: z.number().int().nonnegative().default(0),
    /** How many requests it strikes. */
    times: z.union([z.number().int().positive(), z.literal('always')]).default(1),
    fault: requestFault,
  }),
])

/** A fault as written in a scenario: what has a usual value may be left out. */
export type PortoneFault = z.input<typeof portoneFaultSchema>
