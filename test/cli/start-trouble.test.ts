/** A till that does not start says why in the language of whoever stands before it, for every cause there is. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startTroubleText } from '../../src/cli/start-trouble.js'
import { LANGUAGES } from '../../src/domain/language.js'
import { DataFolderBusy, DataFolderUnusable, type UnusableReason } from '../../src/journal/data-folder.js'
import { JournalError, type JournalErrorCode } from '../../src/journal/journal-error.js'
import { SupervisorsUnusable } from '../../src/operators/supervisor-file.js'
import { inShop } from './shop-world.js'

const REASONS: Readonly<Record<UnusableReason, true>> = {
  ...{ isAFile: true, fileInPath: true, notPermitted: true, readOnly: true, diskFull: true, noLocks: true },
  other: true,
}
const CODES: Readonly<Record<JournalErrorCode, 'shop' | 'programmer'>> = {
  ...{ 'journal.stepRefused': 'programmer', 'journal.secretInClear': 'programmer', 'journal.notOwned': 'programmer' },
  ...{ 'journal.missing': 'shop', 'journal.notAJournal': 'shop', 'journal.newerSchema': 'shop' },
  ...{ 'journal.otherTerminal': 'shop', 'journal.notDurable': 'shop', 'journal.diskFailed': 'shop' },
  ...{ 'journal.keyMissing': 'shop', 'journal.keyWrong': 'shop', 'journal.secretTampered': 'shop' },
}
const OWNER = { pid: 41, host: 'counter-1', command: 'tillproof', startedAt: '2026-11-23T00:00:00.000Z' }
const TROUBLES: readonly Error[] = [
  new DataFolderBusy('/d', OWNER),
  new DataFolderBusy('/d', undefined),
  ...(Object.keys(REASONS) as UnusableReason[]).map((reason) => new DataFolderUnusable('/d', reason)),
  ...(['unreadable', 'unwritable', 'damaged'] as const).map(
    (trouble) => new SupervisorsUnusable('/d', trouble, '-', undefined),
  ),
  ...(Object.keys(CODES) as JournalErrorCode[])
    .filter((code) => CODES[code] === 'shop')
    .map((code) => new JournalError(code, 'Said in English. Do this.')),
]
const AS_WRITTEN = /\/d\b|tillproof|PID \d+|counter-1|--data|sealing\.key|PIN/g
const FOREIGN = { ko: /[一-鿿]|[A-Za-z]{2,}/, zh: /[가-힣]|[A-Za-z]{2,}/, en: /[^\x20-\x7E“”’]/ } as const

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(TROUBLES.map((error) => [error.message, error] as const))('%s', (_message, error) => {
    const text = startTroubleText(error, language) ?? ''
    expect(text.length).toBeGreaterThan(10)
    expect(text.replaceAll(AS_WRITTEN, '')).not.toMatch(FOREIGN[language])
    expect(text).toMatch(/[.。]$/)
  })
})

it('is silent on what is no trouble of a start', () => {
  expect(startTroubleText(new Error('a bug'), 'ko')).toBeUndefined()
})

it(
  'is told by the command itself, without a stack',
  () =>
    inShop(async (shop) => {
      const sell = ['sell', '--item', '라떼:5000', '--pay', 'cash']
      writeFileSync(shop.dataPath, '')
      const refused = await shop.run(sell)
      expect(refused).toMatchObject({ status: 2, stdout: '' })
      const says = '을(를) 쓸 수 없습니다. 폴더가 아니라 파일입니다. 다른 폴더를 지정해 주세요.'
      expect(refused.stderr).toBe(`tillproof: 데이터 폴더 ${shop.dataPath}${says}\n`)

      rmSync(shop.dataPath)
      mkdirSync(shop.dataPath, { mode: 0o700 })
      writeFileSync(join(shop.dataPath, 'journal.db'), 'no journal, and long enough to be looked at as one'.repeat(40))
      const unreadable = await shop.run(sell)
      expect(unreadable).toMatchObject({ status: 2, stdout: '' })
      expect(unreadable.stderr).toContain('저널 파일이 아니거나 손상되었습니다')
    }),
  60_000,
)
