/** What listeners are told: every visible change of every sale, in order, at least once, whoever was running when. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Publication } from '../../src/ports/journal.js'
import { CHIP, CounterSale } from './counter.js'
import { assembleTill, openTill, openWorld, type Till, UNTAXED_POLICY, type World, won } from './shop-in-a-box.js'

let world: World
const open = new Set<Till>()

beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  for (const till of open) await till.close()
  open.clear()
  await world.close()
})

function started(heard?: Publication[]): Till {
  const till = openTill(world, {
    policy: UNTAXED_POLICY,
    ...(heard && { onPublication: (publication: Publication) => heard.push(publication) }),
  })
  open.add(till)
  return till
}

async function ended(till: Till): Promise<void> {
  open.delete(till)
  await till.close()
}

const seqs = (heard: readonly Publication[]) => heard.map(({ seq }) => seq)

describe('a listener', () => {
  it('hears each step of a sale in order, up to the end', async () => {
    const heard: Publication[] = []
    const till = started(heard)
    till.cardReader.enqueue(CHIP)
    const sale = new CounterSale(till.terminal, 9_000).do({ type: 'tender.card' })
    await sale.complete()
    expect(seqs(heard)).toEqual(seqs(heard).toSorted((a, b) => a - b))
    expect(heard.every(({ flowId }) => flowId === sale.id)).toBe(true)
    expect(heard[0]?.body).toMatchObject({ stage: 'serving', promises: { money: 'owed' }, total: won(9_000) })
    expect(heard.at(-1)?.body).toMatchObject({ stage: 'complete', owed: [] })
    expect(till.journal.undelivered()).toEqual([])
  })

  it('is not told of steps that changed nothing anybody can see', async () => {
    const heard: Publication[] = []
    const till = started(heard)
    const sale = new CounterSale(till.terminal, 9_000).payCash(won(9_000))
    await sale.complete()
    await sale.reaching(() => till.journal.openIntents(sale.id).length === 0)
    expect(heard.length).toBeLessThan(till.journal.entries(sale.id).length)
    expect(new Set(heard.map(({ body }) => JSON.stringify(body))).size).toBe(heard.length)
  })

  it('that stopped listening hears no more', () => {
    const till = started()
    const heard: Publication[] = []
    const stop = till.terminal.onPublication((publication) => heard.push(publication))
    new CounterSale(till.terminal, 9_000)
    stop()
    const before = heard.length
    new CounterSale(till.terminal, 9_000)
    expect(before).toBeGreaterThan(0)
    expect(heard).toHaveLength(before)
  })
})

describe('what nobody heard', () => {
  it('is told by the next terminal before anything else', async () => {
    const deaf = started()
    const sale = new CounterSale(deaf.terminal, 9_000).payCash(won(9_000))
    await sale.complete()
    await sale.reaching(() => deaf.journal.openIntents(sale.id).length === 0)
    const untold = deaf.journal.undelivered()
    await ended(deaf)
    const heard: Publication[] = []
    const next = started(heard)
    expect(untold.length).toBeGreaterThan(1)
    expect(heard).toEqual(untold)
    expect(next.journal.undelivered()).toEqual([])
  })

  it('because the listener failed on it is told again; the sale goes on, and the failure is not hidden', async () => {
    const failure = new Error('the screen is gone')
    const till = assembleTill(world, {
      policy: UNTAXED_POLICY,
      onPublication: () => {
        throw failure
      },
    })
    open.add(till)
    till.terminal.start()
    const sale = new CounterSale(till.terminal, 9_000)
    expect(sale.view.due).toEqual(won(9_000))
    expect(till.faults).toEqual([failure])
    await ended(till)
    const heard: Publication[] = []
    started(heard)
    expect(heard.map(({ flowId }) => flowId)).toEqual([sale.id])
  })
})
