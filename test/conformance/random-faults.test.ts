/**
 * Days nobody thought of: random customers, faults, noise and resets, judged as every other story. A day that breaks a
 * judgement is shrunk until nothing can be left out of it. TILLPROOF_RUNS plays more of them, TILLPROOF_SEED others.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVERY_CASTING } from './castings.js'
import { anyDay, type Day, playDay } from './day.js'
import { type Story, wrongIn } from './judge.js'

const RUNS = Number(process.env['TILLPROOF_RUNS'] ?? 150)
const SEED = Number(process.env['TILLPROOF_SEED'] ?? 20_260_302)
const LIMIT_MS = 60_000 + RUNS * 1_000

const printers = EVERY_CASTING.map(({ name }) => name)

async function expectTruth(day: Day): Promise<void> {
  const story = await playDay(day)
  const wrong = wrongIn(story).map(({ judgement, detail }) => `${judgement}: ${detail}`)
  const last = story.attempts.at(-1)?.outcome
  if (last === 'endless' || last?.kind !== 'accepted')
    wrong.push('a healthy printer did not print for the last customer')
  expect(wrong, inWords(story)).toEqual([])
}

/** What was claimed, and the paper, for whoever has to find out. */
function inWords({ attempts, paper }: Story): string {
  const claims = attempts.map(
    ({ sheet: { sale, copy, attempt }, outcome }) => `S${sale}.${copy}.${attempt} ${JSON.stringify(outcome)}`,
  )
  const pieces = paper.map(({ lines, cut }) => `${cut ? 'cut' : 'uncut'}: ${lines.join(' | ')}`)
  return ['', ...claims, ...pieces, ''].join('\n')
}

describe('whatever happens in a day', () => {
  it(
    'nothing is claimed that the paper does not show',
    async () => {
      await fc.assert(fc.asyncProperty(anyDay(printers, 'quiet'), expectTruth), { numRuns: RUNS, seed: SEED })
    },
    LIMIT_MS,
  )
})
