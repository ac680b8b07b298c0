/** Card scripts: the samples play, and a mistake is told so that whoever made it can put it right. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCardScript } from '../../drivers/card-readers/emulated/card-script.js'
import { EmulatedCardReader } from '../../drivers/card-readers/emulated/emulated-card-reader.js'
import { TEST_CARD_NAMES, TEST_CARDS } from '../../drivers/card-readers/emulated/test-cards.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { DriverError } from '../../src/ports/device.js'

const SAMPLES = new URL('../../fixtures/cards/', import.meta.url)
const README = new URL('../../drivers/card-readers/README.md', import.meta.url)

/** The message a script is refused with. */
function refusal(yaml: string): string {
  try {
    readCardScript(yaml)
  } catch (error) {
    if (error instanceof DriverError && error.code === 'cardScript.invalid') return error.message
    throw error
  }
  return expect.fail('the script was taken')
}

describe('a card script', () => {
  it.each(readdirSync(SAMPLES))('%s plays', (name) => {
    const script = readCardScript(readFileSync(new URL(name, SAMPLES), 'utf8'))
    expect(script.length).toBeGreaterThan(0)
    expect(() => new EmulatedCardReader(new VirtualClock(0), script)).not.toThrow()
  })

  it('in the documentation plays, and the documentation names every test card', () => {
    const readme = readFileSync(README, 'utf8')
    const [, example = ''] = /```yaml\n([^`]+)```/.exec(readme) ?? []
    expect(readCardScript(example)).toEqual([
      { kind: 'error', entry: 'chip' },
      { kind: 'swipe', card: TEST_CARDS.visa, afterMs: 1500 },
    ])
    for (const name of TEST_CARD_NAMES) expect(readme).toContain(`\`${name}\``)
  })

  it('keeps every digit of values without quotes', () => {
    const script = readCardScript(`presentations:
      - { kind: swipe, card: { pan: 6205500000000000004, expiry: 0905, serviceCode: 020 }, afterMs: 010 }`)
    expect(script).toEqual([
      { kind: 'swipe', card: { pan: '6205500000000000004', expiry: '0905', serviceCode: '020' }, afterMs: 10 },
    ])
  })

  it('takes every kind of presentation', () => {
    const kinds = ['chip', 'contactless', 'swipe', 'error', 'cancel', 'nothing', 'unplugged']
    const yaml = kinds.map((kind) => {
      const more =
        kind === 'error' ? ', entry: swipe' : ['cancel', 'nothing', 'unplugged'].includes(kind) ? '' : ', card: visa'
      return `  - { kind: ${kind}${more} }`
    })
    expect(readCardScript(`presentations:\n${yaml.join('\n')}`).map(({ kind }) => kind)).toEqual(kinds)
  })

  const inline = (fields: string) => `presentations:\n  - kind: swipe\n    card: { ${fields} }`

  it.each([
    ['no script at all', '', 'line 1: script: expected a card script. Write "presentations:"'],
    ['a list at the top', '- { kind: cancel }', 'line 1: script: expected a card script'],
    ['no list', 'presentations: chip', 'line 1: presentations: expected a list. Start each'],
    [
      'a word for a presentation',
      'presentations:\n  - chip',
      'line 2: presentations[0]: expected a presentation. Write',
    ],
    [
      'an unknown kind',
      'presentations:\n  - { kind: cancel }\n  - { kind: tap, card: visa }',
      'line 3: presentations[1].kind: expected what happens. Write one of chip, contactless, swipe, error',
    ],
    ['no kind', 'presentations:\n  - { card: visa }', 'line 2: presentations[0].kind: expected what happens'],
    [
      'no card',
      'presentations:\n  - { kind: chip }',
      'line 2: presentations[0].card: expected a card. Name one of visa,',
    ],
    [
      'a misspelt card',
      'presentations:\n  - { kind: chip, card: viza }',
      'line 2: presentations[0].card: no such test card. Name one of visa, mastercard',
    ],
    [
      'a misspelt field',
      'presentations:\n  - { kind: cancel, after: 5 }',
      'line 2: presentations[0]: no such field: after. Remove it or correct its spelling',
    ],
    [
      'no entry mode',
      'presentations:\n  - { kind: error }',
      'line 2: presentations[0].entry: expected how the card was read. Write one of chip, contactless, swipe',
    ],
    [
      'a wait that is no number',
      'presentations:\n  - { kind: cancel, afterMs: 1.5s }',
      'line 2: presentations[0].afterMs: expected whole milliseconds',
    ],
    [
      'an insert without a chip',
      'presentations:\n  - { kind: chip, card: magneticOnly }',
      'line 2: presentations[0].card: expected a card with a chip. Choose another card, or present this one by swipe',
    ],
    [
      'a wrong check digit',
      inline('pan: 4111111111111112, expiry: 4912, serviceCode: 101'),
      'line 3: presentations[0].card.pan: expected 13 to 19 digits with a valid check digit. Correct the number',
    ],
    [
      'month and year the wrong way round',
      inline('pan: 4111111111111111, expiry: 1249, serviceCode: 101'),
      'line 3: presentations[0].card.expiry: expected year and month. Write YYMM, e.g. 4912',
    ],
    [
      'a chip without an application',
      inline('pan: 4111111111111111, expiry: 4912, serviceCode: 201, label: VISA'),
      'line 3: presentations[0].card.aid: expected, as the service code says there is a chip. Add it',
    ],
    [
      'an application without a chip',
      inline('pan: 4111111111111111, expiry: 4912, serviceCode: 101, label: VISA'),
      'line 3: presentations[0].card.label: not expected, as the service code says there is no chip. Remove it',
    ],
    ['broken YAML', 'presentations:\n  - { kind: cancel', 'line 2: expected YAML. Correct the line'],
    [
      'one field twice',
      'presentations:\n  - { kind: cancel, kind: nothing }',
      'line 2: expected YAML. Correct the line',
    ],
    [
      'an alias',
      'presentations:\n  - &first { kind: cancel }\n  - *first',
      'script: no aliases (*name) expected. Write each card out',
    ],
  ])('with %s is refused by line and field', (_, yaml, expected) => {
    expect(refusal(yaml)).toContain(expected)
  })

  it('tells all its mistakes at once', () => {
    const told = refusal('presentations:\n  - { kind: tap }\n  - { kind: error, entry: tap }\n  - { kind: chip }')
    expect(
      told
        .split('\n')
        .slice(1)
        .map((line) => /line \d+/.exec(line)?.[0]),
    ).toEqual(['line 2', 'line 3', 'line 4'])
  })

  it('never repeats a value', () => {
    for (const card of [
      '4111111111111112',
      '{ 4111111111111112: visa }',
      '{ pan: 4111111111111112, expiry: 4111111111111112, serviceCode: 101 }',
    ]) {
      expect(refusal(`presentations:\n  - { kind: swipe, card: ${card}, afterMs: 4111111111111112 }`)).not.toContain(
        '4111111',
      )
    }
  })
})
