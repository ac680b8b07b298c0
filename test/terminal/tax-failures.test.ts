/** Cash receipts (현금영수증) that go wrong: in the end the gateway holds exactly one document, under the number first given. */
import { describe, expect, it } from 'vitest'
import type { RequestFault } from '../../drivers/tax-authorities/emulated/gateway-faults.js'
import { CounterSale, mobile } from './counter.js'
import { businessNumber, useShop, won } from './shop-in-a-box.js'

const WRONG = '01087654321'
const UNKNOWN_BUSINESS = '2208162517'

const shop = useShop(() => ({
  gatewayRules: {
    identities: [
      { identity: WRONG, refuse: 'identityUnknown' },
      { identity: UNKNOWN_BUSINESS, refuse: 'identityUnknown' },
    ],
  },
}))

const inCash = (totalMinor = 30_000) => new CounterSale(shop.terminal, totalMinor).payCash(won(totalMinor))
const receipts = () => shop.world.printer.receipts().map(({ text }) => text)

describe('a gateway that is down', () => {
  it('is waited for: the receipt says pending, and the document is issued when it is back', async () => {
    await shop.world.gateway.script({ kind: 'refuse' })
    const sale = inCash().identify()
    // Between two tries; during one it is unknown.
    const left = await sale.reaching(({ steps }) => steps.paper === 'confirmed' && steps.tax === 'deferred')
    expect(left.stage).toBe('owing')
    expect(left.owed).toEqual([{ promise: 'tax', state: 'owed', why: 'tax.gatewayUnreachable' }])
    expect(left.tax.dueAt).toBeGreaterThan(0)
    expect(receipts()[0]).toContain('전송대기')
    expect(receipts()[0]).toContain(left.tax.documentNumber)
    await shop.world.gateway.script({ kind: 'mend' })
    const view = await sale.complete()
    expect(view.tax.documentNumber).toBe(left.tax.documentNumber)
    expect(shop.world.documents()).toEqual([left.tax.documentNumber])
    expect(receipts()).toHaveLength(1)
  })

  it('stays owed across a restart, and is issued then', async () => {
    await shop.world.gateway.script({ kind: 'refuse' })
    const sale = inCash().identify()
    const left = await sale.paper('confirmed')
    await shop.restart()
    // Owed, or unknown if the restart came in the middle of another try; but never forgotten.
    expect(shop.terminal.view(sale.id).stage).toBe('owing')
    await shop.world.gateway.script({ kind: 'mend' })
    await shop.terminal.reaching(sale.id, ({ stage }) => stage === 'complete')
    expect(shop.world.documents()).toEqual([left.tax.documentNumber])
    expect(receipts()).toHaveLength(1)
  })

  it('lets the customer have a copy with the approval number once there is one', async () => {
    const maintenance = { kind: 'httpStatus', status: 503, page: 'maintenance' } as const
    await shop.world.gateway.script({ on: 'issue', times: 'always', fault: maintenance })
    const sale = inCash().identify()
    const left = await sale.reaching(({ steps }) => steps.paper === 'confirmed' && steps.tax === 'deferred')
    expect(left.owed).toEqual([{ promise: 'tax', state: 'owed', why: 'tax.maintenance' }])
    await shop.world.gateway.script({ kind: 'mend' })
    const issued = await sale.complete()
    sale.do({ type: 'paper.reprinted', operator: 'kim', reason: 'cashReceiptIssued' })
    await sale.reaching(({ papers }) => papers.confirmed === 2)
    expect(receipts()[0]).toContain('전송대기')
    expect(receipts()[1]).toContain('재발행 #1')
    expect(receipts()[1]).toContain(issued.tax.approvalNumber)
  })
})

describe('a submission whose reply', () => {
  const faults: readonly (readonly [string, RequestFault])[] = [
    ['is lost after the document was taken', { kind: 'dropReply' }],
    ['breaks off after the document was taken', { kind: 'closeMidReply' }],
    ['is a web page though the document was taken', { kind: 'garbage', form: 'html', processed: true }],
    [
      'is a server error though the document was taken',
      { kind: 'httpStatus', status: 500, page: 'plain', processed: true },
    ],
    ['is lost with the request', { kind: 'dropRequest' }],
    ['is half a JSON, and the document was not taken', { kind: 'garbage', form: 'truncatedJson', processed: false }],
  ]
  it.each(faults)('%s ends as exactly one document', async (_what, fault) => {
    await shop.world.gateway.script({ on: 'issue', fault })
    const view = await inCash().identify().complete()
    expect(view.promises).toEqual({ money: 'done', tax: 'done', paper: 'done' })
    expect(shop.world.documents()).toEqual([view.tax.documentNumber])
  })

  it('is lost, and the question after it too, is asked after until somebody answers', async () => {
    await shop.world.gateway.script({ on: 'issue', fault: { kind: 'dropReply' } })
    await shop.world.gateway.script({ on: 'get', times: 2, fault: { kind: 'dropReply' } })
    const sale = inCash().identify()
    const left = await sale.leaving()
    expect(left.promises.tax).toBe('unknown')
    const view = await sale.complete()
    expect(shop.world.documents()).toEqual([view.tax.documentNumber])
    expect(shop.world.gateway.requestCount('issue')).toBe(1)
  })
})

describe('a wrong number', () => {
  it('is refused, corrected by the customer, and issued as a document of its own', async () => {
    const sale = inCash().identify(mobile(WRONG))
    const refused = await sale.reaching(({ tax }) => tax.failure !== undefined)
    expect(refused.tax).toMatchObject({ failure: 'tax.identifierRejected', hostCode: '-14001064' })
    expect(refused.stage).toBe('serving')
    const firstNumber = shop.till.journal.entries(sale.id).flatMap(({ intents }) => intents)
    const view = await sale.identify().complete()
    expect(view.tax.masked).toBe('010****5678')
    expect(shop.world.documents()).toEqual([view.tax.documentNumber])
    expect(firstNumber.map(({ params }) => params['documentNumber'])).not.toContain(view.tax.documentNumber)
    expect(receipts()[0]).toContain('010****5678')
  })

  it('of a business is corrected to another use', async () => {
    const sale = inCash().identify(businessNumber(UNKNOWN_BUSINESS), 'businessExpense')
    await sale.reaching(({ tax }) => tax.failure !== undefined)
    await sale.identify(mobile(), 'businessExpense').complete()
    expect(shop.world.gateway.ledger.documents()).toMatchObject([{ tradeUsage: '지출증빙용' }])
  })
})

describe('a refusal nobody at the counter can mend', () => {
  it('lets the customer go with a pending receipt and waits for a person, who may try again', async () => {
    await shop.world.gateway.script({ on: 'issue', fault: { kind: 'refusal', code: -14001063 } })
    const sale = inCash().identify()
    const left = await sale.paper('confirmed')
    const why = { why: 'tax.merchantRestricted', hostCode: '-14001063' }
    expect(left.owed).toEqual([{ promise: 'tax', state: 'owed', ...why }])
    expect(receipts()[0]).toContain('전송대기')
    const view = await sale.do({ type: 'tax.retried' }).complete()
    expect(shop.world.documents()).toEqual([left.tax.documentNumber])
    expect(view.tax.documentNumber).toBe(left.tax.documentNumber)
  })

  it('is settled another way by a person, without a document', async () => {
    await shop.world.gateway.script({ on: 'issue', fault: { kind: 'refusal', code: -14001063 } })
    const sale = inCash().identify()
    await sale.tax('refused')
    await sale
      .do({
        type: 'tax.settledByPerson',
        operator: 'lee',
        reason: 'tax invoice instead',
        evidence: 'letter of 22 November',
      })
      .complete()
    expect(shop.world.documents()).toEqual([])
  })
})
