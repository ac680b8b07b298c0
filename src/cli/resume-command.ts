/** `tillproof resume`: takes up everything open where the last process left it, and waits for what can finish by itself. */
import { Command } from 'commander'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import type { Language } from '../domain/language.js'
import { openTill, type Till } from './open-till.js'
import { openWork } from './open-work.js'
import { waitFrom } from './sale-options.js'
import { TILL_TEXTS } from './texts.js'
import { settingsFrom, type TillOptions, withTillOptions } from './till-options.js'
import { within } from './within.js'

interface ResumeOptions extends TillOptions {
  readonly wait: string
}

export function resumeCommand(): Command {
  return withTillOptions(new Command('resume'))
    .description(
      'take up open sales, refunds, card days and invoices after a crash or a power cut, and finish what can finish by itself',
    )
    .option('--wait <seconds>', 'how long to keep trying what can finish by itself', '30')
    .addHelpText('after', '\nExit status: 0 nothing owed any more, 3 something still owed.')
    .action(resume)
}

async function resume(options: ResumeOptions): Promise<void> {
  const waitMs = waitFrom(options.wait) * 1_000
  const settings = settingsFrom(options)
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  try {
    process.exitCode = (await resumeAndTell(till, waitMs, settings.language)) ? 0 : 3
  } finally {
    await till.close()
  }
}

/**
 * Starts the terminal and tells of everything that was not complete (and of `alsoFlow`), until all is, or only a person can go on,
 * or time is up.
 * @returns true when nothing is owed on any of it any more.
 */
export async function resumeAndTell(
  till: Till,
  waitMs: number,
  language: Language,
  alsoFlow?: string,
): Promise<boolean> {
  const { terminal, settings } = till
  const { utcOffsetMinutes } = settings
  const write = (line: string) => console.log(line)
  const untilMs = systemClock.now() + waitMs
  const open = openWork(till, { language, utcOffsetMinutes, write, untilMs }, alsoFlow)
  for (const work of open) {
    write(work.flowId)
    work.saw()
  }
  const stop = terminal.onStep((flowId) => open.find((work) => work.flowId === flowId)?.saw())
  terminal.start()
  await within(waitMs, Promise.all(open.map((work) => work.rest())))
  stop()
  for (const work of open) work.summary()
  const finished = open.every((work) => work.isDone())
  if (finished) write(TILL_TEXTS[language].nothingOwed)
  return finished
}
