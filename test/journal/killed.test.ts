/**
 * What `append` returned is there after kill -9, and after the disk refused. This shows that steps are atomic and
 * acknowledged only when written; that they are synced is another matter, which killing a process cannot show.
 */
import { beforeAll, expect, it } from 'vitest'
import { readJournal } from '../../src/journal/sqlite-journal.js'
import { builtTillproof } from '../built-tillproof.js'
import { startChild } from './child-process.js'
import { journalIn, ownedFolder, tempFolder } from './opened-journal.js'

beforeAll(async () => {
  await builtTillproof()
})

it('keeps every acknowledged step through one kill after another', async () => {
  const path = tempFolder()
  let entriesBefore = 0
  for (const acknowledgements of [1, 40, 3, 250, 17]) {
    const child = await startChild('append-until-killed.mjs', [path])
    await child.told(acknowledgements)
    const acknowledged = (await child.kill()).map(Number)
    expect(acknowledged.length).toBeGreaterThanOrEqual(acknowledgements)
    expect(acknowledged).toEqual(acknowledged.map((_, index) => entriesBefore + 1 + index))

    // Somebody may look in before the owner is back.
    const reader = readJournal({ path })
    const seen = reader.verify()
    reader.close()
    entriesBefore = checkedEntries(path, entriesBefore)
    expect(seen).toMatchObject({ intact: true, entries: entriesBefore })
    // The last step may have been written and its acknowledgement lost; never the other way round.
    expect([0, 1]).toContain(entriesBefore - (acknowledged.at(-1) ?? 0))
  }
})

it('writes no more once the disk failed, and loses nothing acknowledged', async () => {
  const path = tempFolder()
  const child = await startChild('append-until-killed.mjs', [path], { fileLimitBytes: 512 * 1024 })
  const lines = await child.end()
  const acknowledged = lines.slice(0, -1)
  expect(acknowledged.length).toBeGreaterThan(10)
  expect(lines.at(-1)).toBe(`SQLITE_IOERR_WRITE journal.diskFailed next ${acknowledged.length + 1}`)
  expect(checkedEntries(path, 0)).toBe(acknowledged.length)
})

/** Opens what the dead process left, as the next one would, and checks what it added; returns how many entries there are. */
function checkedEntries(path: string, entriesBefore: number): number {
  const folder = ownedFolder(path)
  const journal = journalIn(folder)
  const check = journal.verify()
  expect(check).toMatchObject({ intact: true })
  const entries = journal.entries()
  for (const { seq, flowId } of entries.slice(entriesBefore)) {
    const open = journal.flow(flowId)?.closed === false
    expect(journal.openIntents(flowId)).toHaveLength(open ? 1 : 0)
    expect(journal.openDeadlines(flowId)).toHaveLength(open ? 1 : 0)
    if (seq % 2 === 1) expect(journal.reveal(`secret-${seq}`)).toBe(`secret text of ${seq}`)
  }
  expect(journal.undelivered()).toHaveLength(entries.length)
  journal.close()
  folder.close()
  return entries.length
}
