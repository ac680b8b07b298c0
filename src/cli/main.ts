#!/usr/bin/env node
/** The `tillproof` command. Each subcommand has a file of its own; this one only names them and ends the process. */
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { AddressError } from '../../drivers/address.js'
import type { Language } from '../domain/language.js'
import { CliError, InputError } from './cli-error.js'
import { commanderMistake } from './commander-mistakes.js'
import { KeyboardClosed } from './keyboard-closed.js'
import { operatorLanguage } from './operator-language.js'

/** Each command is loaded when it is asked for: most need neither a journal nor a web server to start. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./demo-command.js')).demoCommand(),
  sell: async () => (await import('./sell-command.js')).sellCommand(),
  resume: async () => (await import('./resume-command.js')).resumeCommand(),
  sales: async () => (await import('./sales-command.js')).salesCommand(),
  serve: async () => (await import('./serve-command.js')).serveCommand(),
  finish: async () => (await import('./finish-command.js')).finishCommand(),
  supervisor: async () => (await import('./supervisor-command.js')).supervisorCommand(),
  refund: async () => (await import('./refund-command.js')).refundCommand(),
  exchange: async () => (await import('./exchange-command.js')).exchangeCommand(),
  correct: async () => (await import('./correct-command.js')).correctCommand(),
  invoice: async () => (await import('./invoice-command.js')).invoiceCommand(),
  owed: async () => (await import('./owed-command.js')).owedCommand(),
  tax: async () => (await import('./tax-command.js')).taxCommand(),
  settle: async () => (await import('./settle-command.js')).settleCommand(),
  devices: async () => (await import('./devices-command.js')).devicesCommand(),
  doctor: async () => (await import('./doctor-command.js')).doctorCommand(),
  journal: async () => (await import('./journal-command.js')).journalCommand(),
  printer: async () => (await import('./printer-command.js')).printerCommand(),
  render: async () => (await import('./render-command.js')).renderCommand(),
  emulate: async () => (await import('./emulate-command.js')).emulateCommand(),
  replay: async () => (await import('./replay-command.js')).replayCommand(),
}

/** Errors whose message says what to do; anything else is a bug and shows its stack. */
const FOR_PEOPLE = new Set(['DriverError'])
/** These too, in the operator's language. */
const TROUBLE_AT_START = new Set(['DataFolderBusy', 'DataFolderUnusable', 'SupervisorsUnusable', 'JournalError'])

const program = new Command('tillproof')
  .description('A POS terminal, and a faithful simulator of one, that never forgets what it owes a paying customer.')
  .version(version())

/** The command under way; the program itself until its options are read. */
let underWay: Command = program
program.hook('preAction', (_program, command) => {
  underWay = command
})

for (const load of wanted(process.argv[2])) program.addCommand(await load())
throwOnMistakes(program)

// Whoever listened may stop (`| head`); a sale is not called off for that.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = await exitStatusOf(error)
}

/** The command asked for by name; all of them for help, and for a name there is not. */
function wanted(name: string | undefined): readonly (() => Promise<Command>)[] {
  const known = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  return known ? [known] : Object.values(COMMANDS)
}

/** Help and version end through here too, with 0. */
async function exitStatusOf(error: unknown): Promise<number> {
  if (error instanceof CommanderError && error.exitCode === 0) return 0
  if (error instanceof KeyboardClosed) {
    console.error(`\ntillproof: ${error.textIn(await operatorLanguage(underWay.opts(), process.env))}`)
    return 3
  }
  const mistake = mistakeIn(error)
  if (mistake) {
    console.error(`tillproof: ${mistake.textIn(await operatorLanguage(underWay.opts(), process.env))}`)
    if (error instanceof CommanderError) console.error(`(${nameOf(underWay)} --help)`)
    return 2
  }
  if (error instanceof CommanderError) {
    if (error.code !== 'commander.help') console.error(error.message)
    return 2
  }
  const trouble = await startTrouble(error)
  if (trouble !== undefined) {
    console.error(`tillproof: ${trouble}`)
    return 2
  }
  const forPeople = error instanceof Error && FOR_PEOPLE.has(error.name)
  console.error(forPeople ? `tillproof: ${error.message}` : error)
  return forPeople ? 2 : 1
}

/** The journal and its database are loaded by then, if the trouble is with them. */
async function startTrouble(error: unknown): Promise<string | undefined> {
  if (!(error instanceof Error && TROUBLE_AT_START.has(error.name))) return undefined
  const { startTroubleText } = await import('./start-trouble.js')
  return startTroubleText(error, await operatorLanguage(underWay.opts(), process.env))
}

/** What was typed wrongly, in the settings too; undefined where it is something else. */
function mistakeIn(error: unknown): { textIn(language: Language): string } | undefined {
  if (error instanceof CliError || error instanceof AddressError) return error
  const problem = error instanceof CommanderError ? commanderMistake(error.code, error.message) : undefined
  return problem && new InputError(problem)
}

function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name()
}

/** What is wrong is told in the operator's language, and not by commander. */
function throwOnMistakes(command: Command): void {
  command.configureOutput({ outputError: () => undefined })
  command.exitOverride((error) => {
    underWay = command
    throw error
  })
  for (const subcommand of command.commands) throwOnMistakes(subcommand)
}

function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
