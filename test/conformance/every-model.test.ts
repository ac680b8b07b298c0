/**
 * Every emulated model and every single fault, on virtual time: what was claimed against the paper that came out. Links,
 * beginnings and cashiers take turns, so that each fault meets each of them on some model and no run takes long.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { EVERY_CASTING, TRANSPORT } from './castings.js'
import type { FaultCase } from './counter.js'
import { FAULT_CASES, LIAR } from './fault-cases.js'
import { measureAll } from './geometry.js'
import { judge, type Story, wrongIn } from './judge.js'
import type { Casting } from './stage.js'
import { type Play, playStory } from './story.js'
import type { CableKind } from './virtual-cable.js'
import { VirtualStage } from './virtual-stage.js'

const CABLES: readonly CableKind[] = ['network', 'dtr', 'xon-xoff']
const PLAYS: readonly Play[] = [
  { start: 'known', cashier: 'looks' },
  { start: 'warm', cashier: 'insists' },
  { start: 'cold', cashier: 'looks' },
]

const proves = ({ model, known }: Casting): boolean =>
  (model.answers.processId || model.answers.gsR) && known?.answersStatus !== false

async function play(casting: Casting, fault: FaultCase, cable: CableKind, how: Play): Promise<Story> {
  const stage = new VirtualStage(casting, cable)
  const story = await playStory(stage, casting, fault, how)
  await stage.close()
  return story
}

describe.each(EVERY_CASTING.map((casting, index) => ({ casting, index, name: casting.name })))(
  '$name',
  ({ casting, index }) => {
    beforeAll(() => measureAll(casting))

    it.each(FAULT_CASES.map((fault, at) => ({ fault, name: fault.name, turn: (index + at) % 9 })))(
      'claims only what is on paper: $name',
      async ({ fault, turn }) => {
        const cable = CABLES[turn % 3] ?? 'network'
        const how = PLAYS[Math.floor(turn / 3)] ?? { start: 'known', cashier: 'looks' }
        const story = await play(casting, fault, cable, how)
        expect(wrongIn(story), `${cable}, ${how.start}, the cashier ${how.cashier}`).toEqual([])
        expect(story.attempts.at(-1)?.outcome, 'the next customer').toMatchObject({ kind: 'accepted' })
        if (turn !== 0 || !fault.claim || !proves(casting)) return
        // It is as easy to make no untrue claim by making none.
        const [first] = story.attempts.filter(({ sheet }) => sheet.sale === 2)
        expect(first?.outcome, 'the first try').toMatchObject({ kind: fault.claim })
      },
    )
  },
)

describe('what no driver can know', () => {
  const PROVING = EVERY_CASTING.filter(proves)

  beforeAll(async () => {
    for (const casting of PROVING) await measureAll(casting)
  })

  it.each(PROVING)('$name lies, and is believed: nothing but that makes a proof untrue', async (casting) => {
    const wrong = judge(await play(casting, LIAR, 'network', { start: 'warm', cashier: 'looks' }))
    expect(new Set(wrong.map(({ judgement }) => judgement))).toEqual(new Set(['proofIsOnPaper']))
  })

  it('what was only handed over, stopped, and was forgotten with the power, is not told from the next', async () => {
    await measureAll(TRANSPORT)
    const fault = FAULT_CASES.find(({ name }) => name === 'off and on while out of paper, plain')
    if (!fault) throw new RangeError('that case is gone')
    const wrong = judge(await play(TRANSPORT, fault, 'network', { start: 'warm', cashier: 'looks' }))
    expect(wrong.map(({ judgement }) => judgement)).toEqual(['ownPieceOfTheHandedOver'])
  })

  it('a printer that proves nothing is never said to have proved something', async () => {
    await measureAll(TRANSPORT)
    const { attempts } = await play(TRANSPORT, LIAR, 'network', { start: 'warm', cashier: 'looks' })
    for (const { outcome } of attempts) {
      expect(outcome).toMatchObject({ value: { confirmation: 'transport' }, evidence: { end: 'handedOff' } })
    }
  })
})
