/** Effects under way: begun only after the step that asked, answered once whatever happens, and aborted by name. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { IntentRecord } from '../../src/ports/journal.js'
import type { EffectHandler, EffectScope, FlowEvent } from '../../src/terminal/effect-table.js'
import { Effects } from '../../src/terminal/effects.js'

/** An effect that ends when the test says so, or when it is aborted. */
class Held {
  readonly scopes: EffectScope[] = []
  #end: ((event: FlowEvent) => void) | undefined
  #fail: ((error: Error) => void) | undefined

  readonly handler: EffectHandler = {
    run: (_intent, scope) =>
      new Promise((resolve, reject) => {
        this.scopes.push(scope)
        this.#end = resolve
        this.#fail = reject
        const abort = () => resolve({ type: 'aborted' })
        if (scope.signal.aborted) abort()
        else scope.signal.addEventListener('abort', abort)
      }),
    afterRestart: 'runAgain',
    onBroken: { type: 'broken' },
  }

  end(event: FlowEvent): void {
    this.#end?.(event)
  }

  fail(error: Error): void {
    this.#fail?.(error)
  }
}

let read: Held
let print: Held
let answers: string[]
let faults: unknown[]
let effects: Effects

beforeEach(() => {
  read = new Held()
  print = new Held()
  answers = []
  faults = []
  effects = new Effects(
    { read: read.handler, print: print.handler },
    (flowId, intent, event) => answers.push(`${flowId} ${intent.key}: ${event.type}`),
    (flowId, event) => answers.push(`${flowId} notice: ${event.type}`),
    ({ error }) => faults.push(error),
  )
})

const intent = (type: string, number = 1): IntentRecord => ({ key: `${type}-${number}`, type, params: {} })

describe('an effect', () => {
  it('begins after the step that asked for it, never within', async () => {
    effects.start('sale', intent('read'))
    expect(read.scopes).toHaveLength(0)
    await Promise.resolve()
    expect(read.scopes).toHaveLength(1)
  })

  it('is answered with its intent once it ends', async () => {
    effects.start('sale', intent('read'))
    await Promise.resolve()
    read.end({ type: 'card.read' })
    await effects.quiet('sale')
    expect(answers).toEqual(['sale read-1: card.read'])
  })

  it('may tell of something on the way to its answer', async () => {
    effects.start('sale', intent('print'))
    await Promise.resolve()
    print.scopes[0]?.notify({ type: 'printer.paused' })
    print.end({ type: 'printer.printed' })
    await effects.quiet('sale')
    expect(answers).toEqual(['sale notice: printer.paused', 'sale print-1: printer.printed'])
  })

  it('whose device breaks its contract is answered in the most careful way, and the error is told', async () => {
    effects.start('sale', intent('print'))
    await Promise.resolve()
    const error = new Error('a frame that cannot exist')
    print.fail(error)
    await effects.quiet('sale')
    expect(answers).toEqual(['sale print-1: broken'])
    expect(faults).toEqual([error])
  })
})

describe('an effect under way', () => {
  it('cannot be started a second time under its key, and can once it has ended', async () => {
    effects.start('sale', intent('read'))
    expect(() => effects.start('sale', intent('read'))).toThrow('read-1')
    await Promise.resolve()
    read.end({ type: 'card.read' })
    await effects.quiet('sale')
    expect(() => effects.start('sale', intent('read'))).not.toThrow()
    await effects.stop()
  })
})

describe('aborting', () => {
  it("ends the flow's effects of one type, and their answers still come", async () => {
    effects.start('sale', intent('read'))
    effects.start('sale', intent('print'))
    await Promise.resolve()
    effects.abort('sale', 'read')
    expect(read.scopes[0]?.signal.aborted).toBe(true)
    expect(print.scopes[0]?.signal.aborted).toBe(false)
    print.end({ type: 'printer.printed' })
    await effects.quiet('sale')
    expect(answers.toSorted()).toEqual(['sale print-1: printer.printed', 'sale read-1: aborted'])
  })

  it('leaves other flows alone', async () => {
    effects.start('other', intent('read', 2))
    await Promise.resolve()
    effects.abort('sale', 'read')
    expect(read.scopes[0]?.signal.aborted).toBe(false)
    read.end({ type: 'card.read' })
    await effects.quiet('other')
  })

  it('reaches an effect that has not begun yet', async () => {
    effects.start('sale', intent('read'))
    effects.abort('sale', 'read')
    await effects.quiet('sale')
    expect(read.scopes[0]?.signal.aborted).toBe(true)
    expect(answers).toEqual(['sale read-1: aborted'])
  })
})

describe('a flow is quiet', () => {
  it('at once when nothing is under way', async () => {
    await expect(effects.quiet('sale')).resolves.toBeUndefined()
  })

  it('only once what an answer set off has ended too', async () => {
    const order: string[] = []
    const chained = new Effects(
      { read: read.handler, print: print.handler },
      (flowId, { key }) => {
        order.push(key)
        if (key === 'read-1') chained.start(flowId, intent('print'))
      },
      () => undefined,
      ({ error }) => faults.push(error),
    )
    chained.start('sale', intent('read'))
    await Promise.resolve()
    const quiet = chained.quiet('sale').then(() => order.push('quiet'))
    read.end({ type: 'card.read' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(order).toEqual(['read-1'])
    print.end({ type: 'printer.printed' })
    await quiet
    expect(order).toEqual(['read-1', 'print-1', 'quiet'])
  })
})

describe('stopping', () => {
  it('aborts everything and waits for it to end', async () => {
    effects.start('one', intent('read'))
    effects.start('two', intent('print'))
    await effects.stop()
    expect(answers.toSorted()).toEqual(['one read-1: aborted', 'two print-1: aborted'])
  })
})
