/**
 * What every tax authority behind the port promises, kept by the PortOne driver against the emulated PortOne over real
 * HTTP; and what PortOne makes of it in its own way: whole cancellations only, and no word of the tax office.
 */
import { describe, expect, it } from 'vitest'
import { EMULATED_PORTONE_ACCOUNT } from '../../drivers/tax-authorities/emulated-portone/portone-account.js'
import { DAY_MS, koreanDate } from '../../drivers/tax-authorities/korean-time.js'
import { DriverError } from '../../src/ports/device.js'
import { AFTERNOON, business, card, mobile, patience, receipt, won } from './cash-receipt-samples.js'
import { acceptedBy, portoneArrival, portoneOpenings, takeBack } from './portone-openings.js'

const open = portoneOpenings()

describe('issuing through PortOne', () => {
  it('issues a receipt and finds it again by its number', async () => {
    const { authority, gateway } = await open()
    const request = receipt('P-ISSUE', { amounts: won(11_000, 3_000) })
    const issued = acceptedBy(await authority.issue(request, patience()))
    expect(issued).toEqual({
      documentNumber: 'P-ISSUE',
      approvalNumber: expect.stringMatching(/^\d{9}$/),
      tradeDate: koreanDate(AFTERNOON),
      status: 'issued',
    })
    expect(acceptedBy(await authority.query('P-ISSUE', patience()))).toEqual({ found: true, document: issued })
    expect(gateway.book.records()).toEqual([
      expect.objectContaining({
        ...{ status: 'ISSUED', type: 'PERSONAL', orderName: request.itemName },
        ...{ amount: 14_000, taxFreeAmount: 3_000, vatAmount: 1_000, paidAt: AFTERNOON },
      }),
    ])
  })

  it('sends each kind of identifier for the use it was given for', async () => {
    const { authority, gateway } = await open()
    const requests = [
      receipt('P-PHONE'),
      receipt('P-CARD', { identifier: card('154420201234567890') }),
      receipt('P-SHOP', { identifier: business('1178178260'), use: 'businessExpense' }),
    ]
    for (const request of requests) {
      acceptedBy(await authority.issue(request, patience()))
      const record = gateway.book.find(EMULATED_PORTONE_ACCOUNT.storeId, request.documentNumber)
      expect(record && gateway.book.isIssuedTo(record, request.identifier.reveal())).toBe(true)
    }
    expect(gateway.book.records().map((record) => 'type' in record && record.type)).toEqual([
      'PERSONAL',
      'PERSONAL',
      'CORPORATE',
    ])
  })

  it('takes the same receipt under the same number as the one already issued', async () => {
    const { authority, anotherTill, clock, gateway } = await open()
    const first = acceptedBy(await authority.issue(receipt('P-SAME'), patience()))
    expect(acceptedBy(await authority.issue(receipt('P-SAME'), patience()))).toEqual(first)
    // PortOne has forgotten the key by now and says “already issued”, so that the driver has to look.
    await clock.advance(4 * 60 * 60 * 1000)
    expect(acceptedBy(await anotherTill().issue(receipt('P-SAME'), patience()))).toEqual(first)
    expect(gateway.requestCount('get')).toBe(1)
    expect(gateway.book.records()).toHaveLength(1)
  })

  it.each([
    ['another total', { amounts: won(22_000) }],
    ['another split of the same total', { amounts: won(0, 11_000) }],
    ['another use', { use: 'businessExpense' as const }],
  ])('refuses %s under a number already used', async (_what, changes) => {
    const { authority } = await open()
    acceptedBy(await authority.issue(receipt('P-OTHER'), patience()))
    expect(await authority.issue(receipt('P-OTHER', changes), patience())).toMatchObject({
      kind: 'refused',
      failure: 'tax.duplicateConflict',
      hostCode: 'CASH_RECEIPT_ALREADY_ISSUED',
    })
  })

  it('does not take a receipt that was cancelled since for one that stands', async () => {
    const { authority, anotherTill, clock } = await open()
    const issued = acceptedBy(await authority.issue(receipt('P-GONE'), patience()))
    acceptedBy(await authority.revoke(takeBack(issued), patience()))
    await clock.advance(4 * 60 * 60 * 1000)
    expect(await anotherTill().issue(receipt('P-GONE'), patience())).toMatchObject({
      kind: 'refused',
      failure: 'tax.duplicateConflict',
    })
  })

  it('passes on the payment company’s refusal with its code, and without the number in it', async () => {
    const { authority, gateway } = await open({
      rules: { identities: [{ identity: '01055556666', pgCode: '9411', pgMessage: '010-5555-6666 은 발급 불가' }] },
    })
    const request = receipt('P-REFUSED', { identifier: mobile('01055556666') })
    expect(await authority.issue(request, patience())).toEqual({
      kind: 'refused',
      failure: 'tax.refused',
      detail: '*** 은 발급 불가',
      hostCode: 'PG_PROVIDER/9411',
    })
    expect(gateway.book.records()).toMatchObject([{ status: 'ISSUE_FAILED' }])
    expect(acceptedBy(await authority.query('P-REFUSED', patience()))).toEqual({ found: false })
  })

  it('refuses a sale too old for the payment company', async () => {
    const { authority } = await open()
    const outcome = await authority.issue(receipt('P-LATE', { tradedAt: AFTERNOON - 7 * DAY_MS }), patience())
    expect(outcome).toMatchObject({ kind: 'refused', hostCode: 'PG_PROVIDER/EMULATED-DATE' })
  })

  it('is not told the old refusal when a number is tried again after it', async () => {
    const { authority, gateway } = await open()
    await gateway.script({ on: 'issue', fault: { kind: 'pgProvider', pgCode: '7001' } })
    expect(await authority.issue(receipt('P-AGAIN'), patience())).toMatchObject({ kind: 'refused' })
    acceptedBy(await authority.issue(receipt('P-AGAIN'), patience()))
  })

  it('sends nothing for a service charge, which PortOne has no field for', async () => {
    const { authority, gateway } = await open()
    expect(await authority.issue(receipt('P-TIP', { amounts: won(11_000, 0, 1_000) }), patience())).toMatchObject({
      kind: 'refused',
      failure: 'tax.refused',
    })
    expect(gateway.requestCount('issue')).toBe(0)
  })

  it('names secret, store and channel that PortOne does not take', async () => {
    const { anotherTill } = await open()
    const issue = (changes: object) => anotherTill(changes).issue(receipt('P-WHO'), patience())
    const rejected = { kind: 'refused', failure: 'tax.credentialsRejected' }
    expect(await issue({ secret: 'wrong' })).toMatchObject({ ...rejected, hostCode: 'UNAUTHORIZED' })
    expect(await issue({ storeId: 'store-of-others' })).toMatchObject({ ...rejected, hostCode: 'FORBIDDEN' })
    expect(await issue({ channelKey: 'gone' })).toMatchObject({ ...rejected, hostCode: 'CHANNEL_NOT_FOUND' })
  })
})

describe('taking back through PortOne', () => {
  it('cancels a receipt whole, and finds the cancellation again', async () => {
    const { authority, clock } = await open()
    const issued = acceptedBy(await authority.issue(receipt('P-BACK'), patience()))
    const request = takeBack(issued)
    expect(acceptedBy(await authority.queryRevocation(request, patience()))).toEqual({ found: false })
    await clock.advance(DAY_MS)
    const revoked = acceptedBy(await authority.revoke(request, patience()))
    expect(revoked).toEqual({
      documentNumber: 'P-BACK-C',
      approvalNumber: issued.approvalNumber,
      tradeDate: koreanDate(AFTERNOON + DAY_MS),
      status: 'issued',
    })
    expect(acceptedBy(await authority.queryRevocation(request, patience()))).toEqual({ found: true, document: revoked })
  })

  it('cancels once, however often it is asked to', async () => {
    const { authority, gateway } = await open()
    const request = takeBack(acceptedBy(await authority.issue(receipt('P-TWICE'), patience())))
    const first = acceptedBy(await authority.revoke(request, patience()))
    expect(acceptedBy(await authority.revoke(request, patience()))).toEqual(first)
    expect(gateway.requestCount('cancel')).toBe(1)
  })

  it('takes a cancellation somebody else was faster with for the one asked for', async () => {
    const { authority, anotherTill, gateway, clock } = await open()
    const request = takeBack(acceptedBy(await authority.issue(receipt('P-RACE'), patience())))
    await gateway.script({ on: 'get', fault: { kind: 'delay', delayMs: 1_000 } })
    // It looks while the receipt still stands, and is told so only after another till has cancelled it.
    const slow = authority.revoke(request, patience())
    await portoneArrival(gateway, 'get')
    const fast = acceptedBy(await anotherTill().revoke({ ...request, documentNumber: 'P-RACE-D' }, patience()))
    await clock.advance(1_000)
    expect(acceptedBy(await slow)).toEqual({ ...fast, documentNumber: request.documentNumber })
    expect(gateway.requestCount('cancel')).toBe(2)
  })

  it('refuses a part, and says beforehand that it will', async () => {
    const { authority, gateway } = await open()
    const issued = acceptedBy(await authority.issue(receipt('P-PART'), patience()))
    const request = takeBack(issued, { partial: won(1_100) })
    expect(authority.abilities).toEqual({ partialRevocation: false, tellsVerdict: false })
    expect(await authority.revoke(request, patience())).toMatchObject({
      kind: 'refused',
      failure: 'tax.partialUnsupported',
    })
    acceptedBy(await authority.revoke(takeBack(issued), patience()))
    expect(acceptedBy(await authority.queryRevocation(request, patience()))).toEqual({ found: false })
    expect(gateway.requestCount('cancel')).toBe(1)
  })

  it('does not cancel an original that does not exist, never stood, or is another receipt', async () => {
    const { authority, gateway } = await open()
    const issued = acceptedBy(await authority.issue(receipt('P-TRUE'), patience()))
    await gateway.script({ on: 'issue', fault: { kind: 'pgProvider', pgCode: '7001' } })
    await authority.issue(receipt('P-FAILED'), patience())
    const revoke = (changes: object) => authority.revoke(takeBack(issued, changes), patience())
    const missing = { kind: 'refused', failure: 'tax.originalMissing' }
    expect(await revoke({ originalDocumentNumber: 'P-NONE' })).toMatchObject(missing)
    expect(await revoke({ originalApprovalNumber: '999999999' })).toMatchObject(missing)
    expect(await revoke({ originalDocumentNumber: 'P-FAILED' })).toMatchObject({
      kind: 'refused',
      failure: 'tax.originalFailed',
    })
    expect(gateway.requestCount('cancel')).toBe(0)
    expect(gateway.book.records()[0]).toMatchObject({ status: 'ISSUED' })
  })
})

describe('asking PortOne', () => {
  it('says that a number nobody used is not found', async () => {
    const { authority } = await open()
    expect(acceptedBy(await authority.query('P-NOBODY', patience()))).toEqual({ found: false })
  })

  it('never says confirmed: the tax office’s word does not come through PortOne', async () => {
    const { authority, clock } = await open()
    acceptedBy(await authority.issue(receipt('P-WORD'), patience()))
    await clock.advance(5 * DAY_MS)
    expect(acceptedBy(await authority.query('P-WORD', patience()))).toMatchObject({ document: { status: 'issued' } })
  })

  it('looks many up and leaves out what PortOne does not know', async () => {
    const { authority, gateway } = await open()
    const numbers = Array.from({ length: 9 }, (_, index) => `P-MANY-${index}`)
    for (const number of numbers.slice(0, 7)) acceptedBy(await authority.issue(receipt(number), patience()))
    const states = acceptedBy(await authority.states([...numbers, 'P-MANY-0'], patience()))
    expect(states.map(({ documentNumber }) => documentNumber)).toEqual(numbers.slice(0, 7))
    expect(gateway.requestCount('get')).toBe(9)
    expect(acceptedBy(await authority.states([], patience()))).toEqual([])
  })

  it('gives no states at all rather than too few', async () => {
    const { authority, gateway } = await open()
    acceptedBy(await authority.issue(receipt('P-A'), patience()))
    await gateway.script({ on: 'get', skip: 5, fault: { kind: 'hangUp' } })
    const numbers = Array.from({ length: 12 }, (_, index) => `P-${index}`)
    expect(await authority.states(['P-A', ...numbers], patience())).toEqual({ kind: 'unknown', reason: 'disconnected' })
    // Four at a time: the third group was never asked for.
    expect(gateway.requestCount('get')).toBe(8)
  })

  it('finds out whether it could issue, and leaves nothing behind', async () => {
    const { authority, anotherTill, gateway } = await open()
    expect(await authority.check(patience())).toEqual({ kind: 'accepted', value: {} })
    expect(await anotherTill({ secret: 'wrong' }).check(patience())).toMatchObject({
      kind: 'refused',
      failure: 'tax.credentialsRejected',
    })
    expect(await anotherTill({ storeId: 'store-of-others' }).check(patience())).toMatchObject({
      kind: 'refused',
      failure: 'tax.credentialsRejected',
    })
    await gateway.script({ kind: 'refuse' })
    expect(await authority.check(patience())).toMatchObject({
      kind: 'unavailable',
      failure: 'tax.gatewayUnreachable',
    })
    expect(gateway.book.records()).toEqual([])
  })
})

describe('the driver for PortOne', () => {
  it('sends nothing once the signal has aborted', async () => {
    const { authority, gateway } = await open()
    const outcome = await authority.issue(receipt('P-ABORTED'), AbortSignal.abort())
    expect(outcome).toMatchObject({ kind: 'unavailable', failure: 'tax.gatewayUnreachable' })
    expect(gateway.requestCount('issue')).toBe(0)
  })

  it.each(['', 'a'.repeat(25), 'with space', 'slash/', '한글'])('rejects the document number %j', async (number) => {
    const { authority } = await open()
    const original = {
      documentNumber: 'P-1',
      approvalNumber: '820000001',
      tradeDate: '20260305',
      status: 'issued',
    } as const
    await expect(authority.issue(receipt(number), patience())).rejects.toThrow(DriverError)
    await expect(authority.query(number, patience())).rejects.toThrow(DriverError)
    await expect(authority.states([number], patience())).rejects.toThrow(DriverError)
    for (const changes of [{ documentNumber: number }, { originalDocumentNumber: number }]) {
      await expect(authority.revoke(takeBack(original, changes), patience())).rejects.toThrow(DriverError)
    }
  })

  it('never names customer or secret in an outcome or its address', async () => {
    const { authority, anotherTill } = await open()
    const request = receipt('P-MASKED', { identifier: mobile('01055556666') })
    const said = [
      await authority.issue(request, patience()),
      await authority.issue({ ...request, amounts: won(33_000) }, patience()),
      await authority.query('P-MASKED', patience()),
      await anotherTill({ secret: 'sesame-open' }).check(patience()),
      authority.address,
    ]
    expect(JSON.stringify(said)).not.toMatch(/55556666|sesame|emulated-portone-secret/)
  })

  it('closes twice, and sends nothing afterwards', async () => {
    const { authority, gateway } = await open()
    await authority.close()
    await authority.close()
    expect(await authority.issue(receipt('P-CLOSED'), patience())).toMatchObject({ kind: 'unavailable' })
    expect(gateway.requestCount('issue')).toBe(0)
  })
})
