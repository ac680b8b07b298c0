/**
 * The emulated PortOne's four paths. Bodies are read as JSON whatever type they claim, because the official client sends
 * them as text; every request passes the fault script before it is answered.
 */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Clock } from '../../../src/ports/clock.js'
import type { RequestFaults } from '../../emulated-service.js'
import type { PortoneAnswer } from './portone-answers.js'
import type { PortoneCall, PortoneDesk } from './portone-desk.js'
import type { PortoneEndpoint, PortoneRequestFault } from './portone-faults.js'
import type { PaymentCompanyRefusal } from './portone-rules.js'
import { replySpoiled } from './spoiled-reply.js'

export interface PortoneRouteSettings {
  readonly desk: PortoneDesk
  readonly faults: RequestFaults<PortoneEndpoint, PortoneRequestFault>
  readonly clock: Clock
  /** Aborts when the gateway closes: replies held back go out at once. */
  readonly closing: AbortSignal
  /** Told of every request as it has been dealt with but for its reply. */
  readonly onRequest: (endpoint: PortoneEndpoint) => void
}

interface OnePayment {
  Params: { paymentId: string }
}

export async function portoneRoutes(settings: PortoneRouteSettings): Promise<FastifyInstance> {
  const { desk } = settings
  const app = Fastify({ logger: false })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  const answer = (
    endpoint: PortoneEndpoint,
    request: FastifyRequest,
    reply: FastifyReply,
    work: (call: PortoneCall, struck?: PaymentCompanyRefusal) => PortoneAnswer,
  ) => {
    const call = callOf(request)
    const replied = replySpoiled(
      reply,
      { run: (struck) => work(call, struck), hold: () => desk.hold(call) },
      settings.faults.take(endpoint),
      settings.clock,
      settings.closing,
    )
    settings.onRequest(endpoint)
    return replied
  }

  app.post('/cash-receipts', (request, reply) =>
    answer('issue', request, reply, (call, struck) => desk.issue(call, struck)),
  )
  app.get('/cash-receipts', (request, reply) => answer('list', request, reply, (call) => desk.list(call)))
  app.get<OnePayment>('/payments/:paymentId/cash-receipt', (request, reply) =>
    answer('get', request, reply, (call) => desk.get(call, request.params.paymentId)),
  )
  app.post<OnePayment>('/payments/:paymentId/cash-receipt/cancel', (request, reply) =>
    answer('cancel', request, reply, (call, struck) => desk.cancel(call, request.params.paymentId, struck)),
  )
  return app.ready().then(() => app)
}

function callOf({ url, headers, body, query }: FastifyRequest): PortoneCall {
  const key = headers['idempotency-key']
  return {
    path: url.split('?', 1)[0] ?? url,
    authorization: headers.authorization,
    idempotencyKey: Array.isArray(key) ? key[0] : key,
    body: typeof body === 'string' ? body : '',
    query: query as Readonly<Record<string, string | undefined>>,
  }
}
