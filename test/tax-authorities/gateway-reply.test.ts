/** What a reply's status and code say together, and that no customer's number passes from a message into a record. */
import { describe, expect, it, test } from 'vitest'
import { readGatewayReply } from '../../drivers/tax-authorities/popbill/gateway-reply.js'

const LISTED = -14001032
const DUPLICATE = -14001019
const UNLISTED = -99999999

const said = (status: number, code: number, message = '') => ({ status, text: JSON.stringify({ code, message }) })

describe('a reply that carries a code', () => {
  const rows: readonly (readonly [number, number, string, string])[] = [
    [200, UNLISTED, 'refused', 'refused'],
    [400, LISTED, 'refused', 'refused'],
    [400, DUPLICATE, 'refused', 'refused'],
    [400, UNLISTED, 'unreadable', 'refused'],
    [401, UNLISTED, 'refused', 'refused'],
    [403, UNLISTED, 'unreadable', 'refused'],
    [408, LISTED, 'refused', 'refused'],
    [408, UNLISTED, 'unreadable', 'unreadable'],
    [429, LISTED, 'notTaken', 'notTaken'],
    [429, UNLISTED, 'notTaken', 'notTaken'],
    [500, LISTED, 'refused', 'refused'],
    [500, DUPLICATE, 'refused', 'refused'],
    [500, UNLISTED, 'unreadable', 'unreadable'],
    [503, UNLISTED, 'notTaken', 'notTaken'],
  ]
  test.each(rows)('HTTP %i with %i: a submission is %s, a question %s', (status, code, submission, question) => {
    expect(readGatewayReply(said(status, code), 'submission').kind).toBe(submission)
    expect(readGatewayReply(said(status, code), 'question').kind).toBe(question)
  })
})

describe('numbers in a message', () => {
  const masked = (message: string) => {
    const reply = readGatewayReply(said(400, LISTED, message), 'submission')
    return reply.kind === 'refused' ? reply.message : reply.kind
  }

  it.each([
    ['01012345678', '***'],
    ['010-1234-5678', '***'],
    ['010 1234 5678', '*** *** ***'],
    ['010.1234.5678', '***.***.***'],
    ['(010)1234-5678', '(***)***'],
    ['031(123)4567', '***(***)***'],
    ['(010) 1234 - 5678', '(***) *** - ***'],
    ['117-81-78260', '***'],
    ['1544 2020 1234 567890', '*** *** *** ***'],
    ['0 1 0 1 2 3 4 5', '*** *** *** *** *** *** *** ***'],
  ])('%s does not pass', (number, shown) => {
    expect(masked(`번호 ${number} 오류`)).toBe(`번호 ${shown} 오류`)
  })

  it.each(['3건', '1234567', '1. 2. 3', '제14조(2)항'])('%s may pass', (text) => {
    expect(masked(`번호 ${text} 오류`)).toBe(`번호 ${text} 오류`)
  })

  it('are gone before a long message is cut', () => {
    expect(masked(`${'가'.repeat(195)}01012345678`)).toBe(`${'가'.repeat(195)}***`)
  })
})
