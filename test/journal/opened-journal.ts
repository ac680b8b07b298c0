/**
 * What every journal test starts from: a data folder of its own, a journal in it, and steps to write. Real files, because
 * what is tested is what the files hold.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { type DataFolder, openDataFolder } from '../../src/journal/data-folder.js'
import { SqliteDatabase } from '../../src/journal/database.js'
import { openJournal } from '../../src/journal/sqlite-journal.js'
import type { Journal, StepRecord } from '../../src/ports/journal.js'
import type { Random } from '../../src/ports/random.js'

export const TERMINAL = 'till-1'
export const CHART = { chart: 'payment@1' }
export const NOON = Date.UTC(2026, 2, 4, 3)

/** A folder that goes when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tillproof-journal-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The same bytes in every run, different ones at every call. */
export function repeatableRandom(seed: string): Random {
  let calls = 0
  return {
    bytes(count) {
      const blocks: Buffer[] = []
      for (let made = 0; made < count; made += 32) {
        blocks.push(createHash('sha256').update(`${seed} ${calls++}`).digest())
      }
      return Buffer.concat(blocks).subarray(0, count)
    },
  }
}

export function ownedFolder(path = tempFolder()): DataFolder {
  const folder = openDataFolder(path, { clock: new VirtualClock(NOON), command: 'journal test' })
  onTestFinished(() => folder.close())
  return folder
}

let opened = 0

export function journalIn(folder: DataFolder, options: { terminalId?: string; keyFile?: string } = {}): Journal {
  const random = repeatableRandom(`open ${opened++}`)
  const journal = openJournal({ folder, terminalId: TERMINAL, random, ...options })
  onTestFinished(() => journal.close())
  return journal
}

export function step(flowId: string, over: Partial<StepRecord> = {}): StepRecord {
  return {
    flowId,
    at: NOON,
    event: { type: 'card.read' },
    intents: [],
    settledIntents: [],
    deadlinesSet: [],
    deadlinesCancelled: [],
    secrets: [],
    closesFlow: false,
    ...over,
  }
}

export function intent(key: string, params = {}) {
  return { key, type: 'acquirer.authorise', params }
}

/** A journal that has something in every table: two flows, one closed; intents open and settled; a text sealed. */
export function fillJournal(journal: Journal): void {
  const secrets = [{ ref: 'customer-1', clear: '01012345678' }]
  journal.append(
    step('sale-1', { intents: [intent('a'), intent('b')], secrets, publication: { money: 'owed' } }),
    CHART,
  )
  journal.append(step('sale-2', { deadlinesSet: [{ id: 'reply', dueAt: NOON + 30_000 }] }), { chart: 'refund@2' })
  journal.append(step('sale-1', { settledIntents: ['a'], deadlinesSet: [{ id: 'paper', dueAt: NOON + 5 }] }))
  journal.append(step('sale-2', { deadlinesCancelled: ['reply'], publication: { money: 'done' }, closesFlow: true }))
  journal.append(step('sale-1', { event: { type: 'printer.paperOut' }, publication: { money: 'done' } }))
}

/** A second pair of hands on the file, that keeps none of our rules. */
export function tamper(folder: DataFolder, sql: string): void {
  const db = new SqliteDatabase(folder.file('journal.db'))
  // Lets it write in SQLite's own tables as well.
  db.unsafeMode()
  db.pragma('foreign_keys = OFF')
  db.exec(sql)
  db.close()
}
