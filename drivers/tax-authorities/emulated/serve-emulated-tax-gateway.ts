/**
 * The emulated gateway on the wire: Linkhub's token service and Popbill's cash receipts behind one port, spoken to by the
 * same driver that speaks to the real ones. Faults are scripted from outside, so any bad day can be had at will.
 */
import type { RequestListener } from 'node:http'
import type { Clock } from '../../../src/ports/clock.js'
import { EmulatedService } from '../../emulated-service.js'
import { openLedgerFile } from '../../ledger-file.js'
import { DocumentLedger } from './document-ledger.js'
import { EMULATED_TAX_ACCOUNT, type GatewayMember } from './emulated-account.js'
import { GatewayDesk } from './gateway-desk.js'
import { documentSchema } from './gateway-document.js'
import { type GatewayEndpoint, type GatewayFault, gatewayFaultSchema, type RequestFault } from './gateway-faults.js'
import { gatewayRoutes } from './gateway-routes.js'
import { GATEWAY_RULES, type GatewayRules } from './gateway-rules.js'
import { GatewaySessions } from './gateway-sessions.js'

export interface EmulatedTaxGatewayOptions {
  /** The gateway's own time: dates, token lives, the tax office's next morning, delays. */
  readonly clock: Clock
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Who may use it; the embedded account unless told otherwise. */
  readonly members?: readonly GatewayMember[]
  readonly rules?: Partial<GatewayRules>
  readonly faults?: readonly GatewayFault[]
  /** Where documents outlive the process. Without it they live as long as the gateway. */
  readonly ledgerFile?: string
  /** Keys the digests of customers' identifiers. Must stay the same for one ledger file. */
  readonly digestKey?: string
}

export interface EmulatedTaxGateway {
  /** `http://127.0.0.1:PORT`: both Linkhub's base URL and Popbill's. */
  readonly url: string
  readonly host: string
  readonly port: number
  readonly ledger: DocumentLedger
  /** How many requests have reached an endpoint, spoiled ones included. */
  requestCount(endpoint: GatewayEndpoint): number
  /** Orders a fault, or takes all back (`mend`). Rejects with a ZodError when it is no fault. */
  script(fault: GatewayFault): Promise<void>
  /** Cuts every connection and lets go of port and file. Closing twice is harmless. */
  close(): Promise<void>
}

/** Rejects with DriverError `address.unavailable`, or `ledger.corrupt` when the ledger file is damaged. */
export async function serveEmulatedTaxGateway(options: EmulatedTaxGatewayOptions): Promise<EmulatedTaxGateway> {
  const { clock, host = '127.0.0.1', members = [EMULATED_TAX_ACCOUNT] } = options
  const rules = { ...GATEWAY_RULES, ...options.rules }
  const ledger = new DocumentLedger(rules, options.digestKey ?? members[0]?.secretKey ?? '')
  const file = options.ledgerFile === undefined ? undefined : openLedgerFile(options.ledgerFile, documentSchema)
  for (const document of file?.history ?? []) ledger.record(document)

  const service = new EmulatedService<GatewayEndpoint, RequestFault>(clock)
  const app = await gatewayRoutes({
    desk: new GatewayDesk(ledger, rules, new GatewaySessions(members, rules), file, clock),
    faults: service.faults,
    clock,
    maintenance: rules.maintenance,
    closing: service.closing,
    onRequest: (endpoint) => service.count(endpoint),
  })
  const answer: RequestListener = (request, response) => {
    // Every reply tells the gateway's time, as any web server does, and not this machine's.
    response.setHeader('date', new Date(clock.now()).toUTCString())
    app.routing(request, response)
  }
  const place = await service.listen(answer, { host, port: options.port ?? 0 }).catch((error: unknown) => {
    file?.close()
    throw error
  })
  const script = async (fault: GatewayFault) => service.obey(gatewayFaultSchema.parse(fault))
  for (const fault of options.faults ?? []) await script(fault)

  return {
    ...place,
    ledger,
    requestCount: (endpoint) => service.requestCount(endpoint),
    script,
    async close() {
      if (service.closing.aborted) return
      service.close()
      await app.close()
      file?.close()
    },
  }
}
