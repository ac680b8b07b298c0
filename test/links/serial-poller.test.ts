import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { keepBothWaits } from '../../drivers/links/serial-poller.js'

const [READABLE, WRITABLE] = [1, 2]

/** As the binding's: one poll, which asks for what it was last told. */
class Poller extends EventEmitter {
  asked = 0

  override once(event: 'readable' | 'writable', listener: (error: Error | null) => void): this {
    this.poll(event === 'readable' ? READABLE : WRITABLE)
    return super.once(event, listener)
  }

  poll(events: number): void {
    this.asked = events
  }
}

it('waits for room to write also after a read has begun to wait, and the other way round', () => {
  const poller = new Poller()
  keepBothWaits({ poller })
  poller.once('writable', () => undefined)
  expect(poller.asked).toBe(WRITABLE)
  poller.once('readable', () => undefined)
  expect(poller.asked).toBe(READABLE | WRITABLE)
  poller.emit('readable', null)
  poller.once('readable', () => undefined)
  expect(poller.asked).toBe(READABLE | WRITABLE)
  poller.emit('writable', null)
  poller.emit('readable', null)
  poller.once('readable', () => undefined)
  expect(poller.asked).toBe(READABLE)
})

it('leaves bindings of another kind alone', () => {
  const other = { isOpen: true }
  keepBothWaits(other)
  expect(other).toEqual({ isOpen: true })
  keepBothWaits(undefined)
})
