/**
 * The emulated service on the wire: 诺诺's tokens, its one path for all calls, and the invoicing page behind one port, spoken to
 * by the same driver that speaks to the real one. Faults are scripted from outside, so any bad day can be had at will.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Clock } from '../../../src/ports/clock.js'
import { EmulatedService } from '../../emulated-service.js'
import { openLedgerFile } from '../../ledger-file.js'
import { EMULATED_INVOICE_ACCOUNT, type ServiceAccount } from './emulated-account.js'
import { type Answer, answerWith, json } from './faulty-answer.js'
import { InvoiceLedger } from './invoice-ledger.js'
import { ScanDesk } from './scan-desk.js'
import { ServiceDesk } from './service-desk.js'
import { serviceEventSchema } from './service-events.js'
import { type RequestFault, type ServiceEndpoint, type ServiceFault, serviceFaultSchema } from './service-faults.js'
import { SERVICE_REFUSALS } from './service-refusals.js'
import { SERVICE_RULES, type ServiceRules } from './service-rules.js'
import { type ServiceCall, ServiceSessions } from './service-sessions.js'

export interface EmulatedInvoiceServerOptions {
  /** The service's own time: states moving on, token lives, the buyer's 72 hours, delays. */
  readonly clock: Clock
  /** 127.0.0.1 unless told otherwise; a phone that is to reach the page needs the machine's address in its network. */
  readonly host?: string
  /** 0, the default, takes any free port. */
  readonly port?: number
  readonly account?: ServiceAccount
  readonly rules?: Partial<ServiceRules>
  readonly faults?: readonly ServiceFault[]
  /** Where everything outlives the process. Without it, it lives as long as the service. */
  readonly ledgerFile?: string
}

export interface EmulatedInvoiceServer {
  /** `http://127.0.0.1:PORT`: tokens at `/accessToken`, calls at `/open/v1/services`, the page at `/scan`. */
  readonly url: string
  readonly ledger: InvoiceLedger
  /** How many requests have reached an endpoint, spoiled ones included. */
  requestCount(endpoint: ServiceEndpoint): number
  /** Orders a fault, or takes all back (`mend`). Rejects with a ZodError when it is no fault. */
  script(fault: ServiceFault): Promise<void>
  /** The buyer takes an issued invoice into its books: a red one needs its word from then on. */
  buyerBooks(orderNo: string): void
  /** What the buyer says to a red form, at the tax office. */
  buyerAnswers(billId: string, agreed: boolean): void
  /** Somebody voids an invoice at the service's own site. */
  voidBySite(orderNo: string): void
  /** No token given out so far is good any more. */
  revokeTokens(): void
  /** Cuts every connection and lets go of port and file. Closing twice is harmless. */
  close(): Promise<void>
}

const LONGEST_BODY_BYTES = 1024 * 1024

const CALLS: Readonly<Record<string, Exclude<ServiceEndpoint, 'token' | 'page'>>> = {
  'nuonuo.OpeMplatform.requestBillingNew': 'request',
  'nuonuo.OpeMplatform.queryInvoiceResult': 'query',
  'nuonuo.OpeMplatform.reInvoice': 'resign',
  'nuonuo.OpeMplatform.saveInvoiceRedConfirm': 'red',
  'nuonuo.OpeMplatform.queryInvoiceRedConfirm': 'queryRed',
  'nuonuo.OpeMplatform.refreshInvoiceRedConfirm': 'refreshRed',
}

/** Rejects with DriverError `address.unavailable`, or `ledger.corrupt` when the ledger file is damaged. */
export async function serveEmulatedInvoiceService(
  options: EmulatedInvoiceServerOptions,
): Promise<EmulatedInvoiceServer> {
  const { clock, host = '127.0.0.1', account = EMULATED_INVOICE_ACCOUNT } = options
  const rules = { ...SERVICE_RULES, ...options.rules }
  const ledger = new InvoiceLedger(rules)
  const file = options.ledgerFile === undefined ? undefined : openLedgerFile(options.ledgerFile, serviceEventSchema)
  for (const event of file?.history ?? []) ledger.record(event)

  let url = ''
  const sessions = new ServiceSessions(account, rules)
  const desk = new ServiceDesk({
    ...{ ledger, sessions, rules, file, clock, seller: account.seller, digestKey: account.appSecret },
    url: () => url,
  })
  const scan = new ScanDesk(desk, account)
  const service = new EmulatedService<ServiceEndpoint, RequestFault>(clock)
  const { faults, closing } = service

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    const found = body === undefined ? undefined : routeOf(callOf(request, body), request.method ?? '', desk, scan)
    if (!found) return answerWith(response, () => json({ error: 'not found' }, 404), undefined, clock, closing)
    service.count(found.endpoint)
    await answerWith(response, found.work, faults.take(found.endpoint), clock, closing)
  }

  const answer: RequestListener = (request, response) => {
    // A request cut off on its way in: there is nobody left to answer.
    serve(request, response).catch(() => response.destroy())
  }
  const place = await service.listen(answer, { host, port: options.port ?? 0 }).catch((error: unknown) => {
    file?.close()
    throw error
  })
  url = place.url
  const script = async (fault: ServiceFault) => service.obey(serviceFaultSchema.parse(fault))
  for (const fault of options.faults ?? []) await script(fault)

  return {
    url,
    ledger,
    requestCount: (endpoint) => service.requestCount(endpoint),
    script,
    buyerBooks: (orderNo) => desk.happen({ kind: 'booked', orderNo, at: clock.now() }),
    buyerAnswers: (billId, agreed) => desk.happen({ kind: 'redAnswered', billId, agreed, at: clock.now() }),
    voidBySite: (orderNo) => desk.happen({ kind: 'voided', orderNo, at: clock.now() }),
    revokeTokens: () => sessions.revokeAll(),
    async close() {
      if (closing.aborted) return
      service.close()
      file?.close()
    },
  }
}

/** Which endpoint a request is for, and what it has done there. */
function routeOf(
  call: ServiceCall,
  verb: string,
  desk: ServiceDesk,
  scan: ScanDesk,
): { readonly endpoint: ServiceEndpoint; readonly work: () => Answer } | undefined {
  switch (`${verb} ${call.path}`) {
    case 'POST /accessToken':
      return { endpoint: 'token', work: () => desk.token(call.body) }
    case 'GET /scan':
      return { endpoint: 'page', work: () => scan.show(call.query) }
    case 'POST /scan':
      return { endpoint: 'page', work: () => scan.submit(call.query, call.body) }
    case 'POST /open/v1/services': {
      const endpoint = CALLS[call.headers['method'] ?? '']
      return endpoint
        ? { endpoint, work: () => desk[endpoint](call) }
        : { endpoint: 'query', work: () => json(SERVICE_REFUSALS.methodUnknown) }
    }
    default:
      return undefined
  }
}

function callOf(request: IncomingMessage, body: string): ServiceCall {
  const address = new URL(request.url ?? '/', 'http://service')
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ])
  return { path: address.pathname, query: address.searchParams, headers: Object.fromEntries(headers), body }
}

/** Undefined when it is longer than any request can be. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let byteCount = 0
  for await (const chunk of request) {
    byteCount += chunk.length
    if (byteCount > LONGEST_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
