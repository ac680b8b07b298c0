/** What a person at the command line can mend: in words, or as the rules of the input that were broken. */
import type { Language } from '../domain/language.js'
import type { InputProblem } from '../domain/validation/input-problem.js'
import { inputProblemText } from '../domain/validation/input-words.js'

/** Something a person can mend: shown as it is, without a stack, and ends the command with exit status 2. */
export class CliError extends Error {
  override readonly name = 'CliError'

  /** What is shown. Errors that were not put into words yet are by then. */
  textIn(_language: Language): string {
    return this.message
  }
}

/** Input that breaks rules. Whoever shows it says it in the operator's language; by itself it is English. */
export class InputError extends CliError {
  readonly problems: readonly InputProblem[]

  /** @param source the file the fields are in. */
  constructor(
    problems: InputProblem | readonly InputProblem[],
    readonly source?: string,
  ) {
    const all = 'rule' in problems ? [problems] : problems
    super(textOf(all, source, 'en'))
    this.problems = all
  }

  /** A line, or one for the file and one for each of its fields. */
  override textIn(language: Language): string {
    return textOf(this.problems, this.source, language)
  }
}

function textOf(problems: readonly InputProblem[], source: string | undefined, language: Language): string {
  const lines = problems.map((problem) => inputProblemText(problem, language))
  if (source === undefined) return lines.join('\n')
  return lines.length === 1 ? `${source}: ${lines[0]}` : [`${source}:`, ...lines].join('\n  ')
}
