/**
 * What needs a supervisor, at the command line: it is tried, and where the terminal wants a supervisor's word their PIN is
 * asked for, unseen, and it is tried once more with it.
 */
import type { Command } from 'commander'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import type { Language } from '../domain/language.js'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import { showMoney } from '../domain/show-money.js'
import { approvalText, pinProblemText } from '../operators/pin-words.js'
import type { ApprovalCause, Credentials } from '../ports/operators.js'
import { approvalCause, type SupervisorsWord } from '../terminal/supervision.js'
import { CliError } from './cli-error.js'
import type { Till } from './open-till.js'
import { pinSource } from './pin-source.js'
import { SUPERVISOR_TEXTS } from './supervisor-texts.js'

export interface ApprovalOptions {
  readonly approvedBy?: string
  readonly pinFd?: string
}

export function withApprovalOptions(command: Command): Command {
  return command
    .option('--approved-by <name>', 'the supervisor who approves it, where one has to; their PIN is asked unseen')
    .option('--pin-fd <number>', 'read that PIN from this open file descriptor; or give it in TILLPROOF_PIN')
}

type Supervised<T, Problem> = Parsed<T, Problem | ApprovalCause>

/** The cause, where a terminal's answer is that a supervisor has to approve. */
function isCause(found: unknown): found is ApprovalCause {
  return typeof found === 'object' && found !== null && 'because' in found
}

/**
 * @param attempt what is done; without a word first. @returns what came of it, the supervisor's part settled.
 * @throws CliError in the operator's language where nobody approves it; nothing has happened then.
 */
export async function supervised<T, Problem>(
  till: Till,
  options: ApprovalOptions,
  language: Language,
  attempt: (word?: SupervisorsWord) => Supervised<T, Problem>,
): Promise<Parsed<T, Problem>> {
  const first = attempt()
  if (first.ok) return first
  if (!isCause(first.problem)) return problem(first.problem)
  const word = await wordFor(till, options, language, first.problem)
  const second = attempt(word)
  if (second.ok) return parsed(second.value)
  if (isCause(second.problem)) throw new Error('the terminal does not believe the word it just gave')
  return problem(second.problem)
}

/** As `supervised`, for a command to a terminal. @param type the command's. */
export function supervisedCommand<T, Problem extends string>(
  till: Till,
  options: ApprovalOptions,
  language: Language,
  type: string,
  attempt: (word?: SupervisorsWord) => Parsed<T, Problem | 'approvalNeeded'>,
): Promise<Parsed<T, Problem>> {
  return supervised<T, Problem>(till, options, language, (word) => {
    const answer = attempt(word)
    if (answer.ok) return answer
    return problem(answer.problem === 'approvalNeeded' ? approvalCause(type) : (answer.problem as Problem))
  })
}

async function wordFor(
  { terminal, supervisorNames }: Till,
  options: ApprovalOptions,
  language: Language,
  cause: ApprovalCause,
): Promise<SupervisorsWord> {
  const texts = SUPERVISOR_TEXTS[language]
  const why = approvalText(cause, language, (amount) => showMoney(amount, language))
  if (supervisorNames.length === 0) throw new CliError(`${why} ${texts.none}`)
  if (options.approvedBy === undefined && !process.stdin.isTTY) throw new CliError(`${why} ${texts.sayWho}`)
  console.error(why)
  const pins = pinSource(options.pinFd, texts)
  try {
    for (;;) {
      const name = options.approvedBy ?? (await pins.approverName()) ?? ''
      const who: Credentials = { name, pin: await pins.pin(texts.pinOf(name)) }
      const approved = await terminal.approve(who)
      if (approved.ok) return approved.value
      const said = pinProblemText(approved.problem, language, systemClock.now())
      if (approved.problem.kind !== 'wrongPin' || !pins.isTyped) throw new CliError(said)
      console.error(said)
    }
  } finally {
    pins.close()
  }
}
