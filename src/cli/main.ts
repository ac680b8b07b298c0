#!/usr/bin/env node
/** The `tillproof` command. Each subcommand has a file of its own; this one only names them and ends the process. */
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { demoCommand } from './demo-command.js'
import { devicesCommand } from './devices-command.js'
import { emulateCommand } from './emulate-command.js'
import { finishCommand } from './finish-command.js'
import { journalCommand } from './journal-command.js'
import { printerCommand } from './printer-command.js'
import { renderCommand } from './render-command.js'
import { resumeCommand } from './resume-command.js'
import { salesCommand } from './sales-command.js'
import { sellCommand } from './sell-command.js'

/** Errors whose message says what to do; anything else is a bug and shows its stack. */
const FOR_PEOPLE = new Set(['CliError', 'DriverError', 'DataFolderBusy', 'DataFolderUnusable', 'JournalError'])

const program = new Command('tillproof')
  .description('A POS terminal, and a faithful simulator of one, that never forgets what it owes a paying customer.')
  .version(version())
  .showHelpAfterError('(tillproof --help shows what there is)')

for (const command of [
  demoCommand,
  sellCommand,
  resumeCommand,
  salesCommand,
  finishCommand,
  devicesCommand,
  journalCommand,
  printerCommand,
  emulateCommand,
  renderCommand,
]) {
  program.addCommand(command())
}
throwOnMistakes(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitStatusOf(error)
}

/** Commander has said what was wrong by itself (and ends help and version through here too, with 0). */
function exitStatusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const forPeople = error instanceof Error && FOR_PEOPLE.has(error.name)
  console.error(forPeople ? `tillproof: ${error.message}` : error)
  return forPeople ? 2 : 1
}

function throwOnMistakes(command: Command): void {
  command.exitOverride()
  for (const subcommand of command.commands) throwOnMistakes(subcommand)
}

function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
