/** `tillproof owed`: everything this shop owes anybody – money, tax, paper – and what it is waiting for. */
import { Command } from 'commander'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import type { Language } from '../domain/language.js'
import { isPositive } from '../domain/money.js'
import { showMoment, showMoney } from '../domain/show-money.js'
import { readJournal } from '../journal/sqlite-journal.js'
import { type PublishedFlow, publishedFlow } from '../terminal/published.js'
import { AMEND_TEXTS } from './amend/amend-texts.js'
import { deadlineText, withOffsetOption } from './deadline-text.js'
import { languageOption } from './operator-language.js'
import { OWED_TEXTS } from './owed-texts.js'
import { TILL_TEXTS } from './texts.js'
import { withDataOption } from './till-options.js'
import { owedLines } from './trouble-text.js'

interface OwedOptions {
  readonly data: string
  readonly language: Language
  readonly utcOffset: number
  readonly json: boolean
}

export function owedCommand(): Command {
  return withOffsetOption(withDataOption(new Command('owed')))
    .description('list everything that is owed or not known: sales, refunds, exchanges, corrections, settlements')
    .addOption(languageOption('list'))
    .option('--json', 'as JSON', false)
    .addHelpText(
      'after',
      `
Read while the till runs or not. Exit status: 0 nothing owed, 3 something owed.

Examples:
  tillproof owed --language ko
  tillproof owed --json | jq '.[] | select(.kind == "refund")'`,
    )
    .action(listOwed)
}

function listOwed(options: OwedOptions): void {
  const journal = readJournal({ path: options.data })
  try {
    const owing = journal
      .flows()
      .flatMap((flow) => publishedFlow(flow) ?? [])
      .filter(({ owed, halfWay }) => owed.length > 0 || halfWay !== undefined)
    if (options.json) console.log(JSON.stringify(owing, null, 2))
    else if (owing.length === 0) console.log(TILL_TEXTS[options.language].nothingOwed)
    else for (const flow of owing) for (const line of flowLines(flow, options)) console.log(line)
    process.exitCode = owing.length === 0 ? 0 : 3
  } finally {
    journal.close()
  }
}

function flowLines(flow: PublishedFlow, { language, utcOffset }: OwedOptions): readonly string[] {
  const lines = owedLines(flow.owed, language).map((line) => `    ${line}`)
  const half = flow.halfWay ? [`    ${AMEND_TEXTS[language].halfWay[flow.halfWay]}`] : []
  const taxOwed = flow.owed.some(({ promise }) => promise === 'tax')
  const dues = taxOwed
    ? flow.documents.flatMap((document) => deadlineText(document, systemClock.now(), language, utcOffset))
    : []
  const head = `${flow.flowId}  ${showMoment(flow.openedAt, utcOffset)}  ${kindOf(flow, language)}${isPositive(flow.total) ? ` ${showMoney(flow.total, language)}` : ''}`
  return [head, ...half, ...lines, ...dues.map((text) => `      ${text}`)]
}

function kindOf({ kind }: PublishedFlow, language: Language): string {
  const texts = OWED_TEXTS[language]
  if (kind === 'sale' || kind === 'settlement' || kind === 'invoice') return texts[kind]
  return AMEND_TEXTS[language].kinds[kind]
}
