/**
 * What every tax authority behind the port must do, checked against each one that can be reached. The emulated gateways
 * always run; Popbill's own test service runs when its account is in the environment.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { systemRandom } from '../../drivers/random/system-random.js'
import { openEmulatedPortoneAuthority } from '../../drivers/tax-authorities/emulated-portone/open-emulated-portone-authority.js'
import { koreanDate } from '../../drivers/tax-authorities/korean-time.js'
import { openEmulatedTaxAuthority } from '../../drivers/tax-authorities/open-emulated-tax-authority.js'
import { PopbillTaxAuthority } from '../../drivers/tax-authorities/popbill/popbill-tax-authority.js'
import type { FailureCode } from '../../src/domain/failures.js'
import type { Outcome } from '../../src/domain/outcome.js'
import { DriverError } from '../../src/ports/device.js'
import type { CashReceiptRequest, TaxAuthority, TaxDocument } from '../../src/ports/tax-authority.js'
import { business, mobile, patience, receipt, revocation, SHOP, won } from '../tax-authorities/cash-receipt-samples.js'

interface Row {
  readonly name: string
  /** Why the row cannot run here; absent when it can. */
  readonly missing?: string
  readonly corpNum: string
  /** Begins every document number. A service that remembers needs another one each run. */
  readonly run: string
  readonly partialRevocation: boolean
  /** It takes nothing back before the tax office has spoken. */
  readonly waitsForVerdict: boolean
  /** What it calls a sale of a week ago. */
  readonly tooOld: { readonly failure: FailureCode; readonly hostCode: RegExp }
  open(): Promise<TaxAuthority>
}

const { POPBILL_LINK_ID: linkId, POPBILL_SECRET_KEY: secretKey, POPBILL_CORP_NUM: corpNum } = process.env

const POPBILL = {
  partialRevocation: true,
  waitsForVerdict: true,
  tooOld: { failure: 'tax.dateOutOfRange', hostCode: /^-1400202[12]$/ },
} as const

const ROWS: readonly Row[] = [
  {
    name: 'emulated gateway over HTTP',
    corpNum: '1168200276',
    run: 'contract',
    ...POPBILL,
    open: () => openEmulatedTaxAuthority({ clock: systemClock }),
  },
  {
    name: 'emulated PortOne over HTTP',
    corpNum: '1168200276',
    run: 'contract',
    partialRevocation: false,
    waitsForVerdict: false,
    tooOld: { failure: 'tax.refused', hostCode: /./ },
    open: () => openEmulatedPortoneAuthority({ clock: systemClock }),
  },
  {
    name: 'Popbill test service',
    corpNum: corpNum ?? '1168200276',
    ...(linkId && secretKey && corpNum
      ? {}
      : { missing: 'needs POPBILL_LINK_ID, POPBILL_SECRET_KEY and POPBILL_CORP_NUM' }),
    run: Buffer.from(systemRandom.bytes(6)).toString('hex'),
    ...POPBILL,
    open: async () =>
      new PopbillTaxAuthority({
        authUrl: 'https://auth.linkhub.co.kr',
        apiUrl: 'https://popbill-test.linkhub.co.kr',
        linkId: linkId ?? '',
        secretKey: secretKey ?? '',
        corpNum: business(corpNum ?? '1168200276'),
        isTest: true,
        clock: systemClock,
        address: `popbill:test?linkId=${linkId}`,
      }),
  },
]

for (const row of ROWS) {
  const title = row.missing === undefined ? row.name : `${row.name} (${row.missing})`
  describe.skipIf(row.missing !== undefined)(`tax authority contract: ${title}`, () => {
    let authority: TaxAuthority
    const { run } = row
    const sale = (name: string, changes: Partial<CashReceiptRequest> = {}) =>
      receipt(`${run}-${name}`, {
        seller: { ...SHOP, businessNumber: business(row.corpNum) },
        tradedAt: systemClock.now(),
        ...changes,
      })

    const takingBack = (name: string, { documentNumber, approvalNumber, tradeDate }: TaxDocument) =>
      revocation(`${run}-${name}`, {
        originalDocumentNumber: documentNumber,
        originalApprovalNumber: approvalNumber,
        originalTradeDate: tradeDate,
      })

    beforeAll(async () => {
      authority = await row.open()
    })
    afterAll(() => authority.close())

    it('issues a receipt and finds it again by its number', async () => {
      const request = sale('issue')
      const issued = acceptedValue(await authority.issue(request, patience()))
      expect(issued).toMatchObject({ documentNumber: request.documentNumber, status: 'issued' })
      expect(issued.approvalNumber).toMatch(/^.{1,30}$/)
      expect(issued.tradeDate).toBe(koreanDate(request.tradedAt))
      expect(acceptedValue(await authority.query(request.documentNumber, patience()))).toEqual({
        found: true,
        document: expect.objectContaining({
          documentNumber: request.documentNumber,
          approvalNumber: issued.approvalNumber,
          tradeDate: issued.tradeDate,
        }),
      })
    })

    it('takes the same receipt under the same number as the one already issued', async () => {
      const request = sale('same')
      const first = acceptedValue(await authority.issue(request, patience()))
      expect(acceptedValue(await authority.issue(request, patience())).approvalNumber).toBe(first.approvalNumber)
    })

    it('refuses another receipt under a number already used', async () => {
      const request = sale('other')
      acceptedValue(await authority.issue(request, patience()))
      const other = await authority.issue({ ...request, amounts: won(22_000) }, patience())
      expect(other).toMatchObject({ kind: 'refused', failure: 'tax.duplicateConflict' })
    })

    it('says that a number nobody used is not found', async () => {
      expect(await authority.query(`${run}-nobody`, patience())).toEqual({ kind: 'accepted', value: { found: false } })
    })

    it('passes on a refusal with the gateway’s own code', async () => {
      const lastWeek = systemClock.now() - 7 * 24 * 60 * 60 * 1000
      const outcome = await authority.issue(sale('late', { tradedAt: lastWeek }), patience())
      expect(outcome).toMatchObject({ kind: 'refused', failure: row.tooOld.failure })
      expect(outcome).toHaveProperty('hostCode', expect.stringMatching(row.tooOld.hostCode))
    })

    it.runIf(row.waitsForVerdict)('does not revoke what the tax office has not seen yet', async () => {
      const issued = acceptedValue(await authority.issue(sale('early'), patience()))
      const outcome = await authority.revoke(takingBack('undo', issued), patience())
      expect(outcome).toMatchObject({ kind: 'refused', failure: 'tax.originalNotYetConfirmed' })
    })

    it.runIf(!row.waitsForVerdict)('revokes what it just issued, once, and tells of it', async () => {
      const issued = acceptedValue(await authority.issue(sale('early'), patience()))
      const request = takingBack('undo', issued)
      const revoked = acceptedValue(await authority.revoke(request, patience()))
      expect(revoked).toMatchObject({ documentNumber: request.documentNumber })
      expect(acceptedValue(await authority.queryRevocation(request, patience()))).toMatchObject({ found: true })
      expect(acceptedValue(await authority.revoke(request, patience()))).toEqual(revoked)
    })

    it('does not revoke an original that does not exist', async () => {
      const original = { originalApprovalNumber: 'TB9999999', originalTradeDate: koreanDate(systemClock.now()) }
      const outcome = await authority.revoke(revocation(`${run}-none`, original), patience())
      expect(outcome).toMatchObject({ kind: 'refused', failure: 'tax.originalMissing' })
    })

    it('tells what became of a revocation, refused or never sent: there is none', async () => {
      const issued = acceptedValue(await authority.issue(sale('lookback'), patience()))
      const request = takingBack('r-none', issued)
      expect(acceptedValue(await authority.queryRevocation(request, patience()))).toEqual({ found: false })
      // Whatever it waits for or cannot do: not with an original of another number.
      await authority.revoke({ ...request, originalApprovalNumber: 'TB9999999' }, patience())
      expect(acceptedValue(await authority.queryRevocation(request, patience()))).toEqual({ found: false })
    })

    it('tells the states of many at once, and leaves out those it does not know', async () => {
      const one = acceptedValue(await authority.issue(sale('many-1'), patience()))
      const two = acceptedValue(await authority.issue(sale('many-2'), patience()))
      const numbers = [two.documentNumber, `${run}-nobody`, one.documentNumber]
      const states = acceptedValue(await authority.states(numbers, patience()))
      expect(new Map(states.map((each) => [each.documentNumber, each.approvalNumber]))).toEqual(
        new Map([one, two].map((each) => [each.documentNumber, each.approvalNumber])),
      )
      expect(acceptedValue(await authority.states([], patience()))).toEqual([])
    })

    it('lists a day, and in it what was issued', async () => {
      const request = sale('listed', { amounts: won(4_400) })
      const issued = acceptedValue(await authority.issue(request, patience()))
      const span = { from: issued.tradeDate, to: issued.tradeDate }
      const listed = acceptedValue(await authority.search(span, patience()))
      const found = listed.filter(({ documentNumber }) => documentNumber === request.documentNumber)
      expect(found).toEqual([
        expect.objectContaining({
          approvalNumber: issued.approvalNumber,
          tradeDate: issued.tradeDate,
          kind: 'issue',
          use: 'personalDeduction',
          total: request.amounts.total,
        }),
      ])
      expect(listed.every(({ tradeDate }) => tradeDate === issued.tradeDate)).toBe(true)
    })

    it('says that it would take a document, and how far apart the clocks are', async () => {
      const { clockAheadMs = 0 } = acceptedValue(await authority.check(patience()))
      expect(Math.abs(clockAheadMs)).toBeLessThan(5 * 60 * 1000)
    })

    it('says beforehand whether a part can be revoked', () => {
      expect(authority.abilities.partialRevocation).toBe(row.partialRevocation)
    })

    it('sends nothing once the signal has aborted', async () => {
      const request = sale('aborted')
      const outcome = await authority.issue(request, AbortSignal.abort())
      expect(outcome).toMatchObject({ kind: 'unavailable', failure: 'tax.gatewayUnreachable' })
      expect(acceptedValue(await authority.query(request.documentNumber, patience()))).toEqual({ found: false })
    })

    it.each(['', 'a'.repeat(25), 'with space', 'slash/', '한글'])('rejects the document number %j', async (number) => {
      await expect(authority.issue(sale('x', { documentNumber: number }), patience())).rejects.toThrow(DriverError)
      await expect(authority.revoke(revocation(number), patience())).rejects.toThrow(DriverError)
      await expect(authority.query(number, patience())).rejects.toThrow(DriverError)
      await expect(authority.queryRevocation(revocation(number), patience())).rejects.toThrow(DriverError)
      await expect(authority.states([number], patience())).rejects.toThrow(DriverError)
    })

    it('never names the customer in an outcome', async () => {
      const request = sale('masked', { identifier: mobile('01055556666') })
      const outcomes = [
        await authority.issue(request, patience()),
        await authority.issue({ ...request, amounts: won(33_000) }, patience()),
        await authority.query(request.documentNumber, patience()),
        await authority.states([request.documentNumber], patience()),
        await authority.search({ from: today(), to: today() }, patience()),
      ]
      expect(JSON.stringify(outcomes)).not.toContain('55556666')
    })

    it('shows an address without a secret', () => {
      expect(authority.address).not.toBe('')
      if (secretKey) expect(authority.address).not.toContain(secretKey)
    })

    it('closes twice, and sends nothing afterwards', async () => {
      const closed = await row.open()
      await closed.close()
      await closed.close()
      expect(await closed.issue(sale('closed'), patience())).toMatchObject({ kind: 'unavailable' })
      expect(await closed.check(patience())).toMatchObject({ kind: 'unavailable' })
    })
  })
}

const today = () => koreanDate(systemClock.now())

function acceptedValue<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'accepted') throw new Error(`expected an accepted outcome, got ${JSON.stringify(outcome)}`)
  return outcome.value
}
