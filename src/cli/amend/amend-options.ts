/** Options every command that amends a sale takes, and what the command line says where one does not fit. */
import { type Command, Option } from 'commander'
import type { Language } from '../../domain/language.js'
import { LANGUAGES } from '../../domain/language.js'
import type { Currency, Money } from '../../domain/money.js'
import { parseAmount, parseLine } from '../../domain/validation/input-parsers.js'
import { openingProblemText, type Refused } from '../../terminal/opening-problem-words.js'
import { CliError, InputError } from '../cli-error.js'
import { accepted } from '../sale-options.js'
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

/** @throws InputError that names the option, what was expected, and what to do. */
export function amountFrom(text: string, currency: Currency, option: string): Money {
  return accepted(parseAmount(text, currency), option, text)
}

/** @throws InputError */
export function reasonFrom(reason: string | undefined): string {
  if (!reason?.trim()) throw new InputError({ field: '--reason', rule: 'needsReason' })
  return accepted(parseLine(reason), '--reason')
}

/** What proves it, where nothing else can. @throws InputError */
export function evidenceFrom(evidence: string | undefined): string {
  if (!evidence?.trim()) throw new InputError({ field: '--evidence', rule: 'needsEvidence' })
  return accepted(parseLine(evidence), '--evidence')
}

/** What is wrong with what was asked for, in the operator's language. */
export function openingError(problem: Refused, language: Language): CliError {
  return new CliError(openingProblemText(problem, language))
}
