/** A whole shop behind a real server: emulated host, gateway and printer on sockets, a journal file, and HTTP in front. */
import { afterEach, beforeEach } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { systemRandom } from '../../drivers/random/system-random.js'
import { type ApiServer, serveApi } from '../../src/server/api-server.js'
import { assembleTill, openWorld, SHOP, type Till, type TillOptions, type World } from '../terminal/shop-in-a-box.js'

export const TOKEN = 'a-token-of-the-test-with-43-characters-00000'

// biome-ignore lint/suspicious/noExplicitAny: what came over the wire is looked at by each test
export type Wire = any

export interface Reply<T = Wire> {
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** As it stands, instead of JSON. */
  readonly raw?: string
}

export interface ServedOptions extends TillOptions {
  readonly host?: string
  readonly requestMs?: number
}

export function useServedShop({ host, requestMs, ...options }: ServedOptions = {}) {
  const served = {
    world: undefined as World | undefined,
    till: undefined as Till | undefined,
    server: undefined as ApiServer | undefined,
  }
  const faults: unknown[] = []

  beforeEach(async () => {
    served.world = await openWorld({ gatewayRules: { revocableFrom: 'issued' }, ledgersOnDisk: false })
    const till = assembleTill(served.world, options)
    served.till = till
    served.server = await serveApi({
      shop: {
        ...{ terminal: till.terminal, journal: till.journal, clock: systemClock, language: 'ko', currency: 'KRW' },
        ...{ name: SHOP.name, terminalId: 'T1', vatRateBasisPoints: 1000, utcOffsetMinutes: 540, training: false },
      },
      ...(host !== undefined && { host }),
      ...(requestMs !== undefined && { requestMs }),
      ...{ token: TOKEN, clock: systemClock, random: systemRandom, onFault: (error) => faults.push(error) },
    })
    till.terminal.start()
  })
  afterEach(async () => {
    await served.server?.close()
    await served.till?.close()
    await served.world?.close()
  })

  const url = (path: string) => `${served.server?.url}${path.startsWith('/healthz') ? '' : '/api/v1'}${path}`

  async function call<T = Wire>(
    method: string,
    path: string,
    { headers, body, raw }: CallOptions = {},
  ): Promise<Reply<T>> {
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const response = await fetch(url(path), {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(text !== undefined && { body: text }),
    })
    const answer = await response.text()
    return {
      status: response.status,
      body: (answer === '' ? undefined : JSON.parse(answer)) as T,
      headers: response.headers,
    }
  }

  return {
    faults,
    url,
    call,
    get: <T = Wire>(path: string, options?: CallOptions) => call<T>('GET', path, options),
    post: <T = Wire>(path: string, body?: unknown, options?: CallOptions) =>
      call<T>('POST', path, { body, ...options }),
    get world(): World {
      if (!served.world) throw new Error('not open')
      return served.world
    },
    get till(): Till {
      if (!served.till) throw new Error('not open')
      return served.till
    },
  }
}
