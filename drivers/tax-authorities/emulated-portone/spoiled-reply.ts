/**
 * Sends an answer over HTTP, or spoils it as the fault that strikes says. What a fault breaks is broken for real: sockets
 * are closed, bytes are missing, pages are HTML.
 */
import type { FastifyReply } from 'fastify'
import type { Clock } from '../../../src/ports/clock.js'
import { sleep } from '../../waiting.js'
import { type PortoneAnswer, paymentCompanyAnswer } from './portone-answers.js'
import type { PortoneRequestFault } from './portone-faults.js'
import type { PaymentCompanyRefusal } from './portone-rules.js'

const JSON_TYPE = 'application/json; charset=utf-8'
const HTML_TYPE = 'text/html; charset=utf-8'

const PAGES = {
  plain: '<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>',
  maintenance: '<!DOCTYPE html><html><body><h1>서비스 점검 중입니다</h1></body></html>',
} as const

export interface Work {
  /** Does what the request asks for, once. @param struck the payment company's error, when it is to fail there. */
  readonly run: (struck?: PaymentCompanyRefusal) => PortoneAnswer
  /** Marks the request as under way until the function it gives is called. */
  readonly hold: () => () => void
}

export async function replySpoiled(
  reply: FastifyReply,
  { run, hold }: Work,
  fault: PortoneRequestFault | undefined,
  clock: Clock,
  closing: AbortSignal,
): Promise<FastifyReply> {
  switch (fault?.kind) {
    case undefined:
      return send(reply, run())
    case 'delay': {
      const answer = run()
      const release = hold()
      await sleep(clock, fault.delayMs, closing)
      release()
      return send(reply, answer)
    }
    case 'hangUp':
      return hangUp(reply)
    case 'dropReply':
      run()
      return hangUp(reply)
    case 'closeMidReply':
      return closeHalfWay(reply, run())
    case 'garbage': {
      const text = fault.processed ? JSON.stringify(run().body) : '{"cashReceipt":{}}'
      const isPage = fault.form === 'html'
      return reply
        .code(200)
        .type(isPage ? HTML_TYPE : JSON_TYPE)
        .send(isPage ? PAGES.plain : text.slice(0, text.length / 2))
    }
    case 'httpStatus':
      if (fault.processed) run()
      return reply.code(fault.status).type(HTML_TYPE).send(PAGES[fault.page])
    case 'pgProvider':
      if (fault.leaves === 'failed') return send(reply, run(fault))
      if (fault.leaves === 'done') run()
      return send(reply, paymentCompanyAnswer(fault))
    case 'error':
      return send(reply, { status: fault.status, body: { type: fault.type, message: fault.message } })
  }
}

function send(reply: FastifyReply, { status, body }: PortoneAnswer): FastifyReply {
  return reply.code(status).type(JSON_TYPE).send(JSON.stringify(body))
}

function hangUp(reply: FastifyReply): FastifyReply {
  reply.hijack()
  reply.raw.destroy()
  return reply
}

/** The head promises the whole length; half of it is flushed, then the socket goes. */
function closeHalfWay(reply: FastifyReply, { status, body }: PortoneAnswer): FastifyReply {
  const bytes = Buffer.from(JSON.stringify(body))
  reply.hijack()
  reply.raw.writeHead(status, { 'content-type': JSON_TYPE, 'content-length': bytes.length })
  reply.raw.write(bytes.subarray(0, bytes.length / 2), () => reply.raw.destroy())
  return reply
}
