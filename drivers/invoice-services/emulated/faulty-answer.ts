/**
 * Sends an answer over HTTP, or spoils it as the fault that strikes says. What a fault breaks is broken for real: sockets are
 * closed, bytes are missing, pages are HTML.
 */
import type { ServerResponse } from 'node:http'
import type { Clock } from '../../../src/ports/clock.js'
import { sleep } from '../../waiting.js'
import type { RequestFault } from './service-faults.js'

export interface Answer {
  readonly status: number
  readonly type: 'json' | 'html'
  readonly text: string
}

const TYPES = { json: 'application/json; charset=utf-8', html: 'text/html; charset=utf-8' } as const
const ERROR_PAGE = '<!DOCTYPE html><html lang="zh"><title>Error</title><h1>服务器错误</h1></html>'
/** The page needs nothing from anywhere, and posts to itself alone. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"

export function json(body: unknown, status = 200): Answer {
  return { status, type: 'json', text: JSON.stringify(body) }
}

/** @param work does what the request asks for; called at most once, and not at all by a fault that comes before it. */
export async function answerWith(
  response: ServerResponse,
  work: () => Answer,
  fault: RequestFault | undefined,
  clock: Clock,
  closing: AbortSignal,
): Promise<void> {
  switch (fault?.kind) {
    case undefined:
      return send(response, work())
    case 'delay': {
      const answer = work()
      await sleep(clock, fault.delayMs, closing)
      return send(response, answer)
    }
    case 'dropRequest':
      response.destroy()
      return
    case 'dropReply':
      work()
      response.destroy()
      return
    case 'closeMidReply':
      return cutHalfWay(response, work())
    case 'garbage':
      if (fault.processed) work()
      return send(response, { status: 200, type: 'html', text: ERROR_PAGE })
    case 'httpStatus':
      if (fault.processed) work()
      return send(response, { status: fault.status, type: 'html', text: ERROR_PAGE })
    case 'refusal':
      if (fault.processed) work()
      return send(response, json({ code: fault.code, describe: fault.describe }))
  }
}

function send(response: ServerResponse, { status, type, text }: Answer): void {
  response.writeHead(status, {
    'content-type': TYPES[type],
    'cache-control': 'no-store',
    ...(type === 'html' && { 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer' }),
  })
  response.end(text)
}

/** The head promises the whole length; half of it is flushed, then the socket goes. */
function cutHalfWay(response: ServerResponse, { status, type, text }: Answer): void {
  const bytes = Buffer.from(text)
  response.writeHead(status, { 'content-type': TYPES[type], 'content-length': bytes.length })
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
}
