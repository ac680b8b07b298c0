/**
 * The printer's control API: HTTP and JSON, for tests in other processes and other languages to look at the paper and to
 * make the printer fail. It serves this machine alone unless told otherwise, and no page in a browser can reach it.
 */
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import type { Clock } from '../../../../src/ports/clock.js'
import { DriverError } from '../../../../src/ports/device.js'
import type { EmulatedPrinter } from '../emulated-printer.js'
import { parseTimedFault, playFaultSchedule } from '../faults/fault-schedule.js'
import { activeFaults, faultKind, faultNames, faultText } from '../faults/faults.js'
import { isPaperFormName, paperForm, paperFormNames } from '../library/paper-formats.js'
import { paperFacts, receiptFacts } from '../library/receipt-facts.js'
import type { PaperPiece, Receipt } from '../paper/receipt.js'
import { refuseStrangers } from './control-api-guard.js'
import { ControlEvents } from './control-events.js'

export interface ControlApiOptions {
  readonly clock: Clock
  /** 127.0.0.1 when left out. */
  readonly host?: string
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Consents to a host that other machines can reach: whoever can, may then do anything to the printer. */
  readonly openToNetwork?: boolean
}

export interface ControlApi {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** Ends event streams and connections and lets go of the port. Closing twice is harmless. */
  close(): Promise<void>
}

/** Every 4xx has this body. */
interface ControlProblem {
  /** What is wrong: a part of the path, or a field of the body. */
  readonly field: string
  readonly expected: string
  readonly remedy: string
}

const LONGEST_BODY_BYTES = 16 * 1024
const ROUTES =
  'GET /state, /receipts, /receipts/N, /receipts/N.png, /paper, /paper.png, /faults, /events; POST /faults, /tear; DELETE /faults'
const BODY: ControlProblem = {
  field: 'body',
  expected: 'JSON with one field, fault',
  remedy: 'send {"fault":"paper-out after 120 dots"} with content-type: application/json',
}

/** @throws DriverError `control.notLoopback` without consent to it, `server.unavailable` when it cannot listen there. */
export async function serveControlApi(printer: EmulatedPrinter, options: ControlApiOptions): Promise<ControlApi> {
  const { clock, host = '127.0.0.1', port = 0, openToNetwork = false } = options
  if (!openToNetwork && !isLoopback(host)) {
    throw new DriverError(
      'control.notLoopback',
      `${host} can be reached by other machines, and nobody consented to that`,
    )
  }
  const events = new ControlEvents(printer)
  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: LONGEST_BODY_BYTES })
  refuseStrangers(app, { anyHost: openToNetwork })
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const { statusCode = 500 } = error
    // What is not the caller's mistake is a bug of ours, and no body would mend it.
    return statusCode < 500 ? refuse(reply, statusCode, BODY) : reply.code(statusCode).send(error)
  })
  app.setNotFoundHandler((_request, reply) =>
    refuse(reply, 404, { field: 'path', expected: 'a path of this API', remedy: ROUTES }),
  )
  paperRoutes(app, printer)
  const takeBack = faultRoutes(app, printer, clock)
  app.get('/state', () => printer.snapshot())
  app.get('/events', (_request, reply) => {
    reply.hijack()
    events.stream(reply.raw)
  })
  app.addHook('preClose', async () => {
    takeBack()
    events.close()
  })

  try {
    await app.listen({ host, port })
  } catch (cause) {
    events.close()
    throw new DriverError('server.unavailable', `cannot listen on ${host}:${port}`, { cause })
  }
  const address = app.server.address() as AddressInfo
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return { url: `http://${shown}:${address.port}`, close: () => app.close() }
}

function paperRoutes(app: FastifyInstance, printer: EmulatedPrinter): void {
  app.get('/receipts', () => printer.receipts().map(receiptFacts))
  app.get<{ Params: { name: string } }>('/receipts/:name', (request, reply) => {
    const [, number, ending = 'json'] = /^(\d{1,9})(?:\.(\w+))?$/.exec(request.params.name) ?? []
    const receipts = printer.receipts()
    const receipt = receipts.find((one) => one.number === Number(number))
    if (!receipt) {
      const expected = receipts[0]
        ? `${receipts[0].number} to ${printer.receiptsCut}`
        : 'a receipt, and none is cut yet'
      return refuse(reply, 404, { field: 'receipt', expected, remedy: 'look at GET /receipts, or at GET /paper' })
    }
    return sendPaper(reply, printer, receipt, ending)
  })
  app.get('/paper', () => paperFacts(printer.unfinishedPaper()))
  app.get<{ Params: { ending: string } }>('/paper.:ending', (request, reply) =>
    sendPaper(reply, printer, printer.unfinishedPaper(), request.params.ending),
  )
  app.post('/tear', (_request, reply) => {
    const before = printer.receiptsCut
    printer.tearOff()
    const torn = printer.receipts().at(-1)
    if (torn && printer.receiptsCut > before) return receiptFacts(torn)
    return refuse(reply, 409, {
      field: 'paper',
      expected: 'paper that hangs out past the cutter',
      remedy: 'print or feed first: POST /faults {"fault":"feed-press"}, then {"fault":"feed-release"}',
    })
  })
}

/** @returns a function that takes back the faults whose time has not come. */
function faultRoutes(app: FastifyInstance, printer: EmulatedPrinter, clock: Clock): () => void {
  const pending: (() => void)[] = []
  const takeBack = () => {
    for (const stop of pending.splice(0)) stop()
  }
  app.get('/faults', () => ({ active: activeFaults(printer).map(faultText), vocabulary: VOCABULARY }))
  app.post('/faults', (request, reply) => {
    const text = faultIn(request.body)
    if (text === undefined) return refuse(reply, 400, BODY)
    const read = parseTimedFault(text)
    if (!read.ok) {
      const { word, expected, remedy } = read.problem
      return refuse(reply, 400, { field: 'fault', expected: `${expected}, not ${JSON.stringify(word)}`, remedy })
    }
    pending.push(playFaultSchedule(printer, clock, [read.value]))
    return { fault: faultText(read.value.fault), when: read.value.when, state: printer.snapshot() }
  })
  app.delete('/faults', () => {
    takeBack()
    printer.heal()
    return { state: printer.snapshot() }
  })
  return takeBack
}

const VOCABULARY = faultNames.map((name) => {
  const { does, example, opposite, parameter } = faultKind(name)
  return { name, does, example, ...(opposite !== undefined && { opposite }), ...(parameter && { parameter }) }
})

function faultIn(body: unknown): string | undefined {
  return typeof body === 'object' && body !== null && 'fault' in body && typeof body.fault === 'string'
    ? body.fault
    : undefined
}

function sendPaper(
  reply: FastifyReply,
  { profile }: EmulatedPrinter,
  piece: PaperPiece | Receipt,
  ending: string,
): FastifyReply {
  if (!isPaperFormName(ending)) {
    return refuse(reply, 404, {
      field: 'path',
      expected: `an ending: ${paperFormNames.map((name) => `.${name}`).join(', ')}`,
      remedy: 'ask for one of them',
    })
  }
  const { mediaType, write } = paperForm(ending)
  return reply.type(mediaType).send(write(piece, profile.dotsPerMm))
}

const refuse = (reply: FastifyReply, status: number, error: ControlProblem): FastifyReply =>
  reply.code(status).send({ error })

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)
