/**
 * One terminal, one data folder, one process. Ownership is a lock the operating system takes back by itself when the
 * process dies, so neither a second start nor a kill -9 needs a person to clean up; a JSON file beside it says who holds it.
 */
import { readFileSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Clock } from '../ports/clock.js'
import { SqliteDatabase } from './database.js'
import { createPrivateFile, createPrivateFolder, systemCode, writePrivateFile } from './private-file.js'

const OWNER = z.object({ pid: z.number(), host: z.string(), command: z.string(), startedAt: z.string() })

/** Who holds a data folder, as written in its `owner.json`. `startedAt` is ISO 8601 in UTC. */
export type DataFolderOwner = Readonly<z.infer<typeof OWNER>>

export interface DataFolder {
  /** Absolute. */
  readonly path: string
  readonly owner: DataFolderOwner
  /** False once `close` gave the lock up: from then on another process may own the folder. */
  readonly owned: boolean
  /** Absolute path of a file in the folder. */
  file(name: string): string
  /** Gives the folder up. Closing twice is harmless. */
  close(): void
}

/** Another process owns the folder. */
export class DataFolderBusy extends Error {
  override readonly name = 'DataFolderBusy'
  constructor(
    readonly path: string,
    /** Undefined when the holder has not yet said who it is. */
    readonly owner: DataFolderOwner | undefined,
  ) {
    const holder =
      owner === undefined
        ? 'another process that has not yet said who it is'
        : `"${owner.command}" (process ${owner.pid} on host ${owner.host}, since ${owner.startedAt})`
    super(`The data folder ${path} is in use by ${holder}. Stop that process first, or name another data folder.`)
  }
}

/** Why a folder cannot be used at all. */
export type UnusableReason = 'isAFile' | 'fileInPath' | 'notPermitted' | 'readOnly' | 'diskFull' | 'noLocks' | 'other'

const UNUSABLE: Readonly<Record<UnusableReason, string>> = {
  isAFile: 'it is a file. Name a folder for the data',
  fileInPath: 'part of its path is a file. Name another place',
  notPermitted: 'this user may not write there. Change its permissions or name another place',
  readOnly: 'it is on a read-only file system. Name another place',
  diskFull: 'the disk is full. Make room and start again',
  noLocks: 'its file system has no locks. Name a folder on a local disk',
  other: 'see the cause',
}

export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable'
  constructor(
    readonly path: string,
    readonly reason: UnusableReason,
    { code, cause }: { readonly code?: string; readonly cause?: unknown } = {},
  ) {
    const named = code === undefined ? '' : ` (${code})`
    super(`The data folder ${path} cannot be used${named}: ${UNUSABLE[reason]}.`, { cause })
  }
}

/**
 * Takes the folder for this process until `close` or its death, creating it (0700) if need be.
 *
 * `command` is what a person would recognise the process by; it defaults to the script's name. Never pass the whole
 * command line: arguments may hold what must not be written down.
 *
 * The lock is an open exclusive transaction on `owner.db`. Nothing in this process may open that file by other means:
 * closing any descriptor of it would drop the lock (POSIX).
 *
 * @throws DataFolderBusy, DataFolderUnusable
 */
export function openDataFolder(
  path: string,
  options: { readonly clock: Clock; readonly command?: string },
): DataFolder {
  const folder = resolve(path)
  const file = (name: string) => join(folder, name)
  makeFolder(folder)
  const lock = takeLock(folder, file('owner.db'), file('owner.json'))
  const owner: DataFolderOwner = {
    pid: process.pid,
    host: hostname(),
    command: options.command ?? basename(process.argv[1] ?? process.title),
    startedAt: new Date(options.clock.now()).toISOString(),
  }
  try {
    writePrivateFile(file('owner.json'), Buffer.from(`${JSON.stringify(owner, undefined, 2)}\n`))
  } catch (error) {
    lock.close()
    throw unusable(folder, error)
  }
  return {
    path: folder,
    owner,
    get owned() {
      return lock.open
    },
    file,
    close() {
      if (!lock.open) return
      // While the lock is still held, lest it be the next owner's file that goes.
      rmSync(file('owner.json'), { force: true })
      lock.close()
    },
  }
}

function makeFolder(folder: string): void {
  try {
    const found = statSync(folder, { throwIfNoEntry: false })
    if (found === undefined) createPrivateFolder(folder)
    else if (!found.isDirectory()) throw new DataFolderUnusable(folder, 'isAFile')
  } catch (error) {
    throw error instanceof DataFolderUnusable ? error : unusable(folder, error)
  }
}

function takeLock(folder: string, lockFile: string, ownerFile: string): Database.Database {
  let lock: Database.Database | undefined
  try {
    createPrivateFile(lockFile)
    lock = new SqliteDatabase(lockFile, { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if (systemCode(error) === 'SQLITE_BUSY') throw new DataFolderBusy(folder, readOwner(ownerFile))
    throw unusable(folder, error)
  }
}

/** The holder, unless what is written is left over from a dead process while the new holder is still writing its own. */
function readOwner(ownerFile: string): DataFolderOwner | undefined {
  try {
    const read = OWNER.safeParse(JSON.parse(readFileSync(ownerFile, 'utf8')))
    return read.success && (read.data.host !== hostname() || isRunning(read.data.pid)) ? read.data : undefined
  } catch {
    // Not there or half gone: the lock alone decides, this file only gives it a name.
    return undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}

const REASONS: Readonly<Record<string, UnusableReason>> = {
  EACCES: 'notPermitted',
  EPERM: 'notPermitted',
  EROFS: 'readOnly',
  ENOTDIR: 'fileInPath',
  EEXIST: 'fileInPath',
  ENOSPC: 'diskFull',
  SQLITE_CANTOPEN: 'notPermitted',
  SQLITE_READONLY: 'notPermitted',
  SQLITE_IOERR_LOCK: 'noLocks',
}

function unusable(folder: string, error: unknown): DataFolderUnusable {
  const code = systemCode(error) ?? 'unknown error'
  return new DataFolderUnusable(folder, REASONS[code] ?? 'other', { code, cause: error })
}
