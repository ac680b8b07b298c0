/** Canonical JSON: one text for one value. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from '../../src/journal/canonical-json.js'
import type { Json } from '../../src/ports/journal.js'

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => value as Json)

it('sorts members at every depth by UTF-16 code units and writes no spaces', () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x', '😀': 2, ﬀ: 3, 10: true, 9: false })).toBe(
    '{"10":true,"9":false,"a":"x","b":[{"c":null,"d":1}],"😀":2,"ﬀ":3}',
  )
})

it('leaves undefined members out and writes minus zero as zero', () => {
  expect(canonicalJson({ a: undefined, b: -0, c: 1e21 })).toBe('{"b":0,"c":1e+21}')
})

it('reads back as the same value, and is the same text for any order of members', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(reversed(value))).toBe(text)
    }),
  )
})

it.each([
  ['NaN', { a: [Number.NaN] }],
  ['a Date', { a: [new Date(0)] }],
  ['a class instance', { a: [new (class Guarded {})()] }],
  ['a hole in a list', { a: [undefined] }],
  ['a function', { a: [() => 1] }],
])('refuses %s and names the place', (_, value) => {
  expect(() => canonicalJson(value as unknown as Json)).toThrow(/\$\.a\[0\]/)
})

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value as Record<string, Json>).reverse()
  return Object.fromEntries(members.map(([name, member]) => [name, reversed(member)]))
}
