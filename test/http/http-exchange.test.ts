/** Which of fetch's errors prove that nothing was sent. A wrong "never sent" would issue a receipt twice. */
import { expect, it } from 'vitest'
import { causeNeverSent } from '../../drivers/http/http-exchange.js'

const failure = (code: string, syscall?: string) =>
  Object.assign(new Error(code), { code, ...(syscall ? { syscall } : {}) })
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause })

it.each([
  ['connection refused', failure('ECONNREFUSED', 'connect')],
  ['no route', failure('EHOSTUNREACH', 'connect')],
  ['connecting took too long for the system', failure('ETIMEDOUT', 'connect')],
  ['connecting took too long for fetch', failure('UND_ERR_CONNECT_TIMEOUT')],
  ['no such name', failure('ENOTFOUND', 'getaddrinfo')],
  ['no name service', failure('EAI_AGAIN', 'getaddrinfo')],
  [
    'every address refused',
    new AggregateError([failure('ECONNREFUSED', 'connect'), failure('ENETUNREACH', 'connect')]),
  ],
  ['a certificate not yet valid, by a till with a dead clock', failure('CERT_NOT_YET_VALID')],
])('%s: never sent', (_what, cause) => {
  expect(causeNeverSent(fetchFailed(cause))).toMatchObject({ kind: 'neverSent' })
})

it.each([
  ['reset', failure('ECONNRESET', 'read')],
  ['broken pipe', failure('EPIPE', 'write')],
  ['timed out while reading', failure('ETIMEDOUT', 'read')],
  ['closed by the other side', failure('UND_ERR_SOCKET')],
  ['headers late', failure('UND_ERR_HEADERS_TIMEOUT')],
  [
    'not all addresses at connecting',
    new AggregateError([failure('ECONNREFUSED', 'connect'), failure('EPIPE', 'write')]),
  ],
  ['an empty aggregate', new AggregateError([])],
  ['a cause nobody knows', 'oops'],
  ['no cause', undefined],
])('%s: perhaps sent', (_what, cause) => {
  expect(causeNeverSent(fetchFailed(cause))).toBeUndefined()
  expect(causeNeverSent(cause)).toBeUndefined()
})
