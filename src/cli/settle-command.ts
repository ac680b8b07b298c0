/** `tillproof settle`: closes the card day with the host, fetches its file, and says where the two differ. */
import { Command, Option } from 'commander'
import { LANGUAGES, type Language } from '../domain/language.js'
import { money } from '../domain/money.js'
import type { SettlementFinding, TransactionTotals } from '../domain/settlement.js'
import type { SettlementCommand } from '../flows/settlement/settlement-machine.js'
import type { SettlementView } from '../terminal/settlement-flow.js'
import { CliError } from './cli-error.js'
import { openTill } from './open-till.js'
import { OWED_TEXTS } from './owed-texts.js'
import { operatorFrom } from './sale-options.js'
import { showMoney } from './show-money.js'
import { type ApprovalOptions, supervisedCommand, withApprovalOptions } from './supervised.js'
import { settingsFrom, type TillOptions, withTillOptions } from './till-options.js'
import { troubleLines } from './trouble-text.js'
import { within } from './within.js'

interface SettleOptions extends TillOptions, ApprovalOptions {
  readonly operator: string
  readonly retry: boolean
  readonly settled: boolean
  readonly reason?: string
  readonly evidence?: string
  readonly language?: Language
  readonly wait: string
  readonly json: boolean
}

/** Nothing more happens by itself soon. */
const RESTING: ReadonlySet<string> = new Set([
  ...['awaitingFile', 'agreed', 'differs', 'outOfBalance', 'refused', 'settledByPerson'],
])

export function settleCommand(): Command {
  return withApprovalOptions(withTillOptions(new Command('settle')))
    .description('close the card day: compare totals with the host, close the batch, fetch and compare its file')
    .argument('[settlement]', 'one that was left open, e.g. KR1-S000123; a new one unless given')
    .requiredOption('--operator <name>', 'who closes the day')
    .option('--retry', 'with a settlement: try again now', false)
    .option('--settled', 'with a settlement: settled with the acquirer; needs --reason and --evidence', false)
    .option('--reason <text>', 'with --settled: why')
    .option('--evidence <text>', 'with --settled: what proves it')
    .addOption(new Option('--language <language>', 'language of the screen').choices(LANGUAGES))
    .option('--wait <seconds>', 'how long to wait for the host', '60')
    .option('--json', 'print what became of it as JSON', false)
    .addHelpText(
      'after',
      `
Exit status: 0 everything agrees, 3 something is open or differs.

Examples:
  tillproof settle --operator mina
  tillproof settle KR1-S000123 --operator mina --retry
  tillproof settle KR1-S000123 --operator mina --settled --reason "paid by transfer" --evidence "statement 23 Nov, line 4"`,
    )
    .action(settle)
}

async function settle(settlementId: string | undefined, options: SettleOptions): Promise<void> {
  const settings = settingsFrom(options)
  const language = options.language ?? settings.language
  operatorFrom(options.operator)
  if (!/^\d{1,5}$/.test(options.wait)) throw new CliError(`--wait ${options.wait}: expected whole seconds`)
  const command = commandFrom(options)
  const write = options.json ? () => undefined : (line: string) => console.log(line)
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  const { terminal } = till
  try {
    terminal.start()
    if (settlementId !== undefined && !terminal.settlements.knows(settlementId)) {
      throw new CliError(`there is no settlement ${settlementId} in this journal`)
    }
    const id = settlementId ?? terminal.settle(options.operator)
    const told = new Set<string>()
    const stop = terminal.onStep(
      (flowId) => flowId === id && tellStep(terminal.settlements.view(id), language, told, write),
    )
    tellStep(terminal.settlements.view(id), language, told, write)
    const said =
      command &&
      (await supervisedCommand(till, options, language, command.type, (word) =>
        terminal.settlements.command(id, command, word),
      ))
    if (said && !said.ok) throw new CliError(`${id} is not at a point for that`)
    await within(
      Number(options.wait) * 1_000,
      terminal.settlements.reaching(id, ({ step }) => RESTING.has(step)),
    )
    stop()
    const view = terminal.settlements.view(id)
    for (const line of settlementLines(view, language)) write(line)
    if (options.json) console.log(JSON.stringify(view, null, 2))
    process.exitCode = view.promise === 'done' ? 0 : 3
  } finally {
    await till.close()
  }
}

/** @throws CliError */
function commandFrom({ retry, settled, operator, reason, evidence }: SettleOptions): SettlementCommand | undefined {
  if (!settled) return retry ? { type: 'settlement.retried' } : undefined
  if (!reason?.trim() || !evidence?.trim()) throw new CliError('--settled needs --reason and --evidence')
  return { type: 'settlement.settledByPerson', operator, reason, evidence }
}

function tellStep(
  { step }: SettlementView,
  language: Language,
  told: Set<string>,
  write: (line: string) => void,
): void {
  const said = OWED_TEXTS[language].settled.steps[step]
  if (said === undefined || told.has(step)) return
  told.add(step)
  write(`    ${said}`)
}

function settlementLines(view: SettlementView, language: Language): readonly string[] {
  const { settled } = OWED_TEXTS[language]
  const mark = view.promise === 'done' ? '✔' : '!'
  const [purchases, refunds] = amountsOf(view.totals, language)
  const lines = [`  ${mark} ${view.settlementId}  ${settled.head(view.batchNumber, purchases, refunds)}`]
  if (view.hostTotals) lines.push(`      ${settled.hostTotals(...amountsOf(view.hostTotals, language))}`)
  for (const finding of view.findings ?? []) {
    lines.push(`      ${settled.findings[finding.finding](findingText(finding, language))}`)
  }
  if (view.findings?.length === 0) lines.push(`      ${settled.agreed}`)
  if (view.why) {
    const [first = ''] = troubleLines(view.why, view.hostCode ?? view.detail, language)
    lines.push(`      ${first}`)
  }
  return lines
}

function amountsOf({ currency, purchases, refunds }: TransactionTotals, language: Language): [string, string] {
  const text = ({ count, amountMinor }: { count: number; amountMinor: number }) =>
    `${count} / ${showMoney(money(amountMinor, currency), language)}`
  return [text(purchases), text(refunds)]
}

function findingText(finding: SettlementFinding, language: Language): string {
  const { stan, rrn, amount } = finding.transaction
  const other = finding.finding === 'amountDiffers' ? ` ≠ ${showMoney(finding.inFile, language)}` : ''
  return `${showMoney(amount, language)}${other}  STAN ${stan}  RRN ${rrn}`
}
