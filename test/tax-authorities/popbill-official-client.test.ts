/**
 * Popbill's own client, unmodified, against the emulated gateway over real TLS and HTTP. What it reads, and which codes it
 * reports, is how the emulator is known to speak Popbill and not the driver's idea of it.
 */
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { EMULATED_TAX_ACCOUNT } from '../../drivers/tax-authorities/emulated/emulated-account.js'
import {
  type EmulatedTaxGatewayOptions,
  serveEmulatedTaxGateway,
} from '../../drivers/tax-authorities/emulated/serve-emulated-tax-gateway.js'
import { koreanDate } from '../../drivers/tax-authorities/korean-time.js'
import { AFTERNOON, PHONE, patience, receipt } from './cash-receipt-samples.js'
import { type ClientCall, type ClientLine, hasOpenssl, openLinkhubNearby } from './linkhub-nearby.js'
import { driverFor } from './opened-authority.js'

const CORP = EMULATED_TAX_ACCOUNT.corpNum

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function nearby(options: Partial<EmulatedTaxGatewayOptions> = {}) {
  const gateway = await serveEmulatedTaxGateway({ clock: systemClock, rules: { revocableFrom: 'issued' }, ...options })
  const linkhub = await openLinkhubNearby(gateway.port)
  const driver = driverFor(gateway.url, options.clock ?? systemClock)
  closing.push(
    () => gateway.close(),
    () => driver.close(),
    () => linkhub.close(),
  )
  return { gateway, linkhub, driver }
}

/** As the client's own documentation fills it in. */
function cashbill(mgtKey: string, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    mgtKey,
    tradeType: '승인거래',
    tradeUsage: '소득공제용',
    tradeOpt: '일반',
    taxationType: '과세',
    identityNum: PHONE,
    franchiseCorpNum: CORP,
    franchiseCorpName: '한빛상회',
    franchiseCEOName: '김한빛',
    franchiseAddr: '서울특별시 중구 세종대로 1',
    franchiseTEL: '02-123-4567',
    smssendYN: false,
    itemName: '아메리카노 외 2건',
    supplyCost: '10000',
    tax: '1000',
    serviceFee: '0',
    totalAmount: '11000',
    ...changes,
  }
}

const issue = (mgtKey: string, changes?: Readonly<Record<string, unknown>>): ClientCall => [
  'registIssue',
  CORP,
  cashbill(mgtKey, changes),
]

/** The arguments of a part taken back, in the client's order: SMS, memo, part, reason, the four amounts. */
const takeBackPart = (mgtKey: string, confirmNum: string, date: string, won: readonly string[]): ClientCall => [
  ...(['revokeRegistIssue', CORP, mgtKey, confirmNum, date, false, ''] as const),
  ...[true, 1, ...won],
]

function resultOf(line: ClientLine | undefined): unknown {
  if (!line || !('result' in line)) throw new Error(`expected a result, got ${JSON.stringify(line)}`)
  return line.result
}

describe.skipIf(!hasOpenssl())('Popbill’s own client (needs openssl for a certificate)', () => {
  it('issues, takes back, looks up, lists and asks for its points; the books and the driver agree', async () => {
    const { gateway, linkhub, driver } = await nearby()
    const today = koreanDate(systemClock.now())
    const { lines, exitCode } = await linkhub.run([
      issue('C-1'),
      issue('C-2', { supplyCost: '5000', tax: '0', totalAmount: '5000', taxationType: '비과세' }),
      ['revokeRegistIssue', CORP, 'C-R2', 'TB0000002', today],
      takeBackPart('C-R1', 'TB0000001', today, ['2000', '200', '0', '2200']),
      ['getInfo', CORP, 'C-1'],
      ['getDetailInfo', CORP, 'C-R1'],
      ['getInfos', CORP, ['C-1', 'C-R2', 'nobody']],
      ...[['search', CORP, 'T', today, today, ['3**'], ['N', 'C'], ['P', 'C'], ['T', 'N'], 'A', 1, 10] as const],
      ['checkMgtKeyInUse', CORP, 'C-1'],
      ['getBalance', CORP],
      ['getPartnerBalance', CORP],
      ['getUnitCost', CORP],
      ['getChargeInfo', CORP],
    ])
    expect({ exitCode, answered: lines.length }).toEqual({ exitCode: 0, answered: 13 })
    const [first, second, whole, part, info, detail, infos, found, isUsed, ...purse] = lines.map(resultOf)

    const taken = (confirmNum: string) => expect.objectContaining({ code: 1, confirmNum, tradeDate: today })
    expect([first, second, whole, part]).toEqual(['TB0000001', 'TB0000002', 'TB0000003', 'TB0000004'].map(taken))
    expect(info).toMatchObject({
      ...{ mgtKey: 'C-1', stateCode: 300, confirmNum: 'TB0000001', tradeDate: today, totalAmount: '11000' },
      ...{ tradeType: '승인거래', tradeUsage: '소득공제용', identityNum: '010****4321', itemKey: expect.any(String) },
    })
    expect(detail).toMatchObject({
      ...{ mgtKey: 'C-R1', tradeType: '취소거래', orgConfirmNum: 'TB0000001', orgTradeDate: today },
      ...{ supplyCost: '2000', tax: '200', serviceFee: '0', totalAmount: '2200', cancelType: 1 },
    })
    expect(infos).toMatchObject([{ mgtKey: 'C-1' }, { mgtKey: 'C-R2', totalAmount: '5000' }])
    const keys = ['C-1', 'C-2', 'C-R2', 'C-R1']
    expect(found).toMatchObject({ code: 1, total: 4, list: keys.map((mgtKey) => ({ mgtKey })) })
    expect(isUsed).toBe(true)
    const left = String(gateway.ledger.pointsLeft(CORP))
    expect(purse).toEqual([left, left, '20', expect.objectContaining({ unitCost: '20' })])

    // The same four documents: in the gateway's books, in the driver's list, and one by one.
    const books = gateway.ledger.documents()
    expect(books.map(({ mgtKey, totalAmount }) => [mgtKey, totalAmount])).toEqual([
      ['C-1', 11_000],
      ['C-2', 5_000],
      ['C-R2', 5_000],
      ['C-R1', 2_200],
    ])
    const listed = await driver.search({ from: today, to: today }, patience())
    if (listed.kind !== 'accepted') throw new Error(listed.kind)
    expect(
      listed.value.map((each) => [each.documentNumber, each.approvalNumber, each.kind, each.total.amountMinor]),
    ).toEqual(
      books.map(({ mgtKey, confirmNum, revokes, totalAmount }) => [
        ...[mgtKey, confirmNum, revokes ? 'revocation' : 'issue', totalAmount],
      ]),
    )
    const states = await driver.states(keys, patience())
    expect(states).toMatchObject({
      value: books.map(({ mgtKey, confirmNum }) => ({ documentNumber: mgtKey, approvalNumber: confirmNum })),
    })
  })

  it('reads what the driver issued', async () => {
    const { linkhub, driver } = await nearby()
    const issued = await driver.issue(receipt('D-1', { tradedAt: systemClock.now() }), patience())
    if (issued.kind !== 'accepted') throw new Error(issued.kind)
    const { lines } = await linkhub.run([['getDetailInfo', CORP, 'D-1']])
    expect(resultOf(lines[0])).toMatchObject({
      ...{ mgtKey: 'D-1', confirmNum: issued.value.approvalNumber, tradeDate: issued.value.tradeDate },
      ...{ supplyCost: '10000', tax: '1000', totalAmount: '11000', franchiseCorpName: '한빛상회' },
    })
  })

  it('reports the gateway’s own codes', async () => {
    const { linkhub } = await nearby({ rules: {} })
    const today = koreanDate(systemClock.now())
    const { lines } = await linkhub.run([
      issue('C-1'),
      issue('C-1'),
      issue('C-2', { totalAmount: '11001' }),
      issue('C-2', { identityNum: '12345' }),
      issue('C-2', { tradeDT: '20200101120000' }),
      ['revokeRegistIssue', CORP, 'C-R1', 'TB0000001', today],
      ['revokeRegistIssue', CORP, 'C-R1', 'TB0000009', today],
      ['getInfo', CORP, 'C-9'],
    ])
    expect(lines.map((line) => ('error' in line ? line.error.code : 1))).toEqual([
      ...[1, -14001019, -14001031, -14001032, -14002021, -14001021, -14001020, -14000003],
    ])
  })

  it.each([
    ['a wrong key', { SecretKey: Buffer.from('another').toString('base64') }, -99010007],
    ['a partner nobody knows', { LinkID: 'NOBODY' }, -99004021],
  ])('is turned away with %s', async (_what, config, code) => {
    const { linkhub } = await nearby()
    const { lines } = await linkhub.run([['getInfo', CORP, 'C-1']], config)
    expect(lines).toMatchObject([{ error: { code } }])
  })

  it('is turned away with this machine’s clock where the gateway’s says another day, and let in with Linkhub’s time', async () => {
    const { linkhub, gateway } = await nearby({ clock: new VirtualClock(AFTERNOON) })
    const calls: readonly ClientCall[] = [issue('C-1')]
    expect((await linkhub.run(calls)).lines).toMatchObject([{ error: { code: -99010004 } }])
    const { lines } = await linkhub.run(calls, { UseLocalTimeYN: false, IPRestrictOnOff: false })
    expect(lines).toMatchObject([{ result: { code: 1, confirmNum: 'TB0000001', tradeDate: '20260305' } }])
    // Once to see whether it has a token that lasts, once to sign for one.
    expect(gateway.requestCount('time')).toBe(2)
  })

  it('dies of a maintenance page, in its own process; the driver waits', async () => {
    const { linkhub, gateway, driver } = await nearby()
    await gateway.script({
      on: 'issue',
      times: 'always',
      fault: { kind: 'httpStatus', status: 503, page: 'maintenance' },
    })
    const { lines, exitCode, stderr } = await linkhub.run([issue('C-1'), ['getInfo', CORP, 'C-1']])
    expect({ lines, exitCode }).toEqual({ lines: [], exitCode: 1 })
    expect(stderr).toContain('SyntaxError')
    expect(await driver.issue(receipt('D-1', { tradedAt: systemClock.now() }), patience())).toMatchObject({
      kind: 'unavailable',
      failure: 'tax.maintenance',
    })
    await gateway.script({ kind: 'mend' })
    const after = await linkhub.run([issue('C-1')])
    expect(after.lines).toMatchObject([{ result: { code: 1 } }])
  })
})
