/** Outcomes and promises: the values a whole sale is reasoned about with, so they say exactly what happened and no more. */
import { describe, expect, it } from 'vitest'
import { FAILURE_CODES, FAILURES, isFailureCode } from '../../src/domain/failures.js'
import { accepted, refused, unavailable, unknown } from '../../src/domain/outcome.js'
import { allKept, type PromiseState, type SalePromises } from '../../src/domain/promises.js'

describe('an outcome', () => {
  it('says what it is', () => {
    expect(accepted({ approval: '1' })).toStrictEqual({ kind: 'accepted', value: { approval: '1' } })
    expect(unknown('timeout')).toStrictEqual({ kind: 'unknown', reason: 'timeout' })
  })

  it('carries only what was told', () => {
    expect(refused('host.declined', 'no')).toStrictEqual({ kind: 'refused', failure: 'host.declined', detail: 'no' })
    expect(refused('host.declined', 'no', '05')).toStrictEqual({
      kind: 'refused',
      failure: 'host.declined',
      detail: 'no',
      hostCode: '05',
    })
    expect(unavailable('host.unreachable')).toStrictEqual({ kind: 'unavailable', failure: 'host.unreachable' })
    expect(unavailable('host.unreachable', '')).toStrictEqual({
      kind: 'unavailable',
      failure: 'host.unreachable',
      detail: '',
    })
  })
})

describe('the failure catalogue', () => {
  it.each(FAILURE_CODES)('%s is left to the terminal only if sending again can help', (code) => {
    const { actor, retriable, correctable } = FAILURES[code]
    if (actor === 'nobody') expect(retriable).toBe(true)
    expect(retriable && correctable).toBe(false)
  })

  it('knows its codes from other text', () => {
    for (const code of FAILURE_CODES) expect(isFailureCode(code)).toBe(true)
    for (const text of ['', 'reader', 'reader.', 'host.none', 'toString', '__proto__'])
      expect(isFailureCode(text)).toBe(false)
  })

  it('names each failure under the device or party it belongs to', () => {
    for (const code of FAILURE_CODES)
      expect(code).toMatch(/^(reader|terminal|host|transfer|tax|invoice|printer)\.[a-z][A-Za-z]+$/)
  })
})

describe('the promises of a sale', () => {
  const STATES: readonly PromiseState[] = ['done', 'owed', 'unknown', 'notNeeded']
  const everySale: SalePromises[] = STATES.flatMap((money) =>
    STATES.flatMap((tax) => STATES.map((paper) => ({ money, tax, paper }))),
  )

  it('are kept when each is done or was not needed, and never otherwise', () => {
    const kept = everySale.filter(allKept)
    expect(kept).toHaveLength(2 ** 3)
    for (const promises of kept) {
      for (const state of Object.values(promises)) expect(['done', 'notNeeded']).toContain(state)
    }
  })

  it.each(['money', 'tax', 'paper'])('are not kept while %s is owed or unknown', (name) => {
    const kept: SalePromises = { money: 'done', tax: 'done', paper: 'done' }
    expect(allKept(kept)).toBe(true)
    for (const state of ['owed', 'unknown']) expect(allKept({ ...kept, [name]: state })).toBe(false)
  })
})
