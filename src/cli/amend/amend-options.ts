/** Options every command that amends a sale takes, and what the command line says where one does not fit. */
import { type Command, Option } from 'commander'
import type { Language } from '../../domain/language.js'
import { LANGUAGES } from '../../domain/language.js'
import { type Currency, type Money, parseMoney } from '../../domain/money.js'
import { openingProblemText, type Refused } from '../../terminal/opening-problem-words.js'
import { CliError } from '../cli-error.js'
import { type ApprovalOptions, withApprovalOptions } from '../supervised.js'
import { type TillOptions, withTillOptions } from '../till-options.js'

export interface AmendOptions extends TillOptions, ApprovalOptions {
  readonly operator: string
  readonly reason?: string
  readonly confirm?: string
  readonly language?: Language
  readonly handedOver: boolean
  readonly json: boolean
}

export function withAmendOptions(command: Command): Command {
  return withApprovalOptions(withTillOptions(command))
    .requiredOption('--operator <name>', 'who does it')
    .option('--reason <text>', 'why, in your own words; it stands on the slip')
    .option('--confirm <amount>', 'the amount again, to be sure of it; asked at the keyboard unless given')
    .option('--handed-over', 'the cash is back in the customer’s hand', false)
    .addOption(new Option('--language <language>', 'language of the slip and the screen').choices(LANGUAGES))
    .option('--json', 'print what became of it as JSON', false)
}

/** @throws CliError that names the option, what was expected, and what to do. */
export function amountFrom(text: string, currency: Currency, option: string): Money {
  const amount = parseMoney(text.normalize('NFKC'), currency)
  if (amount && amount.amountMinor > 0) return amount
  throw new CliError(
    `${option} ${text}: expected an amount in ${currency} of more than zero, e.g. ${EXAMPLES[currency]}`,
  )
}

const EXAMPLES: Readonly<Record<Currency, string>> = { KRW: '12,000', CNY: '9.50', USD: '9.50' }

/** @throws CliError */
export function reasonFrom(reason: string | undefined): string {
  if (reason !== undefined && reason.trim() !== '' && reason.length <= 200 && !/\p{Cc}/u.test(reason)) return reason
  throw new CliError('--reason: expected 1 to 200 printable characters: why is it given back or changed?')
}

/** What is wrong with what was asked for, in the operator's language. */
export function openingError(problem: Refused, language: Language): CliError {
  return new CliError(openingProblemText(problem, language))
}
