/**
 * `tillproof supervisor`: who may approve what a shop assistant may not do alone. All but looking needs the data folder to
 * itself, so a till that runs on it has to be stopped first; that is what makes tries of several processes count.
 */
import { Command } from 'commander'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import type { Parsed } from '../domain/parsed.js'
import { openDataFolder } from '../journal/data-folder.js'
import { enrolmentProblemText, lockDuration } from '../operators/pin-words.js'
import { readSupervisors } from '../operators/supervisor-desk.js'
import type { Credentials, EnrolmentProblem, SupervisorDesk } from '../ports/operators.js'
import { CliError } from './cli-error.js'
import { type PinSource, pinSource } from './pin-source.js'
import { SUPERVISOR_TEXTS, type SupervisorTexts } from './supervisor-texts.js'
import { supervisorsOf } from './supervisors-of.js'
import { type ShopOptions, settingsFrom, withShopOptions } from './till-options.js'

interface SupervisorOptions extends ShopOptions {
  readonly approvedBy?: string
  readonly pinFd?: string
}

/** What each subcommand works with once the folder is held. */
interface Counter {
  readonly desk: SupervisorDesk
  readonly pins: PinSource
  readonly texts: SupervisorTexts
}

export function supervisorCommand(): Command {
  const supervisor = new Command('supervisor').description('who may approve what a shop assistant may not do alone')
  const subcommand = (name: string) => withShopOptions(new Command(name))
  const withPins = (command: Command) =>
    command
      .option('--pin-fd <number>', 'read the PINs from this open file descriptor instead of the keyboard')
      .addHelpText(
        'after',
        '\nPINs are typed unseen. Scripts hand them over with --pin-fd or in TILLPROOF_PIN, one a line, in the order' +
          '\nthey would be asked for: first of whoever approves, then the new one. Never as an argument.',
      )
  supervisor.addCommand(
    withPins(subcommand('add'))
      .description('add a supervisor; from the second on an existing one has to approve it')
      .argument('<name>')
      .option('--approved-by <name>', 'who approves it')
      .action((name: string, options: SupervisorOptions) =>
        atTheDesk(options, (counter) => add(counter, name, options)),
      ),
  )
  supervisor.addCommand(
    subcommand('list').description('who they are, and who is locked out').option('--json', 'for programs').action(list),
  )
  supervisor.addCommand(
    withPins(subcommand('remove'))
      .description('remove a supervisor; the last one stays')
      .argument('<name>')
      .requiredOption('--approved-by <name>', 'who approves it: anybody on the list')
      .action((name: string, options: SupervisorOptions) =>
        atTheDesk(options, async ({ desk, pins, texts }) => {
          const { approvedBy = '' } = options
          const removed = await desk.remove(name, { name: approvedBy, pin: await pins.pin(texts.pinOf(approvedBy)) })
          return said(removed, texts.removed)
        }),
      ),
  )
  supervisor.addCommand(
    withPins(subcommand('change-pin'))
      .description('give a supervisor another PIN; needs the present one')
      .argument('<name>')
      .action((name: string, options: SupervisorOptions) =>
        atTheDesk(options, async ({ desk, pins, texts }) => {
          const who = { name, pin: await pins.pin(texts.pinOf(name)) }
          return said(await desk.changePin(who, await pins.newPin(texts.newPinOf(name))), texts.changed)
        }),
      ),
  )
  return supervisor
}

async function add({ desk, pins, texts }: Counter, name: string, options: SupervisorOptions) {
  const approver = (await desk.list()).length === 0 ? undefined : await approverFrom({ pins, texts }, options)
  return said(await desk.add({ name, pin: await pins.newPin(texts.newPinOf(name)) }, approver), texts.added)
}

async function approverFrom(
  { pins, texts }: Pick<Counter, 'pins' | 'texts'>,
  { approvedBy }: SupervisorOptions,
): Promise<Credentials | undefined> {
  const name = approvedBy ?? (await pins.approverName())
  return name === undefined ? undefined : { name, pin: await pins.pin(texts.pinOf(name)) }
}

/** What came of it, to be told once it is known in which language. */
type Said = Parsed<string, EnrolmentProblem>

function said(done: Parsed<{ readonly name: string }, EnrolmentProblem>, words: (name: string) => string): Said {
  return done.ok ? { ok: true, value: words(done.value.name) } : done
}

/** @throws CliError in the shop's language when it was not to be. */
async function atTheDesk(options: SupervisorOptions, act: (counter: Counter) => Promise<Said>): Promise<void> {
  const settings = settingsFrom(shopOnly(options))
  const { language } = settings
  const texts = SUPERVISOR_TEXTS[language]
  const folder = openDataFolder(options.data, { clock: systemClock, command: 'tillproof supervisor' })
  try {
    const desk = supervisorsOf(folder, settings)
    const pins = pinSource(options.pinFd, texts)
    try {
      const done = await act({ desk, pins, texts })
      if (!done.ok) throw new CliError(enrolmentProblemText(done.problem, language, systemClock.now()))
      console.log(done.value)
    } finally {
      pins.close()
    }
  } finally {
    folder.close()
  }
}

function list(options: ShopOptions & { readonly json?: boolean }): void {
  const { language } = settingsFrom(shopOnly(options))
  const now = systemClock.now()
  const supervisors = readSupervisors(options.data, now)
  if (options.json) {
    const iso = (at: number) => new Date(at).toISOString()
    const rows = supervisors.map(({ name, pinSince, lockedUntil }) => ({
      ...{ name, pinSince: iso(pinSince) },
      ...(lockedUntil !== undefined && { lockedUntil: iso(lockedUntil) }),
    }))
    console.log(JSON.stringify(rows, undefined, 2))
    return
  }
  const texts = SUPERVISOR_TEXTS[language]
  if (supervisors.length === 0) console.log(texts.none)
  for (const { name, lockedUntil } of supervisors) {
    console.log(lockedUntil === undefined ? name : `${name}  ${texts.locked(lockDuration(lockedUntil, language, now))}`)
  }
}

function shopOnly({ data, settings, shop }: ShopOptions): ShopOptions {
  return { data, shop, ...(settings !== undefined && { settings }) }
}
