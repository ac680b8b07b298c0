/** `tillproof finish`: a person finishes what the terminal cannot know or do by itself, with a reason on the record. */
import { Command, Option } from 'commander'
import type { PersonsWord } from '../flows/persons-word.js'
import type { CounterCommand } from '../terminal/counter-command.js'
import type { Terminal } from '../terminal/terminal.js'
import { isAmendmentPassing } from './amend/carry-out.js'
import { CliError } from './cli-error.js'
import { type CounterPerson, serveSale } from './counter-person.js'
import { AMENDMENT_WAYS, SALE_WAYS } from './finish-ways.js'
import { openTill, type Till } from './open-till.js'
import { resumeAndTell } from './resume-command.js'
import { cashReceiptFrom, operatorFrom, tenderFrom } from './sale-options.js'
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

async function finish(flowId: string, what: string, options: FinishOptions): Promise<void> {
  const settings = settingsFrom(options)
  operatorFrom(options.operator)
  const person = personFor(what, options, settings)
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  try {
    till.terminal.start()
    // Only these: an event is journaled as it stands, and the other options may hold a customer's number.
    const { operator, reason, evidence = '' } = options
    const word = { operator, reason, evidence }
    if (till.terminal.knowsAmendment(flowId)) await sayOfAmendment(till, flowId, word, what, options)
    else if (Object.hasOwn(SALE_WAYS, what)) await say(till, flowId, SALE_WAYS[what]?.(word), what, options)
    else if (what !== PAY) throw new CliError(`${what} is for refunds and corrections, e.g. KR1-000012/R000045`)
    if (person) await serveSale(till.terminal, knownSale(till.terminal, flowId), person)
    process.exitCode = (await resumeAndTell(till, FINISH_LIMIT_MS, settings.language, flowId)) ? 0 : 3
  } finally {
    await till.close()
  }
}

/** Whoever pays on or gives the corrected number; nobody is needed for the rest. @throws CliError */
function personFor(what: string, options: FinishOptions, { currency }: Settings): CounterPerson | undefined {
  if (!CHOICES.includes(what)) throw new CliError(`${what}: expected one of ${CHOICES.join(', ')}`)
  if (what === PAY && options.pay.length === 0) throw new CliError('--pay is needed: how is the rest paid?')
  if (what === 'correct-tax' && options.cashReceipt === undefined) {
    throw new CliError('--cash-receipt is needed: whom is the corrected document for?')
  }
  if ((what.endsWith('-settled') || what === 'receipt-seen') && !options.evidence?.trim()) {
    throw new CliError('--evidence is needed: what did you see that proves it? A statement line, a reference number, …')
  }
  if (what !== PAY && what !== 'correct-tax') return undefined
  const tenders = options.pay.map((text) => tenderFrom(text, currency))
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
  throw new CliError(`${saleId} is not at a point for ${what} (${second.problem}); see tillproof sales --all`)
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
  if (!command)
    throw new CliError(`${what}: of ${amendmentId} one of ${Object.keys(AMENDMENT_WAYS).join(', ')} can be said`)
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
  if (!second.ok)
    throw new CliError(`${amendmentId} is not at a point for ${what} (${second.problem}); see tillproof owed`)
}

function knownSale(terminal: Terminal, saleId: string): string {
  if (terminal.knows(saleId)) return saleId
  throw new CliError(`there is no sale ${saleId} in this journal`)
}
