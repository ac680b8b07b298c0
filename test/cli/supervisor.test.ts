/** Supervisors at the command line, as real processes: named, asked for their PIN, locked out, and on the record. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readJournal } from '../../src/journal/sqlite-journal.js'
import { SCRATCH_ROOT } from '../scratch-root.js'
import { tillproof } from './tillproof-process.js'

const LIMIT_MS = 60_000
const [PIN, WRONG] = ['481516', '990017']
const SALE = 'KR1-000001'
const VOID = ['refund', SALE, '--void', '--operator', 'mina', '--reason', '두 번 찍음', '--confirm', '5,000']
const PARK = ['--approved-by', '박점장']

let cwd: string

const run = (args: readonly string[], pins?: string) => tillproof(args, { cwd, ...(pins !== undefined && { pins }) })

const events = () => {
  const journal = readJournal({ path: path.join(cwd, '.tillproof') })
  try {
    return journal.entries().map(({ event }) => event)
  } finally {
    journal.close()
  }
}

beforeAll(async () => {
  cwd = await mkdtemp(path.join(SCRATCH_ROOT, 'tillproof-supervisor-'))
  const sold = await run([
    'sell',
    '--item',
    '라떼:5000',
    '--pay',
    'card',
    '--reader',
    'emulated:?card=koreanCredit&afterMs=0',
  ])
  expect(sold).toMatchObject({ status: 0, stderr: '' })
}, LIMIT_MS)

afterAll(() => rm(cwd, { recursive: true, force: true }))

describe.sequential('supervisors', () => {
  it('are added with a PIN that is fit, and listed', { timeout: LIMIT_MS }, async () => {
    const [unfit, without] = await Promise.all([
      run(['supervisor', 'add', '박점장', '--data', 'elsewhere'], '123456'),
      run(['supervisor', 'add', '박점장', '--data', 'nowhere']),
    ])
    expect(unfit).toMatchObject({ status: 2, stderr: expect.stringContaining('123456처럼 이어지는 숫자') })
    expect(without).toMatchObject({ status: 2, stderr: expect.stringContaining('TILLPROOF_PIN') })
    expect(await run(['supervisor', 'add', '박점장'], PIN)).toMatchObject({
      ...{ status: 0, stderr: '' },
      stdout: '관리자 박점장 님을 등록했습니다.\n',
    })
    const listed = await run(['supervisor', 'list', '--json'])
    expect(JSON.parse(listed.stdout)).toMatchObject([{ name: '박점장' }])
  })

  it('have to approve a void, and nothing happens without', { timeout: LIMIT_MS }, async () => {
    const before = events().length
    const unasked = await run(VOID)
    expect(unasked).toMatchObject({ status: 2, stdout: '' })
    expect(unasked.stderr).toContain('승인취소는 관리자 승인이 필요합니다.')
    const wrong = await run([...VOID, ...PARK], WRONG)
    expect(wrong).toMatchObject({ status: 2, stdout: '' })
    expect(wrong.stderr).toContain('4번 더 틀리면 잠깁니다.')
    expect(events()).toHaveLength(before)
  })

  it('are on the record with what they approved', { timeout: LIMIT_MS }, async () => {
    expect(await run([...VOID, ...PARK, '--json'], PIN)).toMatchObject({ status: 0 })
    const opened = events().findLast(({ type }) => type === 'flow.opened')
    expect(opened?.['input']).toMatchObject({ kind: 'void', approvedBy: '박점장', operator: 'mina' })
  })

  it('have their wrong PINs counted whichever process asks', { timeout: LIMIT_MS }, async () => {
    // The right PIN before gave all tries back.
    for (const left of [4, 3]) {
      const changed = await run(['supervisor', 'change-pin', '박점장'], `${WRONG}\n602214`)
      expect(changed).toMatchObject({ status: 2, stderr: expect.stringContaining(`${left}번 더 틀리면 잠깁니다.`) })
    }
  })

  it('leave no PIN anywhere', async () => {
    const files = await readdir(path.join(cwd, '.tillproof'), { recursive: true, withFileTypes: true })
    const found: string[] = []
    for (const file of files.filter((entry) => entry.isFile())) {
      const bytes = await readFile(path.join(file.parentPath, file.name))
      if ([PIN, WRONG].some((pin) => bytes.includes(pin) || bytes.includes(Buffer.from(pin, 'utf16le')))) {
        found.push(file.name)
      }
    }
    expect(files.length).toBeGreaterThan(3)
    expect(found).toEqual([])
  })
})
