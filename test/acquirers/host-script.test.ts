/** Rules and faults as data: which message they strike, and that a fixture with a mistake says so. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { FileFaults, HostFaults } from '../../drivers/acquirers/emulated/host-faults.js'
import { HostRules } from '../../drivers/acquirers/emulated/host-rules.js'
import { parseHostScript } from '../../drivers/acquirers/emulated/host-script.js'
import { Pan } from '../../src/domain/identifiers/pan.js'

const FIXTURES = path.join(import.meta.dirname, '../../fixtures/hosts')
const read = (name: string) => parseHostScript(fs.readFileSync(path.join(FIXTURES, name), 'utf8'))

describe('host rules', () => {
  const sale = { kind: 'authorise', terminal: 'T1', amountMinor: 1_000, pan: '4111111111111111' } as const

  test('without a rule that fits, the host approves', () => {
    expect(new HostRules([]).responseCode(sale)).toBe('00')
    expect(new HostRules([{ on: 'reverse', responseCode: '96' }]).responseCode(sale)).toBe('00')
  })

  test('the first that fits decides; rules used up make a queue', () => {
    const rules = new HostRules([
      { responseCode: '51', times: 1 },
      { responseCode: '00', times: 1 },
      { responseCode: '05' },
    ])
    expect([1, 2, 3, 4].map(() => rules.responseCode(sale))).toEqual(['51', '00', '05', '05'])
    rules.addFirst({ responseCode: '91', times: 1 })
    expect([1, 2].map(() => rules.responseCode(sale))).toEqual(['91', '05'])
  })

  test.each([
    [{ panSuffix: '1111' }, true],
    [{ panSuffix: '2111' }, false],
    [{ amountMinor: 1_000 }, true],
    [{ amountMinor: 1_001 }, false],
    [{ minAmountMinor: 1_000 }, true],
    [{ minAmountMinor: 1_001 }, false],
    [{ terminal: 'T1' }, true],
    [{ terminal: 'T2' }, false],
    [{ panSuffix: '1111', terminal: 'T2' }, false],
  ])('when %j fits: %s', (when, fits) => {
    expect(new HostRules([{ when, responseCode: '05' }]).responseCode(sale)).toBe(fits ? '05' : '00')
  })

  test('a rule about a card does not fit a message without one', () => {
    const rules = new HostRules([{ on: 'echo', when: { panSuffix: '1' }, responseCode: '96' }])
    expect(rules.responseCode({ kind: 'echo', terminal: 'T1' })).toBe('00')
  })
})

describe('host faults', () => {
  test('strike their kind, after what they let pass, as often as told', () => {
    const faults = new HostFaults()
    faults.add({ fault: 'dropReply', on: 'authorise', skip: 1, times: 2 })
    faults.add({ fault: 'garbage' })
    const kinds = ['reverse', 'authorise', 'authorise', 'authorise', 'authorise'] as const
    expect(kinds.map((kind) => faults.strike(kind)?.fault)).toEqual([
      'garbage',
      undefined,
      'dropReply',
      'dropReply',
      undefined,
    ])
  })
})

describe('host fixtures', () => {
  test('acquirer.yaml decides as its comments say, by numbers that are real card numbers', () => {
    const rules = new HostRules(read('acquirer.yaml').rules)
    const codeFor = (pan: string, amountMinor: number) => {
      expect(Pan.parse(pan).ok, pan).toBe(true)
      return rules.responseCode({ kind: 'authorise', terminal: 'T1', amountMinor, pan })
    }
    expect(codeFor('4000000000000002', 1)).toBe('05')
    expect(codeFor('4000000000009995', 1)).toBe('51')
    expect(codeFor('4000000000000069', 1)).toBe('54')
    expect(codeFor('4000000000009979', 1)).toBe('43')
    expect(codeFor('4111111111111111', 5_000_000)).toBe('00')
    expect(codeFor('4111111111111111', 5_000_001)).toBe('61')
    expect(codeFor('4111111111111111', 9_191)).toBe('91')
    expect(codeFor('4111111111111111', 9_696)).toBe('96')
  })

  test('acquirer-bad-day.yaml strikes the first four sales', () => {
    const faults = new HostFaults()
    for (const fault of read('acquirer-bad-day.yaml').faults) if ('on' in fault) faults.add(fault)
    expect(Array.from({ length: 5 }, () => faults.strike('authorise')?.fault)).toEqual([
      'dropReply',
      'dropRequest',
      'lateReply',
      'closeMidMessage',
      undefined,
    ])
  })

  test('acquirer-day-end.yaml: the first settlement is out of balance, the first file misses a transaction', () => {
    const script = read('acquirer-day-end.yaml')
    expect(script.requireSignOn).toBe(true)
    const rules = new HostRules(script.rules)
    const settling = { kind: 'settle', terminal: 'T1' } as const
    expect([1, 2].map(() => rules.responseCode(settling))).toEqual(['95', '00'])
    const faults = new FileFaults()
    for (const fault of script.faults) if (fault.fault === 'settlementDiffers') faults.add(fault)
    expect([1, 2].map(() => faults.strike())).toMatchObject([{ how: 'missing' }, undefined])
  })

  test('acquirer.yaml approves 70,007 won in part, and says 8521 as a VAN does', () => {
    const rules = new HostRules(read('acquirer.yaml').rules)
    const of = (amountMinor: number) => rules.decide({ kind: 'authorise', terminal: 'T1', amountMinor })
    expect(of(70_007)).toEqual({ responseCode: '10', approvedMinor: 30_000 })
    expect(of(85_210)).toEqual({ responseCode: '61', vanCode: '8521' })
    expect(of(70_008)).toEqual({ responseCode: '00' })
  })

  test('a host can be forgetful', () => {
    expect(parseHostScript('forgetful: true')).toEqual({ rules: [], faults: [], forgetful: true })
  })

  test('an empty file is a host with nothing special about it', () => {
    expect(parseHostScript('')).toEqual({ rules: [], faults: [] })
  })

  test.each([
    'rules: [{ responseCode: "5" }]',
    'rules: [{ when: { pan: "1" }, responseCode: "05" }]',
    'faults: [{ fault: delay }]',
    'faults: [{ fault: explode }]',
    'faults: [{ fault: settlementDiffers }]',
    'rules: [{ responseCode: "05", vanCode: "80355" }]',
    'rules: [{ responseCode: "05", approveMinor: 100 }]',
    'rules: [{ on: takeBack, responseCode: "10", approveMinor: 100 }]',
    'rules: [{ responseCode: "10", approveMinor: 0 }]',
    'requireSignOn: 1',
    'rule: []',
    'forgetful: often',
    'rules: [',
  ])('%s is malformed', (text) => {
    expect(() => parseHostScript(text)).toThrow(expect.objectContaining({ code: 'script.malformed' }))
  })
})
