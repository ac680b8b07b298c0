/**
 * Sends an answer over HTTP, or spoils it as the fault that strikes says. What a fault breaks is broken for real: sockets
 * are closed, bytes are missing, pages are HTML.
 */
import type { FastifyReply } from 'fastify'
import type { Clock } from '../../../src/ports/clock.js'
import { sleep } from '../../waiting.js'
import type { Answer } from './gateway-desk.js'
import type { RequestFault } from './gateway-faults.js'

const JSON_TYPE = 'application/json; charset=utf-8'
const TEXT_TYPE = 'text/plain; charset=utf-8'
const HTML_TYPE = 'text/html; charset=utf-8'

const PAGES = {
  plain: '<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Error</h1></body></html>',
  maintenance:
    '<!DOCTYPE html><html><head><title>점검 안내</title></head><body><h1>시스템 점검 중입니다</h1></body></html>',
} as const

/** @param work does what the request asks for; called at most once, and not at all by a fault that comes before it. */
export async function replyWith(
  reply: FastifyReply,
  work: () => Answer,
  fault: RequestFault | undefined,
  clock: Clock,
  closing: AbortSignal,
): Promise<FastifyReply> {
  switch (fault?.kind) {
    case undefined:
      return sendAnswer(reply, work())
    case 'delay': {
      const answer = work()
      await sleep(clock, fault.delayMs, closing)
      return sendAnswer(reply, answer)
    }
    case 'dropRequest':
      return cutOff(reply)
    case 'dropReply':
      work()
      return cutOff(reply)
    case 'closeMidReply':
      return cutHalfWay(reply, work())
    case 'garbage': {
      const text = fault.processed ? textOf(work()) : '{"code":1}'
      const isPage = fault.form === 'html'
      return reply
        .code(200)
        .type(isPage ? HTML_TYPE : JSON_TYPE)
        .send(isPage ? PAGES.plain : text.slice(0, text.length / 2))
    }
    case 'httpStatus':
      if (fault.processed) work()
      return reply.code(fault.status).type(HTML_TYPE).send(PAGES[fault.page])
    case 'refusal':
      return sendAnswer(reply, { status: fault.status, body: { code: fault.code, message: fault.message } })
  }
}

function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  return reply.code(answer.status).type(typeOf(answer)).send(textOf(answer))
}

function textOf(answer: Answer): string {
  return 'text' in answer ? answer.text : JSON.stringify(answer.body)
}

function typeOf(answer: Answer): string {
  return 'text' in answer ? TEXT_TYPE : JSON_TYPE
}

/** What stands in front of the gateway while it is being worked on. */
export function sendMaintenancePage(reply: FastifyReply): FastifyReply {
  return reply.code(503).type(HTML_TYPE).send(PAGES.maintenance)
}

function cutOff(reply: FastifyReply): FastifyReply {
  reply.hijack()
  reply.raw.destroy()
  return reply
}

/** The head promises the whole length; half of it is flushed, then the socket goes. */
function cutHalfWay(reply: FastifyReply, answer: Answer): FastifyReply {
  const bytes = Buffer.from(textOf(answer))
  reply.hijack()
  reply.raw.writeHead(answer.status, { 'content-type': typeOf(answer), 'content-length': bytes.length })
  reply.raw.write(bytes.subarray(0, bytes.length / 2), () => reply.raw.destroy())
  return reply
}
