/**
 * One bare question over a link, for the cases in which a printer could not be talked to: does the link open, and what
 * comes back to the shortest question every ESC/POS printer answers? The answer tells a wrong speed from a dead cable.
 */
import type { Clock } from '../../src/ports/clock.js'
import { DriverError } from '../../src/ports/device.js'
import type { ByteLink, LinkCloseCause, LinkOpener } from '../links/byte-link.js'
import { limit } from '../waiting.js'

export type LinkAnswer =
  /** A status byte with its fixed bits right. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'silent' }
  /** It took the call and put the receiver down without a word, as a printer does that serves another till. */
  | { readonly kind: 'hungUp' }
  /** What was sent came back: a loop, or a device that echoes. */
  | { readonly kind: 'echo' }
  /** Something else, as with a wrong speed or a device that is no printer; the first bytes in hexadecimal. */
  | { readonly kind: 'unreadable'; readonly received: string }
  /**
   * `systemCode` is the operating system's word for it, e.g. ECONNREFUSED, ETIMEDOUT when nothing came of it in time, and
   * empty where none is known.
   */
  | { readonly kind: 'notOpened'; readonly code: NotOpened; readonly systemCode: string }

/** The link's own codes, without their first half. */
export type NotOpened = 'forbidden' | 'inUse' | 'unreachable'

export interface AskLimits {
  readonly openMs: number
  readonly answerMs: number
}

const DEFAULT_LIMITS: AskLimits = { openMs: 5_000, answerMs: 1_000 }
/** DLE EOT 1: answered in real time, also without paper and with the cover open. */
const PRINTER_STATUS_REQUEST = Uint8Array.of(0x10, 0x04, 0x01)
const FLOW_CONTROL: ReadonlySet<number> = new Set([0x11, 0x13])
const KEPT_BYTES = 16

/** @throws only what is a bug: what can happen to a link is a value. */
export async function askLink(
  opener: LinkOpener,
  clock: Clock,
  signal: AbortSignal,
  limits: AskLimits = DEFAULT_LIMITS,
): Promise<LinkAnswer> {
  const opening = limit(clock, limits.openMs, signal)
  let link: ByteLink
  try {
    link = await opener.open(opening.signal)
  } catch (error) {
    return notOpened(error, opening.expired())
  } finally {
    opening.clear()
  }
  try {
    return await askOpened(link, clock, limits.answerMs, signal)
  } finally {
    await link.close()
  }
}

async function askOpened(link: ByteLink, clock: Clock, answerMs: number, signal: AbortSignal): Promise<LinkAnswer> {
  const waiting = limit(clock, answerMs, signal)
  const received: number[] = []
  const ended: LinkCloseCause[] = []
  const heard = new Promise<void>((resolve) => {
    link.onData((bytes) => {
      received.push(...bytes)
      if (received.some(isAnswer)) resolve()
    })
    link.onClose((cause) => {
      ended.push(cause)
      resolve()
    })
    waiting.signal.addEventListener('abort', () => resolve())
  })
  try {
    await link.write(PRINTER_STATUS_REQUEST, waiting.signal)
    await heard
  } catch (error) {
    // Nothing takes the question: as silent as one that is not answered.
    if (!(error instanceof DriverError)) throw error
  } finally {
    waiting.clear()
  }
  return received.length === 0 && ended.length > 0 ? { kind: 'hungUp' } : judge(received)
}

/** An answer to DLE EOT: (b & 93h) = 12h, which XON and XOFF are not. */
const isAnswer = (byte: number) => (byte & 0x93) === 0x12
/** Automatic status (GS a): four bytes, the first with (b & 93h) = 10h, the others with (b & 90h) = 0. */
const beginsReport = (byte: number) => (byte & 0x93) === 0x10
const isReportPart = (byte: number) => (byte & 0x90) === 0
const REPORT_BYTES = 4

function judge(received: readonly number[]): LinkAnswer {
  const told = received.filter((byte) => !FLOW_CONTROL.has(byte))
  if (told.length === 0) return { kind: 'silent' }
  if (PRINTER_STATUS_REQUEST.every((byte, index) => told[index] === byte)) return { kind: 'echo' }
  if (isStatus(told)) return { kind: 'answered' }
  return { kind: 'unreadable', received: Buffer.from(told.slice(0, KEPT_BYTES)).toString('hex') }
}

/** Answers and reports, and nothing else: noise has an answer's bits here and there as well. */
function isStatus(told: readonly number[]): boolean {
  for (let at = 0; at < told.length; ) {
    const [first = 0, ...rest] = told.slice(at, at + REPORT_BYTES)
    const isReport = beginsReport(first) && rest.length === REPORT_BYTES - 1 && rest.every(isReportPart)
    if (!isReport && !isAnswer(first)) return false
    at += isReport ? REPORT_BYTES : 1
  }
  return true
}

const CODES: Readonly<Record<string, NotOpened>> = {
  'link.forbidden': 'forbidden',
  'link.inUse': 'inUse',
  'link.unreachable': 'unreachable',
}

function notOpened(error: unknown, expired: boolean): LinkAnswer {
  const code = error instanceof DriverError ? CODES[error.code] : undefined
  if (code === undefined) throw error
  return { kind: 'notOpened', code, systemCode: expired ? 'ETIMEDOUT' : systemCodeOf(error) }
}

/** The first system code down the chain of causes. */
function systemCodeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^E[A-Z0-9_]+$/.test(at.code)) return at.code
  }
  return ''
}
