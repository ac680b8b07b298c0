/** Answers of devices, however they race each other. */
import { expect, it } from 'vitest'
import { AnswersInOrder } from '../../src/replay/answers-in-order.js'

function settling(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

it('lets answers through in the order they were asked for, whichever came first', async () => {
  const answers = new AnswersInOrder()
  const resolves: ((answer: string) => void)[] = []
  const device = answers.holding({
    ask: () => new Promise<string>((resolve) => resolves.push(resolve)),
  })
  const heard: string[] = []
  for (const question of ['a', 'b']) {
    device.ask().then(
      (answer) => heard.push(`${question}: ${answer}`),
      () => heard.push('failed'),
    )
  }
  resolves[1]?.('second')
  resolves[0]?.('first')
  await settling()
  expect(heard).toEqual([])
  while (answers.letOneThrough()) await settling()
  expect(heard).toEqual(['a: first', 'b: second'])
})

it('holds notices and failures too, and leaves alone what answers at once', async () => {
  const answers = new AnswersInOrder()
  const device = answers.holding({
    address: 'emulated:',
    print: async (watch: (notice: string) => void) => {
      watch('sending')
      throw new Error('unplugged')
    },
    discard: () => 'done',
  })
  expect([device.address, device.discard()]).toEqual(['emulated:', 'done'])
  const heard: string[] = []
  device
    .print((notice) => heard.push(notice))
    .catch((error: unknown) => heard.push(error instanceof Error ? error.message : 'something else'))
  await settling()
  expect(heard).toEqual([])
  while (answers.letOneThrough()) await settling()
  expect(heard).toEqual(['sending', 'unplugged'])
})
