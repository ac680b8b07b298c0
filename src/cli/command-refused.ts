/** A step of a scripted sale that the till does not take now: the sale stays open, and whoever wrote the script goes on. */
import type { Language } from '../domain/language.js'
import { PROBLEM_TITLES } from '../server/problem-titles.js'
import type { CommandProblem } from '../terminal/counter-command.js'
import { CliError } from './cli-error.js'

const STAYS: Readonly<Record<Language, string>> = {
  ko: '거래는 그대로 남아 있으니 tillproof owed에서 확인해 주세요',
  zh: '该交易仍然保留，请用 tillproof owed 查看',
  en: 'The sale stays as it is: see tillproof owed',
}

export class CommandRefused extends CliError {
  constructor(readonly problem: CommandProblem) {
    super(textOf(problem, 'en'))
  }

  override textIn(language: Language): string {
    return textOf(this.problem, language)
  }
}

function textOf(problem: CommandProblem, language: Language): string {
  const title = PROBLEM_TITLES[language][problem === 'unknownSale' ? 'notFound' : problem]
  return `${title}${language === 'zh' ? '。' : '. '}${STAYS[language]}`
}
