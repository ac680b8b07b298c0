/** A failure told in the words of whoever caused it, where its code is known. */
import { describe, expect, it } from 'vitest'
import { failureWords } from '../../src/domain/failure-words.js'
import { LANGUAGES } from '../../src/domain/language.js'
import { troubleWords } from '../../src/domain/trouble-words.js'

describe('trouble words', () => {
  it('are the catalogue’s where nobody named a code, or one that is not known', () => {
    for (const language of LANGUAGES) {
      const plain = failureWords('host.declined', language)
      expect(troubleWords('host.declined', undefined, language)).toEqual(plain)
      expect(troubleWords('host.declined', 'Z7', language)).toEqual({ ...plain, code: 'Z7' })
      expect(troubleWords('tax.amountMismatch', '-1', language)).toMatchObject({ code: '-1' })
    }
  })

  it('are the card host’s, with what to say to the customer', () => {
    expect(troubleWords('host.insufficientFunds', '51', 'ko')).toEqual({
      what: '잔액이 부족합니다',
      remedy: failureWords('host.insufficientFunds', 'ko').remedy,
      code: '51',
      say: '죄송하지만 카드 잔액을 확인해 주시거나 다른 카드로 부탁드립니다',
    })
  })

  it('are the gateway’s, whichever it is', () => {
    const popbill = troubleWords('tax.amountMismatch', '-14001012', 'ko')
    expect(popbill).toMatchObject({ what: '부가세 금액이 빠졌습니다', code: '-14001012' })
    const portone = troubleWords('tax.credentialsRejected', 'UNAUTHORIZED', 'zh')
    expect(portone.what).not.toBe(failureWords('tax.credentialsRejected', 'zh').what)
    expect(portone).toMatchObject({ code: 'UNAUTHORIZED' })
    const nuonuo = troubleWords('invoice.credentialsRejected', '070304', 'en')
    expect(nuonuo).toMatchObject({ what: 'The access token is not valid or has expired', code: '070304' })
  })

  it('do not take a code of one trade for one of another', () => {
    expect(troubleWords('tax.gatewayUnreachable', '51', 'en').what).toBe(
      failureWords('tax.gatewayUnreachable', 'en').what,
    )
  })
})
