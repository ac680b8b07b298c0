/**
 * The emulated gateway's paths, as Linkhub and Popbill have them. One POST path does two things and tells them apart by
 * `X-HTTP-Method-Override`, as Popbill's does; every request passes the fault script before it is answered.
 */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Clock } from '../../../src/ports/clock.js'
import type { RequestFaults } from '../../emulated-service.js'
import { replyWith, sendMaintenancePage } from './faulty-reply.js'
import { type Answer, type CashbillCall, type GatewayDesk, refusal } from './gateway-desk.js'
import type { GatewayEndpoint, RequestFault } from './gateway-faults.js'
import { GATEWAY_REFUSALS } from './gateway-refusals.js'
import type { GatewayRules } from './gateway-rules.js'

export interface RouteSettings {
  readonly desk: GatewayDesk
  readonly faults: RequestFaults<GatewayEndpoint, RequestFault>
  readonly clock: Clock
  readonly maintenance: GatewayRules['maintenance']
  /** Aborts when the gateway closes: replies held back go out at once. */
  readonly closing: AbortSignal
  /** Told of every request as it arrives. */
  readonly onRequest: (endpoint: GatewayEndpoint) => void
}

export async function gatewayRoutes(settings: RouteSettings): Promise<FastifyInstance> {
  const { desk } = settings
  const app = Fastify({ logger: false })
  // Bodies stay text: the token's signature covers them byte for byte.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  const answer = (endpoint: GatewayEndpoint, reply: FastifyReply, work: () => Answer) => {
    settings.onRequest(endpoint)
    const now = settings.clock.now()
    if (settings.maintenance.some(({ from, to }) => from <= now && now < to)) return sendMaintenancePage(reply)
    return replyWith(reply, work, settings.faults.take(endpoint), settings.clock, settings.closing)
  }

  app.post('/:service(^POPBILL(?:_TEST)?$)/Token', (request, reply) =>
    answer('token', reply, () =>
      desk.token({ path: request.url, headers: plainHeaders(request), body: text(request), from: request.ip }),
    ),
  )
  app.get('/Time', (_request, reply) => answer('time', reply, () => desk.time()))
  app.get('/:service(^POPBILL(?:_TEST)?$)/:purse(^(?:Partner)?Point$)', (request, reply) =>
    answer('account', reply, () => desk.points(callOf(request))),
  )
  app.post('/Cashbill', (request, reply) => {
    switch (request.headers['x-http-method-override']) {
      case 'ISSUE':
        return answer('issue', reply, () => desk.issue(callOf(request)))
      case 'REVOKEISSUE':
        return answer('revoke', reply, () => desk.revoke(callOf(request)))
      default:
        return reply.code(400).send(GATEWAY_REFUSALS.malformed)
    }
  })
  app.get<{ Querystring: { cfg?: string } }>('/Cashbill', (request, reply) =>
    answer('account', reply, () =>
      request.query.cfg === 'UNITCOST' ? desk.charge(callOf(request)) : refusal('malformed'),
    ),
  )
  app.get('/Cashbill/ChargeInfo', (request, reply) => answer('account', reply, () => desk.charge(callOf(request))))
  app.post('/Cashbill/States', (request, reply) => answer('states', reply, () => desk.states(callOf(request))))
  app.get('/Cashbill/Search', (request, reply) =>
    answer('search', reply, () => desk.search(callOf(request), request.query)),
  )
  app.get<{ Params: { mgtKey: string }; Querystring: Record<string, string> }>('/Cashbill/:mgtKey', (request, reply) =>
    answer('get', reply, () => desk.get(callOf(request), request.params.mgtKey, 'Detail' in request.query)),
  )
  return app.ready().then(() => app)
}

function callOf(request: FastifyRequest): CashbillCall {
  return { authorization: request.headers.authorization, body: text(request), from: request.ip }
}

function text(request: FastifyRequest): string {
  return typeof request.body === 'string' ? request.body : ''
}

function plainHeaders(request: FastifyRequest): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}
