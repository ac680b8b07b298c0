/** A supervisor's word that came along with a request: spent on what needs it, and told apart where it is no good. */
import { type Parsed, problem } from '../domain/parsed.js'
import type { Credentials } from '../ports/operators.js'
import { approvalCause, type SupervisorsWord } from '../terminal/supervision.js'
import type { Terminal } from '../terminal/terminal.js'
import type { ApiProblem } from './problem.js'

/** @param attempt with the word, if one was given. */
export async function withWord<T>(
  terminal: Terminal,
  credentials: Credentials | undefined,
  attempt: (word: SupervisorsWord | undefined) => Parsed<T, ApiProblem>,
): Promise<Parsed<T, ApiProblem>> {
  if (!credentials) return attempt(undefined)
  const word = await terminal.approve(credentials)
  return word.ok ? attempt(word.value) : problem({ kind: 'pin', problem: word.problem })
}

export type CommandRefusal =
  | 'unknownSale'
  | 'unknownFlow'
  | 'notNow'
  | 'approvalNeeded'
  | 'reversalPending'
  | 'readerBusy'
  | 'instalmentsNotAllowed'
  | 'cashReceiptStands'

/** Why a command is not taken. @param type the command's. */
export function commandProblem(found: CommandRefusal, type: string): ApiProblem {
  if (found === 'approvalNeeded') return { kind: 'approvalNeeded', cause: approvalCause(type) }
  return { kind: found === 'unknownSale' || found === 'unknownFlow' ? 'notFound' : found }
}
