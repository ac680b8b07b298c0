/** Bodies that need mending: every mistake by field and rule, in the language asked for, and nothing done. */
import { describe, expect, it } from 'vitest'
import { useServedShop } from './served-shop.js'

const shop = useServedShop()
const won = (amountMinor: unknown) => ({ amountMinor, currency: 'KRW' })
const line = { name: '라떼', unitPrice: won(5_000) }
const sale = { operator: 'mina', lines: [line] }

describe('a sale', () => {
  it.each([
    ['nothing', {}, ['operator missing', 'lines missing']],
    ['a list', [], ['body wrongType']],
    ['no lines', { ...sale, lines: [] }, ['lines empty']],
    [
      'a price in words',
      { ...sale, lines: [{ ...line, unitPrice: won('12k') }] },
      ['lines[1].unitPrice.amountMinor wrongType'],
    ],
    [
      'a negative price',
      { ...sale, lines: [{ ...line, unitPrice: won(-1) }] },
      ['lines[1].unitPrice.amountMinor notPositive'],
    ],
    [
      'half a won',
      { ...sale, lines: [{ ...line, unitPrice: won(0.5) }] },
      ['lines[1].unitPrice.amountMinor wrongType'],
    ],
    [
      'dollars',
      { ...sale, lines: [{ ...line, unitPrice: { amountMinor: 1, currency: 'USD' } }] },
      ['lines[1].unitPrice.currency notOneOf'],
    ],
    ['an unknown field', { ...sale, discnt: won(1) }, ['discnt unknownField']],
    ['a name of control characters', { ...sale, operator: 'mi\u0000na' }, ['operator unprintable']],
    ['a name that turns lines round', { ...sale, operator: '\u202eanim' }, ['operator unprintable']],
    ['a name that is too long', { ...sale, operator: 'x'.repeat(31) }, ['operator tooLong']],
    ['more off than it costs', { ...sale, discount: won(5_001) }, ['discount tooLarge']],
    ['another language', { ...sale, language: 'fr' }, ['language notOneOf']],
  ])('of %s', async (_what, body, errors) => {
    const reply = await shop.post('/sales', body)
    expect(reply.status).toBe(400)
    expect(reply.body.errors.map(({ field, rule }: Record<string, string>) => `${field} ${rule}`)).toEqual(errors)
    expect(shop.till.journal.nextSeq).toBe(1)
  })

  it('may have a gift in it, and a discount that comes to nothing', async () => {
    const gift = { ...line, name: '쿠키', unitPrice: won(0), discount: won(0) }
    const reply = await shop.post('/sales', { ...sale, lines: [line, gift], discount: won(0), serviceCharge: won(0) })
    expect(reply).toMatchObject({ status: 201, body: { total: won(5_000) } })
  })

  it.each([
    ['ko', 'ko', '요청 내용에 고칠 곳이 있습니다', '목록으로 적어 주세요'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh', '请求内容需要更正', '请填写列表'],
    ['fr, en;q=0.5', 'en', 'The request needs mending', 'expected a list'],
    ['fr', 'ko', '요청 내용에 고칠 곳이 있습니다', '목록으로 적어 주세요'],
  ])('is refused in the language of %j', async (asked, language, title, message) => {
    const reply = await shop.post('/sales', { operator: 'mina', lines: 7 }, { headers: { 'accept-language': asked } })
    expect(reply.body).toMatchObject({ title, errors: [{ message }] })
    expect(reply.headers.get('content-language')).toBe(language)
  })
})

describe('a command', () => {
  it('is known by its type, and has what that needs and no more', async () => {
    const { body } = await shop.post('/sales', sale)
    const command = async (given: object) => {
      const reply = await shop.post(`/sales/${body.saleId}/commands`, given)
      return [
        reply.status,
        ...(reply.body.errors ?? []).map(({ field, rule }: Record<string, string>) => `${field} ${rule}`),
      ]
    }
    expect(await command({ type: 'sale.forcedDone' })).toEqual([400, 'type notOneOf'])
    expect(await command({ type: 'constructor' })).toEqual([400, 'type notOneOf'])
    expect(await command({ type: 'tender.cash' })).toEqual([400, 'received missing'])
    expect(await command({ type: 'tender.cash', received: won(9_000), approvedBy: 'me' })).toEqual([
      400,
      'approvedBy unknownField',
    ])
    expect(await command({ type: 'reversal.settledByPerson', operator: 'mina', reason: 'x' })).toEqual([
      400,
      'evidence missing',
    ])
    expect(await command({ type: 'paper.seen', operator: 'mina', reason: 'x', evidence: ' ' })).toEqual([
      400,
      'evidence empty',
    ])
    expect(await command({ type: 'cash.returned' })).toEqual([409])
    const identifier = { use: 'personalDeduction', kind: 'businessNumber', number: '116-82-00276' }
    expect(await command({ type: 'tax.numberEntered', identifier })).toEqual([
      400,
      'identifier.number kindDoesNotFitUse',
    ])
  })

  it('waits as long as it may be waited for', async () => {
    const { body } = await shop.post('/sales', sale)
    expect(await shop.get(`/sales/${body.saleId}?wait=31`)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'wait' }] },
    })
    expect(await shop.get(`/sales/${body.saleId}?wait=x`)).toMatchObject({ status: 400 })
  })
})
