/** An invoice from its request to its number, over real HTTP: what the driver says at each moment, and what the service holds. */
import { describe, expect, it } from 'vitest'
import { DriverError } from '../../src/ports/device.js'
import {
  AFTERNOON,
  AMOUNTS,
  BUYER_NAME,
  BUYER_TAX_NUMBER,
  fen,
  invoice,
  LINES,
  PHONE,
  patience,
  SHOP,
  sealed,
  WRONG_TAX_NUMBER,
} from './invoice-samples.js'
import { openings } from './opened-service.js'

const open = openings()

describe('an invoice', () => {
  it('is taken at once and issued a moment later, with a number of twenty digits', async () => {
    const { service, clock } = await open()
    expect(await service.request(invoice('T1-1'), patience())).toEqual({
      kind: 'accepted',
      value: { orderNumber: 'T1-1', state: 'issuing' },
    })
    await clock.advance(3_000)
    expect(await service.query('T1-1', patience())).toMatchObject({
      value: { found: true, invoice: { state: 'issuing' } },
    })
    await clock.advance(2_000)
    expect(await service.query('T1-1', patience())).toMatchObject({
      kind: 'accepted',
      value: {
        found: true,
        invoice: {
          orderNumber: 'T1-1',
          state: 'issued',
          invoiceNumber: expect.stringMatching(/^\d{20}$/),
          issuedAt: AFTERNOON + 3_000,
          url: expect.stringMatching(/^http:/),
        },
      },
    })
  })

  it('holds every fen of the sale at the service, and nothing of the buyer in clear', async () => {
    const { service, server } = await open()
    await service.request(invoice('T1-1'), patience())
    expect(server.ledger.find('T1-1')).toMatchObject({ totalMinor: 11_300, taxMinor: 1_300, goods: '办公用纸' })
    const remembered = JSON.stringify(server.ledger.events())
    for (const secret of [BUYER_NAME, BUYER_TAX_NUMBER, PHONE]) expect(remembered).not.toContain(secret)
  })

  it('goes to a person without a tax number, by mail', async () => {
    const { service, clock } = await open()
    const person = { name: '李雷', email: 'li@example.cn' }
    await service.request(invoice('T1-1', { buyer: person }), patience())
    await clock.advance(5_000)
    expect(await service.query('T1-1', patience())).toMatchObject({ value: { invoice: { state: 'issued' } } })
  })

  it('that nobody asked for is not found', async () => {
    const { service } = await open()
    expect(await service.query('T1-9', patience())).toEqual({ kind: 'accepted', value: { found: false } })
  })

  it('that was asked for twice stands once', async () => {
    const { service, server, clock } = await open()
    await service.request(invoice('T1-1'), patience())
    await clock.advance(5_000)
    expect(await service.request(invoice('T1-1'), patience())).toMatchObject({
      kind: 'accepted',
      value: { state: 'issued' },
    })
    expect(server.ledger.invoices()).toHaveLength(1)
  })

  it.each([
    ['another buyer', { buyer: { name: '别家公司' } }],
    ['another tax number', { buyer: { name: BUYER_NAME, taxNumber: sealed('91110000600037341L') } }],
    [
      'another total',
      {
        lines: LINES.slice(0, 1),
        amounts: { ...AMOUNTS, total: fen(9_040), vat: fen(1_040), supply: fen(8_000) },
      },
    ],
  ])('under a number that stands for %s is a conflict', async (_what, changes) => {
    const { service } = await open()
    await service.request(invoice('T1-1'), patience())
    expect(await service.request(invoice('T1-1', changes), patience())).toMatchObject({
      kind: 'refused',
      failure: 'invoice.duplicateConflict',
      hostCode: 'E9106',
    })
  })

  it('to a tax number with a wrong check character fails at the tax office, for the buyer to mend', async () => {
    const { service, clock } = await open()
    const buyer = { name: BUYER_NAME, taxNumber: sealed(WRONG_TAX_NUMBER) }
    expect(await service.request(invoice('T1-1', { buyer }), patience())).toMatchObject({ kind: 'accepted' })
    await clock.advance(5_000)
    expect(await service.query('T1-1', patience())).toMatchObject({
      value: { invoice: { state: 'failed', failure: 'invoice.buyerInvalid', detail: '购方税号有误' } },
    })
  })

  it('that fails over anything else is not the buyer’s to mend, and its words lose their numbers', async () => {
    const fail = '授信额度不足，请联系13800138000'
    const { service, clock } = await open({ rules: { buyers: [{ buyer: BUYER_NAME, fail }] } })
    await service.request(invoice('T1-1'), patience())
    await clock.advance(5_000)
    const answer = await service.query('T1-1', patience())
    expect(answer).toMatchObject({ value: { invoice: { state: 'failed', failure: 'invoice.issuingFailed' } } })
    expect(JSON.stringify(answer)).not.toContain('13800138000')
  })

  it('whose signing failed is neither issued nor failed, and is signed again', async () => {
    const { service, clock } = await open({ rules: { buyers: [{ buyer: BUYER_NAME, failSigning: 1 }] } })
    await service.request(invoice('T1-1'), patience())
    await clock.advance(5_000)
    expect(await service.query('T1-1', patience())).toMatchObject({ value: { invoice: { state: 'unsigned' } } })
    expect(await service.resign('T1-1', patience())).toMatchObject({ kind: 'accepted', value: { state: 'issuing' } })
    expect(await service.resign('T1-1', patience())).toMatchObject({ kind: 'refused', hostCode: 'E9999' })
    await clock.advance(2_000)
    expect(await service.query('T1-1', patience())).toMatchObject({ value: { invoice: { state: 'issued' } } })
  })

  it('voided at the service’s own site is voided', async () => {
    const { service, server, clock } = await open()
    await service.request(invoice('T1-1'), patience())
    await clock.advance(5_000)
    server.voidBySite('T1-1')
    expect(await service.query('T1-1', patience())).toMatchObject({ value: { invoice: { state: 'voided' } } })
  })

  it.each([
    ['lines whose tax is not its rate', { lines: [{ ...LINES[0], vat: fen(9) }, LINES[1]] }, 'invoice.amountMismatch'],
    ['a tax number of the wrong length', { buyer: { name: 'x', taxNumber: sealed('123') } }, 'invoice.buyerInvalid'],
    ['a buyer without a name', { buyer: { name: '' } }, 'invoice.buyerInvalid'],
  ])('with %s is refused at once, and its number stays free', async (_what, changes, failure) => {
    const { service, server } = await open()
    const wrong = invoice('T1-1', changes as never)
    expect(await service.request(wrong, patience())).toMatchObject({ kind: 'refused', failure, hostCode: 'E9105' })
    expect(server.ledger.invoices()).toEqual([])
  })

  it('of a sale that no Chinese invoice can be for is a bug', async () => {
    const { service } = await open()
    const { uscc: _uscc, ...nameless } = SHOP
    for (const wrong of [
      invoice('no spaces'),
      invoice('A'.repeat(21)),
      invoice('T1-1', { seller: nameless }),
      invoice('T1-1', { amounts: { ...AMOUNTS, total: { amountMinor: 1, currency: 'KRW' } } }),
    ]) {
      await expect(service.request(wrong, patience())).rejects.toBeInstanceOf(DriverError)
    }
  })
})
