/**
 * How a print can be confirmed on this very printer. Clones often lack the better ways and none says so, hence it is
 * tried once a link and believed only when answered.
 */
import type { ConfirmationLevel } from '../../src/ports/receipt-printer.js'
import { PAPER_SENSOR_STATUS, processIdRequest } from './escpos/commands.js'
import type { FenceTally } from './escpos/fence-tally.js'
import type { Answer, PrinterSession, Wait } from './escpos/printer-session.js'
import type { StatusFrame } from './status-frames.js'

/** Blanks, so that a clone which prints the parameters of commands it does not know leaves nothing to see. */
const PROBE_ID = '    '
/** One stray byte can pass for an answer; it does not come again when asked again. */
const MATCHING_FENCES = 2
/** Of a printer that keeps saying what nobody asked. */
const MOST_STRAYS = 64
const ATTEMPTS = 3
const NOTHING = new Uint8Array()

/**
 * What to send behind a body, and how its answer is recognised. Undefined at the levels where the printer says nothing.
 */
export interface Evidence {
  readonly request: Uint8Array
  readonly isAnswer: (frame: StatusFrame) => boolean
  /** `printed` stands by itself; `processed` holds only for a printer that has no fault to report. */
  readonly proves: 'printed' | 'processed'
}

/** @param id four characters of 20h–7Eh, not used lately. */
export function evidenceFor(level: ConfirmationLevel, id: string): Evidence | undefined {
  if (level === 'process-id') {
    const isAnswer = (frame: StatusFrame) => frame.kind === 'processId' && frame.id === id
    return { request: processIdRequest(id), isAnswer, proves: 'printed' }
  }
  if (level === 'fence') return { request: PAPER_SENSOR_STATUS, isAnswer: isFenceAnswer, proves: 'processed' }
  return undefined
}

/**
 * GS ( H fn 48 with an ID that no job bears.
 *
 * @param before sent along: its answers come first, so it costs no wait of its own.
 */
export function askProcessId(session: PrinterSession, wait: Wait, before: Uint8Array = NOTHING): Promise<Answer<true>> {
  const bytes = Buffer.concat([before, processIdRequest(PROBE_ID)])
  const isEcho = (frame: StatusFrame) => frame.kind === 'processId' && frame.id === PROBE_ID
  return session.request(bytes, (frame) => isEcho(frame) || undefined, wait)
}

/** One question and its fence, of a printer whose fences are settled. */
export async function passFence(
  session: PrinterSession,
  wait: Wait,
  fences: FenceTally,
  question: Uint8Array,
): Promise<Answer<true>> {
  const bytes = Buffer.concat([question, PAPER_SENSOR_STATUS])
  const answer = await session.request(bytes, (frame) => isFenceAnswer(frame) || undefined, wait)
  if (answer.kind !== 'answered') fences.givenUp()
  return answer
}

export interface FenceQuestions {
  /** What earlier questions may still bring; settled when the printer is found to answer. */
  readonly fences: FenceTally
  /** Sent along with the first. */
  readonly before?: Uint8Array
  /** Something was heard that is no answer: its end may pass for the beginning of one, and take one or two with it. */
  readonly garbled: () => boolean
}

/**
 * GS r 1. Believed when nothing else was heard meanwhile; identity sent as bare letters ends in the very byte a fence answers.
 */
export async function askFences(
  session: PrinterSession,
  { fences, before = NOTHING, garbled }: FenceQuestions,
  wait: Wait,
): Promise<Answer<true>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    let strays: boolean | undefined
    const stopListening = session.listen((event) => {
      if (event.kind !== 'lost' && isStray(event)) strays = true
    })
    const answer = await passFences(session, wait, fences, attempt === 0 ? before : NOTHING)
    stopListening()
    if (answer.kind === 'silent' && garbled()) continue
    if (answer.kind !== 'answered') return answer
    if (strays || fences.due > 0) {
      const quiet = await untilQuiet(session, wait)
      if (quiet.kind !== 'answered') return quiet
    }
    fences.settled()
    if (!strays) return answer
  }
  return { kind: 'silent' }
}

/**
 * Asks so often that even if all earlier answers come first, two are to the present questions. What may be missing then has
 * nothing to print before it, and so comes at once.
 */
async function passFences(
  session: PrinterSession,
  wait: Wait,
  fences: FenceTally,
  before: Uint8Array,
): Promise<Answer<true>> {
  const needed = fences.due + MATCHING_FENCES
  let heard = 0
  const stopListening = session.listen((event) => {
    if (event.kind !== 'lost' && isFenceAnswer(event)) heard++
  })
  try {
    for (let asked = 1; asked <= needed; asked++) {
      const question = asked === 1 ? Buffer.concat([before, PAPER_SENSOR_STATUS]) : PAPER_SENSOR_STATUS
      // An earlier answer may have come together with the one waited for.
      const answer =
        heard >= asked
          ? await session.deliver(question, wait)
          : await session.request(question, () => heard >= asked || undefined, wait)
      if (answer.kind === 'answered') continue
      fences.givenUp()
      return answer
    }
    return { kind: 'answered', value: true }
  } finally {
    stopListening()
  }
}

/** Waits until nothing but status has come for a while. */
async function untilQuiet(session: PrinterSession, wait: Wait): Promise<Answer<true>> {
  for (let strays = 0; strays < MOST_STRAYS; strays++) {
    const heard = await session.hear((frame) => isStray(frame) || isFenceAnswer(frame) || undefined, wait)
    if (heard.kind === 'silent') return { kind: 'answered', value: true }
    if (heard.kind !== 'answered') return heard
  }
  return { kind: 'silent' }
}

/**
 * GS r 1: bits 0–1 paper near its end, 2–3 at its end, 4 and 7 fixed, 5 and 6 never used. At paper end nothing is printed,
 * whatever was processed; and every letter, digit and blank has one of the others set.
 */
function isFenceAnswer(frame: StatusFrame): boolean {
  return frame.kind === 'processed' && (frame.byte & 0x7c) === 0
}

/** What answers no question of this driver's. */
function isStray(frame: StatusFrame): boolean {
  return frame.kind === 'unrecognised' || (frame.kind === 'processed' && !isFenceAnswer(frame))
}
