/** `tillproof sales`: what is owed on which sale, and what its prints rest on; read while the till runs or not. */
import { Command } from 'commander'
import type { Language } from '../domain/language.js'
import type { Money } from '../domain/money.js'
import { type OwedPromise, PROMISE_NAMES, type SalePromises } from '../domain/promises.js'
import { showMoney } from '../domain/show-money.js'
import { readJournal } from '../journal/sqlite-journal.js'
import type { FlowRecord, JournalReader } from '../ports/journal.js'
import { InputError } from './cli-error.js'
import { languageOption } from './operator-language.js'
import { printLines, printsIn } from './prints.js'
import { TILL_TEXTS } from './texts.js'
import { withDataOption } from './till-options.js'
import { owedLines } from './trouble-text.js'

interface SalesOptions {
  readonly data: string
  readonly all: boolean
  readonly language: Language
}

/** What the payment flow publishes of itself. */
interface Published {
  readonly stage: 'serving' | 'complete' | 'owing'
  readonly promises: SalePromises
  readonly owed: readonly OwedPromise[]
  readonly total: Money
}

export function salesCommand(): Command {
  return withDataOption(new Command('sales'))
    .description('list the sales something is owed on, and why; or tell of one sale, with each of its prints')
    .argument('[sale]', 'one sale only, whatever is owed on it, e.g. KR1-000012')
    .option('--all', 'also those with nothing owed', false)
    .addOption(languageOption('list'))
    .action(listSales)
}

function listSales(saleId: string | undefined, { data, all, language }: SalesOptions): void {
  const journal = readJournal({ path: data })
  try {
    const listed = saleId === undefined ? flowsToList(journal, all) : [oneFlow(journal, saleId)]
    for (const flow of listed) {
      const { promises } = publishedOf(flow)
      for (const line of saleLines(flow, language)) console.log(line)
      // What became of a receipt is looked for where somebody may have to decide on it.
      if (saleId === undefined && promises.paper !== 'unknown' && promises.paper !== 'owed') continue
      const prints = printsIn(journal.entries(flow.flowId))
      for (const line of printLines(prints, language)) console.log(`    ${line}`)
    }
    if (listed.length === 0) console.log(TILL_TEXTS[language].nothingOwed)
  } finally {
    journal.close()
  }
}

function flowsToList(journal: JournalReader, all: boolean): readonly FlowRecord[] {
  const sales = journal.flows().filter(({ chart, latest }) => chart.startsWith('payment@') && latest !== undefined)
  return sales.filter((flow) => all || publishedOf(flow).stage !== 'complete')
}

/** @throws InputError */
function oneFlow(journal: JournalReader, saleId: string): FlowRecord {
  const flow = journal.flow(saleId)
  if (flow?.latest === undefined) throw new InputError({ field: saleId, rule: 'unknownNumber', of: 'sale' })
  return flow
}

function saleLines(flow: FlowRecord, language: Language): readonly string[] {
  const texts = TILL_TEXTS[language]
  const { stage, promises, owed, total } = publishedOf(flow)
  const kept = PROMISE_NAMES.map((name) => `${texts.promises[name]} ${texts.states[promises[name]]}`)
  const head = `${flow.flowId}  ${showMoney(total, language)}  ${kept.join(' · ')}  (${texts.stages[stage]})`
  return [head, ...owedLines(owed, language).map((line) => `    ${line}`)]
}

/** The journal stores publications as plain data; the payment flow is the only one that writes them. */
function publishedOf({ latest }: FlowRecord): Published {
  return latest as unknown as Published
}
