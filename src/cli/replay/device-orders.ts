/**
 * The formats in which a scenario gives orders to the emulated counterparts: the same rules and faults their own fixtures
 * have, checked by the same readers. Every reader here throws when an order cannot be carried out, saying what to mend.
 */
import { stringify } from 'yaml'
import { z } from 'zod'
import { type HostScript, parseHostScript } from '../../../drivers/acquirers/emulated/host-script.js'
import { readCardScript } from '../../../drivers/card-readers/emulated/card-script.js'
import type { ScriptedPresentation } from '../../../drivers/card-readers/emulated/presentation.js'
import { type ServiceFault, serviceFaultSchema } from '../../../drivers/invoice-services/emulated/service-faults.js'
import type { ServiceRules } from '../../../drivers/invoice-services/emulated/service-rules.js'
import { type FaultSchedule, faultScheduleSchema } from '../../../drivers/printers/emulated/faults/fault-schedule.js'
import { type GatewayFault, gatewayFaultSchema } from '../../../drivers/tax-authorities/emulated/gateway-faults.js'
import { GATEWAY_REFUSALS, type GatewayRefusal } from '../../../drivers/tax-authorities/emulated/gateway-refusals.js'
import type { GatewayRules } from '../../../drivers/tax-authorities/emulated/gateway-rules.js'
import { DriverError } from '../../ports/device.js'
import type { StageDevice } from '../../replay/replay-stage.js'

const refusalNames = Object.keys(GATEWAY_REFUSALS) as [GatewayRefusal, ...GatewayRefusal[]]

const identityRule = z.union(
  [
    z.strictObject({ identity: z.string(), refuse: z.enum(refusalNames) }),
    z.strictObject({ identity: z.string(), rejectNextDay: z.string() }),
  ],
  { error: 'expected identity (digits in quotes) and either refuse or rejectNextDay' },
)

/** The part of `GatewayRules` a scenario may set; what is left out is as the gateway has it. */
const gatewayRules = z.strictObject({
  identities: z.array(identityRule).exactOptional(),
  restrictedSellers: z.array(z.string()).exactOptional(),
  withoutCredit: z.array(z.string()).exactOptional(),
  revocableFrom: z.enum(['confirmed', 'issued']).exactOptional(),
  dateWindowMs: z.int().positive().exactOptional(),
  tokenLifeMs: z.int().positive().exactOptional(),
})

const gatewayOrder = z.strictObject({
  rules: gatewayRules.default({}),
  faults: z.array(gatewayFaultSchema).default([]),
  /** The till’s secret key is not the one the gateway knows. */
  wrongCredentials: z.boolean().default(false),
  /** How far the gateway’s clock is ahead of the till’s, in minutes; behind it when negative. */
  clockAheadMinutes: z.int().default(0),
})

/** The part of `ServiceRules` a scenario may set. */
const serviceRules = z
  .strictObject({
    buyers: z.array(
      z.union([
        z.strictObject({ buyer: z.string(), fail: z.string() }),
        z.strictObject({ buyer: z.string(), failSigning: z.int().positive() }),
      ]),
    ),
    issueMs: z.int().min(0),
    signMs: z.int().min(0),
    pageOpenMs: z.int().positive(),
  })
  .partial()
  .transform((rules) => rules as Partial<ServiceRules>)

const serviceOrder = z.strictObject({
  rules: serviceRules.default({}),
  faults: z.array(serviceFaultSchema).default([]),
})

/** @throws DriverError */
export function readHostOrder(given: unknown): HostScript {
  return parseHostScript(stringify(given ?? {}))
}

export interface GatewayOrder {
  readonly rules: Partial<GatewayRules>
  readonly faults: readonly GatewayFault[]
  readonly wrongCredentials: boolean
  readonly clockAheadMinutes: number
}

/** @throws ZodError */
export function readGatewayOrder(given: unknown): GatewayOrder {
  return gatewayOrder.parse(given ?? {})
}

export interface InvoiceServiceOrder {
  readonly rules: Partial<ServiceRules>
  readonly faults: readonly ServiceFault[]
}

/** @throws ZodError */
export function readInvoiceServiceOrder(given: unknown): InvoiceServiceOrder {
  return serviceOrder.parse(given ?? {})
}

/** @throws ZodError */
export function readPrinterOrder(given: unknown): FaultSchedule {
  return faultScheduleSchema.parse(given ?? [])
}

/** @throws DriverError */
export function readReaderOrder(given: unknown): readonly ScriptedPresentation[] {
  return readCardScript(stringify({ presentations: given ?? [] }))
}

const READERS: Readonly<Record<StageDevice, (given: unknown) => unknown>> = {
  host: readHostOrder,
  gateway: readGatewayOrder,
  invoiceService: readInvoiceServiceOrder,
  printer: readPrinterOrder,
  secondPrinter: readPrinterOrder,
  reader: readReaderOrder,
}

/** What a counterpart is, and cannot become in the middle of a day. */
const FROM_THE_START: Readonly<Partial<Record<StageDevice, readonly string[]>>> = {
  host: ['forgetful', 'requireSignOn'],
  gateway: ['rules', 'wrongCredentials', 'clockAheadMinutes'],
  invoiceService: ['rules'],
}

/** @returns what is wrong with an order, a line each. */
export function orderProblems(device: StageDevice, given: unknown, when: 'fromTheStart' | 'later'): readonly string[] {
  try {
    READERS[device](given)
  } catch (error) {
    return linesOf(error)
  }
  const named = typeof given === 'object' && given !== null ? Object.keys(given) : []
  const tooLate = when === 'later' ? (FROM_THE_START[device] ?? []).filter((field) => named.includes(field)) : []
  return tooLate.map((field) => `${field} cannot change in the middle. Write it under world: ${device}:`)
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => [...(path.length > 0 ? [path.join('.')] : []), message].join(': '))
  }
  if (!(error instanceof DriverError)) throw error
  const lines = error.message.split('\n').map((line) => line.replace(/^\s*(line \d+: )?/, ''))
  return lines.filter((line) => line !== '' && line !== 'the card script cannot be used')
}
