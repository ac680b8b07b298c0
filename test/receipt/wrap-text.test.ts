/** Line breaking: by columns, between words, never inside a number or a double-width character. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../src/domain/paper-line.js'
import { wrapText } from '../../src/receipt/layout/wrap-text.js'

const wrap = (text: string, limit: number) => wrapText(text, limit, columnsOf)

const RUNS = { seed: 20_250_314, numRuns: 500 }

describe('wrapping', () => {
  it.each([
    ['empty text is one empty line', '', 10, ['']],
    ['words move whole', 'medium dark roast', 11, ['medium dark', 'roast']],
    ['Korean words move whole', '우리밀 허니브레드', 16, ['우리밀', '허니브레드']],
    ['Han breaks between characters', '本人确认以上交易', 7, ['本人确', '认以上', '交易']],
    ['a closing mark stays behind its word', '以上交易，同意', 8, ['以上交', '易，同意']],
    ['an opening mark goes with what it opens', '现金收据（个人）', 10, ['现金收据', '（个人）']],
    ['a number keeps its unit', '合计12元整', 7, ['合计', '12元整']],
    ['a number moves whole', '합계 1,234,000원', 12, ['합계', '1,234,000원']],
    ['a word wider than the line is cut', '항생제한우등급', 6, ['항생제', '한우등', '급']],
    ['but its numbers are not', '한우12345등급', 8, ['한우', '12345등', '급']],
    ['a number wider than the line must be', '1234567890', 4, ['1234', '5678', '90']],
    ['spaces vanish where a line ends', 'ab   cd', 4, ['ab', 'cd']],
    ['and stay where it does not', 'ab   cd', 7, ['ab   cd']],
  ])('%s', (_name, text, limit, expected) => expect(wrap(text, limit)).toEqual(expected))

  const character = fc.constantFrom(...'aB7,. 한글가字符，（é𠮷')
  const text = fc.array(character, { maxLength: 60 }).map((characters) => characters.join(''))

  it('keeps every line within the limit and every character in its order', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 48 }), (words, limit) => {
        const lines = wrap(words, limit)
        expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(limit)
        expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''))
      }),
      RUNS,
    )
  })
})
