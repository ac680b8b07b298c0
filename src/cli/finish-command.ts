/** `tillproof finish`: a person finishes what the terminal cannot know or do by itself, with a reason on the record. */
import { Command, Option } from 'commander'
import type { PersonsWord } from '../flows/persons-word.js'
import type { CounterCommand } from '../terminal/counter-command.js'
import type { Terminal } from '../terminal/terminal.js'
import { evidenceFrom, reasonFrom } from './amend/amend-options.js'
import { isAmendmentPassing } from './amend/carry-out.js'
import { InputError } from './cli-error.js'
import { type CounterPerson, serveSale } from './counter-person.js'
import { AMENDMENT_WAYS, SALE_WAYS } from './finish-ways.js'
import { openTill, type Till } from './open-till.js'
import { resumeAndTell } from './resume-command.js'
import { cashReceiptFrom, tenderFrom, withOperator } from './sale-options.js'
import { ScriptedPerson } from './scripted-person.js'
import type { Settings } from './settings.js'
import { type ApprovalOptions, supervisedCommand, withApprovalOptions } from './supervised.js'
import { settingsFrom, type TillOptions, withTillOptions } from './till-options.js'
import { isUnderWay } from './under-way.js'
import { within } from './within.js'

interface FinishOptions extends TillOptions, ApprovalOptions {
  readonly operator: string
  readonly reason: string
  readonly evidence?: string
  readonly pay: string[]
  readonly cashReceipt?: string
}

/** Goes on with a sale that was left in the middle of being paid. */
const PAY = 'pay'
const CHOICES = [PAY, ...new Set([...Object.keys(SALE_WAYS), ...Object.keys(AMENDMENT_WAYS)])]

/** A request under way, say an inquiry, may have to end before the command can be taken. */
const ACCEPT_LIMIT_MS = 60_000
const FINISH_LIMIT_MS = 30_000

export function finishCommand(): Command {
  const collect = (value: string, before: string[]) => [...before, value]
  return withApprovalOptions(withTillOptions(new Command('finish')))
    .description('finish what a person must: pay on, correct, say a receipt was seen, reprint it, settle with a reason')
    .argument(
      '<sale>',
      'the sale’s number, e.g. KR1-000012; or that of a refund or correction, e.g. KR1-000012/R000045',
    )
    .argument('<what>', CHOICES.join(', '))
    .requiredOption('--operator <name>', 'who says so')
    .option('--evidence <text>', 'what proves it; needed to settle what the terminal cannot know')
    .option('--pay <tender>', 'with pay: as in sell; repeat for more', collect, [])
    .option('--cash-receipt <whom>', 'with pay and correct-tax: as in sell')
    .addOption(
      new Option('--reason <text>', 'why; known: customerRequest, notHandedOver, printUnconfirmed, unreadable').default(
        'customerRequest',
      ),
    )
    .addHelpText(
      'after',
      `
Exit status: 0 nothing owed any more, 3 something still owed.

Examples:
  tillproof finish KR1-000012 reprint --operator mina --reason notHandedOver
  tillproof finish KR1-000012 receipt-seen --operator mina --evidence "whole, with the total and the cut"
  tillproof finish KR1-000012 reversal-settled --operator mina --reason "not charged" --evidence "call 77120" --approved-by 김점장
  tillproof finish KR1-000012/R000045 tax-settled --operator mina --reason "cancelled at the tax office's site" --evidence "TB0000002"`,
    )
    .action(finish)
}

async function finish(flowId: string, what: string, typed: FinishOptions): Promise<void> {
  const options = withOperator(typed)
  const settings = settingsFrom(options)
  const person = personFor(what, options, settings)
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  try {
    till.terminal.start()
    // Only these: an event is journaled as it stands, and the other options may hold a customer's number.
    const { operator, reason, evidence = '' } = options
    const word = { operator, reason, evidence }
    if (till.terminal.knowsAmendment(flowId)) await sayOfAmendment(till, flowId, word, what, options)
    else if (Object.hasOwn(SALE_WAYS, what)) await say(till, flowId, SALE_WAYS[what]?.(word), what, options)
    else if (what !== PAY) throw notOneOf(what, [PAY, ...Object.keys(SALE_WAYS)])
    if (person) await serveSale(till.terminal, knownSale(till.terminal, flowId), person)
    process.exitCode = (await resumeAndTell(till, FINISH_LIMIT_MS, settings.language, flowId)) ? 0 : 3
  } finally {
    await till.close()
  }
}

/** Whoever pays on or gives the corrected number; nobody is needed for the rest. @throws CliError */
function personFor(what: string, options: FinishOptions, { currency, policy }: Settings): CounterPerson | undefined {
  if (!CHOICES.includes(what)) throw notOneOf(what, CHOICES)
  if (what === PAY && options.pay.length === 0) throw new InputError({ field: '--pay', rule: 'missing' })
  if (what === 'correct-tax' && options.cashReceipt === undefined) {
    throw new InputError({ field: '--cash-receipt', rule: 'missing' })
  }
  reasonFrom(options.reason)
  if (what.endsWith('-settled') || what === 'receipt-seen' || options.evidence !== undefined) {
    evidenceFrom(options.evidence)
  }
  if (what !== PAY && what !== 'correct-tax') return undefined
  const tenders = options.pay.map((text) => tenderFrom(text, currency, policy.card.instalments))
  return new ScriptedPerson({ tenders, cashReceipt: cashReceiptFrom(options.cashReceipt ?? 'none') })
}

/** Gives the command as soon as the sale is at a point for it. @throws CliError when it never is, or there is no sale. */
async function say(
  till: Till,
  saleId: string,
  command: CounterCommand | undefined,
  what: string,
  options: ApprovalOptions,
): Promise<void> {
  if (!command) return
  const { terminal, settings } = till
  const attempt = () =>
    supervisedCommand(till, options, settings.language, command.type, (word) => terminal.command(saleId, command, word))
  knownSale(terminal, saleId)
  const first = await attempt()
  if (first.ok) return
  await within(
    ACCEPT_LIMIT_MS,
    terminal.reaching(saleId, (sale) => !isUnderWay(sale)),
  )
  const second = await attempt()
  if (second.ok) return
  throw new InputError({ field: `${saleId} ${what}`, rule: 'notNow', see: 'tillproof sales --all' })
}

/** As `say`, of a refund, an exchange or a correction. @throws CliError */
async function sayOfAmendment(
  till: Till,
  amendmentId: string,
  word: PersonsWord,
  what: string,
  options: ApprovalOptions,
): Promise<void> {
  const { terminal, settings } = till
  const command = AMENDMENT_WAYS[what]?.(word)
  if (!command) throw notOneOf(what, Object.keys(AMENDMENT_WAYS))
  const attempt = () =>
    supervisedCommand(till, options, settings.language, command.type, (approval) =>
      terminal.commandAmendment(amendmentId, command, approval),
    )
  if ((await attempt()).ok) return
  await within(
    ACCEPT_LIMIT_MS,
    terminal.amendmentReaching(amendmentId, (view) => !isAmendmentPassing(view)),
  )
  const second = await attempt()
  if (!second.ok) throw new InputError({ field: `${amendmentId} ${what}`, rule: 'notNow', see: 'tillproof owed' })
}

function notOneOf(what: string, choices: readonly string[]): InputError {
  return new InputError({ field: '<what>', rule: 'notOneOf', choices, got: what })
}

function knownSale(terminal: Terminal, saleId: string): string {
  if (terminal.knows(saleId)) return saleId
  throw new InputError({ field: saleId, rule: 'unknownNumber', of: 'sale' })
}
