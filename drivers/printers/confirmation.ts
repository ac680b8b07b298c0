/**
 * How a print can be confirmed on this very printer. Clones often lack the better ways and none says so, hence it is
 * tried once a link and believed only when answered.
 */
import type { ConfirmationLevel } from '../../src/ports/receipt-printer.js'
import { IDENTIFY, PAPER_SENSOR_STATUS, processIdRequest } from './escpos/commands.js'
import type { Answer, PrinterSession, Wait } from './escpos/printer-session.js'
import type { StatusFrame } from './status-frames.js'

export interface Capabilities {
  readonly confirmation: ConfirmationLevel
  readonly maker: string
  readonly model: string
}

/** Blanks, so that a clone which prints the parameters of commands it does not know leaves nothing to see. */
const PROBE_ID = '    '

/**
 * What to send behind a body, and how its answer is recognised. Undefined at the levels where the printer says nothing.
 */
export interface Evidence {
  readonly request: Uint8Array
  readonly isAnswer: (frame: StatusFrame) => boolean
}

/** @param id four characters of 20h–7Eh, not used lately. */
export function evidenceFor(level: ConfirmationLevel, id: string): Evidence | undefined {
  if (level === 'process-id') {
    return { request: processIdRequest(id), isAnswer: (frame) => frame.kind === 'processId' && frame.id === id }
  }
  if (level === 'fence') return { request: PAPER_SENSOR_STATUS, isAnswer: (frame) => frame.kind === 'processed' }
  return undefined
}

/**
 * Tries GS ( H fn 48, then GS r 1, and takes down who the printer says it is (GS I). Ask only a printer that is online: an
 * offline one answers none of these, whatever it can do.
 */
export async function probe(session: PrinterSession, wait: Wait): Promise<Answer<Capabilities>> {
  const identity: string[] = []
  const stopListening = session.listen((event) => {
    if (event.kind === 'information') identity.push(event.text)
  })
  try {
    for (const level of ['process-id', 'fence'] as const) {
      const answer = await ask(session, level, wait)
      if (answer.kind === 'answered') return found(level, identity)
      if (answer.kind !== 'silent') return answer
    }
    return found('transport', identity)
  } finally {
    stopListening()
  }
}

/** The identity goes out with the first probe: its answer comes first, so it costs no wait of its own. */
function ask(session: PrinterSession, level: 'process-id' | 'fence', wait: Wait): Promise<Answer<true>> {
  const evidence = evidenceFor(level, PROBE_ID)
  if (!evidence) return Promise.resolve({ kind: 'silent' })
  const bytes = level === 'process-id' ? Buffer.concat([IDENTIFY, evidence.request]) : evidence.request
  return session.request(bytes, (frame) => evidence.isAnswer(frame) || undefined, wait)
}

function found(confirmation: ConfirmationLevel, identity: readonly string[]): Answer<Capabilities> {
  // A single answer is the model's: models without a maker's name are more common than the reverse.
  const [maker = '', model = ''] = identity.length === 1 ? ['', ...identity] : identity
  return { kind: 'answered', value: { confirmation, maker, model } }
}
