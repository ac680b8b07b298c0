/** Opening: whose journal it is, of which version, and looking in from outside while the owner writes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SqliteDatabase } from '../../src/journal/database.js'
import { readJournal } from '../../src/journal/sqlite-journal.js'
import { CHART, fillJournal, journalIn, ownedFolder, step, tamper, tempFolder } from './opened-journal.js'

describe('openJournal', () => {
  it("refuses another terminal's journal", () => {
    const folder = ownedFolder()
    journalIn(folder).close()
    expect(() => journalIn(folder, { terminalId: 'till-2' })).toThrow(/journal of terminal till-1, not of till-2/)
    expect(journalIn(folder).terminalId).toBe('till-1')
  })

  it.each(['', 'shop:till'])('refuses "%s" as a terminal id', (terminalId) => {
    const folder = ownedFolder()
    expect(() => journalIn(folder, { terminalId })).toThrow(expect.objectContaining({ code: 'journal.otherTerminal' }))
  })

  it('refuses a folder that was given up', () => {
    const folder = ownedFolder()
    folder.close()
    expect(() => journalIn(folder)).toThrow(expect.objectContaining({ code: 'journal.notOwned' }))
  })

  it('refuses a journal of a later version, and leaves it as it is', () => {
    const folder = ownedFolder()
    journalIn(folder).close()
    tamper(folder, 'PRAGMA user_version = 2')
    expect(() => journalIn(folder)).toThrow(/written by a later version of this program \(schema 2.*Update the program/)
    expect(() => readJournal({ path: folder.path })).toThrow(expect.objectContaining({ code: 'journal.newerSchema' }))
    tamper(folder, 'PRAGMA user_version = 1')
    expect(journalIn(folder).entries()).toEqual([])
  })

  it("refuses another program's database, and leaves it as it is", () => {
    const folder = ownedFolder()
    const theirs = new SqliteDatabase(folder.file('journal.db'))
    theirs.exec('CREATE TABLE t (x)')
    theirs.close()
    const before = readFileSync(folder.file('journal.db'))
    expect(() => journalIn(folder)).toThrow(expect.objectContaining({ code: 'journal.notAJournal' }))
    expect(() => readJournal({ path: folder.path })).toThrow(expect.objectContaining({ code: 'journal.notAJournal' }))
    expect(readFileSync(folder.file('journal.db'))).toEqual(before)
  })

  it('refuses a file that is no database', () => {
    const folder = ownedFolder()
    writeFileSync(folder.file('journal.db'), 'not a database at all '.repeat(100))
    expect(() => journalIn(folder)).toThrow(expect.objectContaining({ code: 'journal.notAJournal' }))
  })
})

describe('readJournal', () => {
  it('sees what the owner committed, as it comes, and cannot write', () => {
    const folder = ownedFolder()
    const journal = journalIn(folder)
    fillJournal(journal)
    const reader = readJournal({ path: folder.path })
    expect(reader.terminalId).toBe('till-1')
    expect(reader.entries()).toEqual(journal.entries())
    expect(reader.flows()).toEqual(journal.flows())
    expect(reader.openIntents('sale-1')).toEqual(journal.openIntents('sale-1'))
    expect(reader.openDeadlines('sale-1')).toEqual(journal.openDeadlines('sale-1'))
    journal.append(step('sale-3'), CHART)
    expect(reader.flow('sale-3')).toEqual(journal.flow('sale-3'))
    expect(reader.verify()).toEqual(journal.verify())
    reader.close()
    expect(journal.append(step('sale-3')).seq).toBe(7)
  })

  it('needs no owner', () => {
    const folder = ownedFolder()
    const journal = journalIn(folder)
    fillJournal(journal)
    const written = journal.entries()
    journal.close()
    folder.close()
    const reader = readJournal({ path: folder.path })
    expect(reader.entries()).toEqual(written)
    reader.close()
  })

  it('says when there is nothing to read', () => {
    const path = tempFolder()
    expect(() => readJournal({ path })).toThrow(expect.objectContaining({ code: 'journal.missing' }))
    writeFileSync(`${path}/journal.db`, '')
    expect(() => readJournal({ path })).toThrow(expect.objectContaining({ code: 'journal.missing' }))
  })

  it('finds a page that rotted on the disk', () => {
    const folder = ownedFolder()
    const journal = journalIn(folder)
    fillJournal(journal)
    journal.close()
    const bytes = readFileSync(folder.file('journal.db'))
    // Every page but the first two becomes noise.
    const rotten = tempFolder()
    writeFileSync(
      `${rotten}/journal.db`,
      Buffer.concat([bytes.subarray(0, 8192), Buffer.alloc(bytes.length - 8192, 0xa5)]),
    )
    const reader = readJournal({ path: rotten })
    expect(reader.verify()).toEqual({ intact: false, atSeq: 0, problem: 'the file is damaged' })
    reader.close()
  })
})
