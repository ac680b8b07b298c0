#!/usr/bin/env node
/** The `tillproof` command. Each subcommand has a file of its own; this one only names them and ends the process. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { CliError } from './cli-error.js'
import { demoCommand } from './demo-command.js'
import { devicesCommand } from './devices-command.js'
import { emulateCommand } from './emulate-command.js'
import { finishCommand } from './finish-command.js'
import { journalCommand } from './journal-command.js'
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
  emulateCommand,
]) {
  program.addCommand(command())
}

try {
  await program.parseAsync()
} catch (error) {
  const forPeople = error instanceof Error && FOR_PEOPLE.has(error.name)
  console.error(forPeople ? `tillproof: ${error.message}` : error)
  process.exitCode = error instanceof CliError || forPeople ? 2 : 1
}

function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
