/**
 * A link that ends at the operating system's print queue. What goes in is one job for whoever drives the printer there;
 * that the queue took it is all there is to know, so nothing is ever read and no job is submitted by itself.
 */
import { spawn } from 'node:child_process'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DriverError } from '../../src/ports/device.js'
import { AddressError, placeOf } from '../address.js'
import type { ByteLink, LinkCloseCause, LinkOpener } from './byte-link.js'
import type { LinkKind } from './link-kind.js'
import { LinkListeners } from './link-listeners.js'

export interface SpoolerLinkOptions {
  /** The queue; on Windows the name the printer is shared by. */
  readonly queue: string
  /** As the user wrote it, for logs and screens. */
  readonly address: string
  /** As `process.platform`. */
  readonly platform?: string
  /** Windows: where shared printers are. */
  readonly shares?: string
}

/** Of CUPS. */
const SUBMITTING_PROGRAM = 'lp'
const LONGEST_COMPLAINT = 200
/** A path's own characters would lead elsewhere, and a leading dash would be an option of lp. */
const QUEUE_NAME = /^(?!-)(?!\.{1,2}$)[^\p{Cc}/\\:*?"<>|#]+$/u

/** `spooler:Receipts`. */
export const spoolerLinks: LinkKind = {
  scheme: 'spooler',
  options: [],
  open(address) {
    const queue = placeOf(address)
    if (!QUEUE_NAME.test(queue))
      throw new AddressError(address.text, { rule: 'notAPlace', example: 'spooler:Receipts' })
    return spoolerLinkOpener({ queue, address: address.text })
  },
}

/** The queue is not looked for at opening: it may come and go, and only handing a job over shows. */
export function spoolerLinkOpener(options: SpoolerLinkOptions): LinkOpener {
  return {
    address: options.address,
    async open(signal) {
      if (!signal.aborted) return new SpoolerLink(options)
      throw new DriverError('link.unreachable', `${options.address} did not open in time`, { cause: signal.reason })
    },
  }
}

class SpoolerLink implements ByteLink {
  readonly address: string
  readonly #options: SpoolerLinkOptions
  readonly #listeners = new LinkListeners()
  #job: Uint8Array[] = []

  constructor(options: SpoolerLinkOptions) {
    this.address = options.address
    this.#options = options
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#expectOpen()
    this.#job.push(bytes.slice())
  }

  onData(): void {
    // Nobody answers: a queue is a letter box.
  }

  onClose(listener: (cause: LinkCloseCause) => void): void {
    this.#listeners.onClose(listener)
  }

  async handOff(signal: AbortSignal): Promise<void> {
    this.#expectOpen()
    const job = Buffer.concat(this.#job.splice(0))
    const { platform = process.platform } = this.#options
    await (platform === 'win32' ? copyToShare(job, this.#options) : runLp(job, this.#options, signal))
  }

  /** What was not handed over was never a job. */
  async close(): Promise<void> {
    this.#job = []
    this.#listeners.ended('closedHere')
  }

  #expectOpen(): void {
    if (this.#listeners.cause) throw new DriverError('link.closed', `${this.address} is closed`)
  }
}

/** `lp` of CUPS: the job on its standard input, and its exit status says whether the queue took it. */
function runLp(job: Uint8Array, { queue, address }: SpoolerLinkOptions, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(unsure(address))
    const lp = spawn(SUBMITTING_PROGRAM, ['-d', queue, '-o', 'raw'], { stdio: ['pipe', 'ignore', 'pipe'] })
    const giveUp = () => {
      lp.kill()
      reject(unsure(address))
    }
    signal.addEventListener('abort', giveUp)
    let complaint = ''
    lp.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = `${complaint}${text}`.slice(0, LONGEST_COMPLAINT)
    })
    // It may end without reading all; its exit status is what counts.
    lp.stdin.on('error', () => lp.stdin.destroy())
    lp.stdin.end(job)
    lp.once('error', (cause) => reject(refused(address, 'lp cannot be run', cause)))
    lp.once('close', (status) => {
      signal.removeEventListener('abort', giveUp)
      if (status === 0) resolve()
      else reject(refused(address, complaint.trim() || `lp ended with status ${status}`))
    })
  })
}

/** Windows has no program for it that every edition has; a shared printer takes what is copied to it, as it is. */
async function copyToShare(
  job: Uint8Array,
  { queue, address, shares = '\\\\localhost' }: SpoolerLinkOptions,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'receipt-'))
  const file = path.join(folder, 'job')
  try {
    await writeFile(file, job, { mode: 0o600 })
    await copyFile(file, path.join(shares, queue))
  } catch (cause) {
    throw refused(address, 'the shared printer does not take it', cause)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function refused(address: string, why: string, cause?: unknown): DriverError {
  return new DriverError('link.refused', `${address}: ${why}`, { cause })
}

/** It was stopped in the middle of handing over: the queue may have the job or not. */
function unsure(address: string): DriverError {
  return new DriverError('link.stalled', `${address} did not take the job in time`)
}
