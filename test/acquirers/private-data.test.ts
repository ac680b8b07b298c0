/** DE48 sub-fields. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { institutionName } from '../../drivers/acquirers/iso8583/institutions.js'
import { decodePrivateData, encodePrivateData } from '../../drivers/acquirers/iso8583/private-data.js'

describe('private data', () => {
  test('tag, length, value', () => {
    expect(encodePrivateData({ issuer: '02', acquirer: '01020000', originalStatus: 'A' })).toBe(
      '0102020208010200000401A',
    )
  })

  test('what is written reads back', () => {
    const value = fc.string({ maxLength: 99 })
    const data = fc.record(
      { issuer: value, acquirer: value, instalmentMonths: value, originalStatus: value, originalResponseCode: value },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(data, (each) => {
        expect(decodePrivateData(encodePrivateData(each))).toEqual({ ok: true, value: each })
      }),
    )
  })

  test('tags a host adds are skipped', () => {
    expect(decodePrivateData('ZZ03abc010206')).toEqual({ ok: true, value: { issuer: '06' } })
  })

  test.each(['01', '0102', '01020', '01xx06', '010306'])('%s is cut short or no sub-field', (text) => {
    expect(decodePrivateData(text).ok).toBe(false)
  })

  test('a value over 99 characters cannot be written', () => {
    expect(() => encodePrivateData({ issuer: 'x'.repeat(100) })).toThrow(/too long/)
  })

  test('a code without a name stands for itself', () => {
    expect(institutionName('06')).toBe('Shinhan Card')
    expect(institutionName('77')).toBe('77')
  })
})
