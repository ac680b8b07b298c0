/**
 * Every row of the gateway's error table: over the wire, the failure it becomes, its number kept, nothing sent twice; and the
 * words it has for a person, in three languages that never mix.
 */
import { describe, expect, it } from 'vitest'
import { failureWords } from '../../src/domain/failure-words.js'
import { FAILURES, type FailureCode } from '../../src/domain/failures.js'
import { gatewayCodeWords } from '../../src/domain/gateway-codes/gateway-code-words.js'
import { POPBILL_CODES, popbillFailure } from '../../src/domain/gateway-codes/popbill-codes.js'
import { LANGUAGES, type Language } from '../../src/domain/language.js'
import { columnsOf } from '../../src/domain/paper-line.js'
import { patience, receipt, revocation } from './cash-receipt-samples.js'
import { openings } from './opened-authority.js'

const open = openings()

/** As the facts about the gateway have it, written down a second time. */
const TABLE: Readonly<Partial<Record<FailureCode, readonly number[]>>> = {
  'tax.identifierRejected': [-14001004, -14001032, -14001033, -14001044, -14001046, -14001064],
  'tax.wrongUse': [-14001018, -14001054],
  'tax.amountMismatch': [-14001031, -14001043, -14001045, -14001090],
  'tax.merchantRestricted': [-14001063],
  'tax.merchantUnregistered': [-10000014, -99003008],
  'tax.sellerNumberInvalid': [-14001002, -14001022, -14001025],
  'tax.dateOutOfRange': [-14002021, -14002022],
  'tax.originalMissing': [-14001020, -14001056, -14001057, -14001068],
  'tax.originalNotYetConfirmed': [-14001021],
  'tax.originalFailed': [-14001069],
  'tax.overCancelled': [-14001023, -14001036, -14001037, -14001038, -14001065],
  'tax.reasonInvalid': [-14001058],
  'tax.creditExhausted': [-99005005],
}

const ROWS = Object.entries(TABLE).flatMap(([failure, codes]) => codes.map((code) => ({ failure, code })))

it.each(ROWS)('$code → $failure', async ({ failure, code }) => {
  const { authority, gateway } = await open()
  const refused = { kind: 'refused', failure, detail: '사유', hostCode: String(code) }
  await gateway.script({ on: 'any', skip: 1, times: 3, fault: { kind: 'refusal', code, message: '사유' } })
  expect(await authority.issue(receipt('D-1'), patience())).toEqual(refused)
  expect(await authority.revoke(revocation('R-1'), patience())).toEqual(refused)
  expect(await authority.query('D-1', patience())).toEqual(refused)
  expect(gateway.requestCount('issue')).toBe(1)
  expect(gateway.ledger.documents()).toHaveLength(0)
})

const UNLISTED = -14009999

it('a code nobody knows, on a reply that is no success, leaves a submission unknown and a question refused', async () => {
  const { authority, gateway } = await open()
  await gateway.script({ on: 'any', skip: 1, times: 3, fault: { kind: 'refusal', code: UNLISTED, message: '사유' } })
  const unknown = { kind: 'unknown', reason: 'unreadable-reply' }
  expect(await authority.issue(receipt('D-1'), patience())).toEqual(unknown)
  expect(await authority.revoke(revocation('R-1'), patience())).toEqual(unknown)
  const refused = { kind: 'refused', failure: 'tax.refused', detail: '사유', hostCode: String(UNLISTED) }
  expect(await authority.query('D-1', patience())).toEqual(refused)
  await gateway.script({ on: 'issue', fault: { kind: 'refusal', code: UNLISTED, message: '사유', status: 200 } })
  expect(await authority.issue(receipt('D-1'), patience())).toEqual(refused)
})

it.each([
  [-99010004, 'tax.clockWrong'],
  [-99010007, 'tax.credentialsRejected'],
  [-99004021, 'tax.credentialsRejected'],
  [-99010013, 'tax.addressNotAllowed'],
  [-99003008, 'tax.merchantUnregistered'],
  [-99999999, 'tax.credentialsRejected'],
])('%d from the token service → %s', async (code, failure) => {
  const { authority, gateway } = await open()
  await gateway.script({ on: 'token', times: 'always', fault: { kind: 'refusal', code, status: 401 } })
  const outcome = await authority.issue(receipt('D-1'), patience())
  expect(outcome).toMatchObject({ kind: 'refused', failure, hostCode: String(code) })
  expect(gateway.requestCount('issue')).toBe(0)
})

it('takes numbers out of what the gateway says before it reaches a record', async () => {
  const { authority, gateway } = await open()
  const message = '식별번호 01087654321 (010-8765-4321) 오류 3건'
  await gateway.script({ on: 'issue', fault: { kind: 'refusal', code: -14001064, message } })
  expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ detail: '식별번호 *** (***) 오류 3건' })
})

describe('the table', () => {
  const CODES = Object.keys(POPBILL_CODES)
  const OWN: Readonly<Record<Language, RegExp>> = { ko: /\p{Script=Hangul}/u, zh: /\p{Script=Han}/u, en: /[a-z]/ }
  const FOREIGN: Readonly<Record<Language, RegExp>> = {
    ko: /\p{Script=Han}/u,
    zh: /\p{Script=Hangul}/u,
    en: /[^\x20-\x7E]/u,
  }

  it('knows every code of the facts, and each by its number alone', () => {
    expect(CODES).toEqual(expect.arrayContaining(ROWS.map(({ code }) => String(code))))
    for (const { code, failure } of ROWS) expect(popbillFailure(code)).toBe(failure)
    for (const code of CODES) expect(code).toMatch(/^-(100|140|990)\d{5}$/)
  })

  it.each(CODES)('%s has a failure and words in three languages', (code) => {
    expect(FAILURES).toHaveProperty([popbillFailure(code) ?? 'none'])
    for (const language of LANGUAGES) {
      const words = gatewayCodeWords(code, language)
      for (const text of [words?.what ?? '', words?.remedy ?? '']) {
        expect(text).toMatch(OWN[language])
        expect(text).not.toMatch(FOREIGN[language])
        expect(text).not.toMatch(/\p{Cc}| {2}|[.。]$/u)
        expect(columnsOf(text)).toBeLessThanOrEqual(60)
        if (language === 'ko') expect(text).toMatch(/(니다|세요|요)$/)
      }
    }
  })

  it('says more than the catalogue does where the code says more', () => {
    const amount = gatewayCodeWords('-14001012', 'ko')
    expect(amount?.what).toBe('부가세 금액이 빠졌습니다')
    expect(amount?.what).not.toBe(failureWords('tax.amountMismatch', 'ko').what)
    expect(gatewayCodeWords('-14001064', 'en')).toEqual(failureWords('tax.identifierRejected', 'en'))
  })

  it.each(['', '14001019', '-1', 'toString', 'UNHEARD_OF'])('does not know %j', (code) => {
    expect(popbillFailure(code)).toBeUndefined()
    expect(gatewayCodeWords(code, 'ko')).toBeUndefined()
  })
})
