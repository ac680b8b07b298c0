/** The emulated reader: what it does beyond the contract all readers share, on a clock that moves only when told to. */
import { describe, expect, it } from 'vitest'
import { EmulatedCardReader } from '../../drivers/card-readers/emulated/emulated-card-reader.js'
import type { ScriptedPresentation } from '../../drivers/card-readers/emulated/presentation.js'
import { TEST_CARD_NAMES, TEST_CARDS, type TestCard } from '../../drivers/card-readers/emulated/test-cards.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { ENTRY_MODES, type EntryMode } from '../../src/domain/card.js'
import { Track2 } from '../../src/domain/identifiers/pan.js'
import { money } from '../../src/domain/money.js'

const START = Date.UTC(2025, 2, 3, 3)

function bench(...script: ScriptedPresentation[]) {
  const clock = new VirtualClock(START)
  const reader = new EmulatedCardReader(clock, script)
  const terminal = new AbortController()
  const read = (...accepts: EntryMode[]) =>
    reader.read({ amount: money(12_000, 'KRW'), accepts: accepts.length > 0 ? accepts : ENTRY_MODES }, terminal.signal)
  return { clock, reader, terminal, read }
}

describe('an emulated card', () => {
  it.each(['chip', 'contactless'] as const)('read by %s names its application', async (kind) => {
    const { read } = bench({ kind, card: 'unionPay' })
    const outcome = await read()
    expect(outcome).toMatchObject({
      kind: 'accepted',
      value: {
        expiry: '4910',
        summary: {
          maskedPan: '620000******0005',
          entryMode: kind,
          hasChip: true,
          aid: 'A000000333010102',
          label: 'UNIONPAY CREDIT',
        },
      },
    })
    expect(outcome.kind === 'accepted' && outcome.value.track2?.reveal()).toBe('6200000000000005=4910220')
  })

  it('names no application when it is swiped', async () => {
    const { read } = bench({ kind: 'swipe', card: 'visa' })
    const outcome = await read()
    expect(outcome.kind === 'accepted' && Object.keys(outcome.value.summary)).toEqual([
      'maskedPan',
      'entryMode',
      'hasChip',
    ])
  })

  it('may be described in the script', async () => {
    const { read } = bench({ kind: 'swipe', card: { pan: '378282246310005', expiry: '4907', serviceCode: '101' } })
    expect(await read()).toMatchObject({ kind: 'accepted', value: { summary: { maskedPan: '378282*****0005' } } })
  })

  it.each<[string, ScriptedPresentation]>([
    ['a wrong check digit', { kind: 'swipe', card: { pan: '4111111111111112', expiry: '4912', serviceCode: '101' } }],
    ['a thirteenth month', { kind: 'swipe', card: { pan: '4111111111111111', expiry: '4913', serviceCode: '101' } }],
    ['no chip to insert', { kind: 'chip', card: 'magneticOnly' }],
    ['no chip to tap', { kind: 'contactless', card: 'magneticOnly' }],
  ])('with %s is refused where the script is given, without its number', (_, presentation) => {
    const given = [
      () => new EmulatedCardReader(new VirtualClock(START), [presentation]),
      () => bench().reader.enqueue(presentation),
    ]
    for (const give of given) {
      expect(give).toThrow(expect.objectContaining({ name: 'DriverError', code: 'reader.badCard' }))
      expect(give).not.toThrow(/\d{6}/)
    }
  })
})

describe('the built-in test cards', () => {
  it.each(TEST_CARD_NAMES)('%s is a card that could exist', (name) => {
    const card: TestCard = TEST_CARDS[name]
    const track2 = Track2.parse(`${card.pan}D${card.expiry}${card.serviceCode}`)
    if (!track2.ok) return expect.fail(track2.problem)
    expect(card.aid !== undefined).toBe(track2.value.hasChip)
    expect(card.label !== undefined).toBe(track2.value.hasChip)
  })
})

describe('an emulated reader', () => {
  it.each([
    ['chip', 'reader.chipUnreadable'],
    ['contactless', 'reader.tapUnreadable'],
    ['swipe', 'reader.stripeUnreadable'],
  ] as const)('names a failed %s', async (entry, failure) => {
    const { read } = bench({ kind: 'error', entry })
    expect(await read()).toMatchObject({ kind: 'refused', failure })
  })

  it('hears the customer cancel', async () => {
    const { read } = bench({ kind: 'cancel' })
    expect(await read()).toMatchObject({ kind: 'refused', failure: 'reader.cancelledByCustomer' })
  })

  it('plays one presentation a read: a worn chip, then the fallback swipe', async () => {
    const { read } = bench({ kind: 'error', entry: 'chip' }, { kind: 'swipe', card: 'visa' })
    expect(await read('chip', 'contactless', 'swipe')).toMatchObject({ failure: 'reader.chipUnreadable' })
    expect(await read('swipe')).toMatchObject({ kind: 'accepted', value: { summary: { hasChip: true } } })
  })

  it('ignores what the terminal does not accept, and plays on in the same read', async () => {
    const { read } = bench(
      { kind: 'swipe', card: 'magneticOnly' },
      { kind: 'error', entry: 'swipe' },
      { kind: 'contactless', card: 'visa' },
      { kind: 'chip', card: 'mastercard' },
    )
    expect(await read('chip')).toMatchObject({
      kind: 'accepted',
      value: { summary: { maskedPan: '555555******4444' } },
    })
  })

  it('presents each thing when its time has come, and not before', async () => {
    const { clock, read } = bench(
      { kind: 'swipe', card: 'visa', afterMs: 500 },
      { kind: 'chip', card: 'visa', afterMs: 700 },
    )
    const seen: string[] = []
    const reading = read('chip').then((outcome) => seen.push(outcome.kind))
    await clock.advance(1_199)
    expect(seen).toEqual([])
    await clock.advance(1)
    await reading
    expect(seen).toEqual(['accepted'])
    expect(clock.now()).toBe(START + 1_200)
  })

  it('drops the card that comes after the terminal gave up, and sets no timer for it', async () => {
    const { clock, reader, read, terminal } = bench({ kind: 'chip', card: 'visa', afterMs: 40_000 })
    const reading = read()
    await clock.advance(30_000)
    terminal.abort()
    expect(await reading).toMatchObject({ kind: 'refused', failure: 'reader.timeout' })
    expect(clock.nextDueAt()).toBeUndefined()
    expect(reader.waitingFor).toBeUndefined()
  })

  it('waits for as long as it takes when nobody comes, or when the script is over', async () => {
    for (const script of [[{ kind: 'nothing' }, { kind: 'chip', card: 'visa' }], []] as ScriptedPresentation[][]) {
      const { clock, reader, read, terminal } = bench(...script)
      const reading = read()
      await clock.advance(3_600_000)
      expect(reader.waitingFor).toMatchObject({ amount: money(12_000, 'KRW') })
      terminal.abort()
      expect(await reading).toMatchObject({ failure: 'reader.timeout' })
    }
  })

  it('takes nothing from the script for a read that was called off before it began', async () => {
    const { reader, read } = bench({ kind: 'chip', card: 'visa' })
    await reader.read({ amount: money(1, 'KRW'), accepts: ENTRY_MODES }, AbortSignal.abort())
    expect(await read()).toMatchObject({ kind: 'accepted' })
  })

  it('is not there from the start, or lost part-way, for one read each', async () => {
    const { clock, read } = bench(
      { kind: 'unplugged' },
      { kind: 'unplugged', afterMs: 200 },
      { kind: 'contactless', card: 'visa' },
    )
    expect(await read()).toEqual({ kind: 'unavailable', failure: 'reader.unreachable' })
    const second = read()
    await clock.advance(200)
    expect(await second).toEqual({ kind: 'unavailable', failure: 'reader.linkLost' })
    expect(await read()).toMatchObject({ kind: 'accepted' })
  })

  it('lets a hand be quicker than the script, which is then spent for this read', async () => {
    const { clock, reader, read } = bench({ kind: 'chip', card: 'visa', afterMs: 5_000 }, { kind: 'cancel' })
    const reading = read()
    expect(reader.present({ kind: 'contactless', card: 'mastercard' })).toBe(true)
    expect(await reading).toMatchObject({ value: { summary: { entryMode: 'contactless', label: 'MASTERCARD' } } })
    expect(clock.nextDueAt()).toBeUndefined()
    expect(await read()).toMatchObject({ failure: 'reader.cancelledByCustomer' })
  })

  it('tells a hand whether anybody took notice', async () => {
    const { reader, read } = bench()
    expect(reader.present({ kind: 'chip', card: 'visa' })).toBe(false)
    const reading = read('chip')
    expect(reader.present({ kind: 'swipe', card: 'visa' })).toBe(false)
    expect(reader.present({ kind: 'nothing' })).toBe(false)
    expect(reader.present({ kind: 'chip', card: 'visa' })).toBe(true)
    await reading
  })

  it('plays what was added while it was idle', async () => {
    const { reader, read } = bench()
    reader.enqueue({ kind: 'cancel' }, { kind: 'chip', card: 'visa' })
    expect(await read()).toMatchObject({ failure: 'reader.cancelledByCustomer' })
    expect(await read()).toMatchObject({ kind: 'accepted' })
  })
})
