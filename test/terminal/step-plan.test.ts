/** What a transition asks for, read out of XState's actions: keys, deadlines set and taken back, requests withdrawn. */
import { describe, expect, it } from 'vitest'
import { planStep } from '../../src/terminal/step-plan.js'

const PLACE = { flowId: 'T1-000001', seq: 7, at: 1_000_000 }
const WITHDRAWALS = { 'reader.stop': { effect: 'reader.read', manner: 'forget' } } as const
const EFFECTS: readonly string[] = ['reader.read', 'drawer.open', 'printer.print']

function plan(...actions: readonly { readonly type: string; readonly params?: unknown }[]) {
  return planStep(actions, PLACE, { withdrawals: WITHDRAWALS }, (type) => EFFECTS.includes(type))
}

const raise = (id: string, delay: number) => ({ type: 'xstate.raise', params: { id, delay, event: { type: id } } })
const cancel = (sendId: string) => ({ type: 'xstate.cancel', params: { sendId } })
const NOTHING = { intents: [], deadlinesSet: [], deadlinesCancelled: [], withdrawn: [] }

describe('a step plan', () => {
  it('is empty when nothing was asked for; changes of the context are not requests', () => {
    expect(plan()).toEqual(NOTHING)
    expect(plan({ type: 'xstate.assign' })).toEqual(NOTHING)
  })

  it('keys every request by flow, place and type, in the order asked', () => {
    expect(plan({ type: 'drawer.open', params: {} }, { type: 'printer.print', params: { jobId: '0007' } })).toEqual({
      ...NOTHING,
      intents: [
        { key: 'T1-000001/7/drawer.open', type: 'drawer.open', params: {} },
        { key: 'T1-000001/7/printer.print', type: 'printer.print', params: { jobId: '0007' } },
      ],
    })
  })

  it('sets deadlines by the time of the step, not of the reading', () => {
    expect(plan(raise('xstate.after.idle.x', 30_000)).deadlinesSet).toEqual([
      { id: 'xstate.after.idle.x', dueAt: 1_030_000 },
    ])
  })

  it('takes a deadline back that was set before', () => {
    expect(plan(cancel('xstate.after.idle.x'))).toEqual({ ...NOTHING, deadlinesCancelled: ['xstate.after.idle.x'] })
  })

  it('only sets a deadline that a state left and entered again has', () => {
    expect(plan(cancel('a'), raise('a', 5))).toEqual({ ...NOTHING, deadlinesSet: [{ id: 'a', dueAt: 1_000_005 }] })
  })

  it('only takes back a deadline of a state passed through', () => {
    expect(plan(raise('a', 5), cancel('a'))).toEqual({ ...NOTHING, deadlinesCancelled: ['a'] })
  })

  it('sets a deadline once, as asked last', () => {
    expect(plan(raise('a', 5), raise('a', 9)).deadlinesSet).toEqual([{ id: 'a', dueAt: 1_000_009 }])
  })

  it('withdraws what the flow says this action withdraws', () => {
    expect(plan({ type: 'reader.stop' })).toEqual({
      ...NOTHING,
      withdrawn: [{ effect: 'reader.read', manner: 'forget' }],
    })
  })

  it('refuses a request nobody carries out', () => {
    expect(() => plan({ type: 'coffee.brew' })).toThrow('coffee.brew')
  })
})
