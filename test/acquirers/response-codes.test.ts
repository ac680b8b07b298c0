/** DE39 as the terminal takes it. */
import { describe, expect, test } from 'vitest'
import { responseMeaning, reversalMeaning } from '../../drivers/acquirers/iso8583/response-codes.js'

describe('response codes', () => {
  test('only 00 approves', () => {
    const approving = Array.from({ length: 100 }, (_, number) => number.toString().padStart(2, '0')).filter(
      (code) => responseMeaning(code).kind === 'approved',
    )
    expect(approving).toEqual(['00'])
  })

  test.each([
    ['01', 'host.contactIssuer'],
    ['03', 'host.merchantInvalid'],
    ['05', 'host.declined'],
    ['13', 'host.amountInvalid'],
    ['14', 'host.cardInvalid'],
    ['30', 'host.formatError'],
    ['33', 'host.cardExpired'],
    ['41', 'host.cardLostOrStolen'],
    ['43', 'host.cardLostOrStolen'],
    ['51', 'host.insufficientFunds'],
    ['54', 'host.cardExpired'],
    ['55', 'host.wrongPin'],
    ['57', 'host.notPermitted'],
    ['61', 'host.limitExceeded'],
    ['65', 'host.limitExceeded'],
    ['75', 'host.wrongPin'],
    ['91', 'host.issuerUnavailable'],
    ['92', 'host.issuerUnavailable'],
    ['94', 'host.duplicate'],
    ['96', 'host.systemMalfunction'],
    ['ZZ', 'host.declined'],
  ])('%s is refused as %s', (code, failure) => {
    expect(responseMeaning(code)).toEqual({ kind: 'refused', failure })
  })

  test.each(['08', '09', '11', '16', '32', '68'])(
    '%s is an approval with a condition, or none yet: unsettled',
    (code) => {
      expect(responseMeaning(code)).toEqual({ kind: 'unsettled' })
    },
  )

  test('10 approves a part', () => {
    expect(responseMeaning('10')).toEqual({ kind: 'partial' })
  })

  test.each([
    ['21', 'host.alreadySettled'],
    ['25', 'host.originalMissing'],
    ['64', 'host.overRefunded'],
    ['79', 'host.alreadyTakenBack'],
    ['94', 'host.duplicate'],
    ['91', 'host.issuerUnavailable'],
    ['ZZ', 'host.declined'],
  ])('%s refuses a void or a refund as %s', (code, failure) => {
    expect(responseMeaning(code, 'takeBack')).toEqual({ kind: 'refused', failure })
  })

  test.each(['21', '25', '79'])('%s of a purchase is a plain decline', (code) => {
    expect(responseMeaning(code)).toEqual({ kind: 'refused', failure: 'host.declined' })
  })

  test('a reversal is done by 00 only; 25 says that the host knows of nothing to reverse', () => {
    expect(['00', '25'].map(reversalMeaning)).toEqual(['reversed', 'noOriginal'])
    expect(['05', '12', '13', '21', '30', 'ZZ'].map(reversalMeaning)).toEqual(Array(6).fill('refused'))
  })

  test.each(['09', '19', '68', '77', '90', '91', '92', '94', '96'])(
    'a reversal answered %s is to be repeated',
    (code) => {
      expect(reversalMeaning(code)).toBe('unsettled')
    },
  )
})
