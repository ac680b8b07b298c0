/** Deadlines on the clock: each falls due once, at its time, under its flow's name, and not after it was taken back. */
import { beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { Deadlines } from '../../src/terminal/deadlines.js'

const NOW = 1_000_000
let clock: VirtualClock
let due: string[]
let deadlines: Deadlines

beforeEach(() => {
  clock = new VirtualClock(NOW)
  due = []
  deadlines = new Deadlines(clock, (flowId, id) => due.push(`${flowId} ${id} at ${clock.now() - NOW}`))
})

describe('a deadline', () => {
  it('falls due at its time and once', async () => {
    deadlines.set('sale', { id: 'idle', dueAt: NOW + 500 })
    await clock.advance(499)
    expect(due).toEqual([])
    await clock.advance(10_000)
    expect(due).toEqual(['sale idle at 500'])
  })

  it('that passed while the terminal was off falls due as soon as the caller is done, in order of setting', async () => {
    deadlines.set('sale', { id: 'first', dueAt: NOW - 10_000 })
    deadlines.set('sale', { id: 'second', dueAt: NOW - 5_000 })
    expect(due).toEqual([])
    await clock.advance(0)
    expect(due).toEqual(['sale first at 0', 'sale second at 0'])
  })

  it('set again falls due at its new time only', async () => {
    deadlines.set('sale', { id: 'idle', dueAt: NOW + 100 })
    deadlines.set('sale', { id: 'idle', dueAt: NOW + 300 })
    await clock.advance(1_000)
    expect(due).toEqual(['sale idle at 300'])
  })

  it('of one flow has nothing to do with that of another', async () => {
    deadlines.set('one', { id: 'idle', dueAt: NOW + 100 })
    deadlines.set('two', { id: 'idle', dueAt: NOW + 200 })
    deadlines.cancel('one', 'idle')
    await clock.advance(1_000)
    expect(due).toEqual(['two idle at 200'])
  })

  it('taken back does not fall due; taking back what is not set is harmless', async () => {
    deadlines.set('sale', { id: 'idle', dueAt: NOW + 100 })
    deadlines.cancel('sale', 'idle')
    deadlines.cancel('sale', 'idle')
    deadlines.cancel('sale', 'never set')
    await clock.advance(1_000)
    expect(due).toEqual([])
  })

  it('may be set anew from the very call that says it is due', async () => {
    const again = new Deadlines(clock, (flowId, id) => {
      due.push(`${id} at ${clock.now() - NOW}`)
      if (due.length < 3) again.set(flowId, { id, dueAt: clock.now() + 100 })
    })
    again.set('sale', { id: 'retry', dueAt: NOW + 100 })
    await clock.advance(1_000)
    expect(due).toEqual(['retry at 100', 'retry at 200', 'retry at 300'])
  })
})

describe('clearing', () => {
  it('takes every deadline back and leaves no timer behind', async () => {
    deadlines.set('one', { id: 'idle', dueAt: NOW + 100 })
    deadlines.set('two', { id: 'idle', dueAt: NOW + 200 })
    deadlines.clear()
    expect(clock.nextDueAt()).toBeUndefined()
    await clock.advance(1_000)
    expect(due).toEqual([])
  })
})
