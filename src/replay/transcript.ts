/**
 * What happened in a scenario, written down as it happens: who did what, what moved in which sale or amendment and why, and
 * what the counterparts did meanwhile. The same scenario gives the same lines.
 */
import { failureWords } from '../domain/failure-words.js'
import { isFailureCode } from '../domain/failures.js'
import type { Language } from '../domain/language.js'

/** What is said of one sale or amendment at a moment: a word for each of its parts, and what troubles them. */
export interface FlowState {
  readonly steps: Readonly<Record<string, string>>
  readonly troubles: readonly string[]
  readonly promises: Readonly<Record<string, string>>
}

export interface TranscriptEntry {
  /** The shop's time. */
  readonly at: string
  /** `step`, a name, or a counterpart. */
  readonly who: string
  readonly what: string
}

const MINUTE_MS = 60_000
/** Where parts begin; worth no line of their own. */
const NOTHING_YET: ReadonlySet<string> = new Set(['idle', 'waiting'])

export class Transcript {
  readonly entries: TranscriptEntry[] = []
  readonly #states = new Map<string, FlowState>()

  constructor(
    private readonly utcOffsetMinutes: number,
    private readonly language: Language,
  ) {}

  add(at: number, who: string, what: string): void {
    this.entries.push({ at: this.#local(at), who, what })
  }

  /** Says what is new about a sale or amendment. */
  saw(at: number, who: string, state: FlowState): void {
    const before = this.#states.get(who)
    this.#states.set(who, state)
    for (const [part, step] of Object.entries(state.steps)) {
      const isNew = before ? before.steps[part] !== step : !NOTHING_YET.has(step)
      if (isNew) this.add(at, who, `${part} ${step}`)
    }
    for (const trouble of state.troubles) {
      if (!before?.troubles.includes(trouble)) this.add(at, who, `! ${this.#words(trouble)}`)
    }
  }

  /** The promises of everything seen, as they are now. */
  summary(at: number): void {
    for (const [who, { promises }] of this.#states) {
      const kept = Object.entries(promises).map(([promise, state]) => `${promise} ${state}`)
      const isKept = Object.values(promises).every((state) => state === 'done' || state === 'notNeeded')
      this.add(at, who, `${isKept ? '✔' : '…'} ${kept.join(' · ')}`)
    }
  }

  #words(trouble: string): string {
    if (!isFailureCode(trouble)) return trouble
    return `${trouble}: ${failureWords(trouble, this.language).what}`
  }

  #local(at: number): string {
    return new Date(at + this.utcOffsetMinutes * MINUTE_MS).toISOString().slice(0, 19).replace('T', ' ')
  }
}

/** For a terminal of 80 columns or more: the time where it changes, then who, then what. */
export function transcriptText(entries: readonly TranscriptEntry[]): string {
  let shownAt = ''
  return entries
    .map(({ at, who, what }) => {
      const time = at === shownAt ? '' : at.slice(0, 10) === shownAt.slice(0, 10) ? at.slice(11) : at
      shownAt = at
      return `  ${time.padStart(19)}  ${who === 'step' ? `▸ ${what}` : `    ${who}  ${what}`}`
    })
    .join('\n')
}
