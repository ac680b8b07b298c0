/** A day at a till that is used over HTTP alone: everything the commands do, against the books of host and gateway. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CHIP } from '../terminal/counter.js'
import { useServedShop, type Wire } from './served-shop.js'

const shop = useServedShop({ cards: [CHIP, CHIP, CHIP, CHIP] })
const won = (amountMinor: number) => ({ amountMinor, currency: 'KRW' })
const coffee = (price: number, quantity = 1) => ({
  name: '아메리카노',
  unitPrice: won(price),
  quantityThousandths: quantity * 1_000,
})
const said = { operator: 'mina', reason: '식음' }
const MOBILE = '010-9876-1234'

async function sold(price: number, quantity: number, ...commands: readonly object[]): Promise<string> {
  const opened = await shop.post('/sales', { operator: 'mina', lines: [coffee(price, quantity)] })
  expect(opened.status).toBe(201)
  expect(opened.headers.get('location')).toBe(`/api/v1/sales/${opened.body.saleId}`)
  for (const command of commands) {
    expect(await shop.post(`/sales/${opened.body.saleId}/commands`, command)).toMatchObject({ status: 200 })
  }
  return opened.body.saleId
}

const soldByCard = async (price: number, quantity = 1) => {
  const saleId = await sold(price, quantity, { type: 'tender.card' })
  expect((await shop.get(`/sales/${saleId}?wait=10`)).body).toMatchObject({ promises: { money: 'done' } })
  return saleId
}

const soldInCash = async (price: number, quantity = 1) => {
  const saleId = await sold(
    ...([price, quantity] as const),
    { type: 'tender.cash', received: won(price * quantity) },
    { type: 'tax.useChosen', use: 'personalDeduction', identifierKind: 'mobileNumber' },
    { type: 'tax.numberEntered', identifier: { use: 'personalDeduction', kind: 'mobileNumber', number: MOBILE } },
    { type: 'tax.numberConfirmed' },
    { type: 'tax.numberConfirmed' },
  )
  expect((await shop.get(`/sales/${saleId}?wait=10`)).body).toMatchObject({
    stage: 'complete',
    promises: { tax: 'done' },
  })
  return saleId
}

async function amended(saleId: string, opening: object): Promise<Wire> {
  const opened = await shop.post(`/sales/${saleId}/amendments`, { ...said, ...opening })
  expect(opened).toMatchObject({ status: 201 })
  const place = `/sales/${opened.body.amendmentId.replace('/', '/amendments/')}`
  const confirmed = {
    type: 'amendment.confirmed',
    ...(opened.body.total.amountMinor > 0 && { total: opened.body.total }),
  }
  for (const _twice of [1, 2]) expect(await shop.post(`${place}/commands`, confirmed)).toMatchObject({ status: 200 })
  return { place, view: (await shop.get(`${place}?wait=10`)).body }
}

describe('a till over HTTP', () => {
  it('sells by card and in cash, and gives back a part of each', async () => {
    const byCard = await soldByCard(4_000, 3)
    const { view } = await amended(byCard, { kind: 'refund', amount: won(4_000) })
    expect(view).toMatchObject({ stage: 'complete', promises: { money: 'done', paper: 'done' } })
    expect(shop.world.captured()).toBe(8_000)

    const inCash = await soldInCash(10_000, 2)
    const back = await amended(inCash, { kind: 'return', lines: [{ line: 1, quantityThousandths: 1_000 }] })
    expect(back.view.steps.money).toBe('handingOver')
    expect(await shop.post(`${back.place}/commands`, { type: 'cash.handedOver' })).toMatchObject({ status: 200 })
    expect((await shop.get(`${back.place}?wait=10`)).body).toMatchObject({ stage: 'complete' })
    const documents = await shop.get(`/tax/documents/${inCash}`)
    expect(documents.body.map(({ documents: [first] }: Wire) => [first.kind, first.amount.amountMinor])).toEqual([
      ['issue', 20_000],
      ['revoke', 10_000],
    ])
    expect((await shop.get(`/sales/${inCash}/account`)).body.refundable).toEqual(won(10_000))
    expect((await shop.get('/owed')).body).toEqual([])
    expect((await shop.get('/tax/documents')).body).toEqual([])
  })

  it('exchanges, corrects, refuses and closes the card day', async () => {
    const cake = await soldByCard(12_000)
    const exchange = await amended(cake, { kind: 'exchange', given: [coffee(15_000)] })
    const { exchange: given } = exchange.view.record
    expect(await shop.post(`/sales/${given.saleId}/commands`, { type: 'tender.card' })).toMatchObject({ status: 200 })
    expect((await shop.get(`${exchange.place}?wait=10`)).body).toMatchObject({ promises: { money: 'done' } })
    expect(shop.world.captured()).toBe(15_000)

    const cup = await soldInCash(30_000)
    const whom = { use: 'businessExpense', kind: 'businessNumber', number: '117-81-78260' }
    const corrected = await amended(cup, { kind: 'correction', identifier: whom, reason: '지출증빙' })
    expect((await shop.get(`${corrected.place}?wait=10`)).body).toMatchObject({ promises: { tax: 'done' } })
    expect((await amended(cup, { kind: 'refusal', reason: '포장 개봉' })).view.stage).toBe('complete')

    const day = await shop.post('/settlements', { operator: 'mina' })
    expect(day.status).toBe(201)
    const closed = await shop.get(`/settlements/${day.body.settlementId}?wait=10`)
    expect(closed.body.totals).toMatchObject({ purchases: { count: 2, amountMinor: 15_000 } })
    expect((await shop.get('/settlements')).body).toHaveLength(1)
  })

  it('asks for an invoice, records it, and knows that one is enough', async () => {
    const buyer = { name: '한빛상사', taxNumber: '117-81-78260' }
    expect(await shop.post(`/sales/${await soldByCard(9_000)}/invoices`, { ...said, buyer })).toMatchObject({
      ...{ status: 409, body: { type: 'urn:tillproof:paidByCard' } },
    })
    const saleId = await sold(9_000, 1, { type: 'tender.cash', received: won(9_000) }, { type: 'tax.declined' })
    const asked = await shop.post(`/sales/${saleId}/invoices`, { ...said, buyer })
    expect(asked).toMatchObject({ status: 201, body: { step: 'owed', buyer: '한빛상사 117-81-*****' } })
    expect(await shop.post(`/sales/${saleId}/invoices`, { ...said, buyer })).toMatchObject({ status: 409 })
    const place = `/sales/${asked.body.invoiceId.replace('/', '/invoices/')}`
    const correct = (taxNumber: string, phone: string) =>
      shop.post(`${place}/commands`, {
        ...{ type: 'invoice.corrected', ...said, buyer: { name: '한빛상사 마포점', taxNumber, phone } },
      })
    expect(await correct('117-81-78261', '02-123-4567')).toMatchObject({
      ...{ status: 400, body: { errors: [{ field: 'buyer.taxNumber', rule: 'wrongCheckDigit' }] } },
    })
    expect(await correct('116-82-00276', '12')).toMatchObject({
      ...{ status: 400, body: { errors: [{ field: 'buyer.phone', rule: 'koreanPhoneWrong' }] } },
    })
    expect(await correct('116-82-00276', '02-123-4567')).toMatchObject({
      ...{ status: 200, body: { step: 'owed', buyer: '한빛상사 마포점 116-82-*****' } },
    })
    const record = {
      type: 'invoice.recorded',
      ...said,
      approvalNumber: '2026-1124-4100-0008-1234-5678',
      issuedOn: '2026-11-24',
    }
    expect(await shop.post(`${place}/commands`, record)).toMatchObject({
      status: 200,
      body: { promise: 'done', approvalNumber: '202611244100000812345678' },
    })
    expect((await shop.get(`/sales/${saleId}/invoices`)).body).toHaveLength(1)
    expect(await shop.post(`${place}/commands`, { type: 'invoice.withdrawn', ...said })).toMatchObject({
      ...{ status: 409, body: { type: 'urn:tillproof:notNow', now: { step: 'issued' } } },
    })
  })

  it('records no invoice on top of a cash receipt', async () => {
    const saleId = await soldInCash(9_000)
    const buyer = { name: '한빛상사', taxNumber: '117-81-78260' }
    const alone = { kind: 'correction', order: 'revokeOnly', ...said }
    expect(await shop.post(`/sales/${saleId}/amendments`, alone)).toMatchObject({
      ...{ status: 422, body: { type: 'urn:tillproof:noInvoiceAsked' } },
    })
    const asked = await shop.post(`/sales/${saleId}/invoices`, { ...said, buyer })
    const place = `/sales/${asked.body.invoiceId.replace('/', '/invoices/')}`
    const number = { approvalNumber: '202611244100000812345678', issuedOn: '20261124' }
    expect(await shop.post(`${place}/commands`, { type: 'invoice.recorded', ...said, ...number })).toMatchObject({
      ...{ status: 409, body: { type: 'urn:tillproof:cashReceiptStands' } },
    })
    const { view } = await amended(saleId, { kind: 'correction', order: 'revokeOnly' })
    expect(view.record.taxSteps).toMatchObject([{ kind: 'revoke' }])
  })

  it('lists documents put off, and sends them when told', async () => {
    await shop.world.gateway.script({ kind: 'refuse' })
    const saleId = await sold(20_000, 1, { type: 'tender.cash', received: won(20_000) }, { type: 'tax.selfIssued' })
    await shop.get(`/sales/${saleId}?wait=10`)
    const owed = await shop.get('/tax/documents')
    expect(owed.body).toMatchObject([{ flowId: saleId, kind: 'issue', why: 'tax.gatewayUnreachable' }])
    expect((await shop.get('/owed')).body).toMatchObject([{ flowId: saleId, kind: 'sale' }])
    // Unknown while one more try is under way.
    const open = await shop.get('/sales?open=true')
    expect(open.body).toMatchObject([{ saleId, promises: { tax: expect.stringMatching(/owed|unknown/) } }])
    await shop.world.gateway.script({ kind: 'mend' })
    expect(await shop.post('/tax/retries', { flows: [saleId, 'T1-999999'] })).toMatchObject({
      status: 200,
    })
    await shop.till.terminal.reaching(saleId, ({ promises }) => promises.tax === 'done')
    expect((await shop.get('/tax/documents')).body).toEqual([])
  })

  it('opens nothing twice under one key, and gives back no more than there is, however many ask at once', async () => {
    const saleId = await soldByCard(10_000)
    const opening = { ...said, kind: 'refund', amount: won(6_000) }
    const keyed = (key: string, body: object) =>
      shop.post(`/sales/${saleId}/amendments`, body, { headers: { 'idempotency-key': key } })
    const [first, again, other] = await Promise.all([keyed('a', opening), keyed('a', opening), keyed('b', opening)])
    expect(again.body).toEqual(first.body)
    expect(first.status).toBe(201)
    expect(other).toMatchObject({ status: 422, body: { type: 'urn:tillproof:moreThanLeft', left: won(4_000) } })
    expect(await keyed('a', { ...opening, reason: '다른 이유' })).toMatchObject({
      status: 422,
      body: { type: 'urn:tillproof:keyUsedOtherwise' },
    })
    expect((await shop.get(`/sales/${saleId}/amendments`)).body).toHaveLength(1)
  })

  it('tells every step as it comes, and what came while nobody listened', async () => {
    const listening = new AbortController()
    const heard = async (after?: string) => {
      const response = await fetch(shop.url('/events'), {
        headers: {
          authorization: `Bearer a-token-of-the-test-with-43-characters-00000`,
          ...(after && { 'last-event-id': after }),
        },
        signal: listening.signal,
      })
      expect(response.headers.get('content-type')).toContain('text/event-stream')
      return response.body?.pipeThrough(new TextDecoderStream()).getReader()
    }
    const reader = await heard()
    const saleId = await soldByCard(3_000)
    let text = ''
    while (!/"stage":"complete"/.test(text)) text += (await reader?.read())?.value ?? ''
    expect(text).toContain(`"flowId":"${saleId}"`)
    const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
    expect(ids.length).toBeGreaterThan(3)
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
    const late = await heard(String(ids[0]))
    let caughtUp = ''
    while (!caughtUp.includes(`id: ${ids.at(-1)}\n`)) caughtUp += (await late?.read())?.value ?? ''
    expect(caughtUp).not.toContain(`id: ${ids[0]}\n`)
    listening.abort()
  })

  it('leaves no number of a customer behind, in answers or on the disk', async () => {
    const saleId = await soldInCash(10_000)
    const answers = await Promise.all(
      ['/sales', `/sales/${saleId}`, `/tax/documents/${saleId}`, '/owed'].map((each) => shop.get(each)),
    )
    const wrong = await shop.post(`/sales/${saleId}/commands`, {
      type: 'tax.numberEntered',
      identifier: { use: 'personalDeduction', kind: 'mobileNumber', number: '01098761234567' },
    })
    expect(wrong.body.errors).toMatchObject([{ field: 'identifier.number', rule: 'notAMobileNumber' }])
    const bytes = readdirSync(shop.world.dataPath).map((name) =>
      readFileSync(path.join(shop.world.dataPath, name), 'latin1'),
    )
    for (const text of [...answers, wrong].map(({ body }) => JSON.stringify(body)).concat(bytes)) {
      expect(text).not.toMatch(/9876-?1234/)
    }
  })
})
