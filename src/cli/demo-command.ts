/**
 * `tillproof demo`: a day at the counter on embedded defaults. A till sells over real sockets to an emulated world that
 * fails on command, is killed and restarted, and in the end the world's books are held against its own.
 */
import path from 'node:path'
import { Command, Option } from 'commander'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { LANGUAGES, type Language } from '../domain/language.js'
import { type Money, money } from '../domain/money.js'
import { showMoney } from '../domain/show-money.js'
import { readJournal } from '../journal/sqlite-journal.js'
import { type DemoStage, koreanDay, otherCountries, powerCut } from './demo/demo-scenes.js'
import { DEMO_TEXTS } from './demo/demo-texts.js'
import { type DemoWorld, openDemoWorld } from './demo/demo-world.js'
import type { PresetName } from './preset-shops.js'

interface DemoOptions {
  readonly data: string
  readonly language: Language
}

export function demoCommand(): Command {
  return new Command('demo')
    .description('a day at the counter on emulated devices: what goes wrong, and how it ends')
    .option('--data <folder>', 'where journals and receipts are kept', '.tillproof')
    .addOption(new Option('--language <language>', 'language of the story').choices(LANGUAGES).default('en'))
    .action(demo)
}

async function demo({ data, language }: DemoOptions): Promise<void> {
  const started = new Date(systemClock.now()).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
  const folder = path.join(data, `demo-${started}`)
  const papers: string[] = []
  const world = await openDemoWorld({ folder, onPaper: (picture) => papers.push(picture) })
  const stage: DemoStage = { world, language, dataOf: (shop) => path.join(folder, shop) }
  try {
    console.log(DEMO_TEXTS[language].world)
    for (const [name, address] of Object.entries(world.devices('korea'))) console.log(`  ${name.padEnd(9)} ${address}`)
    await koreanDay(stage)
    await powerCut(stage)
    await otherCountries(stage)
    process.exitCode = compareBooks(stage, papers, path.join(folder, 'paper')) ? 0 : 1
  } finally {
    await world.close()
  }
}

/** Holds the host's and the gateway's own ledgers against the journals. @returns true when they agree. */
function compareBooks({ world, language, dataOf }: DemoStage, papers: readonly string[], folder: string): boolean {
  const texts = DEMO_TEXTS[language]
  console.log(`\n━━ ${texts.books}`)
  const shops: readonly PresetName[] = ['korea', 'china', 'elsewhere']
  const books = shops.map((shop) => bookOf(world, shop, dataOf(shop)))
  for (const { captured, paidByCard } of books) {
    console.log(`  ${texts.captured(showMoney(captured, language), showMoney(paidByCard, language))}`)
  }
  const issued = world.gateway.ledger.documents().length
  const needed = books.reduce((total, { documents }) => total + documents, 0)
  const sales = books.reduce((total, book) => total + book.sales, 0)
  console.log(`  ${texts.documents(issued, needed)}`)
  console.log(`  ${texts.papers(papers.length, folder)}`)
  for (const picture of papers) console.log(`    ${picture}`)
  const agree =
    books.every(({ captured, paidByCard, open }) => captured.amountMinor === paidByCard.amountMinor && open === 0) &&
    issued === needed &&
    papers.length === sales
  console.log(`\n${agree ? texts.agree : texts.disagree}`)
  return agree
}

interface Book {
  readonly captured: Money
  readonly paidByCard: Money
  readonly documents: number
  readonly sales: number
  readonly open: number
}

function bookOf(world: DemoWorld, shop: PresetName, dataPath: string): Book {
  const { terminal, currency } = world.settings(shop)
  const journal = readJournal({ path: dataPath })
  const entries = journal.entries()
  const flows = journal.flows()
  journal.close()
  // Counted from the entries themselves, not from what the till says of itself.
  const approvals = entries.filter(
    ({ event }) => event.type === 'acquirer.approved' || event.type === 'inquiry.approved',
  )
  const asked = new Map(
    entries.flatMap(({ flowId, intents }) =>
      intents
        .filter(({ type }) => type === 'acquirer.authorise')
        .map(({ params }) => [flowId, params['amount'] as unknown as Money]),
    ),
  )
  const paidByCard = approvals.reduce((total, { flowId }) => total + (asked.get(flowId)?.amountMinor ?? 0), 0)
  return {
    captured: world.host.ledger.netCaptured(terminal, currency),
    paidByCard: money(paidByCard, currency),
    documents: entries.filter(({ event }) => event.type === 'tax.issued' || event.type === 'taxQuery.found').length,
    sales: flows.length,
    open: flows.filter(({ latest }) => latest?.['stage'] !== 'complete').length,
  }
}
