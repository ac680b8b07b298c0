/** `tillproof sales`: what is owed on which sale, read from the journal while the till runs or not. */
import { Command, Option } from 'commander'
import { failureWords } from '../domain/failure-words.js'
import { type FailureCode, isFailureCode } from '../domain/failures.js'
import { LANGUAGES, type Language } from '../domain/language.js'
import type { Money } from '../domain/money.js'
import { PROMISE_NAMES, type SalePromises } from '../domain/promises.js'
import { readJournal } from '../journal/sqlite-journal.js'
import type { FlowRecord } from '../ports/journal.js'
import { showMoney } from './show-money.js'
import { TILL_TEXTS } from './texts.js'
import { withDataOption } from './till-options.js'

interface SalesOptions {
  readonly data: string
  readonly all: boolean
  readonly language: Language
}

/** What the payment flow publishes of itself. */
interface Published {
  readonly stage: 'serving' | 'complete' | 'owing'
  readonly promises: SalePromises
  readonly owed: readonly {
    readonly promise: keyof SalePromises
    readonly state: 'owed' | 'unknown'
    readonly why?: string
  }[]
  readonly total: Money
}

export function salesCommand(): Command {
  return withDataOption(new Command('sales'))
    .description('list the sales something is owed on, and why')
    .option('--all', 'also those with nothing owed', false)
    .addOption(new Option('--language <language>', 'language of the list').choices(LANGUAGES).default('en'))
    .action(listSales)
}

function listSales({ data, all, language }: SalesOptions): void {
  const texts = TILL_TEXTS[language]
  const journal = readJournal({ path: data })
  const listed = journal
    .flows()
    .filter((flow) => flow.latest !== undefined && (all || publishedOf(flow).stage !== 'complete'))
  for (const flow of listed) {
    const { stage, promises, owed, total } = publishedOf(flow)
    const kept = PROMISE_NAMES.map((name) => `${texts.promises[name]} ${texts.states[promises[name]]}`)
    console.log(`${flow.flowId}  ${showMoney(total, language)}  ${kept.join(' · ')}  (${texts.stages[stage]})`)
    for (const { promise, state, why } of owed) {
      const words =
        why !== undefined && isFailureCode(why) ? failureWords(why satisfies FailureCode, language) : undefined
      console.log(`    ${texts.owedLine(texts.promises[promise], texts.states[state], words?.what ?? '')}`)
      if (words) console.log(`      → ${words.remedy}`)
    }
  }
  if (listed.length === 0) console.log(texts.nothingOwed)
  journal.close()
}

/** The journal stores publications as plain data; the payment flow is the only one that writes them. */
function publishedOf({ latest }: FlowRecord): Published {
  return latest as unknown as Published
}
