/** `tillproof refund`: voids, refunds and returns, whole or in part; goes on with one that was left; or refuses with a reason. */
import { Command, Option } from 'commander'
import type { Language } from '../domain/language.js'
import type { AmendmentRequest } from '../domain/plan-amendment.js'
import { parseLine } from '../domain/validation/input-parsers.js'
import type { AmendmentOpening, Refusal } from '../terminal/amendments.js'
import type { AmendmentCounterCommand } from '../terminal/counter-command.js'
import { type AmendOptions, amountFrom, evidenceFrom, reasonFrom, withAmendOptions } from './amend/amend-options.js'
import { carryOut, confirmTwice, exitStatusOf } from './amend/carry-out.js'
import { type AmendWork, commandAmendment, openAmendment } from './amend/open-amendment.js'
import { InputError } from './cli-error.js'
import { openTill } from './open-till.js'
import { accepted, onlyOneOf, receiptLinesFrom, withOperator } from './sale-options.js'
import type { Settings } from './settings.js'
import { settingsFrom } from './till-options.js'

interface RefundOptions extends AmendOptions {
  readonly amount?: string
  readonly line: string[]
  readonly by?: 'card' | 'cash' | 'transfer'
  readonly void: boolean
  readonly refuse: boolean
  readonly transferSent?: string
  readonly retry: boolean
  readonly redirect?: 'cash' | 'transfer'
  readonly callOff: boolean
  readonly settled: boolean
  readonly evidence?: string
}

const collect = (value: string, before: string[]) => [...before, value]

export function refundCommand(): Command {
  return withAmendOptions(new Command('refund'))
    .description(
      'give money back: void before settlement, refund all or a part, take goods back, or refuse with a reason',
    )
    .argument('<sale>', 'the sale’s number, e.g. KR1-000012; or a refund left open, e.g. KR1-000012/R000045')
    .option('--amount <amount>', 'a part of it; everything that is left unless given')
    .option(
      '--line <number[:quantity]>',
      'goods taken back, by their place on the receipt; repeat for more',
      collect,
      [],
    )
    .addOption(
      new Option('--by <way>', 'how it goes back; the way it was paid unless given').choices([
        'card',
        'cash',
        'transfer',
      ]),
    )
    .option('--void', 'undo the whole sale before its card payment is settled', false)
    .option('--refuse', 'give nothing back, and print why', false)
    .option('--transfer-sent <reference>', 'with a refund left open: the transfer was made')
    .option('--retry', 'with a refund left open: ask the host or the tax gateway again now', false)
    .addOption(
      new Option('--redirect <way>', 'with a refund left open: give it back this way instead').choices([
        'cash',
        'transfer',
      ]),
    )
    .option('--call-off', 'with a refund not confirmed yet: do nothing', false)
    .option(
      '--settled',
      'with a refund left open: the card company settled it otherwise; needs --reason and --evidence',
      false,
    )
    .option('--evidence <text>', 'with --settled: what proves it')
    .addHelpText(
      'after',
      `
Exit status: 0 nothing owed, 3 something owed, 4 called off.

Examples:
  tillproof refund KR1-000012 --operator mina --reason "changed their mind" --confirm 9,000
  tillproof refund KR1-000012 --void --operator mina --reason "rung up twice" --confirm 9,000 --approved-by 김점장
  tillproof refund KR1-000012 --line 1:2 --by cash --operator mina --reason "cold coffee" --confirm 4,500 --handed-over
  tillproof refund KR1-000012/R000045 --operator mina --transfer-sent 20261122-0007
  tillproof refund KR1-000012 --refuse --operator mina --reason "opened and used"`,
    )
    .action(refund)
}

async function refund(id: string, typed: RefundOptions): Promise<void> {
  const options = withOperator(typed)
  const settings = settingsFrom(options)
  const language = options.language ?? settings.language
  const isOpenOne = id.includes('/')
  const change = isOpenOne ? undefined : changeFrom(options, settings)
  const command = isOpenOne ? commandFrom(options) : undefined
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  try {
    till.terminal.start()
    const amendmentId = change
      ? await openAmendment({ till, options, language }, openingOf(id, change, options, language))
      : id
    if (!till.terminal.knowsAmendment(amendmentId))
      throw new InputError({ field: amendmentId, rule: 'unknownNumber', of: 'refund' })
    const work = { amendmentId, options, language }
    if (change) await confirmTwice(till, work)
    if (command) await say({ till, options, language }, amendmentId, command)
    process.exitCode = exitStatusOf(await carryOut(till, work))
  } finally {
    await till.close()
  }
}

/** @throws CliError */
function openingOf(
  saleId: string,
  change: AmendmentRequest | Refusal,
  { operator, reason }: RefundOptions,
  language: Language,
): AmendmentOpening {
  return { saleId, change, operator, reason: reasonFrom(reason), language }
}

/** @throws CliError for options that do not go together. */
function changeFrom(options: RefundOptions, { currency }: Settings): AmendmentRequest | Refusal {
  const { amount, line, by, refuse } = options
  const ways = {
    '--void': options.void,
    '--refuse': refuse,
    '--amount': amount !== undefined,
    '--line': line.length > 0,
  }
  onlyOneOf(ways)
  if (refuse) return { kind: 'refusal' }
  const way = by ? { by } : {}
  if (options.void) return { kind: 'void', ...way }
  if (line.length > 0) return { kind: 'return', lines: receiptLinesFrom(line), ...way }
  return { kind: 'refund', ...(amount !== undefined && { amount: amountFrom(amount, currency, '--amount') }), ...way }
}

/** What is said of a refund that was left open; undefined to only see how it goes on. @throws CliError */
function commandFrom(options: RefundOptions): AmendmentCounterCommand | undefined {
  const { operator, transferSent, redirect, reason, evidence } = options
  if (options.callOff)
    return {
      type: 'amendment.calledOff',
      reason: reason === undefined ? 'called off at the counter' : reasonFrom(reason),
    }
  if (transferSent !== undefined) {
    return { type: 'transfer.sent', operator, reference: accepted(parseLine(transferSent), '--transfer-sent') }
  }
  if (redirect) return { type: 'payout.redirected', by: redirect, operator, reason: reasonFrom(reason) }
  if (options.settled) {
    return {
      ...{ type: 'payout.settledByPerson', operator },
      ...{ reason: reasonFrom(reason), evidence: evidenceFrom(evidence) },
    }
  }
  return options.retry ? { type: 'payout.retried' } : undefined
}

/** A retry may be meant for the money or for the document. @throws CliError when it is not the time for it. */
async function say(work: AmendWork, amendmentId: string, command: AmendmentCounterCommand): Promise<void> {
  if ((await commandAmendment(work, amendmentId, command)).ok) return
  const { terminal } = work.till
  if (command.type === 'payout.retried' && terminal.commandAmendment(amendmentId, { type: 'tax.retried' }).ok) return
  throw new InputError({ field: amendmentId, rule: 'notNow', see: 'tillproof owed' })
}
