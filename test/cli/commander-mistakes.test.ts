/** What commander finds wrong, read out of what it says: with a real command line each, so that another version shows here. */
import { Command, CommanderError, Option } from 'commander'
import { describe, expect, it } from 'vitest'
import { commanderMistake } from '../../src/cli/commander-mistakes.js'
import { operatorLanguage } from '../../src/cli/operator-language.js'

function program(): Command {
  const sell = new Command('sell')
    .argument('<sale>')
    .option('-p, --pay <tender>')
    .requiredOption('--operator <name>')
    .addOption(new Option('--language <language>').choices(['ko', 'zh', 'en']))
    .action(() => undefined)
  const till = new Command('till').addCommand(sell).addCommand(new Command('settle'))
  for (const command of [till, sell]) command.exitOverride().configureOutput({ outputError: () => undefined })
  return till
}

function mistake(...args: readonly string[]) {
  try {
    program().parse(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return commanderMistake(error.code, error.message)
    throw error
  }
  throw new Error('nothing is wrong with it')
}

it.each([
  [['sell', 'KR1-1'], { field: '--operator', rule: 'missing' }],
  [['sell', '--operator', 'mina'], { field: '<sale>', rule: 'missing' }],
  [['sell', 'KR1-1', '--operator', 'mina', '--pay'], { field: '--pay', rule: 'missing' }],
  [
    ['sell', 'KR1-1', '--operator', 'mina', '--operater', 'mina'],
    { field: '--operater', rule: 'unknownField', near: '--operator' },
  ],
  [['sell', 'KR1-1', '--operator', 'mina', '--colour'], { field: '--colour', rule: 'unknownField' }],
  [['sel'], { field: 'sel', rule: 'unknownField', near: 'sell' }],
  [['sell', 'KR1-1', 'KR1-2', '--operator', 'mina'], { field: 'tillproof', rule: 'tooMany', most: 1 }],
  [
    ['sell', 'KR1-1', '--language', "f'r"],
    { field: '--language', rule: 'notOneOf', choices: ['ko', 'zh', 'en'], got: "f'r" },
  ],
])('%j is a problem like every other', (args, problem) => expect(mistake(...args)).toEqual(problem))

it('leaves what it does not know to commander', () => {
  expect(commanderMistake('commander.conflictingOption', 'error: …')).toBeUndefined()
  expect(commanderMistake('commander.unknownOption', 'said otherwise')).toBeUndefined()
})

describe('the language of what is wrong', () => {
  it.each([
    ['as asked for', { language: 'zh', shop: 'korea' }, {}, 'zh'],
    ['the shop’s', { shop: 'china' }, { LANG: 'ko_KR.UTF-8' }, 'zh'],
    ['the shop’s, where an unknown one was asked for', { shop: 'korea', language: 'fr' }, {}, 'ko'],
    ['the machine’s, where the settings cannot be read', { settings: '/nowhere.yaml' }, { LANG: 'zh_CN.UTF-8' }, 'zh'],
    ['the machine’s, LC_ALL first', {}, { LC_ALL: 'ko_KR.UTF-8', LANG: 'zh_CN' }, 'ko'],
    ['English on every other machine', {}, { LANG: 'C.UTF-8' }, 'en'],
    ['English where nothing is said', {}, {}, 'en'],
  ])('is %s', async (_which, options, environment, language) => {
    expect(await operatorLanguage(options, environment)).toBe(language)
  })
})
