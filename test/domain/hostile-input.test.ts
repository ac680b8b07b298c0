/** Input that is meant to be overlooked: numbers in another dress, text behind spaces, characters that print as nothing. */
import { expect, it } from 'vitest'
import {
  parseApprovalNumber,
  parseInstalmentMonths,
  parseLine,
  parseQuantity,
  parseReceiptLine,
  parseTradeDate,
  parseWhole,
} from '../../src/domain/validation/input-parsers.js'
import { inputProblemText } from '../../src/domain/validation/input-words.js'

it.each([
  '010.9876.1234',
  '(010) 9876–1234',
  '010/9876/1234',
  '010  9876  1234',
  '010\u00a09876\u200b1234',
  '4000.0012.3456.7899',
])('%j, which may be a customer’s number in the wrong place, is not repeated', (got) => {
  expect(inputProblemText({ field: '--pay', rule: 'notATender', got }, 'ko')).not.toMatch(/9876|3456|1234/)
})

it.each(['라떼:4500:2', 'card:50000:37', '1,234,567.89', '2026-11-31', '12:0.3456'])('%s is shown as typed', (got) => {
  expect(inputProblemText({ field: '--x', rule: 'notAmount', currency: 'KRW', got }, 'en')).toContain(`--x ${got}: `)
})

const FAR = ' '.repeat(200)

it.each([
  [parseApprovalNumber(`${'2'.repeat(24)}${FAR}3`, 24), 'notApprovalNumber'],
  [parseTradeDate(`20261123${FAR}4`), 'notADate'],
  [parseWhole(`3${FAR}6`, 2, 36), 'notWhole'],
  [parseQuantity(`2${FAR}00`), 'notQuantity'],
  [parseReceiptLine(`2${FAR}00`), 'notALine'],
])('nothing that follows far behind is lost: %j', (read, rule) => {
  expect(read).toMatchObject({ ok: false, problem: { rule } })
})

it.each([
  ['\u3164', 'empty'],
  ['\u2800 \u115f', 'empty'],
  ['a\ufffe', 'unprintable'],
])('%j says nothing that a printer can print', (text, rule) => {
  expect(parseLine(text)).toMatchObject({ ok: false, problem: { rule } })
})

it.each([
  ['0', 0],
  ['2', 2],
  ['１２', 12],
])('%s months are taken', (text, months) => {
  expect(parseInstalmentMonths(text, 12)).toEqual({ ok: true, value: months })
})

it.each(['1', '13', '-2', '2.5', 'three', ''])('%j months are not', (text) => {
  expect(parseInstalmentMonths(text, 12)).toMatchObject({ ok: false, problem: { rule: 'notMonths', most: 12 } })
})
