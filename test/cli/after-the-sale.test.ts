/**
 * What happens to sales afterwards, at the command line and as real processes: taken back, exchanged, corrected, refused,
 * settled and listed, one day on one till whose emulated host and gateway keep their own books beside the journal.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SCRATCH_ROOT } from '../scratch-root.js'
import { type Ended, tillproof } from './tillproof-process.js'

const LIMIT_MS = 60_000
const DAY_MS = 86_400_000
const CARD = ['--reader', 'emulated:?card=koreanCredit&afterMs=0']
const BY = ['--operator', 'mina']

let cwd: string

const run = (...args: readonly string[]): Promise<Ended> => tillproof(args, { cwd })
/** Two days later, when the tax office has what was issued. */
const runLater = (...args: readonly string[]): Promise<Ended> => tillproof(args, { cwd, laterMs: 2 * DAY_MS })

async function json<T = never>(...args: readonly string[]): Promise<T> {
  const { stdout, stderr } = await run(...args, '--json')
  expect(stderr).toBe('')
  return JSON.parse(stdout) as T
}

interface Flow {
  readonly flowId: string
  readonly kind: string
}

/** The number of the sale over that amount. */
async function saleOver(amount: string): Promise<string> {
  const { stdout } = await run('sales', '--all')
  return (
    stdout
      .split('\n')
      .find((line) => line.includes(amount))
      ?.split(' ')[0] ?? 'none'
  )
}

beforeAll(async () => {
  cwd = await mkdtemp(path.join(SCRATCH_ROOT, 'tillproof-afterwards-'))
  const sales = [
    ['--item', '원두:20000:2', '--item', '라떼:5000', '--pay', 'cash:50000', '--cash-receipt', 'personal:01098761234'],
    ['--item', '케이크:12000', '--pay', 'card', ...CARD],
    ['--item', '쿠키:7000', '--pay', 'cash:7000', '--cash-receipt', 'none'],
    ['--item', '컵:30000', '--pay', 'cash:30000', '--cash-receipt', 'personal:01011112222'],
  ]
  for (const sale of sales) expect(await run('sell', ...sale)).toMatchObject({ status: 0, stderr: '' })
}, LIMIT_MS)

afterAll(() => rm(cwd, { recursive: true, force: true }))

describe.sequential('a day after its sales', { timeout: LIMIT_MS }, () => {
  it('takes goods back in cash, and the cash receipt with them once the tax office has it', async () => {
    const back = ['--reason', '식음', '--confirm', '5,000', '--handed-over']
    const returned = await run('refund', 'KR1-000001', '--line', '2', ...BY, ...back)
    expect(returned).toMatchObject({ status: 3, stderr: '' })
    expect(returned.stdout).toContain('현금 5,000원')
    expect(returned.stdout).toMatch(
      /! KR1-000001\/R\d{6} {2}반품 5,000원 {2}결제 완료 · 현금영수증 미완료 · 영수증 완료/,
    )
    expect(returned.stdout).toContain('[-14001021]')
  })

  it('gives back no more than is left, and nothing where the amount is typed otherwise', async () => {
    const more = await run('refund', 'KR1-000001', '--amount', '40,001', ...BY, '--reason', 'x', '--confirm', '40,001')
    expect(more).toMatchObject({ status: 2, stdout: '' })
    expect(more.stderr).toContain('남은 금액은 40,000원입니다')
    const other = await run('refund', 'KR1-000001', '--amount', '4,000', ...BY, '--reason', 'x', '--confirm', '40,000')
    expect(other.status).not.toBe(0)
    expect(await json<Flow[]>('owed')).toMatchObject([{ kind: 'return' }])
  })

  it('exchanges a cake for a dearer tumbler, the difference by card', async () => {
    const exchange = ['--line', '1', '--item', '텀블러:15,000', '--pay', 'card', ...CARD]
    const exchanged = await run(
      'exchange',
      await saleOver('12,000'),
      ...exchange,
      ...BY,
      '--reason',
      '색상',
      '--confirm',
      '12,000',
    )
    expect(exchanged).toMatchObject({ status: 0, stderr: '' })
    expect(exchanged.stdout).toContain('더 받을 금액 3,000원')
    expect(exchanged.stdout).toContain('교환이 끝났습니다')
    expect(exchanged.stdout).not.toContain('환불')
  })

  it('corrects a mistyped number, and refuses a refund, without speaking of money', async () => {
    const cup = await saleOver('30,000')
    const corrected = await run('correct', cup, '--cash-receipt', 'personal:01033334444', ...BY, '--reason', '오타')
    expect(corrected).toMatchObject({ status: 3, stderr: '' })
    const refused = await run('refund', cup, '--refuse', ...BY, '--reason', '포장 개봉')
    expect(refused).toMatchObject({ status: 0, stderr: '' })
    for (const { stdout } of [corrected, refused]) expect(stdout).not.toMatch(/환불이 끝|0원/)
    expect(refused.stdout).toMatch(/✔ .* {2}환불 불가 안내 {2}결제 해당 없음/)
    const documents = await json<{ documents: unknown[] }[]>('tax', 'show', cup)
    expect(documents.map((flow) => flow.documents)).toMatchObject([
      [{ kind: 'issue', state: 'done' }],
      [
        { kind: 'revoke', state: 'due' },
        { kind: 'issue', state: 'due' },
      ],
      [],
    ])
  })

  it('closes the card day on what the host has too', async () => {
    const day = await json<{ settlementId: string }>('settle', ...BY)
    expect(day).toMatchObject({ step: 'agreed', totals: { purchases: { count: 2, amountMinor: 15_000 } } })
    const ledger = await readFile(path.join(cwd, '.tillproof', 'emulated', 'acquirer.jsonl'), 'utf8')
    expect(ledger).toContain('15000')
  })

  it('lists what is owed in three languages, each alone', async () => {
    const lists = await Promise.all(['ko', 'zh', 'en'].map((language) => run('owed', '--language', language)))
    const [korean, chinese, english] = lists.map(({ stdout }) => stdout)
    for (const { status } of lists) expect(status).toBe(3)
    expect(korean).toContain('반품 5,000원')
    expect(korean).toContain('현금영수증 정정\n')
    expect(chinese).toContain('现金收据更正\n')
    expect(chinese).not.toMatch(/[가-힣]/)
    expect(english).not.toMatch(/[가-힣一-鿿]/)
    const owed = await json<Flow[]>('tax', 'list')
    expect(owed.map(({ kind }) => kind)).toEqual(['revoke', 'revoke', 'issue'])
  })

  it('keeps every promise two days later, by itself', async () => {
    const resumed = await runLater('resume', '--wait', '20')
    expect(resumed).toMatchObject({ status: 0, stderr: '' })
    expect(await json('owed')).toEqual([])
    const shown = await run('tax', 'show', await saleOver('30,000'), '--language', 'ko')
    expect(shown.stdout.split('\n').filter((line) => line.startsWith('✔'))).toHaveLength(3)
  })

  it('prints a refund’s slip once more, as a copy, and knows what cannot be said of it', async () => {
    const { stdout } = await run('journal', 'show')
    const returned = /KR1-000001\/R\d{6}/.exec(stdout)?.[0] ?? 'none'
    const again = await run('finish', returned, 'reprint', ...BY, '--reason', 'notHandedOver')
    expect(again).toMatchObject({ status: 0, stderr: '' })
    expect(again.stdout).toContain('전표가 출력되었습니다')
    const papers = await readdir(path.join(cwd, '.tillproof', 'emulated', 'paper'))
    const texts = await Promise.all(
      papers
        .filter((name) => name.endsWith('.txt'))
        .map((name) => readFile(path.join(cwd, '.tillproof', 'emulated', 'paper', name), 'utf8')),
    )
    expect(texts.filter((text) => text.includes('재발행 #1') && text.includes('반품'))).toHaveLength(1)
    const wrong = await run('finish', returned, 'transfer-received', ...BY)
    expect(wrong).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('retry-refund') })
  })

  it('has an invoice asked for, recorded and listed', async () => {
    const buyer = ['--buyer', '한빛상사', '--tax-number', '117-81-78260']
    const byCard = await run('invoice', await saleOver('12,000'), ...BY, ...buyer)
    expect(byCard).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('카드 전표가 증빙') })
    const asked = await run('invoice', await saleOver('7,000'), ...BY, ...buyer, '--json')
    expect(asked.status).toBe(3)
    const { invoiceId } = JSON.parse(asked.stdout) as { invoiceId: string }
    expect(asked.stdout).not.toContain('1178178260')
    expect(await json<Flow[]>('owed')).toMatchObject([{ flowId: invoiceId, kind: 'invoice' }])
    const record = ['--record', '202611244100000812345678', '--issued-on', '20261124']
    expect(await run('invoice', invoiceId, ...BY, ...record)).toMatchObject({ status: 0, stderr: '' })
    expect(await run('owed', '--language', 'ko')).toMatchObject({ status: 0, stdout: '남은 일이 없습니다.\n' })
  })
})
