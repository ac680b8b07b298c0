/** Opening an amendment at the command line, and saying something of one that is open, with a supervisor where one is needed. */
import type { Language } from '../../domain/language.js'
import { type Parsed, problem } from '../../domain/parsed.js'
import type { AmendmentView } from '../../terminal/amendment-view.js'
import type { AmendmentOpening } from '../../terminal/amendments.js'
import type { AmendmentCounterCommand } from '../../terminal/counter-command.js'
import type { Refused } from '../../terminal/opening-problem-words.js'
import type { Till } from '../open-till.js'
import { supervised, supervisedCommand } from '../supervised.js'
import { type AmendOptions, openingError } from './amend-options.js'

export interface AmendWork {
  readonly till: Till
  readonly options: AmendOptions
  readonly language: Language
}

/** @returns its number. @throws CliError in the operator's language, with nothing changed. */
export async function openAmendment(
  { till, options, language }: AmendWork,
  opening: AmendmentOpening,
): Promise<string> {
  const opened = await supervised<AmendmentView, Refused>(till, options, language, (word) => {
    const answer = till.terminal.amend(opening, word)
    if (answer.ok) return answer
    if (answer.problem.problem !== 'approvalNeeded') return problem(answer.problem)
    const { problem: _named, ...cause } = answer.problem
    return problem(cause)
  })
  if (!opened.ok) throw openingError(opened.problem, language)
  return opened.value.amendmentId
}

/** @throws CliError where a supervisor has to approve it and nobody does. */
export function commandAmendment(
  { till, options, language }: AmendWork,
  amendmentId: string,
  command: AmendmentCounterCommand,
): Promise<Parsed<AmendmentView, 'unknownFlow' | 'notNow'>> {
  return supervisedCommand(till, options, language, command.type, (word) =>
    till.terminal.commandAmendment(amendmentId, command, word),
  )
}
