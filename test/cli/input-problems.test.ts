/**
 * What is wrong with a command, said in the operator's language by the real process: exit status 2, nothing journaled, and
 * no number of a customer's on the screen.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readJournal } from '../../src/journal/sqlite-journal.js'
import { tillproof } from './tillproof-process.js'

const LIMIT_MS = 60_000
const MINA = ['--operator', 'mina']
const REFUND = ['refund', 'KR1-000001', ...MINA]
const INVOICE = ['invoice', 'KR1-000001', ...MINA]
const RECORD = ['invoice', 'KR1-000001/I000002', ...MINA, '--record']
const NUMBER = '202611234100000812345678'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tillproof-input-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Flows in the journal; none either where there is no journal. */
function flowsIn(path: string): number {
  if (!existsSync(path)) return 0
  const journal = readJournal({ path })
  try {
    return journal.flows().length
  } finally {
    journal.close()
  }
}

it.concurrent.each([
  [[...REFUND, '--amount', '12k'], '--amount 12k: 금액을 숫자로 적어 주세요. 예: 12,000'],
  [[...REFUND, '--void', '--line', '1', '--language', 'zh'], '--line: --void、--line 只能填写一项'],
  [['settle', '--settled', '--reason', '系统故障', ...MINA, '--shop', 'china'], '--evidence: 请填写凭据'],
  [
    ['tax', 'retry', '--redate', '--self-issue', ...MINA, '--shop', 'elsewhere'],
    'give only one of --redate, --self-issue',
  ],
  [[...INVOICE, '--buyer', '한빛상사', '--tax-number', '220-81-62518'], '--tax-number: 사업자등록번호가 맞지 않습니다'],
  [[...RECORD, NUMBER, '--issued-on', '2099-01-01'], '--issued-on 2099-01-01: 아직 오지 않은 날짜입니다'],
  [['sell', '--item', '라떼:5000', '--pay', '4000001234567899'], '--pay …: card, cash, transfer 중 하나를'],
  [['settle', 'KR1-S000099', ...MINA, '--shop', 'china'], 'KR1-S000099: 本机没有这个结算号'],
  [['sell', '--shop', 'china', '--operater', 'mina'], '--operater: 没有这一项，是不是 --operator？'],
])(
  '%j is refused with words of its own',
  async (args, says) => {
    const data = join(folder, `data-${args.join('-').replaceAll(/[^\w-]/g, '')}`)
    const { status, stdout, stderr } = await tillproof([...args, '--data', data], { cwd: folder })
    expect(stderr).toContain(`tillproof: `)
    expect(stderr).toContain(says)
    expect(stderr).not.toMatch(/62518|4000001234567899|^\s+at /m)
    expect({ status, stdout, flows: flowsIn(data) }).toEqual({ status: 2, stdout: '', flows: 0 })
  },
  LIMIT_MS,
)
