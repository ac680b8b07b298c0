/** A failure on one line, and an owed promise on two: with the other side's code, and what to say to the customer. */
import type { FailureCode } from '../domain/failures.js'
import type { Language } from '../domain/language.js'
import type { OwedPromise } from '../domain/promises.js'
import { troubleWords } from '../domain/trouble-words.js'
import { TILL_TEXTS } from './texts.js'

/** What happened, and what to do; then what to say aloud, where the code tells. */
export function troubleLines(failure: FailureCode, code: string | undefined, language: Language): readonly string[] {
  const { what, remedy, say, ...named } = troubleWords(failure, code, language)
  return [`${what}${bracketed(named.code)} – ${remedy}`, ...(say === undefined ? [] : [`  “${say}”`])]
}

/** A line for each promise not kept, and one below it for what to do. */
export function owedLines(owed: readonly OwedPromise[], language: Language): readonly string[] {
  const { promises, states, owedLine } = TILL_TEXTS[language]
  return owed.flatMap(({ promise, state, why, hostCode }) => {
    const words = why && troubleWords(why, hostCode, language)
    const reason = words ? `${words.what}${bracketed(words.code)}` : ''
    return [owedLine(promises[promise], states[state], reason), ...(words ? [`  → ${words.remedy}`] : [])]
  })
}

function bracketed(code: string | undefined): string {
  return code === undefined ? '' : ` [${code}]`
}
