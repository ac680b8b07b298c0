/** A number already taken: the driver looks at what stands under it before it says anything. */
import { describe, expect, it } from 'vitest'
import type { GatewayFault } from '../../drivers/tax-authorities/emulated/gateway-faults.js'
import type { CashReceiptRequest } from '../../src/ports/tax-authority.js'
import { AFTERNOON, business, card, mobile, PHONE, patience, receipt, revocation, won } from './cash-receipt-samples.js'
import { openings } from './opened-authority.js'

const open = openings()
const conflict = {
  kind: 'refused',
  failure: 'tax.duplicateConflict',
  detail: expect.any(String),
  hostCode: '-14001019',
}

describe('issuing under a number already taken', () => {
  const same: readonly (readonly [string, Partial<CashReceiptRequest>])[] = [
    ['by mobile number', {}],
    ['by the ten-digit self-issue number', { identifier: mobile('0100001234') }],
    ['by card', { identifier: card('154420201234567890') }],
    ['by business number', { use: 'businessExpense', identifier: business('1178178260') }],
  ]
  it.each(same)('the same receipt, identified %s, is accepted', async (_how, changes) => {
    const { authority, gateway } = await open()
    const request = receipt('D-1', changes)
    const first = await authority.issue(request, patience())
    expect(await authority.issue(request, patience())).toEqual(first)
    expect(gateway.ledger.documents()).toHaveLength(1)
  })

  const others: readonly (readonly [string, Partial<CashReceiptRequest>])[] = [
    ['another total', { amounts: won(12_000) }],
    ['another use', { use: 'businessExpense' }],
    ['another customer', { identifier: mobile('01011112222') }],
    ['another kind of identifier', { identifier: card('154420201234567890') }],
    ['another trade date', { tradedAt: AFTERNOON - 24 * 60 * 60 * 1000 }],
  ]
  it.each(others)('with %s is a conflict', async (_what, changes) => {
    const { authority, gateway } = await open()
    await authority.issue(receipt('D-1'), patience())
    expect(await authority.issue(receipt('D-1', changes), patience())).toEqual(conflict)
    expect(gateway.ledger.documents()).toHaveLength(1)
  })

  it('is accepted with its later standing once the tax office has spoken', async () => {
    const { authority, clock } = await open()
    await authority.issue(receipt('D-1'), patience())
    await clock.advance(24 * 60 * 60 * 1000)
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({
      kind: 'accepted',
      value: { status: 'confirmed', resultCode: '0000' },
    })
  })

  it('is accepted as rejected once the tax office has refused it', async () => {
    const { authority, clock } = await open({
      rules: { identities: [{ identity: PHONE, rejectNextDay: '1004' }] },
    })
    await authority.issue(receipt('D-1'), patience())
    await clock.advance(24 * 60 * 60 * 1000)
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({
      kind: 'accepted',
      value: { documentNumber: 'D-1', status: 'rejected', resultCode: '1004' },
    })
  })

  const unseen: readonly (readonly [string, Extract<GatewayFault, { on: string }>['fault'], string])[] = [
    ['drops the request', { kind: 'dropRequest' }, 'disconnected'],
    ['is overloaded', { kind: 'httpStatus', status: 503 }, 'disconnected'],
    ['refuses to show it', { kind: 'refusal', code: -14000002 }, 'disconnected'],
    ['no longer finds it', { kind: 'refusal', code: -14000003 }, 'disconnected'],
    ['answers with a page', { kind: 'garbage', form: 'html' }, 'unreadable-reply'],
  ]
  it.each(unseen)('is unknown when the gateway %s as it is looked at', async (_what, fault, reason) => {
    const { authority, gateway } = await open()
    await authority.issue(receipt('D-1'), patience())
    await gateway.script({ on: 'get', fault })
    expect(await authority.issue(receipt('D-1'), patience())).toEqual({ kind: 'unknown', reason })
  })
})

describe('revoking under a number already taken', () => {
  it('the same revocation is accepted, any other is a conflict', async () => {
    const { authority, gateway } = await open({ rules: { revocableFrom: 'issued' } })
    await authority.issue(receipt('D-1'), patience())
    await authority.issue(receipt('D-2'), patience())
    const part = revocation('R-1', { partial: won(5_500) })
    const first = await authority.revoke(part, patience())
    expect(first).toMatchObject({ kind: 'accepted', value: { approvalNumber: 'TB0000003' } })
    expect(await authority.revoke(part, patience())).toEqual(first)
    expect(await authority.revoke({ ...part, partial: won(1_100) }, patience())).toEqual(conflict)
    expect(await authority.revoke({ ...part, originalApprovalNumber: 'TB0000002' }, patience())).toEqual(conflict)
    expect(await authority.revoke(revocation('D-2'), patience())).toEqual(conflict)
    expect(await authority.issue(receipt('R-1'), patience())).toEqual(conflict)
    expect(gateway.ledger.documents()).toHaveLength(3)
  })
})

describe('what became of a revocation', () => {
  it('whose reply was lost is found under its own number', async () => {
    const { authority, gateway } = await open({ rules: { revocableFrom: 'issued' } })
    await authority.issue(receipt('D-1'), patience())
    const request = revocation('R-1', { originalDocumentNumber: 'D-1' })
    expect(await authority.queryRevocation(request, patience())).toEqual({ kind: 'accepted', value: { found: false } })
    await gateway.script({ on: 'revoke', fault: { kind: 'dropReply' } })
    expect(await authority.revoke(request, patience())).toEqual({ kind: 'unknown', reason: 'disconnected' })
    expect(await authority.queryRevocation(request, patience())).toEqual({
      kind: 'accepted',
      value: {
        found: true,
        document: { documentNumber: 'R-1', approvalNumber: 'TB0000002', tradeDate: '20260305', status: 'issued' },
      },
    })
  })
})
