/** Every error type PortOne documents for cash receipts has a failure in the house and words in three languages. */
import { describe, expect, it } from 'vitest'
import { FAILURES } from '../../src/domain/failures.js'
import { PORTONE_CODES, portoneCodeWords, portoneFailure } from '../../src/domain/gateway-codes/portone-codes.js'
import { LANGUAGES } from '../../src/domain/language.js'

/** What the official client 0.19.0 declares as `data.type` of its cash receipt errors. */
const DECLARED = [
  'CASH_RECEIPT_ALREADY_ISSUED',
  'CASH_RECEIPT_NOT_FOUND',
  'CASH_RECEIPT_NOT_ISSUED',
  'CHANNEL_NOT_FOUND',
  'FORBIDDEN',
  'INVALID_REQUEST',
  'PG_PROVIDER',
  'UNAUTHORIZED',
]

const SCRIPT = { ko: /\p{Script=Hangul}/u, zh: /\p{Script=Han}/u, en: /^[\x20-\x7e]+$/ }

describe('the table of PortOne’s codes', () => {
  it('knows every type the official client declares', () => {
    expect(Object.keys(PORTONE_CODES)).toEqual(expect.arrayContaining(DECLARED))
  })

  it.each(Object.keys(PORTONE_CODES))('says %s in three languages, each in its own', (type) => {
    const failure = portoneFailure(type)
    expect(failure !== undefined && failure in FAILURES).toBe(true)
    for (const language of LANGUAGES) {
      const words = portoneCodeWords(type, language)
      expect(words?.what).toMatch(SCRIPT[language])
      expect(words?.remedy).toMatch(SCRIPT[language])
      if (language !== 'ko') expect(`${words?.what}${words?.remedy}`).not.toMatch(SCRIPT.ko)
    }
  })

  it('reads the type before a payment company’s own code', () => {
    expect(portoneCodeWords('PG_PROVIDER/9411', 'en')).toEqual(portoneCodeWords('PG_PROVIDER', 'en'))
    expect(portoneFailure('PG_PROVIDER/9411')).toBe('tax.refused')
  })

  it.each(['', '/', 'SOMETHING_NEW', 'toString', '-14001019'])('does not know %j', (code) => {
    expect(portoneFailure(code)).toBeUndefined()
    expect(portoneCodeWords(code, 'ko')).toBeUndefined()
  })
})
