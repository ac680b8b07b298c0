/**
 * What a shop assistant may not do alone, and a supervisor's word for it: given for a PIN, good for a short while, and spent
 * by the one thing it is used for. Nothing else makes a name stand as `approvedBy` in the journal.
 */
import type { AmendmentKind } from '../domain/amendment-record.js'
import type { Money } from '../domain/money.js'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import type { Clock } from '../ports/clock.js'
import type { ApprovalCause, Credentials, PinProblem, SupervisorDesk } from '../ports/operators.js'
import type { FlowEvent } from './effect-table.js'

/** Whose word counts, and from where on it is needed. */
export interface Supervision {
  readonly desk: Pick<SupervisorDesk, 'verify'>
  /** What may be given back on one sale, all its refunds together, without a supervisor. */
  readonly refundsUpTo: Money
}

/** Only a terminal gives one out, and believes only its own. */
export interface SupervisorsWord {
  readonly by: string
}

/** An amendment as far as supervision goes. */
export interface Reversal {
  readonly kind: AmendmentKind
  /** On this sale, with everything given back before. */
  readonly givenBack: Money
  /** What was paid by card goes back in cash or by transfer. */
  readonly besidesTheCard: boolean
}

/** Long enough to enter an amount twice, too short to be left lying about. */
const GOOD_FOR_MS = 2 * 60_000

/** Settling what nobody knows by a person's word, and sending money another way than it came. */
const SUPERVISED: ReadonlySet<string> = new Set([
  'paper.settledByPerson',
  'tax.settledByPerson',
  'reversal.settledByPerson',
  'payout.settledByPerson',
  'payout.redirected',
  'settlement.settledByPerson',
  'invoice.settledByPerson',
  'red.settledByPerson',
])

/** Why a command is answered with `approvalNeeded`. @param type the command's. */
export function approvalCause(type: string): ApprovalCause {
  return { because: type === 'payout.redirected' ? 'notToTheCard' : 'personsWord' }
}

export class Supervisors {
  readonly #clock: Clock
  readonly #supervision: Supervision | undefined
  /** Words not used yet, and until when each is good. */
  readonly #given = new Map<SupervisorsWord, number>()

  /** @param supervision absent where nobody supervises: in replays, and at a practice till without supervisors. */
  constructor(clock: Clock, supervision: Supervision | undefined) {
    this.#clock = clock
    this.#supervision = supervision
  }

  async approve(who: Credentials): Promise<Parsed<SupervisorsWord, PinProblem>> {
    const verified = await this.#supervision?.desk.verify(who)
    if (!verified) return problem({ kind: 'unknownName' })
    if (!verified.ok) return verified
    const word: SupervisorsWord = Object.freeze({ by: verified.value.name })
    const now = this.#clock.now()
    for (const [given, until] of this.#given) if (until <= now) this.#given.delete(given)
    this.#given.set(word, now + GOOD_FOR_MS)
    return parsed(word)
  }

  /** The event as it may be journaled: with the supervisor's name, where their word is needed, and with none otherwise. */
  vouched(event: FlowEvent, word: SupervisorsWord | undefined): Parsed<FlowEvent, 'approvalNeeded'> {
    const { approvedBy: _claimed, ...bare } = event
    assertWhole(event)
    if (!this.#supervision || !SUPERVISED.has(event.type)) return parsed(bare as FlowEvent)
    const by = this.#spend(word)
    return by === undefined ? problem('approvalNeeded') : parsed({ ...bare, approvedBy: by } as FlowEvent)
  }

  /** Who approved the amendment; undefined where nobody has to. */
  approver(reversal: Reversal, word: SupervisorsWord | undefined): Parsed<string | undefined, ApprovalCause> {
    const cause = this.#causeOf(reversal)
    if (!cause) return parsed(undefined)
    const by = this.#spend(word)
    return by === undefined ? problem(cause) : parsed(by)
  }

  #causeOf({ kind, givenBack, besidesTheCard }: Reversal): ApprovalCause | undefined {
    if (!this.#supervision) return undefined
    if (kind === 'void') return { because: 'void' }
    if (besidesTheCard) return { because: 'notToTheCard' }
    const { refundsUpTo: limit } = this.#supervision
    return givenBack.amountMinor > limit.amountMinor ? { because: 'overLimit', limit } : undefined
  }

  #spend(word: SupervisorsWord | undefined): string | undefined {
    const until = word && this.#given.get(word)
    if (!word || until === undefined) return undefined
    this.#given.delete(word)
    return this.#clock.now() < until ? word.by : undefined
  }
}

/** Nothing is called done without who, why and what proves it. @throws Error where whoever asks left one of them out. */
function assertWhole(event: FlowEvent): void {
  if (!event.type.endsWith('.settledByPerson') && event.type !== 'paper.seen') return
  for (const part of ['operator', 'reason', 'evidence']) {
    const said = event[part]
    if (typeof said !== 'string' || said.trim() === '') throw new Error(`${event.type} needs ${part}`)
  }
}
