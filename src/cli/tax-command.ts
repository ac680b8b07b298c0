/** `tillproof tax`: tax documents owed, with deadline and amount at risk; one sale's documents; and trying again. */
import { Command } from 'commander'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import type { Language } from '../domain/language.js'
import { type Money, money } from '../domain/money.js'
import { showMoney } from '../domain/show-money.js'
import { readJournal } from '../journal/sqlite-journal.js'
import type { JournalReader } from '../ports/journal.js'
import { type OwedDocument, owedDocuments } from '../terminal/owed-documents.js'
import { publishedFlow } from '../terminal/published.js'
import type { Terminal } from '../terminal/terminal.js'
import { InputError } from './cli-error.js'
import { deadlineText, withOffsetOption } from './deadline-text.js'
import { openTill } from './open-till.js'
import { languageOption } from './operator-language.js'
import { OWED_TEXTS } from './owed-texts.js'
import { onlyOneOf, waitFrom, withOperator } from './sale-options.js'
import { settingsFrom, type TillOptions, withDataOption, withTillOptions } from './till-options.js'
import { troubleLines } from './trouble-text.js'
import { within } from './within.js'

interface ListOptions {
  readonly data: string
  readonly language: Language
  readonly utcOffset: number
  readonly json: boolean
}

interface RetryOptions extends TillOptions {
  readonly operator: string
  readonly redate: boolean
  readonly selfIssue: boolean
  readonly wait: string
  readonly json: boolean
}

export function taxCommand(): Command {
  return new Command('tax')
    .description('tax documents: what is owed and by when, one sale’s documents, and trying again')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(retryCommand())
    .addHelpText(
      'after',
      `
Examples:
  tillproof tax list --language ko
  tillproof tax show KR1-000012
  tillproof tax retry KR1-000012 --operator mina
  tillproof tax retry KR1-000012 --operator mina --self-issue`,
    )
}

function withListOptions(command: Command): Command {
  return withOffsetOption(withDataOption(command)).addOption(languageOption('list')).option('--json', 'as JSON', false)
}

function listCommand(): Command {
  return withListOptions(new Command('list'))
    .description('documents that are owed or in doubt, the most urgent first')
    .addHelpText('after', '\nExit status: 0 nothing owed, 3 something owed.\n\nExample:\n  tillproof tax list --json')
    .action((options: ListOptions) => reading(options, (journal) => list(journal, options)))
}

function list(journal: JournalReader, { language, utcOffset, json }: ListOptions): void {
  const owed = owedDocuments(journal)
  process.exitCode = owed.length === 0 ? 0 : 3
  if (json) {
    console.log(JSON.stringify(owed, null, 2))
    return
  }
  const texts = OWED_TEXTS[language]
  for (const document of owed) {
    const { flowId, kind, step, amount } = document
    console.log(`${flowId}  ${texts.document[kind]} ${showMoney(amount, language)}  ${texts.taxSteps[step] ?? step}`)
    const trouble = document.why === undefined ? [] : troubleLines(document.why, document.hostCode, language)
    for (const line of trouble) console.log(`    ${line}`)
    for (const line of deadlineText(document, systemClock.now(), language, utcOffset)) console.log(`    ${line}`)
  }
  if (owed.length === 0) console.log(texts.nothing)
  else console.log(texts.summary(owed.length, sumText(owed, 'amount', language), sumText(owed, 'atRisk', language)))
}

function sumText(documents: readonly OwedDocument[], field: 'amount' | 'atRisk', language: Language): string {
  const currency: Money['currency'] = documents[0]?.amount.currency ?? 'KRW'
  const sum = documents.reduce((total, document) => total + (document[field]?.amountMinor ?? 0), 0)
  return showMoney(money(sum, currency), language)
}

function showCommand(): Command {
  return withListOptions(new Command('show'))
    .description('every document of one sale: issued, cancelled, corrected, owed')
    .argument('<sale>', 'the sale’s number, e.g. KR1-000012')
    .addHelpText('after', '\nExample:\n  tillproof tax show KR1-000012 --json')
    .action((saleId: string, options: ListOptions) => reading(options, (journal) => show(journal, saleId, options)))
}

function show(journal: JournalReader, saleId: string, { language, json }: ListOptions): void {
  const sale = journal.flow(saleId)
  if (!sale) throw new InputError({ field: saleId, rule: 'unknownNumber', of: 'sale' })
  const flows = [sale, ...journal.flows({ under: saleId })].flatMap((record) => publishedFlow(record) ?? [])
  if (json) {
    console.log(JSON.stringify(flows, null, 2))
    return
  }
  const texts = OWED_TEXTS[language]
  for (const { flowId, taxStep = '', documents } of flows) {
    for (const { kind, amount, documentNumber, approvalNumber, tradeDate = '', state } of documents) {
      const number =
        approvalNumber === undefined
          ? (texts.taxSteps[taxStep] ?? texts.notSent)
          : texts.approval(approvalNumber, tradeDate)
      const mark = state === 'done' ? '✔' : '!'
      console.log(
        `${mark} ${flowId}  ${texts.document[kind]} ${showMoney(amount, language)}  ${number}  ${documentNumber ?? ''}`,
      )
    }
  }
}

function retryCommand(): Command {
  return withTillOptions(new Command('retry'))
    .description(
      'send a document again now; or, where it certainly does not stand, under today’s date or to the shop itself',
    )
    .argument('[sale]', 'a sale or an amendment; everything owed unless given')
    .requiredOption('--operator <name>', 'who says so')
    .option('--redate', 'as a document of today, where the gateway does not take its day any more', false)
    .option(
      '--self-issue',
      'to the shop itself (자진발급), where the customer’s number does not do or is not known',
      false,
    )
    .option('--wait <seconds>', 'how long to wait for it', '30')
    .option('--json', 'what is still owed afterwards, as JSON', false)
    .addHelpText(
      'after',
      '\nExit status: 0 nothing owed any more, 3 something still owed.\n\nExample:\n  tillproof tax retry KR1-000012 --operator mina --self-issue',
    )
    .action(retry)
}

async function retry(flowId: string | undefined, typed: RetryOptions): Promise<void> {
  const options = withOperator(typed)
  const waitMs = waitFrom(options.wait) * 1_000
  onlyOneOf({ '--redate': options.redate, '--self-issue': options.selfIssue })
  const settings = settingsFrom(options)
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  try {
    till.terminal.start()
    const chosen = flowId === undefined ? owedDocuments(till.journal).map((document) => document.flowId) : [flowId]
    const tried = chosen.filter((id) => tryAgain(till.terminal, id, options))
    if (flowId !== undefined && tried.length === 0)
      throw new InputError({ field: flowId, rule: 'notNow', see: 'tillproof tax list' })
    await within(waitMs, Promise.all(tried.map((id) => settledTax(till.terminal, id))))
    list(till.journal, { ...options, language: settings.language, utcOffset: settings.utcOffsetMinutes })
  } finally {
    await till.close()
  }
}

function tryAgain(terminal: Terminal, flowId: string, { redate, selfIssue }: RetryOptions): boolean {
  if (terminal.knowsAmendment(flowId)) return terminal.commandAmendment(flowId, { type: 'tax.retried' }).ok
  const command = selfIssue
    ? ({ type: 'tax.selfIssued' } as const)
    : ({ type: 'tax.retried', redated: redate } as const)
  return terminal.command(flowId, command).ok
}

function settledTax(terminal: Terminal, flowId: string): Promise<unknown> {
  const isKept = (promise: string) => promise === 'done' || promise === 'notNeeded'
  return terminal.knowsAmendment(flowId)
    ? terminal.amendmentReaching(flowId, ({ promises }) => isKept(promises.tax))
    : terminal.reaching(flowId, ({ promises }) => isKept(promises.tax))
}

function reading(options: ListOptions, look: (journal: JournalReader) => void): void {
  const journal = readJournal({ path: options.data })
  try {
    look(journal)
  } finally {
    journal.close()
  }
}
