/** `tillproof settle`: closes the card day with the host, fetches its file, and says where the two differ. */
import { Command, Option } from 'commander'
import { LANGUAGES, type Language } from '../domain/language.js'
import type { SettlementCommand } from '../flows/settlement/settlement-machine.js'
import { evidenceFrom, reasonFrom } from './amend/amend-options.js'
import { InputError } from './cli-error.js'
import { openTill } from './open-till.js'
import { waitFrom, withOperator } from './sale-options.js'
import { SETTLEMENT_RESTS, SettlementTranscript } from './settlement-transcript.js'
import { type ApprovalOptions, supervisedCommand, withApprovalOptions } from './supervised.js'
import { settingsFrom, type TillOptions, withTillOptions } from './till-options.js'
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

async function settle(settlementId: string | undefined, typed: SettleOptions): Promise<void> {
  const options = withOperator(typed)
  const settings = settingsFrom(options)
  const language = options.language ?? settings.language
  const waitMs = waitFrom(options.wait) * 1_000
  const command = commandFrom(options)
  const write = options.json ? () => undefined : (line: string) => console.log(line)
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  const { terminal } = till
  try {
    terminal.start()
    if (settlementId !== undefined && !terminal.settlements.knows(settlementId)) {
      throw new InputError({ field: settlementId, rule: 'unknownNumber', of: 'settlement' })
    }
    const id = settlementId ?? terminal.settle(options.operator)
    const transcript = new SettlementTranscript({ language, utcOffsetMinutes: settings.utcOffsetMinutes, write })
    const stop = terminal.onStep((flowId) => flowId === id && transcript.saw(terminal.settlements.view(id)))
    transcript.saw(terminal.settlements.view(id))
    const said =
      command &&
      (await supervisedCommand(till, options, language, command.type, (word) =>
        terminal.settlements.command(id, command, word),
      ))
    if (said && !said.ok) throw new InputError({ field: id, rule: 'notNow', see: 'tillproof owed' })
    await within(
      waitMs,
      terminal.settlements.reaching(id, ({ step }) => SETTLEMENT_RESTS.has(step)),
    )
    stop()
    const view = terminal.settlements.view(id)
    transcript.summary(view)
    if (options.json) console.log(JSON.stringify(view, null, 2))
    process.exitCode = view.promise === 'done' ? 0 : 3
  } finally {
    await till.close()
  }
}

/** @throws CliError */
function commandFrom({ retry, settled, operator, reason, evidence }: SettleOptions): SettlementCommand | undefined {
  if (!settled) return retry ? { type: 'settlement.retried' } : undefined
  return {
    ...{ type: 'settlement.settledByPerson', operator },
    ...{ reason: reasonFrom(reason), evidence: evidenceFrom(evidence) },
  }
}
