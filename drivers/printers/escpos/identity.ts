/**
 * Who a printer says it is (GS I 65–69). The answers carry no number and models skip some: Bixolon has no serial number to
 * give, so what comes fourth is not always the fourth. All five in a row tell themselves apart; fewer are asked for one by
 * one, once, and recognised by the same words from then on.
 */
import { type PrinterIdentity, UNNAMED } from './capabilities.js'
import { identityRequest } from './commands.js'
import type { Answer, PrinterSession, SessionEvent } from './printer-session.js'

type Aspect = keyof PrinterIdentity

/** By n of GS I. */
const ASPECTS: readonly (readonly [number, Aspect])[] = [
  [65, 'firmware'],
  [66, 'maker'],
  [67, 'model'],
  [68, 'serial'],
  [69, 'mountedFont'],
]

/** All five questions. They go out with a probe, whose answer comes behind theirs, so they cost no wait of their own. */
export const IDENTIFY: Uint8Array = Buffer.concat(ASPECTS.map(([n]) => identityRequest(n)))

/** What may come between answers to GS I. */
const UNSUSPICIOUS: ReadonlySet<SessionEvent['kind']> = new Set(['processId', 'typeInformation', 'flow', 'lost'])

/** Takes down what a printer says of itself while it is asked other things. */
export class IdentityEar {
  #texts: string[] = []
  #garbled: boolean | undefined
  readonly #stopListening: () => void

  constructor(session: PrinterSession) {
    this.#stopListening = session.listen((event) => this.#hear(event))
  }

  /** Heard so far, in order. */
  get texts(): readonly string[] {
    return this.#texts
  }

  /** Something came that is no answer to GS I or GS ( H: letters without a header, perhaps. */
  get garbled(): boolean {
    return this.#garbled === true
  }

  /** The last of them, forgetting all. */
  take(): string | undefined {
    return this.#texts.splice(0).at(-1)
  }

  close(): void {
    this.#stopListening()
  }

  #hear(event: SessionEvent): void {
    if (event.kind === 'information') this.#texts.push(event.text.trim())
    else if (!UNSUSPICIOUS.has(event.kind)) this.#garbled = true
  }
}

/**
 * @param texts what came of `IDENTIFY`, in order.
 * @param kept who it was found to be before.
 * @returns undefined where the texts could be answers to more than one set of questions.
 */
export function identityFrom(texts: readonly string[], kept: PrinterIdentity | undefined): PrinterIdentity | undefined {
  if (texts.length === ASPECTS.length) {
    return { ...UNNAMED, ...Object.fromEntries(ASPECTS.map(([, aspect], index) => [aspect, texts[index] ?? ''])) }
  }
  if (kept && saysTheSame(texts, kept)) return kept
  return texts.length === 0 ? UNNAMED : undefined
}

/** A printer answered in the very words of the one known. */
export function saysTheSame(texts: readonly string[], kept: PrinterIdentity): boolean {
  const words = (from: readonly string[]) => JSON.stringify(from.filter((text) => text !== ''))
  return words(texts) === words(ASPECTS.map(([, aspect]) => kept[aspect]))
}

/**
 * Asks the five questions one at a time.
 *
 * @param ask sends a question followed by one that is sure to be answered, and waits for that answer.
 */
export async function identityByOne(
  ear: IdentityEar,
  ask: (question: Uint8Array) => Promise<Answer<unknown>>,
): Promise<Answer<PrinterIdentity>> {
  const identity: Record<Aspect, string> = { ...UNNAMED }
  ear.take()
  for (const [n, aspect] of ASPECTS) {
    const answer = await ask(identityRequest(n))
    if (answer.kind !== 'answered') return answer
    identity[aspect] = ear.take() ?? ''
  }
  return { kind: 'answered', value: identity }
}
