/**
 * The supervisors of a shop and their PINs, kept in a file of the data folder. A try is written down as wrong, and synced,
 * before the PIN is looked at, and taken back when it was right: whoever pulls the plug in between has used it up.
 */

import { type Parsed, parsed, problem } from '../domain/parsed.js'
import type { DataFolder } from '../journal/data-folder.js'
import type { Clock } from '../ports/clock.js'
import type { Credentials, EnrolmentProblem, PinProblem, Supervisor, SupervisorDesk } from '../ports/operators.js'
import type { Random } from '../ports/random.js'
import { countedTry, lockedUntil, NO_TRIES, seenAt, TRIES } from './lock-out.js'
import { hashPin, isCheaper, isPinOf, PRESENT_COST, type ScryptCost } from './pin-hash.js'
import { brokenPinRule, isPinShaped, typedPin } from './pin-rules.js'
import { readSupervisorFile, type SupervisorEntry, writeSupervisorFile } from './supervisor-file.js'

export interface SupervisorDeskOptions {
  /** Held by this process: that nobody else writes the file rests on it. One desk a folder. */
  readonly folder: DataFolder
  readonly clock: Clock
  readonly random: Random
  /** Business and telephone numbers, which may not be PINs. */
  readonly shopNumbers: readonly string[]
  /** What new hashes cost; older and cheaper ones are made anew at the next right PIN. */
  readonly cost?: ScryptCost
}

const LONGEST_NAME = 30

export function openSupervisorDesk(options: SupervisorDeskOptions): SupervisorDesk {
  return new FileSupervisorDesk(options)
}

/** For looking only; another process may hold the folder. @throws SupervisorsUnusable when the file is damaged. */
export function readSupervisors(folderPath: string, now: number): readonly Supervisor[] {
  return readSupervisorFile(folderPath).map((entry) => supervisorOf(entry, now))
}

class FileSupervisorDesk implements SupervisorDesk {
  readonly #options: SupervisorDeskOptions
  readonly #cost: ScryptCost
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: SupervisorDeskOptions) {
    this.#options = options
    this.#cost = options.cost ?? PRESENT_COST
  }

  list(): Promise<readonly Supervisor[]> {
    return this.#inTurn(async () => this.#read().map((entry) => supervisorOf(entry, this.#now())))
  }

  verify(who: Credentials): Promise<Parsed<{ readonly name: string }, PinProblem>> {
    return this.#inTurn(() => this.#verify(who))
  }

  add(newcomer: Credentials, approver?: Credentials): Promise<Parsed<Supervisor, EnrolmentProblem>> {
    return this.#inTurn(async () => {
      const name = newcomer.name.normalize('NFC').trim()
      const pin = typedPin(newcomer.pin)
      if (!isFitName(name)) return problem({ kind: 'unfitName' })
      if (find(this.#read(), name)) return problem({ kind: 'nameTaken' })
      const rule = brokenPinRule(pin, this.#options.shopNumbers)
      if (rule) return problem({ kind: 'unfitPin', rule })
      const refusal = await this.#approval(approver)
      if (refusal) return problem(refusal)
      const entry = { name, pinSince: this.#now(), pin: await this.#hash(pin), tries: NO_TRIES }
      this.#write([...this.#read(), entry])
      return parsed(supervisorOf(entry, this.#now()))
    })
  }

  remove(name: string, approver: Credentials): Promise<Parsed<{ readonly name: string }, EnrolmentProblem>> {
    return this.#inTurn(async () => {
      const leaving = find(this.#read(), name)
      if (leaving === undefined) return problem({ kind: 'unknownName' })
      if (this.#read().length === 1) return problem({ kind: 'lastSupervisor' })
      const refusal = await this.#approval(approver)
      if (refusal) return problem(refusal)
      this.#write(this.#read().filter((entry) => entry.name !== leaving.name))
      return parsed({ name: leaving.name })
    })
  }

  changePin(who: Credentials, newPin: string): Promise<Parsed<Supervisor, EnrolmentProblem>> {
    return this.#inTurn(async () => {
      const pin = typedPin(newPin)
      const rule = brokenPinRule(pin, this.#options.shopNumbers)
      if (rule) return problem({ kind: 'unfitPin', rule })
      const verified = await this.#verify(who)
      if (!verified.ok) return problem({ kind: 'notApproved', problem: verified.problem })
      if (pin === typedPin(who.pin)) return problem({ kind: 'unfitPin', rule: 'sameAsBefore' })
      const changes = { pinSince: this.#now(), pin: await this.#hash(pin), tries: NO_TRIES }
      return parsed(supervisorOf(this.#change(verified.value.name, changes), this.#now()))
    })
  }

  async #verify({ name, pin: typed }: Credentials): Promise<Parsed<{ readonly name: string }, PinProblem>> {
    const entry = find(this.#read(), name)
    if (entry === undefined) return problem({ kind: 'unknownName' })
    const now = this.#now()
    const tries = seenAt(entry.tries, now)
    const until = lockedUntil(tries, now)
    if (until !== undefined) {
      if (tries !== entry.tries) this.#change(entry.name, { tries })
      return problem({ kind: 'lockedOut', until })
    }
    const counted = countedTry(tries, now)
    this.#change(entry.name, { tries: counted })
    const pin = typedPin(typed)
    if (isPinShaped(pin) && (await isPinOf(pin, entry.pin))) {
      const renewed = isCheaper(entry.pin, this.#cost) ? { pin: await this.#hash(pin) } : {}
      this.#change(entry.name, { ...renewed, tries: NO_TRIES })
      return parsed({ name: entry.name })
    }
    return problem(
      counted.lock
        ? { kind: 'lockedOut', until: counted.lock.since + counted.lock.forMs }
        : { kind: 'wrongPin', attemptsLeft: TRIES - counted.wrongTries },
    )
  }

  /** Why the approver does not count; nobody is needed as long as there is nobody. */
  async #approval(approver: Credentials | undefined): Promise<EnrolmentProblem | undefined> {
    if (this.#read().length === 0) return undefined
    if (approver === undefined) return { kind: 'approvalNeeded' }
    const verified = await this.#verify(approver)
    return verified.ok ? undefined : { kind: 'notApproved', problem: verified.problem }
  }

  /** The file as it stands, with one entry changed. */
  #change(name: string, changes: Partial<SupervisorEntry>): SupervisorEntry {
    const entries = this.#read().map((entry) => (entry.name === name ? { ...entry, ...changes } : entry))
    const changed = find(entries, name)
    if (changed === undefined) throw new Error(`supervisor ${name} went away within one call`)
    this.#write(entries)
    return changed
  }

  #read(): readonly SupervisorEntry[] {
    return readSupervisorFile(this.#options.folder.path)
  }

  #write(entries: readonly SupervisorEntry[]): void {
    const { folder } = this.#options
    if (!folder.owned) throw new Error('the data folder was given up; a supervisor desk needs it held')
    writeSupervisorFile(folder.path, entries)
  }

  #hash(pin: string) {
    return hashPin(pin, this.#cost, this.#options.random)
  }

  #now(): number {
    return this.#options.clock.now()
  }

  /** One call at a time, or two tries at once would be counted as one. */
  #inTurn<T>(call: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(call)
    this.#last = turn.then(
      () => undefined,
      () => undefined,
    )
    return turn
  }
}

function supervisorOf({ name, pinSince, tries }: SupervisorEntry, now: number): Supervisor {
  const until = lockedUntil(seenAt(tries, now), now)
  return { name, pinSince, ...(until !== undefined && { lockedUntil: until }) }
}

/** On receipts and in the journal it stands as operator, so it is what an operator may be called. */
function isFitName(name: string): boolean {
  return name !== '' && name.length <= LONGEST_NAME && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(name)
}

function find(entries: readonly SupervisorEntry[], name: string): SupervisorEntry | undefined {
  return entries.find((entry) => alike(entry.name) === alike(name))
}

/** `Kim`, `kim` and full-width `ｋｉｍ` are one person. */
function alike(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}
