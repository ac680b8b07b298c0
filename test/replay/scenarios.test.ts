/** Every scenario there is, on real sockets and in virtual time: each holds, and each gives the same transcript again. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ORDER_FORMATS, openReplayStage } from '../../src/cli/replay/open-replay-stage.js'
import { type Played, playScenario } from '../../src/replay/play-scenario.js'
import { readScenario } from '../../src/replay/read-scenario.js'
import { transcriptText } from '../../src/replay/transcript.js'

const FOLDER = 'fixtures/scenarios'
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))

function play(text: string, file = 'scenario.yaml'): Promise<Played> {
  return playScenario(readScenario(text, file, ORDER_FORMATS), { openStage: openReplayStage, language: 'en' })
}

describe('every scenario', () => {
  it.each(FILES)('%s', async (file) => {
    const text = readFileSync(path.join(FOLDER, file), 'utf8')
    const played = await play(text, file)
    expect(played.failing, transcriptText(played.transcript)).toEqual([])
    expect(JSON.stringify(await play(text, file))).toBe(JSON.stringify(played))
  })
})

const SALE = `
title: { en: a sale }
steps:
  - sell: coffee
    lines: [{ name: 라떼, price: 5000 }]
  - pay: coffee
    by: cash
    amount: 10000
  - decline: coffee
`

describe('an expectation that does not hold', () => {
  it('is told with its line, what was expected and what was there', async () => {
    const { failing } = await play(
      `${SALE}expect: { sales: { coffee: { change: 4000, promises: { paper: owed } } } }\n`,
    )
    expect(failing).toEqual([
      { line: 10, what: 'sales.coffee.promises.paper', expected: 'owed', was: 'done' },
      { line: 10, what: 'sales.coffee.change', expected: '4,000', was: '5,000' },
    ])
  })

  it('may be about books, papers, lists and what is not there', async () => {
    const { failing } = await play(
      `${SALE}expect: { host: { captured: 1 }, papers: { count: 2, has: [라떼, 녹차], lastLacks: [라떼] },
  sales: { coffee: { tenders: [] }, tea: { stage: complete } } }\n`,
    )
    expect(failing.map(({ what, expected }) => [what, expected])).toEqual([
      ['sales.coffee.tenders', '[]'],
      ['sales.tea.stage', 'complete'],
      ['host.captured', '1'],
      ['papers.count', '2'],
      ['papers.lastLacks', '"라떼"'],
      ['papers.has', '"녹차"'],
    ])
  })

  it('may be that something is not allowed, or is', async () => {
    const { failing } = await play(`${SALE}  - refund: much
    of: coffee
    amount: 6000
  - refund: some
    of: coffee
    but: nothingLeft
expect: {}
`)
    expect(failing.map(({ what, expected, was }) => [what, expected, was])).toEqual([
      ['refund', 'to be allowed', 'moreThanLeft'],
      ['refund', 'nothingLeft', 'allowed'],
    ])
  })
})

describe('a scenario that cannot be played', () => {
  const wrong = async (text: string) => {
    try {
      await play(text)
    } catch (error) {
      if (error instanceof Error && error.name === 'ScenarioError') return error.message
      throw error
    }
    throw new Error('it was played')
  }

  it('is told by file, line and field, with what was expected and what to write', async () => {
    const message = await wrong(`title: { en: x }
shop: mars
steps:
  - pay: Coffee
    by: card
  - pass: a while
  - dance: coffee
  - do: coffee
    what: reversal.settledByPerson
  - host: { faults: [{ fault: explode }] }
expect: { papers: { coun: 1 } }
`)
    const lines = message.split('\n')
    expect(lines).toEqual([
      expect.stringMatching(/^scenario\.yaml:4 steps\[1\]\.pay: expected a short name.* Write e\.g\. coffee$/),
      expect.stringMatching(/^scenario\.yaml:6 steps\[2\]\.pass: expected how much time passes\. Write/),
      expect.stringMatching(/^scenario\.yaml:7 steps\[3\]: expected a step with one of sell, pay,/),
      expect.stringMatching(/^scenario\.yaml:8 steps\[4\]: reversal\.settledByPerson needs reason\. Write with/),
      expect.stringMatching(/^scenario\.yaml:8 steps\[4\]: reversal\.settledByPerson needs evidence\. Write with/),
      expect.stringMatching(/^scenario\.yaml:11 expect\.papers: there is no field coun here\. Remove it/),
    ])
  })

  it('is told of orders its devices do not know, and of a shop there is not', async () => {
    const message = await wrong(`title: { en: x }
shop: mars
world: { gateway: { faults: [{ on: issue }] } }
steps:
  - host: { faults: [{ fault: explode }] }
  - printer: [paper-outt]
  - gateway: { rules: {} }
  - secondPrinter: [paper-out]
expect: {}
`)
    expect(message).toContain('scenario.yaml:2 shop: expected one of korea, china, elsewhere. Name one of them')
    expect(message).toContain('scenario.yaml:3 world.gateway: faults.0')
    expect(message).toContain('scenario.yaml:5 steps[1].host:')
    expect(message).toContain('scenario.yaml:6 steps[2].printer:')
    expect(message).toContain('scenario.yaml:7 steps[3].gateway: rules cannot change in the middle')
    expect(message).toContain(
      'scenario.yaml:8 steps[4]: there is no second printer. Write world: { secondPrinter: [] }',
    )
  })

  it('is told of a name nothing has, at the step that uses it', async () => {
    expect(await wrong(`${SALE}  - pay: tea\n    by: cash\nexpect: {}\n`)).toBe(
      'scenario.yaml:10 pay: there is nothing called tea yet. Write one of coffee',
    )
  })

  it('is told that it is not YAML', async () => {
    expect(await wrong('title: { en: x\nsteps: []')).toMatch(/^scenario\.yaml:\d+ is not YAML: .* Correct it$/)
  })
})
