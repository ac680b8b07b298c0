/** `verify` finds whatever a second pair of hands did to the file, and names the place. */

import { expect, it } from 'vitest'
import type { DataFolder } from '../../src/journal/data-folder.js'
import { SqliteDatabase } from '../../src/journal/database.js'
import { chainHash, genesisHash } from '../../src/journal/hash-chain.js'
import { openJournal, readJournal } from '../../src/journal/sqlite-journal.js'
import { CHART, fillJournal, journalIn, ownedFolder, step, TERMINAL, tamper } from './opened-journal.js'

it('an untouched journal is intact, and so is an empty one', () => {
  const journal = journalIn(ownedFolder())
  expect(journal.verify()).toEqual({ intact: true, entries: 0, lastHash: genesisHash(TERMINAL) })
  fillJournal(journal)
  expect(journal.verify()).toEqual({ intact: true, entries: 5, lastHash: journal.entries().at(-1)?.hash })
  journal.delivered(1)
  journal.erase('customer-1')
  expect(journal.verify()).toMatchObject({ intact: true, entries: 5 })
})

it.each([
  ['a changed body', `UPDATE entries SET body = replace(body, 'owed', 'done') WHERE seq = 1`, 1],
  ['a space added to a body', `UPDATE entries SET body = body || ' ' WHERE seq = 3`, 3],
  ['a changed hash', `UPDATE entries SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 2`, 2],
  ['a changed time', `UPDATE entries SET at = at + 1 WHERE seq = 4`, 4],
  ['an entry moved to another flow', `UPDATE entries SET flow_id = 'sale-2' WHERE seq = 5`, 5],
  ['the first entry deleted', `DELETE FROM entries WHERE seq = 1`, 1],
  ['an entry deleted in the middle', `DELETE FROM entries WHERE seq = 3`, 3],
  [
    'an entry deleted and the rest moved up',
    `DELETE FROM entries WHERE seq = 3; UPDATE entries SET seq = seq - 1 WHERE seq > 3`,
    3,
  ],
  ['the last entry deleted', `DELETE FROM entries WHERE seq = 5`, 3],
  ['all entries deleted', `DELETE FROM entries`, 5],
  [
    'two entries exchanged',
    `UPDATE entries SET seq = 99 WHERE seq = 2; UPDATE entries SET seq = 2 WHERE seq = 3; UPDATE entries SET seq = 3 WHERE seq = 99`,
    2,
  ],
  ['an entry added', `INSERT INTO entries SELECT 6, at, flow_id, body, hash FROM entries WHERE seq = 5`, 6],
  ['another chart', `UPDATE flows SET chart = 'payment@2' WHERE flow_id = 'sale-1'`, 5],
  ['a flow closed', `UPDATE flows SET closed = 1 WHERE flow_id = 'sale-1'`, 5],
  ['a flow opened again', `UPDATE flows SET closed = 0 WHERE flow_id = 'sale-2'`, 4],
  ['an older publication shown as latest', `UPDATE flows SET latest_seq = 1 WHERE flow_id = 'sale-1'`, 5],
  ['a flow opened earlier', `UPDATE flows SET opened_at = 0 WHERE flow_id = 'sale-1'`, 5],
  ['a flow gone', `DELETE FROM flows WHERE flow_id = 'sale-2'`, 4],
  ['a flow added', `INSERT INTO flows VALUES ('sale-3', 'payment@1', 0, 1, 1, NULL, 0)`, 1],
  ['an intent forgotten', `DELETE FROM intents WHERE key = 'b'`, 1],
  ['an intent settled', `UPDATE intents SET settled_seq = 3 WHERE key = 'b'`, 1],
  ['an intent open again', `UPDATE intents SET settled_seq = NULL WHERE key = 'a'`, 3],
  ['an intent pointing at another', `UPDATE intents SET position = 0 WHERE key = 'b'`, 1],
  ['an intent added', `INSERT INTO intents VALUES ('c', 'sale-1', 2, 0, NULL)`, 2],
  ['a deadline put off', `UPDATE deadlines SET due_at = due_at + 1`, 3],
  ['a deadline forgotten', `DELETE FROM deadlines`, 3],
  ['a deadline added', `INSERT INTO deadlines VALUES ('sale-2', 'reply', 0, 2)`, 2],
  ['a publication forgotten', `DELETE FROM publications WHERE seq = 4`, 1],
  ['the last publication forgotten', `DELETE FROM publications WHERE seq = 5`, 1],
  ['a publication added', `INSERT INTO publications VALUES (3)`, 3],
  ['a sealed text forgotten', `DELETE FROM secrets`, 1],
  ['a sealed text given to another entry', `UPDATE secrets SET seq = 2`, 1],
  ['a sealed text added', `INSERT INTO secrets (ref, seq, sealed) VALUES ('other', 2, x'00')`, 2],
])('finds %s', (_, sql, atSeq) => {
  const folder = ownedFolder()
  const journal = journalIn(folder)
  fillJournal(journal)
  tamper(folder, sql)
  expect(journal.verify()).toMatchObject({ intact: false, atSeq })
  // A reader in another process sees it too.
  const reader = readJournal({ path: folder.path })
  expect(reader.verify().intact).toBe(false)
  reader.close()
})

it.each([
  ['no JSON', () => 'not JSON', 'is not an entry'],
  ['no entry', () => '{}', 'disagrees with its own columns'],
  ['half an entry', (body: string) => body.replace('"secretRefs":[],', ''), 'is not an entry'],
  ['another number', (body: string) => body.replace('"seq":5', '"seq":6'), 'disagrees with its own columns'],
  ['an unknown flow', (body: string) => body.replace('sale-1', 'sale-7'), 'disagrees with its own columns'],
  [
    'an intent used twice',
    (body: string) => body.replace('"intents":[]', '"intents":[{"key":"a"}]'),
    'writes intent a a second time',
  ],
  [
    'a flow opened twice',
    (body: string) => body.replace('"intents"', '"opens":{"chart":"x"},"intents"'),
    'opens flow sale-1 a second time',
  ],
  [
    'an intent never written',
    (body: string) => body.replace('"settledIntents":[]', '"settledIntents":["q"]'),
    'settles intent q, which its flow never wrote',
  ],
])('finds an entry that is %s, although its hash fits', (_, forge, problem) => {
  const folder = ownedFolder()
  const journal = journalIn(folder)
  fillJournal(journal)
  rewriteLast(folder, forge)
  expect(journal.verify()).toEqual({ intact: false, atSeq: 5, problem: `entry 5 ${problem}` })
})

it('finds an index tree that leaves an entry out', () => {
  const folder = ownedFolder()
  const journal = journalIn(folder)
  fillJournal(journal)
  tamper(
    folder,
    `PRAGMA writable_schema = ON;
     UPDATE sqlite_schema SET sql = sql || ' WHERE seq <> 3' WHERE name = 'entries_by_flow';
     PRAGMA writable_schema = RESET;
     REINDEX entries_by_flow;
     PRAGMA writable_schema = ON;
     UPDATE sqlite_schema SET sql = 'CREATE INDEX entries_by_flow ON entries (flow_id, seq)' WHERE name = 'entries_by_flow'`,
  )
  journal.close()
  const reader = readJournal({ path: folder.path })
  expect(reader.entries('sale-1')).toHaveLength(2)
  expect(reader.verify()).toEqual({ intact: false, atSeq: 0, problem: 'the file is damaged' })
  reader.close()
})

it("does not accept another terminal's entries", () => {
  const theirs = ownedFolder()
  const other = journalIn(theirs, { terminalId: 'till-2' })
  other.append(step('sale-1'), CHART)
  other.close()
  tamper(theirs, `UPDATE meta SET value = 'till-1' WHERE name = 'terminalId'`)
  const reader = readJournal({ path: theirs.path })
  expect(reader.verify()).toMatchObject({ intact: false, atSeq: 1 })
  reader.close()
  // The key knows its terminal as well.
  const random = { bytes: (count: number) => new Uint8Array(count) }
  expect(() => openJournal({ folder: theirs, terminalId: TERMINAL, random })).toThrow(
    expect.objectContaining({ code: 'journal.keyWrong' }),
  )
})

/** Changes the last entry and gives it the hash that fits. */
function rewriteLast(folder: DataFolder, forge: (body: string) => string): void {
  const db = new SqliteDatabase(folder.file('journal.db'))
  const hashes = db.prepare<[], string>('SELECT hash FROM entries ORDER BY seq').pluck().all()
  const body = forge(db.prepare<[], string>('SELECT body FROM entries WHERE seq = 5').pluck().get() ?? '')
  db.prepare('UPDATE entries SET body = ?, hash = ? WHERE seq = 5').run(body, chainHash(hashes[3] ?? '', body))
  db.close()
}
