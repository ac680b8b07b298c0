/** One data folder, one process: across real processes, orderly ends and kill -9. */
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { DataFolderBusy, DataFolderUnusable, openDataFolder } from '../../src/journal/data-folder.js'
import { builtTillproof } from '../built-tillproof.js'
import { startChild } from './child-process.js'
import { NOON, ownedFolder, tempFolder } from './opened-journal.js'

const clock = new VirtualClock(NOON)

beforeAll(async () => {
  await builtTillproof()
})

it('creates the folder for its owner only, and says who that is', () => {
  const path = join(tempFolder(), 'shop', 'till-1')
  const folder = ownedFolder(path)
  expect(folder.path).toBe(path)
  expect(statSync(path).mode & 0o777).toBe(0o700)
  expect(JSON.parse(readFileSync(folder.file('owner.json'), 'utf8'))).toEqual({
    pid: process.pid,
    host: hostname(),
    command: 'journal test',
    startedAt: '2026-03-04T03:00:00.000Z',
  })
})

it('leaves the mode of a folder that was there', () => {
  const path = tempFolder()
  chmodSync(path, 0o750)
  ownedFolder(path)
  expect(statSync(path).mode & 0o777).toBe(0o750)
})

it('refuses a second opening in the same process, and allows it after closing', () => {
  const first = ownedFolder()
  expect(() => openDataFolder(first.path, { clock })).toThrow(DataFolderBusy)
  // Failing must not have taken the lock away from the first.
  expect(() => openDataFolder(first.path, { clock })).toThrow(DataFolderBusy)
  first.close()
  first.close()
  expect(first.owned).toBe(false)
  expect(existsSync(first.file('owner.json'))).toBe(false)
  expect(ownedFolder(first.path).owned).toBe(true)
})

it('tells a second process who holds it and what to do', async () => {
  const folder = ownedFolder()
  const child = await startChild('hold-folder.mjs', [folder.path])
  expect(await child.end()).toEqual([
    `DataFolderBusy: The data folder ${folder.path} is in use by "journal test" (process ${process.pid} on host ` +
      `${hostname()}, since 2026-03-04T03:00:00.000Z). Stop that process first, or name another data folder.`,
  ])
})

it('is free at once after kill -9, whatever the dead process left lying', async () => {
  const path = tempFolder()
  const child = await startChild('hold-folder.mjs', [path])
  expect(await child.told(1)).toEqual(['owned'])
  expect(busyOwner(path)).toMatchObject({ pid: child.pid, command: 'hold-folder.mjs', host: hostname() })
  await child.kill()
  expect(existsSync(join(path, 'owner.json'))).toBe(true)

  const folder = ownedFolder(path)
  expect(JSON.parse(readFileSync(folder.file('owner.json'), 'utf8'))).toMatchObject({ pid: process.pid })
})

it('names no dead process as the holder', async () => {
  const path = tempFolder()
  const dead = await startChild('hold-folder.mjs', [path])
  await dead.told(1)
  await dead.kill()
  const left = readFileSync(join(path, 'owner.json'))
  const folder = ownedFolder(path)
  for (const content of [left, Buffer.from('{"pid": '), Buffer.from('{"pid": 1}')]) {
    writeFileSync(folder.file('owner.json'), content)
    expect(busyOwner(path)).toBeUndefined()
  }
  expect(() => openDataFolder(path, { clock })).toThrow(/another process that has not yet said who it is/)
})

it('of many that start at once, one gets it', async () => {
  const path = tempFolder()
  const children = await Promise.all([1, 2, 3, 4].map(() => startChild('hold-folder.mjs', [path])))
  const told = (await Promise.all(children.map((child) => child.told(1)))).flat()
  expect(told.filter((line) => line === 'owned')).toHaveLength(1)
  expect(told.filter((line) => line.startsWith('DataFolderBusy: '))).toHaveLength(3)
  await Promise.all(children.map((child) => child.end()))
  expect(ownedFolder(path).owned).toBe(true)
})

it('refuses a file in its place, or in place of a folder above it', () => {
  const file = join(tempFolder(), 'file')
  writeFileSync(file, '')
  expect(() => openDataFolder(file, { clock })).toThrow(DataFolderUnusable)
  expect(() => openDataFolder(file, { clock })).toThrow(/is a file/)
  expect(() => openDataFolder(join(file, 'till'), { clock })).toThrow(/part of its path is a file/)
})

it('refuses a folder it may not write in', () => {
  const parent = tempFolder()
  chmodSync(parent, 0o755)
  const path = join(parent, 'locked')
  mkdirSync(path)
  chmodSync(path, 0o555)
  becomeOrdinaryUser()
  expect(() => openDataFolder(path, { clock })).toThrow(DataFolderUnusable)
  expect(() => openDataFolder(path, { clock })).toThrow(/may not write there/)
  expect(() => openDataFolder(join(path, 'till'), { clock })).toThrow(/may not write there/)
})

function busyOwner(path: string): unknown {
  try {
    openDataFolder(path, { clock }).close()
  } catch (error) {
    if (error instanceof DataFolderBusy) return error.owner
    throw error
  }
  throw new Error('nobody holds the folder')
}

/** Nothing is forbidden to root: until the test ends, be nobody. */
function becomeOrdinaryUser(): void {
  if (process.geteuid?.() !== 0) return
  onTestFinished(() => process.seteuid?.(0))
  process.seteuid?.(65_534)
}
