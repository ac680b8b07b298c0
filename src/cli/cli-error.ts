/** What a person at the command line can mend: in words, or as the rule of the input that was broken. */
import type { InputProblem } from '../domain/validation/input-problem.js'
import { inputProblemText } from '../domain/validation/input-words.js'

/** Something a person can mend: shown as it is, without a stack, and ends the command with exit status 2. */
export class CliError extends Error {
  override readonly name = 'CliError'
}

/** Input that breaks a rule. Whoever shows it says it in the operator's language; by itself it is English. */
export class InputError extends CliError {
  constructor(readonly problem: InputProblem) {
    super(inputProblemText(problem, 'en'))
  }
}
