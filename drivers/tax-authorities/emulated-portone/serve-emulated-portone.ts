/**
 * The emulated PortOne on the wire, spoken to by the driver that speaks to the real one, and by PortOne's own client. Faults
 * are scripted from outside, so any bad day can be had at will.
 */
import type { Clock } from '../../../src/ports/clock.js'
import { EmulatedService } from '../../emulated-service.js'
import { openLedgerFile } from '../../ledger-file.js'
import { EMULATED_PORTONE_ACCOUNT, type PortoneAccount } from './portone-account.js'
import { PortoneDesk } from './portone-desk.js'
import {
  type PortoneEndpoint,
  type PortoneFault,
  type PortoneRequestFault,
  portoneFaultSchema,
} from './portone-faults.js'
import { portoneRoutes } from './portone-routes.js'
import { PORTONE_RULES, type PortoneRules } from './portone-rules.js'
import { ReceiptBook } from './receipt-book.js'
import { recordSchema } from './receipt-record.js'

export interface EmulatedPortoneOptions {
  /** PortOne's own time: when things are issued and cancelled, how long keys live, delays. */
  readonly clock: Clock
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Who may use it; the embedded account unless told otherwise. */
  readonly accounts?: readonly PortoneAccount[]
  readonly rules?: Partial<PortoneRules>
  readonly faults?: readonly PortoneFault[]
  /** Where receipts outlive the process. Without it they live as long as the gateway; keys always do. */
  readonly ledgerFile?: string
  /** Keys the digests of customers' identifiers. Must stay the same for one ledger file. */
  readonly digestKey?: string
}

export interface EmulatedPortone {
  /** `http://127.0.0.1:PORT`, the base URL of driver and client. */
  readonly url: string
  readonly host: string
  readonly port: number
  readonly book: ReceiptBook
  /** How many requests have reached an endpoint, spoiled ones included. */
  requestCount(endpoint: PortoneEndpoint): number
  /** Orders a fault, or takes all back (`mend`). Rejects with a ZodError when it is no fault. */
  script(fault: PortoneFault): Promise<void>
  /** Cuts every connection and lets go of port and file. Closing twice is harmless. */
  close(): Promise<void>
}

/** Rejects with DriverError `address.unavailable`, or `ledger.corrupt` when the ledger file is damaged. */
export async function serveEmulatedPortone(options: EmulatedPortoneOptions): Promise<EmulatedPortone> {
  const { clock, host = '127.0.0.1', accounts = [EMULATED_PORTONE_ACCOUNT] } = options
  const file = options.ledgerFile === undefined ? undefined : openLedgerFile(options.ledgerFile, recordSchema)
  const book = new ReceiptBook(options.digestKey ?? accounts[0]?.secret ?? '', file)
  const service = new EmulatedService<PortoneEndpoint, PortoneRequestFault>(clock)
  const app = await portoneRoutes({
    desk: new PortoneDesk(book, accounts, { ...PORTONE_RULES, ...options.rules }, clock),
    faults: service.faults,
    clock,
    closing: service.closing,
    onRequest: (endpoint) => service.count(endpoint),
  })
  const place = await service.listen(app.routing, { host, port: options.port ?? 0 }).catch((error: unknown) => {
    file?.close()
    throw error
  })
  const script = async (fault: PortoneFault) => service.obey(portoneFaultSchema.parse(fault))
  for (const fault of options.faults ?? []) await script(fault)

  return {
    ...place,
    book,
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
