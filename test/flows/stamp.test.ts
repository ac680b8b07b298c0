/** Keys minted from a place in the journal: same place, same key; another place, another key, within each format's range. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentNumber, hostMessageKey, printJobId, saleNumber, stampOf } from '../../src/flows/stamp.js'

const AT = Date.UTC(2026, 10, 22, 5)
const stamp = (seq: number, at = AT) => ({ seq, at })
const seqs = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })

describe('the stamp of an event', () => {
  it('is on the event itself, or on the input of the first one', () => {
    expect(stampOf({ type: 'tender.card', seq: 7, at: AT })).toEqual({ seq: 7, at: AT })
    expect(stampOf({ type: 'xstate.init', input: { seq: 1, at: AT, sale: {} } })).toEqual({ seq: 1, at: AT })
  })

  it.each([{ type: 'tender.card' }, { type: 'tender.card', seq: 7 }, { type: 'xstate.init', input: null }])(
    'missing on %j is a bug, and says so',
    (event) => {
      expect(() => stampOf(event)).toThrow('without a stamp')
    },
  )
})

describe('a key for the acquirer', () => {
  it.each([
    [1, '000001'],
    [42, '000042'],
    [999_999, '999999'],
    [1_000_000, '000001'],
    [1_999_999, '000001'],
  ])('at place %i is STAN %s', (seq, stan) => {
    expect(hostMessageKey(stamp(seq))).toEqual({ stan, sentAt: AT })
  })

  it('is always six digits and never zero', () => {
    fc.assert(
      fc.property(seqs, (seq) => {
        expect(hostMessageKey(stamp(seq)).stan).toMatch(/^(?!000000)\d{6}$/)
      }),
    )
  })
})

describe('a document number', () => {
  it('names terminal, time and place', () => {
    expect(documentNumber('T1', stamp(9, Date.UTC(2026, 10, 22)))).toBe(
      `T1-${Date.UTC(2026, 10, 22).toString(36).toUpperCase()}-9`,
    )
  })

  it('is another one at the same place of a journal begun anew on the same day', () => {
    const morning = documentNumber('T1', stamp(9, Date.UTC(2026, 10, 22, 1)))
    expect(documentNumber('T1', stamp(9, Date.UTC(2026, 10, 22, 2)))).not.toBe(morning)
  })

  it('fits the gateway for a terminal ID of up to eight characters and a lifetime of entries', () => {
    expect(documentNumber('SHOP-001', stamp(9_999_999))).toMatch(/^[A-Za-z0-9_-]{1,24}$/)
  })
})

describe('a print job ID', () => {
  it.each([
    [1, '0001'],
    [35, '000Z'],
    [36, '0010'],
    [36 ** 4 - 1, 'ZZZZ'],
    [36 ** 4, '0000'],
  ])('at place %i is %s', (seq, id) => {
    expect(printJobId(stamp(seq))).toBe(id)
  })

  it('is always four characters a printer echoes, and differs between neighbouring places', () => {
    fc.assert(
      fc.property(seqs, (seq) => {
        expect(printJobId(stamp(seq))).toMatch(/^[0-9A-Z]{4}$/)
        expect(printJobId(stamp(seq))).not.toBe(printJobId(stamp(seq - 1)))
      }),
    )
  })
})

describe('a sale number', () => {
  it('names the terminal and the place, however many there are', () => {
    expect(saleNumber('T1', stamp(42))).toBe('T1-000042')
    expect(saleNumber('T1', stamp(12_345_678))).toBe('T1-12345678')
  })
})
