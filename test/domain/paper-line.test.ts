/** Columns on paper: Hangul, Han and full-width forms take two, and everything adds up character by character. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, columnsOfCharacter } from '../../src/domain/paper-line.js'

// The same examples every time, so that a failure here is a failure everywhere.
fc.configureGlobal({ seed: 20_250_303 })

describe('columns of a text', () => {
  it.each([
    ['', 0],
    ['Tillproof 1.0', 13],
    ['현금영수증', 10],
    ['현금영수증(소득공제)', 20],
    ['付款成功', 8],
    ['合计 ¥9.50', 10],
    ['￦12,000', 8],
    ['₩12,000', 7],
    ['（增值税）', 10],
    ['、。', 4],
    ['ｱ', 1],
    ['ア', 2],
    ['ㄱㅏ', 4],
    ['🧾', 2],
    ['𠮷', 2],
  ])('%j takes %d', (text, columns) => {
    expect(columnsOf(text)).toBe(columns)
  })

  const anyText = fc.string({ unit: fc.constantFrom(...'a0 -%가힣ㄱ小票（）、ア，￦é🧾𠮷') })

  it('adds up over any cut between characters', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(columnsOf(a + b)).toBe(columnsOf(a) + columnsOf(b))
      }),
    )
  })

  it('is between one and two columns a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const characters = [...text]
        expect(columnsOf(text)).toBe(characters.reduce((total, character) => total + columnsOfCharacter(character), 0))
        expect(columnsOf(text)).toBeGreaterThanOrEqual(characters.length)
        expect(columnsOf(text)).toBeLessThanOrEqual(characters.length * 2)
      }),
    )
  })

  it('is two for every precomposed Hangul syllable and every basic Han character', () => {
    const wide = fc.oneof(fc.integer({ min: 0xac00, max: 0xd7a3 }), fc.integer({ min: 0x4e00, max: 0x9fff }))
    fc.assert(
      fc.property(wide, (codePoint) => {
        expect(columnsOfCharacter(String.fromCodePoint(codePoint))).toBe(2)
      }),
    )
  })

  it('is one for every printable ASCII character', () => {
    for (let code = 0x20; code < 0x7f; code++) expect(columnsOfCharacter(String.fromCharCode(code))).toBe(1)
  })
})
