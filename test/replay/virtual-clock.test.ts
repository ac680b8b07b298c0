/** Virtual time among things that take a while: it waits for them between its timers. */
import { expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'

it('lets everything settle before each timer and at the end', async () => {
  const happened: string[] = []
  const clock = new VirtualClock(0, async () => {
    await Promise.resolve()
    happened.push('settled')
  })
  clock.schedule(5, () => happened.push('first'))
  clock.schedule(5, () => happened.push('second'))
  await clock.advance(10)
  expect(happened).toEqual(['settled', 'first', 'settled', 'second', 'settled'])
  expect(clock.now()).toBe(10)
})
