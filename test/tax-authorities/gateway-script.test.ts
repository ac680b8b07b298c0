/** A bad day in a file: read whole, refused by the name of what is wrong, and lived through by the driver. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { taxAuthorityAt } from '../../drivers/open-drivers.js'
import { GATEWAY_RULES } from '../../drivers/tax-authorities/emulated/gateway-rules.js'
import { parseGatewayScript } from '../../drivers/tax-authorities/emulated/gateway-script.js'
import { linkhubOf } from '../../drivers/tax-authorities/popbill/linkhub-hosts.js'
import type { TaxAuthority } from '../../src/ports/tax-authority.js'
import { AFTERNOON, business, NEXT_MORNING, patience, receipt, revocation } from './cash-receipt-samples.js'

const BAD_DAY = path.join(import.meta.dirname, '../../fixtures/hosts/tax-gateway-bad-day.yaml')

const ending: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
})

function surroundings() {
  const emulatedFolder = mkdtempSync(path.join(tmpdir(), 'gateway-script-'))
  ending.push(() => rmSync(emulatedFolder, { recursive: true, force: true }))
  const clock = new VirtualClock(AFTERNOON)
  return { clock, emulatedFolder, utcOffsetMinutes: 540, businessNumber: business('1168200276'), taxSecret: 'a2V5' }
}

async function opened(address: string): Promise<{ authority: TaxAuthority; clock: VirtualClock }> {
  const around = surroundings()
  const authority = await (await taxAuthorityAt(address, around))()
  ending.push(() => authority.close())
  return { authority, clock: around.clock }
}

describe('a script', () => {
  it('that says nothing leaves everything as usual', () => {
    expect(parseGatewayScript('')).toEqual({ rules: GATEWAY_RULES, faults: [] })
    expect(parseGatewayScript('rules: {}\nfaults: []')).toEqual({ rules: GATEWAY_RULES, faults: [] })
  })

  it('changes what it names and nothing else', () => {
    const { rules, faults } = parseGatewayScript(`
rules:
  identities:
    - { identity: '01099998888', refuse: identityUnknown }
    - { identity: '154420209999999999', rejectNextDay: '1004' }
  revocableUntil: { days: 90 }
  confirmation: { days: 2 }
  points: { paid: 100 }
  allowedAddresses: [203.0.113.7]
  maintenance:
    - { from: '2026-03-07T02:00:00+09:00', to: '2026-03-07T04:00:00+09:00' }
faults:
  - { on: states, skip: 2, times: always, fault: { kind: delay, delayMs: 100 } }
`)
    expect(rules).toEqual({
      ...GATEWAY_RULES,
      identities: [
        { identity: '01099998888', refuse: 'identityUnknown' },
        { identity: '154420209999999999', rejectNextDay: '1004' },
      ],
      revocableUntil: { days: 90 },
      confirmation: { days: 2, hour: 9, resultCode: '0000' },
      points: { paid: 100, perIssue: 20 },
      allowedAddresses: ['203.0.113.7'],
      maintenance: [{ from: Date.UTC(2026, 2, 6, 17), to: Date.UTC(2026, 2, 6, 19) }],
    })
    expect(faults).toEqual([{ on: 'states', skip: 2, times: 'always', fault: { kind: 'delay', delayMs: 100 } }])
  })

  it.each([
    ['rule: {}', 'rule'],
    ['rules: { revocable: issued }', 'revocable'],
    ['rules: { revocableFrom: never }', 'rules.revocableFrom'],
    ['rules: { confirmation: { hour: 24 } }', 'rules.confirmation.hour'],
    ['rules: { identities: [{ identity: 01099998888, refuse: identityUnknown }] }', 'rules.identities[0].identity'],
    ["rules: { identities: [{ identity: '01099998888', refuse: nonsense }] }", 'rules.identities[0].refuse'],
    ["rules: { identities: [{ identity: '01099998888' }] }", 'rules.identities[0]'],
    ["rules: { maintenance: [{ from: '2026-03-07', to: '2026-03-08' }] }", 'rules.maintenance[0].from'],
    ["rules: { maintenance: [{ from: '2026-03-07T04:00:00Z', to: '2026-03-07T02:00:00Z' }] }", 'rules.maintenance[0]'],
    ['faults: [{ on: print, fault: { kind: dropReply } }]', 'faults[0].on'],
    ['faults: [{ on: issue, fault: { kind: explode } }]', 'faults[0].fault.kind'],
    ['faults: [{ on: issue, fault: { kind: delay } }]', 'faults[0].fault.delayMs'],
    ['faults: [{ on: issue, after: 2, fault: { kind: dropReply } }]', 'after'],
    ['faults: [{ on: issue, fault: { kind: dropReply, delayMs: 5 } }]', 'delayMs'],
    ['rules: [', 'not YAML'],
  ])('%s is refused, and told where', (text, place) => {
    const reading = () => parseGatewayScript(text)
    expect(reading).toThrow(expect.objectContaining({ code: 'script.malformed' }))
    expect(reading).toThrow(place)
  })
})

describe('the address', () => {
  it('plays the bad day of the fixture, and everything comes right in the end', async () => {
    expect(parseGatewayScript(readFileSync(BAD_DAY, 'utf8')).faults).toHaveLength(6)
    const { authority, clock } = await opened(`emulated:?script=${BAD_DAY}`)
    const issue = (number: string) => authority.issue(receipt(number), patience())
    const lost = { kind: 'unknown', reason: 'disconnected' }

    expect(await issue('D-1')).toEqual(lost)
    expect(await authority.query('D-1', patience())).toEqual(lost)
    expect(await authority.query('D-1', patience())).toMatchObject({ value: { found: true } })
    expect(await issue('D-2')).toMatchObject({ kind: 'unavailable', failure: 'tax.maintenance' })
    expect(await issue('D-2')).toEqual(lost)
    // Its session is forgotten, and renewed on the way.
    expect(await issue('D-3')).toMatchObject({ kind: 'accepted' })
    const listed = await authority.search({ from: '20260305', to: '20260305' }, patience())
    expect(listed).toMatchObject({ value: ['D-1', 'D-2', 'D-3'].map((documentNumber) => ({ documentNumber })) })

    await clock.advance(NEXT_MORNING - AFTERNOON)
    const takingBack = revocation('R-1')
    expect(await authority.revoke(takingBack, patience())).toEqual({ kind: 'unknown', reason: 'unreadable-reply' })
    expect(await authority.queryRevocation(takingBack, patience())).toMatchObject({ value: { found: true } })
    await clock.advance(301 * 24 * 60 * 60 * 1000)
    const tooLate = revocation('R-2', { originalApprovalNumber: 'TB0000002' })
    expect(await authority.revoke(tooLate, patience())).toMatchObject({ failure: 'tax.dateOutOfRange' })
  })

  it('is refused before anything is opened when the script is wrong, missing, or not the option', async () => {
    const around = surroundings()
    const wrong = path.join(around.emulatedFolder, 'wrong.yaml')
    writeFileSync(wrong, 'faults: [{ on: print, fault: { kind: dropReply } }]')
    const opening = (address: string) => expect(taxAuthorityAt(address, around)).rejects
    await opening(`emulated:?script=${wrong}`).toThrow('faults[0].on')
    await opening('emulated:?script=/nowhere.yaml').toThrow('cannot be read')
    await opening('emulated:?ledger=x').toThrow('it takes script')
  })

  it('of nobody does nothing, and says so to every question', async () => {
    const { authority } = await opened('none:')
    const never = { kind: 'unavailable', failure: 'tax.gatewayUnreachable' }
    const asked = [
      await authority.issue(receipt('D-1'), patience()),
      await authority.query('D-1', patience()),
      await authority.revoke(revocation('R-1'), patience()),
      await authority.queryRevocation(revocation('R-1'), patience()),
      await authority.states(['D-1'], patience()),
      await authority.search({ from: '20260305', to: '20260305' }, patience()),
      await authority.check(patience()),
    ]
    for (const outcome of asked) expect(outcome).toMatchObject(never)
    expect(authority.abilities.partialRevocation).toBe(false)
  })
})

describe('tokens come from', () => {
  it.each([
    ['https://popbill.linkhub.co.kr', 'https://auth.linkhub.co.kr'],
    ['https://popbill-test.linkhub.co.kr/', 'https://auth.linkhub.co.kr'],
    ['https://static-popbill.linkhub.co.kr', 'https://static-auth.linkhub.co.kr'],
    ['https://ga-popbill-test.linkhub.co.kr', 'https://ga-auth.linkhub.co.kr'],
    ['http://127.0.0.1:8126', 'http://127.0.0.1:8126'],
    ['https://popbill.linkhub.co.kr.example.com', 'https://popbill.linkhub.co.kr.example.com'],
  ])('%s → %s', (popbill, linkhub) => {
    expect(linkhubOf(popbill)).toBe(linkhub)
  })
})
