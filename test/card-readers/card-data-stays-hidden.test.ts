/**
 * Card data has many ways out of a program that nobody meant to open: a log line, an error's details, a copied object.
 * Each way is tried here, and none may show more than the mask.
 */
import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { format, inspect } from 'node:util'
import { serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { presentedCard } from '../../drivers/card-readers/presented-card.js'
import { Pan, Track2 } from '../../src/domain/identifiers/pan.js'

const DIGITS = '5361120000381234'
const TRACK = `;${DIGITS}=4909201987654321?`
const MASK = '536112******1234'

function sample() {
  const pan = Pan.parse(DIGITS)
  const track2 = Track2.parse(TRACK)
  if (!pan.ok || !track2.ok) throw new Error('the sample card is not one')
  const card = presentedCard(track2.value, 'chip', { aid: 'A0000000041010', label: 'KOREA CREDIT' })
  return { Pan: pan.value, Track2: track2.value, PresentedCard: card }
}

/** What a console prints for it. */
function logged(value: unknown): string {
  let text = ''
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString()
      done()
    },
  })
  const console = new Console(sink)
  console.log(value)
  console.log('card %s %o %O %j', value, value, value, value)
  console.dir(value, { showHidden: true, depth: null })
  console.table([value])
  return text
}

function thrownWith(value: unknown): string {
  return inspect(new Error(`refused ${value}`, { cause: value }), { depth: null, showHidden: true })
}

const WAYS_OUT: Readonly<Record<string, (value: object) => string>> = {
  'JSON.stringify': (value) => JSON.stringify({ value, list: [value] }),
  String: (value) => String(value),
  'a template': (value) => `${value}`,
  'a joined list': (value) => [value, value].join(),
  'util.inspect': (value) => inspect(value, { depth: null }),
  'util.inspect with showHidden': (value) => inspect({ value }, { depth: null, showHidden: true, getters: true }),
  'util.inspect without custom': (value) => inspect(value, { depth: null, showHidden: true, customInspect: false }),
  'util.format': (value) => format('%s %o %O %j %i', value, value, value, value, value),
  console: logged,
  'an error': thrownWith,
  structuredClone: (value) => inspect(structuredClone(value), { depth: null, showHidden: true }),
  'v8.serialize': (value) => serialize(value).toString('latin1'),
  spread: (value) => JSON.stringify({ ...value }),
  'its own properties': (value) =>
    Reflect.ownKeys(value)
      .map((key) => inspect(Reflect.get(value, key), { depth: null, showHidden: true, customInspect: false }))
      .join(),
}

describe.each(Object.entries(sample()))('%s', (_, value) => {
  it.each(Object.entries(WAYS_OUT))('keeps its digits through %s', (_way, show) => {
    const shown = show(value)
    expect(shown.length).toBeGreaterThan(0)
    // The middle of the number, and the discretionary data behind it: neither may come out, whole or grouped.
    for (const secret of [DIGITS, '0000381234', '00003812', '987654321']) expect(shown).not.toContain(secret)
  })
})

describe('the mask', () => {
  it('is what each of them shows', () => {
    const { Pan: pan, Track2: track2, PresentedCard: card } = sample()
    for (const value of [pan, track2]) {
      expect(`${value}`).toBe(MASK)
      expect(JSON.stringify(value)).toBe(`"${MASK}"`)
      expect(inspect(value)).toBe(MASK)
    }
    expect(JSON.parse(JSON.stringify(card))).toEqual({
      pan: MASK,
      expiry: '4909',
      track2: MASK,
      summary: { maskedPan: MASK, entryMode: 'chip', hasChip: true, aid: 'A0000000041010', label: 'KOREA CREDIT' },
    })
  })

  it('is lifted only where the clear text is asked for by name', () => {
    const { Pan: pan, Track2: track2 } = sample()
    expect(pan.reveal()).toBe(DIGITS)
    expect(track2.reveal()).toBe(`${DIGITS}=4909201987654321`)
  })
})
