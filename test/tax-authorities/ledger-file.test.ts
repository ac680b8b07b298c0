/** The emulated gateway's memory on disk: it survives, it holds nobody's number in clear, and it knows torn from damaged. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { business, card, mobile, PHONE, patience, receipt, revocation } from './cash-receipt-samples.js'
import { openings } from './opened-authority.js'

const open = openings()
let folder: string
let ledgerFile: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tax-ledger-'))
  ledgerFile = join(folder, 'ledger.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a gateway opened again on its ledger', () => {
  it('knows its documents, their customers and their approval numbers', async () => {
    const first = await open({ ledgerFile, rules: { revocableFrom: 'issued' } })
    const issued = await first.authority.issue(receipt('D-1'), patience())
    await first.authority.issue(receipt('D-2', { identifier: mobile('01011112222') }), patience())
    await first.authority.revoke(revocation('R-1'), patience())
    const before = first.gateway.ledger.documents()
    await first.gateway.close()

    const { authority, gateway, clock } = await open({ ledgerFile, rules: { revocableFrom: 'issued' } })
    expect(gateway.ledger.documents()).toEqual(before)
    expect(await authority.issue(receipt('D-1'), patience())).toEqual(issued)
    expect(await authority.issue(receipt('D-2'), patience())).toMatchObject({ failure: 'tax.duplicateConflict' })
    expect(await authority.revoke(revocation('R-2'), patience())).toMatchObject({ failure: 'tax.overCancelled' })
    expect(await authority.issue(receipt('D-3'), patience())).toMatchObject({ value: { approvalNumber: 'TB0000004' } })
    const [document] = before
    expect(document && gateway.ledger.isIssuedTo(document, PHONE)).toBe(true)
    expect(document && gateway.ledger.isIssuedTo(document, '01011112222')).toBe(false)
    await clock.advance(24 * 60 * 60 * 1000)
    expect(await authority.query('D-2', patience())).toMatchObject({ value: { document: { status: 'confirmed' } } })
  })

  it('still rejects the next day what it was going to reject, whatever the rules are by then', async () => {
    const identity = '01011112222'
    const first = await open({ ledgerFile, rules: { identities: [{ identity, rejectNextDay: '1004' }] } })
    await first.authority.issue(receipt('D-1', { identifier: mobile(identity) }), patience())
    await first.gateway.close()
    const { authority, clock } = await open({ ledgerFile })
    await clock.advance(24 * 60 * 60 * 1000)
    expect(await authority.query('D-1', patience())).toMatchObject({
      value: { document: { status: 'rejected', resultCode: '1004' } },
    })
  })

  it('holds a document whose reply never went out', async () => {
    const first = await open({ ledgerFile })
    await first.gateway.script({ on: 'issue', fault: { kind: 'dropReply' } })
    expect(await first.authority.issue(receipt('D-1'), patience())).toMatchObject({ kind: 'unknown' })
    await first.gateway.close()
    const { authority } = await open({ ledgerFile })
    expect(await authority.query('D-1', patience())).toMatchObject({ value: { found: true } })
  })

  it('cuts off a line torn by a power cut, and goes on behind it', async () => {
    const first = await open({ ledgerFile })
    await first.authority.issue(receipt('D-1'), patience())
    await first.gateway.close()
    const { size } = statSync(ledgerFile)
    appendFileSync(ledgerFile, '{"corpNum":"11682')
    const second = await open({ ledgerFile })
    expect(statSync(ledgerFile).size).toBe(size)
    await second.authority.issue(receipt('D-2'), patience())
    await second.gateway.close()
    const { gateway } = await open({ ledgerFile })
    expect(gateway.ledger.documents().map(({ mgtKey }) => mgtKey)).toEqual(['D-1', 'D-2'])
  })

  it('does not open on a damaged ledger', async () => {
    writeFileSync(ledgerFile, '{"corpNum":"1168200276"}\n')
    await expect(open({ ledgerFile })).rejects.toMatchObject({ code: 'ledger.corrupt' })
  })
})

describe('the bytes on disk', () => {
  it('hold no customer’s number, in clear or in any usual coding', async () => {
    const { authority, gateway } = await open({ ledgerFile })
    const numbers = [PHONE, '1178178260', '154420201234567890']
    await authority.issue(receipt('D-1'), patience())
    await authority.issue(receipt('D-2', { use: 'businessExpense', identifier: business('1178178260') }), patience())
    await authority.issue(receipt('D-3', { identifier: card('154420201234567890') }), patience())
    const bytes = readFileSync(ledgerFile)
    expect(bytes.toString('utf8').trim().split('\n')).toHaveLength(3)
    for (const number of numbers) {
      const buffer = Buffer.from(number)
      const codings = [number, number.slice(3), buffer.toString('base64').slice(0, -4), buffer.toString('hex')]
      for (const coding of codings) expect(bytes.includes(coding)).toBe(false)
    }
    expect(JSON.stringify(gateway.ledger.documents())).not.toContain(PHONE)
    expect(statSync(ledgerFile).mode & 0o077).toBe(0)
  })

  it('show equal customers as equal only to who has the key', async () => {
    const first = await open({ ledgerFile, digestKey: 'one' })
    await first.authority.issue(receipt('D-1'), patience())
    await first.authority.issue(receipt('D-2'), patience())
    const [a, b] = first.gateway.ledger.documents()
    expect(a?.identityDigest).toBe(b?.identityDigest)
    await first.gateway.close()
    const { gateway } = await open({ ledgerFile, digestKey: 'two' })
    expect(a && gateway.ledger.isIssuedTo(a, PHONE)).toBe(false)
  })
})
