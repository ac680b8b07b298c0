/**
 * The emulated acquirer's file service: settlement files of closed batches over HTTP, on a port of its own as back offices
 * have it. What it serves comes from the ledger each time it is asked; scripted faults spoil what leaves.
 */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { listenOn } from '../../listening.js'
import type { FileFaults } from './host-faults.js'
import type { HostLedger } from './host-ledger.js'
import { settlementCsv } from './settlement-csv.js'

export class FilePort {
  readonly #host: string
  readonly #ledger: HostLedger
  readonly #faults: FileFaults
  readonly #server: Server
  #port: number

  /** @param port 0 takes any free one. */
  constructor(host: string, port: number, ledger: HostLedger, faults: FileFaults) {
    this.#host = host
    this.#port = port
    this.#ledger = ledger
    this.#faults = faults
    this.#server = createServer((request, response) => {
      const { status, text } = this.#answer(request.method, request.url ?? '')
      response.writeHead(status, { 'content-type': 'text/csv; charset=utf-8' }).end(text)
    })
  }

  /** `http://host:port`. */
  get url(): string {
    return `http://${this.#host}:${this.#port}`
  }

  /** @throws DriverError `address.unavailable` when the port cannot be listened on. */
  async listen(): Promise<void> {
    this.#port = await listenOn(this.#server, { host: this.#host, port: this.#port })
  }

  /** Twice is harmless. */
  async shut(): Promise<void> {
    if (!this.#server.listening) return
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }

  /** `GET /settlements/TERMINAL/BATCHNUMBER.csv`. */
  #answer(method: string | undefined, path: string): Answer {
    const [, terminal, digits] = /^\/settlements\/([0-9A-Za-z]{1,8})\/(\d{6})\.csv$/.exec(path) ?? []
    if (terminal === undefined) return NO_FILE
    if (method !== 'GET') return { status: 405, text: 'files are only to be had\n' }
    const fault = this.#faults.strike()
    const batch = this.#ledger.closedBatch(terminal, Number(digits))
    if (!batch || fault?.fault === 'settlementAbsent') return NO_FILE
    const difference = fault?.fault === 'settlementDiffers' ? fault.how : undefined
    const csv = settlementCsv(batch, this.#ledger.batchRecords(batch), difference)
    return { status: 200, text: fault?.fault === 'settlementCut' ? csv.slice(0, csv.length / 2) : csv }
  }
}

interface Answer {
  readonly status: number
  readonly text: string
}

const NO_FILE: Answer = { status: 404, text: 'no such file\n' }
