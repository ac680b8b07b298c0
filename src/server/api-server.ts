/**
 * The till over HTTP: what the commands do, for screens and other programs. One server a till; nothing it answers with may
 * be kept by anybody on the way, and nothing of a request is ever written down.
 */
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Clock } from '../ports/clock.js'
import type { Random } from '../ports/random.js'
import { Access, SESSION_COOKIE, sessionKey } from './access.js'
import { type Answer, badInput, not } from './answer.js'
import { EventStream } from './event-stream.js'
import { Idempotency } from './idempotency.js'
import { problemDocument } from './problem.js'
import type { PlainProblem } from './problem-titles.js'
import { routesOf } from './routes.js'
import type { ServedShop } from './shop.js'
import { spokenLanguage } from './spoken-language.js'

export interface ApiServerOptions {
  readonly shop: ServedShop
  readonly clock: Clock
  readonly random: Random
  /** What programs send as `Authorization: Bearer`, and browsers sign in with. */
  readonly token: string
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** A request that has not come whole by then is cut off; 10 s unless given. */
  readonly requestMs?: number
  /** Told of what broke inside, without anything a request held. */
  readonly onFault: (error: unknown) => void
}

export interface ApiServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** Ends streams and connections and lets go of the port; the terminal goes on. Closing twice is harmless. */
  close(): Promise<void>
}

const BASE = '/api/v1'
const LONGEST_BODY_BYTES = 64 * 1024
const LONGEST_REQUEST_MS = 10_000
/** How often Node looks for requests that take too long. */
const TIMEOUT_CHECK_MS = 1_000

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** Rejects with the system's error when it cannot listen there. The terminal need not be started yet. */
export async function serveApi(options: ApiServerOptions): Promise<ApiServer> {
  const { shop, host = '127.0.0.1', port = 0, clock, requestMs = LONGEST_REQUEST_MS } = options
  const access = new Access(options)
  const events = new EventStream(clock)
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    bodyLimit: LONGEST_BODY_BYTES,
    requestTimeout: requestMs,
    // Node exchanges the two limits where that for headers, 60 s unless given, is the longer one.
    http: { headersTimeout: requestMs, connectionsCheckingInterval: Math.min(TIMEOUT_CHECK_MS, requestMs) },
    // A HEAD of the events would hold a stream that never says anything.
    exposeHeadRoutes: false,
  })
  app.removeContentTypeParser('text/plain')
  guard(app, access, options)
  routes(app, options)
  sessions(app, { access, events }, options)
  app.get(`${BASE}/events`, (request, reply) => {
    if (events.isFull) return send(reply, not('tooManyStreams'), request, options)
    reply.hijack()
    for (const [name, value] of Object.entries(HEADERS)) reply.raw.setHeader(name, value)
    const after = /^\d{1,15}$/.exec(String(request.headers['last-event-id'] ?? ''))?.[0]
    events.listen(reply.raw, after === undefined ? undefined : Number(after), sessionKey(request))
    return undefined
  })
  app.get('/healthz', () => ({ status: 'up' }))
  const stop = shop.terminal.onPublication((publication) => events.tell(publication))
  app.addHook('preClose', async () => {
    stop()
    events.close()
  })

  try {
    await app.listen({ host, port })
  } catch (error) {
    stop()
    throw error
  }
  const bound = app.server.address() as AddressInfo
  const shown = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address
  const names = new Set([
    shown,
    host,
    ...(isLoopback(host) || isEveryAddress(host) ? ['localhost', '127.0.0.1', '[::1]'] : []),
  ])
  const own = [...names].map((name) => `${name}:${bound.port}`)
  access.answerTo(own, isEveryAddress(host) ? bound.port : undefined)
  return { url: `http://${shown}:${bound.port}`, close: () => app.close() }
}

/** In the order in which it matters: our name, our page, the token. */
function guard(app: FastifyInstance, access: Access, options: ApiServerOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS)
    const isOpen = request.url === '/healthz' || (request.url === `${BASE}/session` && request.method === 'POST')
    const problem = access.stranger(request) ?? (isOpen ? undefined : access.refusal(request))
    return problem === undefined ? undefined : send(reply, not(problem), request, options)
  })
  const places = placesOf(options)
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?')
    const methods = places.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    if (methods.length === 0) return send(reply, not('notFound'), request, options)
    reply.header('allow', methods.join(', '))
    return send(reply, not('methodNotAllowed'), request, options)
  })
  app.setErrorHandler((error: { readonly code?: string; readonly statusCode?: number }, request, reply) => {
    const { statusCode = 500, code = '' } = error
    if (statusCode >= 500) options.onFault(error)
    return send(reply, not(CODES[code] ?? (statusCode >= 500 ? 'internal' : 'notJson')), request, options)
  })
}

/** Every address and what may be done there. */
function placesOf({ shop }: ApiServerOptions): readonly { readonly method: string; readonly pattern: RegExp }[] {
  const own = [
    { method: 'GET', path: '/events' },
    { method: 'POST', path: '/session' },
    { method: 'DELETE', path: '/session' },
  ]
  return [...own, ...routesOf(shop)].map(({ method, path }) => {
    return { method, pattern: new RegExp(`^${BASE}${path.replaceAll(/:\w+/g, '[^/]+')}$`) }
  })
}

const CODES: Readonly<Record<string, PlainProblem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'tooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'notJsonType',
}

function routes(app: FastifyInstance, options: ApiServerOptions): void {
  const idempotency = new Idempotency()
  for (const { method, path, handle } of routesOf(options.shop)) {
    app.route({
      method,
      url: `${BASE}${path}`,
      handler: async (request, reply) => {
        const { params, query, body } = request
        const work = async () => handle({ params: params as Readonly<Record<string, string>>, query, body })
        if (method === 'GET') return send(reply, await work(), request, options)
        const key = request.headers['idempotency-key']
        const place = `${method} ${request.url}`
        return send(reply, await idempotency.once(place, key?.toString(), body, work), request, options)
      },
    })
  }
}

/** For browsers: the token once, then a cookie that no script can read and a word that every change must repeat. */
function sessions(
  app: FastifyInstance,
  { access, events }: { readonly access: Access; readonly events: EventStream },
  options: ApiServerOptions,
): void {
  app.post(`${BASE}/session`, (request, reply) => {
    const { body } = request
    const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : undefined
    if (typeof token !== 'string') return send(reply, badInput({ field: 'token', rule: 'missing' }), request, options)
    const session = access.signIn(token)
    if (!session.ok) return send(reply, not(session.problem), request, options)
    const { id, csrfToken, expiresAt } = session.value
    const cookie = `${SESSION_COOKIE}=${id}; HttpOnly; SameSite=Strict; Path=/api/v1`
    return reply.header('set-cookie', cookie).code(201).send({ csrfToken, expiresAt })
  })
  app.delete(`${BASE}/session`, (request, reply) => {
    access.signOut(request)
    const session = sessionKey(request)
    if (session !== undefined) events.hangUp(session)
    return reply
      .header('set-cookie', `${SESSION_COOKIE}=; HttpOnly; SameSite=Strict; Path=/api/v1; Max-Age=0`)
      .code(204)
      .send()
  })
}

function send(
  reply: FastifyReply,
  answer: Answer,
  { headers }: FastifyRequest,
  { shop, clock }: ApiServerOptions,
): FastifyReply {
  if (!('problem' in answer))
    return reply
      .code(answer.status)
      .headers(answer.headers ?? {})
      .send(answer.body)
  const language = spokenLanguage(headers['accept-language'], shop.language)
  const document = problemDocument(answer.problem, language, clock.now())
  if (document.status === 401) reply.header('www-authenticate', 'Bearer realm="tillproof"')
  reply.headers({ 'content-language': language, vary: 'accept-language' })
  return reply.code(document.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(document))
}

function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host)
}
