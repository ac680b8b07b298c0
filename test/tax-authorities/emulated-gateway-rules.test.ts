/** What the emulated gateway refuses and with which code, request by request, over the wire with the driver's own token. */
import { describe, expect, it } from 'vitest'
import { GATEWAY_RULES } from '../../drivers/tax-authorities/emulated/gateway-rules.js'
import { issueFields } from '../../drivers/tax-authorities/popbill/cashbill-fields.js'
import { AFTERNOON, card, mobile, patience, receipt, revocation, won } from './cash-receipt-samples.js'
import { callGateway, openings } from './opened-authority.js'

const open = openings()

const REFUSALS: readonly (readonly [string, Readonly<Record<string, unknown>>, number])[] = [
  ['no identifier', { identityNum: '' }, -14001004],
  ['an identifier of no kind', { identityNum: '12345' }, -14001032],
  ['a mobile number with a letter', { identityNum: '0108765432X' }, -14001032],
  ['a resident registration number', { identityNum: '9001011234567' }, -14001033],
  ['a business number with a wrong check digit', { identityNum: '1168200278', tradeUsage: '지출증빙용' }, -14001044],
  ['no use', { tradeUsage: '' }, -14001018],
  ['a business number for a deduction', { identityNum: '1178178260' }, -14001054],
  ['a self-issued expense', { identityNum: '0100001234', tradeUsage: '지출증빙용' }, -14001054],
  ['parts that do not add up', { totalAmount: '11001' }, -14001031],
  ['an amount beyond nine digits', { supplyCost: '1000000000', tax: '0', totalAmount: '1000000000' }, -14001043],
  ['nothing at all', { supplyCost: '0', tax: '0', totalAmount: '0' }, -14001043],
  ['more tax than supply', { supplyCost: '1000', tax: '10000' }, -14001045],
  ['tax on what is free of it', { taxationType: '비과세' }, -14001090],
  ['a negative amount', { serviceFee: '-1' }, -14001014],
  ['an amount that is a number and not a string', { tax: 1000 }, -14001016],
  ['a seller with a wrong check digit', { franchiseCorpNum: '1168200278' }, -14001002],
  ['a seller who is not the member', { franchiseCorpNum: '1178178260' }, -14001025],
  ['the day before yesterday', { tradeDT: '20260303235959' }, -14002021],
  ['a day that does not exist', { tradeDT: '20260230120000' }, -14002021],
  ['tomorrow', { tradeDT: '20260306000000' }, -14002022],
  ['a document number of 25 characters', { mgtKey: 'a'.repeat(25) }, -14001016],
  ['a revocation sent as an issue', { tradeType: '취소거래' }, -14001016],
]

describe('issuing', () => {
  it.each(REFUSALS)('%s is refused', async (_what, changes, code) => {
    const opened = await open()
    const { status, body } = await callGateway(opened, '/Cashbill', 'ISSUE', {
      ...issueFields(receipt('D-1')),
      ...changes,
    })
    expect({ status, body }).toMatchObject({ status: 400, body: { code } })
    expect(opened.gateway.ledger.documents()).toHaveLength(0)
  })

  it('takes yesterday’s first second, and the moment of issue when no time is given', async () => {
    const opened = await open()
    const { tradeDT, ...now } = issueFields(receipt('D-2'))
    expect(tradeDT).toBe('20260305143015')
    const first = await callGateway(opened, '/Cashbill', 'ISSUE', { ...now, mgtKey: 'D-1', tradeDT: '20260304000000' })
    expect(first.body).toMatchObject({ code: 1, confirmNum: 'TB0000001', tradeDate: '20260304' })
    const second = await callGateway(opened, '/Cashbill', 'ISSUE', now)
    expect(second.body).toMatchObject({ code: 1, confirmNum: 'TB0000001', tradeDate: '20260305' })
  })

  it('gives approval numbers that are unique per trade date and no further', async () => {
    const { authority, clock } = await open()
    const numbers = []
    for (const day of [0, 1]) {
      for (const turn of ['a', 'b']) {
        const issued = await authority.issue(receipt(`D-${day}${turn}`, { tradedAt: clock.now() }), patience())
        if (issued.kind === 'accepted') numbers.push(`${issued.value.tradeDate} ${issued.value.approvalNumber}`)
      }
      await clock.advance(24 * 60 * 60 * 1000)
    }
    expect(numbers).toEqual(['20260305 TB0000001', '20260305 TB0000002', '20260306 TB0000001', '20260306 TB0000002'])
  })

  it('refuses whom its rules refuse', async () => {
    const stranger = '01099998888'
    const lostCard = '154420209999999999'
    const { authority } = await open({
      rules: {
        identities: [
          { identity: stranger, refuse: 'identityUnknown' },
          { identity: lostCard, refuse: 'cardUnregistered' },
        ],
      },
    })
    const unknownPhone = await authority.issue(receipt('D-1', { identifier: mobile(stranger) }), patience())
    expect(unknownPhone).toMatchObject({ failure: 'tax.identifierRejected', hostCode: '-14001064' })
    const unknownCard = await authority.issue(receipt('D-1', { identifier: card(lostCard) }), patience())
    expect(unknownCard).toMatchObject({ failure: 'tax.identifierRejected', hostCode: '-14001046' })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ kind: 'accepted' })
  })

  it.each([
    [{ restrictedSellers: ['1168200276'] }, 'tax.merchantRestricted'],
    [{ withoutCredit: ['1168200276'] }, 'tax.creditExhausted'],
  ])('%j → %s', async (rules, failure) => {
    const { authority } = await open({ rules })
    expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ kind: 'refused', failure })
  })
})

describe('revoking', () => {
  const DAY_MS = 24 * 60 * 60 * 1000

  async function confirmed() {
    const opened = await open()
    await opened.authority.issue(receipt('D-1', { amounts: won(11_000, 2_000, 500) }), patience())
    await opened.clock.advance(DAY_MS)
    return opened
  }

  it('waits for the tax office: not before 09:00 the next day', async () => {
    const { authority, clock } = await open()
    await authority.issue(receipt('D-1'), patience())
    const early = { kind: 'refused', failure: 'tax.originalNotYetConfirmed', hostCode: '-14001021' }
    await clock.advance(Date.UTC(2026, 2, 5, 23, 59, 59, 999) - AFTERNOON)
    expect(await authority.revoke(revocation('R-1'), patience())).toMatchObject(early)
    await clock.advance(1)
    expect(await authority.revoke(revocation('R-1'), patience())).toEqual({
      kind: 'accepted',
      value: { documentNumber: 'R-1', approvalNumber: 'TB0000001', tradeDate: '20260306', status: 'issued' },
    })
  })

  it('takes the whole back once', async () => {
    const { authority, gateway } = await confirmed()
    expect(await authority.revoke(revocation('R-1'), patience())).toMatchObject({ kind: 'accepted' })
    expect(gateway.ledger.find('1168200276', 'R-1')).toMatchObject({
      tradeType: '취소거래',
      supplyCost: 12_000,
      tax: 1_000,
      serviceFee: 500,
      totalAmount: 13_500,
      revokes: { confirmNum: 'TB0000001', tradeDate: '20260305', cancelType: '1', partial: false },
    })
    expect(await authority.revoke(revocation('R-2'), patience())).toMatchObject({
      failure: 'tax.overCancelled',
      hostCode: '-14001065',
    })
  })

  it('takes parts back, and then the rest, but never more than the whole', async () => {
    const { authority, gateway } = await confirmed()
    const part = (number: string, ...amounts: Parameters<typeof won>) =>
      authority.revoke(revocation(number, { partial: won(...amounts) }), patience())
    expect(await part('R-1', 5_500)).toMatchObject({ kind: 'accepted' })
    const left = 13_500 - 5_500
    expect(await part('R-2', 0, left + 1)).toMatchObject({ hostCode: '-14001038' })
    expect(await part('R-2', 0, left)).toMatchObject({ hostCode: '-14001023' })
    expect(await part('R-2', 6_600)).toMatchObject({ hostCode: '-14001036' })
    expect(await part('R-2', 0, 0, 501)).toMatchObject({ hostCode: '-14001037' })
    expect(await part('R-2', 5_500, 1_000)).toMatchObject({ kind: 'accepted' })
    expect(await authority.revoke(revocation('R-3'), patience())).toMatchObject({ kind: 'accepted' })
    expect(gateway.ledger.find('1168200276', 'R-3')).toMatchObject({ supplyCost: 1_000, tax: 0, totalAmount: 1_500 })
    expect(await part('R-4', 0, 1)).toMatchObject({ hostCode: '-14001065' })
  })

  it.each([
    ['an approval number nobody has', { originalApprovalNumber: 'TB0000009' }, -14001020],
    ['the right number on another date', { originalTradeDate: '20260304' }, -14001020],
    ['no approval number', { originalApprovalNumber: '' }, -14001056],
    ['no trade date', { originalTradeDate: '' }, -14001057],
  ])('%s is not an original', async (_what, changes, code) => {
    const { authority } = await confirmed()
    expect(await authority.revoke(revocation('R-1', changes), patience())).toMatchObject({
      kind: 'refused',
      failure: 'tax.originalMissing',
      hostCode: String(code),
    })
  })

  it('does not revoke a revocation, nor a receipt the tax office rejected', async () => {
    const opened = await open({
      rules: { identities: [{ identity: '01011112222', rejectNextDay: '1004' }], revocableFrom: 'issued' },
    })
    const { authority, clock } = opened
    await authority.issue(receipt('D-1'), patience())
    await authority.issue(receipt('D-2', { identifier: mobile('01011112222') }), patience())
    await authority.revoke(revocation('R-1'), patience())
    const again = revocation('R-2', { originalApprovalNumber: 'TB0000003' })
    expect(await authority.revoke(again, patience())).toMatchObject({ hostCode: '-14001068' })
    await clock.advance(DAY_MS)
    const rejected = revocation('R-2', { originalApprovalNumber: 'TB0000002' })
    expect(await authority.revoke(rejected, patience())).toMatchObject({
      failure: 'tax.originalFailed',
      hostCode: '-14001069',
    })
  })

  it('wants a reason from 1 to 3', async () => {
    const opened = await confirmed()
    const body = { mgtKey: 'R-1', orgConfirmNum: 'TB0000001', orgTradeDate: '20260305', cancelType: '4' }
    expect(await callGateway(opened, '/Cashbill', 'REVOKEISSUE', body)).toMatchObject({ body: { code: -14001058 } })
  })
})

describe('looking', () => {
  async function three() {
    const opened = await open({ rules: { revocableFrom: 'issued' } })
    for (const number of ['D-1', 'D-2']) await opened.authority.issue(receipt(number), patience())
    await opened.authority.revoke(revocation('R-1'), patience())
    return opened
  }

  it('shows the summary without, and the parts with ?Detail, the customer masked in both', async () => {
    const opened = await three()
    const { body: summary } = await callGateway(opened, '/Cashbill/D-1')
    expect(summary).toMatchObject({
      mgtKey: 'D-1',
      stateCode: 300,
      confirmNum: 'TB0000001',
      tradeDate: '20260305',
      tradeUsage: '소득공제용',
      totalAmount: '11000',
      identityNum: '010****4321',
      ntsresultCode: null,
    })
    expect(summary).not.toHaveProperty('supplyCost')
    const { body: detail } = await callGateway(opened, '/Cashbill/R-1?Detail')
    expect(detail).toMatchObject({ tradeType: '취소거래', supplyCost: '10000', tax: '1000', cancelType: 1 })
    expect(detail).toMatchObject({ orgConfirmNum: 'TB0000001', orgTradeDate: '20260305' })
  })

  it('shows the states of many, leaving out those nobody knows', async () => {
    const opened = await three()
    const { body } = await callGateway(opened, '/Cashbill/States', undefined, ['R-1', 'nobody', 'D-2'])
    expect(body).toMatchObject([{ mgtKey: 'R-1' }, { mgtKey: 'D-2' }])
  })

  it.each([
    ['', ['R-1', 'D-2', 'D-1']],
    ['&Order=A', ['D-1', 'D-2', 'R-1']],
    ['&TradeType=N', ['D-2', 'D-1']],
    ['&TradeType=C', ['R-1']],
    ['&State=3**', ['R-1', 'D-2', 'D-1']],
    ['&State=304,305', []],
    ['&TradeUsage=C', []],
    ['&TradeUsage=P&TaxationType=T', ['R-1', 'D-2', 'D-1']],
    ['&TaxationType=N', []],
    ['&QString=01087654321', ['R-1', 'D-2', 'D-1']],
    ['&QString=01087654320', []],
    ['&PerPage=2&Page=2', ['D-1']],
  ])('searches the day with %j', async (more, keys) => {
    const opened = await three()
    const { body } = await callGateway(opened, `/Cashbill/Search?DType=T&SDate=20260305&EDate=20260305${more}`)
    expect(body).toMatchObject({ list: keys.map((mgtKey) => ({ mgtKey })) })
  })

  it('finds nothing on other days, and wants to know which', async () => {
    const opened = await three()
    const { body } = await callGateway(opened, '/Cashbill/Search?DType=T&SDate=20260306&EDate=20260307')
    expect(body).toMatchObject({ code: 1, total: 0, pageCount: 0, list: [] })
    expect(await callGateway(opened, '/Cashbill/Search?DType=T')).toMatchObject({ body: { code: -14001016 } })
  })
})

it('states the usual rules', () => {
  expect(GATEWAY_RULES.confirmation).toEqual({ days: 1, hour: 9, resultCode: '0000' })
  expect(GATEWAY_RULES.revocableFrom).toBe('confirmed')
})
