/** Settlement files as the terminal reads them: believed whole or not at all, with every problem named and placed. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { readSettlementFile } from '../../drivers/acquirers/iso8583/settlement-file.js'
import { Iso8583Acquirer } from '../../drivers/acquirers/iso8583-acquirer.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { patient, SENT_AT } from './sample-purchase.js'

const HEADER = 'header,settlement,1,T1,000007,KRW,2026-03-05T14:00:00Z'
const SALE = 'purchase,000001,2026-03-05T05:00:07Z,606405000001,000001,12000'
const REFUND = 'refund,000002,2026-03-05T05:01:07Z,606405000002,000002,2000'
const TOTALS = 'totals,1,12000,1,2000,10000'
const asked = { terminalNumber: 'T1', batchNumber: 7 }

/** The lines with the checksum they ought to have. */
function sealed(...lines: readonly string[]): string {
  const text = lines.map((line) => `${line}\n`).join('')
  return `${text}checksum,sha256,${createHash('sha256').update(text).digest('hex')}\n`
}

const problemsOf = (text: string) => {
  const read = readSettlementFile(text, asked)
  return read.ok ? [] : read.problem.map(({ line, fault }) => `${line} ${fault}`)
}

describe('a settlement file', () => {
  test('is read whole', () => {
    expect(readSettlementFile(sealed(HEADER, SALE, REFUND, TOTALS), asked)).toEqual({
      ok: true,
      value: {
        batchNumber: 7,
        closedAt: Date.UTC(2026, 2, 5, 14),
        records: [
          {
            kind: 'purchase',
            key: { stan: '000001', sentAt: Date.UTC(2026, 2, 5, 5, 0, 7) },
            amount: { amountMinor: 12_000, currency: 'KRW' },
            rrn: '606405000001',
            approvalCode: '000001',
          },
          {
            kind: 'refund',
            key: { stan: '000002', sentAt: Date.UTC(2026, 2, 5, 5, 1, 7) },
            amount: { amountMinor: 2_000, currency: 'KRW' },
            rrn: '606405000002',
            approvalCode: '000002',
          },
        ],
        totals: {
          currency: 'KRW',
          purchases: { count: 1, amountMinor: 12_000 },
          refunds: { count: 1, amountMinor: 2_000 },
        },
      },
    })
  })

  test('of nothing is a file', () => {
    expect(problemsOf(sealed(HEADER, 'totals,0,0,0,0,0'))).toEqual([])
  })

  test.each([
    ['empty', '', ['1 lineMissing']],
    ['cut in a line', sealed(HEADER, SALE, REFUND, TOTALS).slice(0, 100), ['2 cutShort']],
    ['without a checksum', `${HEADER}\n${SALE}\n`, ['3 lineMissing']],
    [
      'an error page',
      '<html>\n<body>502\n</body>\n</html>\n',
      ['1 lineMalformed', '2 lineMalformed', '3 lineMalformed', '4 lineMalformed'],
    ],
    ['of another terminal', sealed(HEADER.replace('T1', 'T2'), SALE, REFUND, TOTALS), ['1 anotherTerminal']],
    ['of another batch', sealed(HEADER.replace('000007', '000008'), SALE, REFUND, TOTALS), ['1 anotherBatch']],
    ['of another version', sealed(HEADER.replace(',1,', ',2,'), SALE, REFUND, TOTALS), ['1 lineMalformed']],
    [
      'with an amount that is none',
      sealed(HEADER, SALE.replace('12000', '120.00'), REFUND, TOTALS),
      ['2 lineMalformed'],
    ],
    ['with an amount of nothing', sealed(HEADER, SALE.replace('12000', '0'), REFUND, TOTALS), ['2 lineMalformed']],
    [
      'with a day that does not exist',
      sealed(HEADER, SALE.replace('03-05', '02-31'), REFUND, TOTALS),
      ['2 lineMalformed'],
    ],
    ['with a field too many', sealed(HEADER, `${SALE},1`, REFUND, TOTALS), ['2 lineMalformed']],
    ['with a transaction twice', sealed(HEADER, SALE, SALE, 'totals,2,24000,0,0,24000'), ['3 listedTwice']],
    [
      'with a total that does not follow',
      sealed(HEADER, SALE, REFUND, TOTALS.replace('12000', '12001')),
      ['4 totalsDiffer'],
    ],
    [
      'with a net that does not follow',
      sealed(HEADER, SALE, REFUND, TOTALS.replace('10000', '10001')),
      ['4 totalsDiffer'],
    ],
    [
      'with a count that does not follow',
      sealed(HEADER, SALE, REFUND, TOTALS.replace('totals,1', 'totals,2')),
      ['4 totalsDiffer'],
    ],
    [
      'changed after it was sealed',
      sealed(HEADER, SALE, REFUND, TOTALS).replace('000001,12000', '000001,12001'),
      ['5 checksumDiffers'],
    ],
    [
      'wrong in several places, tells all',
      sealed(HEADER.replace('T1', 'T2'), SALE.replace('12000', ''), REFUND, 'totals'),
      ['2 lineMalformed', '4 lineMalformed', '1 anotherTerminal'],
    ],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems)
  })
})

describe('fetching it', () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  function driverOn(filesUrl: string | undefined): Iso8583Acquirer {
    const acquirer = new Iso8583Acquirer({
      ...{ host: '127.0.0.1', port: 1, terminalNumber: 'T1', merchantNumber: 'M1', address: 'iso8583:test' },
      clock: new VirtualClock(SENT_AT),
      filesUrl,
    })
    closing.push(() => acquirer.close())
    return acquirer
  }

  async function serverGiving(
    status: number,
    text: string,
  ): Promise<{ readonly url: string; readonly paths: string[] }> {
    const paths: string[] = []
    const server = createServer((request, response) => {
      paths.push(request.url ?? '')
      response.writeHead(status).end(text)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    closing.push(async () => {
      server.close()
      await once(server, 'close')
    })
    const address = server.address()
    return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, paths }
  }

  test('asks for the batch by six digits and tells what is wrong with the file', async () => {
    const server = await serverGiving(200, sealed(HEADER, SALE, REFUND, 'totals,1,1,1,1,0'))
    expect(await driverOn(`${server.url}/`).settlementFile(7, patient)).toEqual({
      kind: 'refused',
      failure: 'host.settlementFileUnreadable',
      detail: 'line 4 totalsDiffer',
    })
    expect(server.paths).toEqual(['/settlements/T1/000007.csv'])
  })

  test('another status than found or missing is the trouble of whoever answered', async () => {
    const server = await serverGiving(503, 'busy')
    expect(await driverOn(server.url).settlementFile(7, patient)).toEqual({
      kind: 'refused',
      failure: 'host.systemMalfunction',
      detail: 'HTTP status 503',
      hostCode: '503',
    })
  })

  test('nobody listening is unreachable, no address is no file', async () => {
    const gone = await serverGiving(200, '')
    await closing.pop()?.()
    expect(await driverOn(gone.url).settlementFile(7, patient)).toMatchObject({
      kind: 'unavailable',
      failure: 'host.unreachable',
    })
    expect(await driverOn(undefined).settlementFile(7, patient)).toMatchObject({
      kind: 'unavailable',
      failure: 'host.settlementFileMissing',
    })
  })
})
