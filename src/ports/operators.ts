/**
 * Who may approve what a shop assistant may not do alone: supervisors, each known by a name and a PIN. Whoever keeps them
 * counts wrong tries before answering, so no restart, however sudden, gives a try back.
 */
import type { Money } from '../domain/money.js'
import type { Parsed } from '../domain/parsed.js'

export interface Supervisor {
  /** As it was given when added; found again however it is capitalised or spaced. */
  readonly name: string
  /** Epoch milliseconds since which the present PIN stands. */
  readonly pinSince: number
  /** Epoch milliseconds before which no PIN of theirs is looked at; undefined when it would be. */
  readonly lockedUntil?: number
}

/** What somebody says at the terminal to prove who they are. */
export interface Credentials {
  readonly name: string
  /** In clear. Never kept, never logged; full-width digits are as good as others. */
  readonly pin: string
}

/** Why a name and a PIN do not approve anything. */
export type PinProblem =
  | { readonly kind: 'unknownName' }
  /** At least 1 is left; the last wrong try answers `lockedOut`. */
  | { readonly kind: 'wrongPin'; readonly attemptsLeft: number }
  /** Epoch milliseconds. Tries until then are not looked at and do not lengthen it. */
  | { readonly kind: 'lockedOut'; readonly until: number }

/** Why something needs a supervisor. */
export type ApprovalCause =
  /** The whole sale is undone as if it had not been. */
  | { readonly because: 'void' }
  /** More is given back on one sale, all its refunds together, than anybody may. */
  | { readonly because: 'overLimit'; readonly limit: Money }
  /** A card payment does not go back to its card. */
  | { readonly because: 'notToTheCard' }
  /** A person's word settles what the terminal cannot know. */
  | { readonly because: 'personsWord' }

/** Why nobody may have this PIN. */
export type PinRule =
  | 'notSixToTwelveDigits'
  /** 000000 */
  | 'allEqual'
  /** 123456, 987654, 890123 */
  | 'run'
  /** It is in, or holds, the shop's business or telephone number. */
  | 'shopsOwnNumber'
  /** A change to the PIN it already was. */
  | 'sameAsBefore'

/** Why the list of supervisors stays as it is. */
export type EnrolmentProblem =
  | { readonly kind: 'unfitName' }
  | { readonly kind: 'nameTaken' }
  | { readonly kind: 'unfitPin'; readonly rule: PinRule }
  /** There are supervisors already, so one of them has to approve. */
  | { readonly kind: 'approvalNeeded' }
  /** Whoever approves was not believed. */
  | { readonly kind: 'notApproved'; readonly problem: PinProblem }
  /** Nobody would be left to approve; add another first. */
  | { readonly kind: 'lastSupervisor' }
  | { readonly kind: 'unknownName' }

/**
 * One desk stands on one data folder and its calls are answered one after the other. Every change, and every counted try,
 * is on the disk before its promise resolves; when it cannot be written the promise rejects and nothing was approved.
 */
export interface SupervisorDesk {
  /** In the order they were added. Empty: nobody can approve anything yet. */
  list(): Promise<readonly Supervisor[]>
  /** The name comes back as it was given when added. A right PIN gives all tries back. */
  verify(who: Credentials): Promise<Parsed<{ readonly name: string }, PinProblem>>
  /** The first supervisor needs nobody's approval, every other one an existing one's. */
  add(newcomer: Credentials, approver?: Credentials): Promise<Parsed<Supervisor, EnrolmentProblem>>
  /** Anybody on the list may remove anybody, themselves too, as long as one remains. */
  remove(name: string, approver: Credentials): Promise<Parsed<{ readonly name: string }, EnrolmentProblem>>
  changePin(who: Credentials, newPin: string): Promise<Parsed<Supervisor, EnrolmentProblem>>
}
