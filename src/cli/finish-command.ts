/** `tillproof finish`: a person finishes what the terminal cannot know or do by itself, with a reason on the record. */
import { Command, Option } from 'commander'
import type { CounterCommand } from '../terminal/terminal.js'
import { CliError } from './cli-error.js'
import { openTill } from './open-till.js'
import { resumeAndTell } from './resume-command.js'
import { settingsFrom, type TillOptions, withTillOptions } from './till-options.js'

interface FinishOptions extends TillOptions {
  readonly operator: string
  readonly reason: string
}

type Finish = (person: { readonly operator: string; readonly reason: string }) => CounterCommand

/** What a person can say of a sale, in the words of the command line. */
const WAYS: Readonly<Record<string, Finish>> = {
  'receipt-seen': ({ operator }) => ({ type: 'paper.seen', operator }),
  reprint: (person) => ({ type: 'paper.reprinted', ...person }),
  'receipt-settled': (person) => ({ type: 'paper.settledByPerson', ...person }),
  'retry-tax': () => ({ type: 'tax.retried' }),
  'correct-tax': () => ({ type: 'tax.corrected' }),
  'tax-settled': (person) => ({ type: 'tax.settledByPerson', ...person }),
  'retry-reversal': () => ({ type: 'reversal.retried' }),
  'reversal-settled': (person) => ({ type: 'reversal.settledByPerson', ...person }),
  'cash-returned': () => ({ type: 'cash.returned' }),
  cancel: ({ reason }) => ({ type: 'sale.cancelled', reason }),
}

export function finishCommand(): Command {
  return withTillOptions(new Command('finish'))
    .description(
      'finish what a person must: say a receipt was seen, reprint it as a copy, settle a promise with a reason',
    )
    .argument('<sale>', 'the sale’s number, e.g. KR1-000012')
    .argument('<what>', Object.keys(WAYS).join(', '))
    .requiredOption('--operator <name>', 'who says so')
    .addOption(
      new Option('--reason <text>', 'why; known: customerRequest, notHandedOver, printUnconfirmed, unreadable').default(
        'customerRequest',
      ),
    )
    .action(finish)
}

async function finish(saleId: string, what: string, options: FinishOptions): Promise<void> {
  const way = WAYS[what]
  if (!way) throw new CliError(`${what}: expected one of ${Object.keys(WAYS).join(', ')}`)
  const settings = settingsFrom(options)
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  try {
    till.terminal.start()
    const done = till.terminal.command(saleId, way(options))
    if (!done.ok) {
      throw new CliError(
        done.problem === 'unknownSale'
          ? `there is no sale ${saleId}`
          : `${saleId} is not at a point for ${what}; see tillproof sales --all`,
      )
    }
    process.exitCode = (await resumeAndTell(till, 30_000, settings.language)) ? 0 : 3
  } finally {
    await till.close()
  }
}
