/** Every row of the gateway's error table, over the wire: the failure it becomes, its number kept, nothing sent twice. */
import { expect, it } from 'vitest'
import type { FailureCode } from '../../src/domain/failures.js'
import { patience, receipt, revocation } from './cash-receipt-samples.js'
import { openings } from './opened-authority.js'

const open = openings()

const TABLE: Readonly<Partial<Record<FailureCode, readonly number[]>>> = {
  'tax.identifierRejected': [-14001004, -14001032, -14001033, -14001044, -14001046, -14001064],
  'tax.wrongUse': [-14001018, -14001054],
  'tax.amountMismatch': [-14001031, -14001043, -14001045, -14001090],
  'tax.merchantRestricted': [-14001063],
  'tax.merchantUnregistered': [-10000014, -99003008],
  'tax.sellerNumberInvalid': [-14001002, -14001025],
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

it.each([-99010004, -99010007, -99010013])('%d from the token service → tax.credentialsRejected', async (code) => {
  const { authority, gateway } = await open()
  await gateway.script({ on: 'token', fault: { kind: 'refusal', code, status: 401 } })
  expect(await authority.issue(receipt('D-1'), patience())).toEqual({
    kind: 'refused',
    failure: 'tax.credentialsRejected',
    detail: '',
    hostCode: String(code),
  })
  expect(gateway.requestCount('issue')).toBe(0)
})

it('takes numbers out of what the gateway says before it reaches a record', async () => {
  const { authority, gateway } = await open()
  const message = '식별번호 01087654321 (010-8765-4321) 오류 3건'
  await gateway.script({ on: 'issue', fault: { kind: 'refusal', code: -14001064, message } })
  expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ detail: '식별번호 *** (***) 오류 3건' })
})
