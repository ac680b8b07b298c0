/** `tillproof resume`: takes up every open sale where the last process left it, and waits for what can finish by itself. */
import { Command } from 'commander'
import type { Language } from '../domain/language.js'
import { CliError } from './cli-error.js'
import { openTill, type Till } from './open-till.js'
import { SaleTranscript } from './sale-transcript.js'
import { TILL_TEXTS } from './texts.js'
import { settingsFrom, type TillOptions, withTillOptions } from './till-options.js'
import { isUnderWay } from './under-way.js'
import { within } from './within.js'

interface ResumeOptions extends TillOptions {
  readonly wait: string
}

export function resumeCommand(): Command {
  return withTillOptions(new Command('resume'))
    .description('take up open sales after a crash or a power cut, and finish what can finish by itself')
    .option('--wait <seconds>', 'how long to keep trying', '30')
    .addHelpText('after', '\nExit status: 0 nothing owed any more, 3 something still owed.')
    .action(resume)
}

async function resume(options: ResumeOptions): Promise<void> {
  if (!/^\d{1,5}$/.test(options.wait)) throw new CliError(`--wait ${options.wait}: expected whole seconds`)
  const settings = settingsFrom(options)
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  try {
    const waitMs = Number(options.wait) * 1_000
    process.exitCode = (await resumeAndTell(till, waitMs, settings.language)) ? 0 : 3
  } finally {
    await till.close()
  }
}

/**
 * Starts the terminal and tells of every sale that was not complete (and of `alsoSale`), until all are or time is up.
 * @returns true when nothing is owed on any of them any more.
 */
export async function resumeAndTell(
  { terminal, settings }: Till,
  waitMs: number,
  language: Language,
  alsoSale?: string,
): Promise<boolean> {
  const { utcOffsetMinutes } = settings
  const write = (line: string) => console.log(line)
  const open = terminal
    .openSales()
    .map(({ flowId }) => flowId)
    .filter((saleId) => saleId === alsoSale || terminal.view(saleId).stage !== 'complete')
  const transcripts = new Map(open.map((id) => [id, new SaleTranscript({ language, utcOffsetMinutes, write })]))
  for (const [saleId, transcript] of transcripts) {
    write(saleId)
    transcript.saw(terminal.view(saleId))
  }
  const stop = terminal.onStep((saleId) => transcripts.get(saleId)?.saw(terminal.view(saleId)))
  terminal.start()
  const completed = open.map((saleId) =>
    terminal.reaching(saleId, (view) => view.stage === 'complete' && !isUnderWay(view)),
  )
  await within(waitMs, Promise.all(completed))
  stop()
  for (const [saleId, transcript] of transcripts) transcript.summary(terminal.view(saleId))
  const finished = open.every((saleId) => terminal.view(saleId).stage === 'complete')
  if (finished) write(TILL_TEXTS[language].nothingOwed)
  return finished
}
