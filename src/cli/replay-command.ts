/**
 * `tillproof replay`: plays failure scenarios in virtual time on emulated devices, tells what happened, and says of each
 * expectation that does not hold what was expected and what was there.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Command, Option } from 'commander'
import { LANGUAGES, type Language } from '../domain/language.js'
import { type Played, playScenario } from '../replay/play-scenario.js'
import { type ReadScenario, readScenario, ScenarioError } from '../replay/read-scenario.js'
import { transcriptText } from '../replay/transcript.js'
import { CliError, InputError } from './cli-error.js'
import { ORDER_FORMATS, openReplayStage } from './replay/open-replay-stage.js'

interface ReplayOptions {
  readonly json?: true
  readonly quiet?: true
  readonly language: Language
}

export function replayCommand(): Command {
  return new Command('replay')
    .description('plays failure scenarios in virtual time; exits with 1 when an expectation does not hold')
    .argument('<file...>', 'scenarios (YAML), or folders of them')
    .option('--json', 'one JSON object a scenario and line')
    .option('--quiet', 'a line for each scenario, and what does not hold')
    .addOption(new Option('--language <language>', 'language of the transcript').choices(LANGUAGES).default('en'))
    .action(replay)
}

async function replay(places: readonly string[], options: ReplayOptions): Promise<void> {
  // All are read before any is played, so that a mistake in the last is not found after minutes.
  const scenarios = places.flatMap(filesAt).map(read)
  let failed = 0
  for (const scenario of scenarios) {
    const played = await play(scenario, options)
    if (played.failing.length > 0) failed += 1
    console.log(options.json ? JSON.stringify(played) : textOf(played, options))
  }
  if (!options.json) console.log(`\n${scenarios.length - failed} of ${scenarios.length} scenarios hold`)
  process.exitCode = failed > 0 ? 1 : 0
}

/** A folder stands for the scenarios in it, by name. */
function filesAt(place: string): readonly string[] {
  try {
    if (!statSync(place).isDirectory()) return [place]
    const names = readdirSync(place).filter((name) => name.endsWith('.yaml'))
    if (names.length === 0) throw new InputError({ field: place, rule: 'noScenarios' })
    return names.toSorted().map((name) => path.join(place, name))
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new InputError({ field: place, rule: 'unreadableFile' })
  }
}

/** @throws CliError */
function read(file: string): ReadScenario {
  return forPeople(() => readScenario(readFileSync(file, 'utf8'), file, ORDER_FORMATS))
}

async function play(scenario: ReadScenario, { language }: ReplayOptions): Promise<Played> {
  try {
    return await playScenario(scenario, { openStage: openReplayStage, language })
  } catch (error) {
    throw inWords(error)
  }
}

function forPeople<T>(action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw inWords(error)
  }
}

function inWords(error: unknown): unknown {
  return error instanceof ScenarioError ? new CliError(error.message) : error
}

function textOf({ file, title, transcript, failing }: Played, { quiet }: ReplayOptions): string {
  const head = `${failing.length === 0 ? '✔' : '✘'} ${title}`
  const told = quiet ? [head] : [`\n━━ ${title}`, transcriptText(transcript), `  ${head}`]
  const wrong = failing.map(
    ({ line, what, expected, was }) => `    ${file}:${line} ${what}: expected ${expected}, was ${was}`,
  )
  return [...told, ...wrong].join('\n')
}
