/** The demonstration, as a newcomer runs it: to its end, in Korean, with books that agree when they are read again. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readJournal } from '../../src/journal/sqlite-journal.js'
import { inShop } from './shop-world.js'

const LIMIT_MS = 120_000
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

it(
  'plays a whole day, kills a till on the way, and ends with books that agree',
  () =>
    inShop(async (shop) => {
      const { status, stdout, stderr } = await shop.run(['demo', '--language', 'ko'])
      expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' })
      expect(stdout).toMatch(/\(프로세스 \d+번을 강제로 죽였습니다\)/)
      expect(stdout.trimEnd().split('\n').at(-1)).toBe('장부가 서로 맞고, 남은 일이 없습니다.')

      const [day = ''] = readdirSync(shop.dataPath)
      const folder = join(shop.dataPath, day)
      let sales = 0
      for (const till of ['korea', 'china', 'elsewhere']) {
        const journal = readJournal({ path: join(folder, till) })
        expect(journal.verify()).toMatchObject({ intact: true })
        for (const { latest } of journal.flows()) expect(latest).toMatchObject({ stage: 'complete' })
        sales += journal.flows().length
        journal.close()
      }
      const pictures = readdirSync(join(folder, 'paper')).filter((name) => name.endsWith('.png'))
      expect(pictures).toHaveLength(sales)
      for (const picture of pictures) {
        expect(readFileSync(join(folder, 'paper', picture)).subarray(0, PNG.length)).toEqual(PNG)
        expect(stdout).toContain(picture)
      }
    }),
  LIMIT_MS,
)
