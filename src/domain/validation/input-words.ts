/** The words for every rule: what was expected, and what to do, in the three languages of the counter. */
import type { Language } from '../language.js'
import type { InputProblem, InputRule, InputWords } from './input-problem.js'
import { INPUT_WORDS_EN } from './input-words-en.js'
import { INPUT_WORDS_KO } from './input-words-ko.js'
import { INPUT_WORDS_ZH } from './input-words-zh.js'

const WORDS: Readonly<Record<Language, InputWords>> = { ko: INPUT_WORDS_KO, zh: INPUT_WORDS_ZH, en: INPUT_WORDS_EN }

/** What was expected and what to do, without the field. */
export function inputRuleText(rule: InputRule, language: Language): string {
  const words = WORDS[language][rule.rule] as (given: InputRule) => string
  return words(rule)
}

/** `--pay 12k: 금액을 숫자로 적어 주세요. 예: 12,000` */
export function inputProblemText(problem: InputProblem, language: Language): string {
  const got = problem.got === undefined ? '' : ` ${shown(problem.got, LONGEST_SHOWN)}`
  return `${shownField(problem.field)}${got}: ${inputRuleText(problem, language)}`
}

/** A field's name as it may be shown: whoever sends an unknown one chooses it. */
export function shownField(field: string): string {
  return shown(field, LONGEST_FIELD)
}

const LONGEST_SHOWN = 40
/** What was given can be in the field’s place: the number of a sale there is not, an option there is not. */
const LONGEST_FIELD = 120

/** Ten digits and more, together or in groups: a telephone, business or card number in the wrong place. */
const SOMEBODYS_NUMBER = /(?:\p{Nd}[\s\p{Pd}\p{Ps}\p{Pe}._/·�]{0,3}){9,}\p{Nd}/gu

/** Short, nothing that could move a cursor or turn a line round, and no number that may be a customer's. */
function shown(got: string, most: number): string {
  const printable = got.slice(0, 4 * most).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '�')
  const letters = [...printable.replace(SOMEBODYS_NUMBER, '…')]
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : letters.join('')
}
