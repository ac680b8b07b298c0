/**
 * Files only their owner may read, made so that a power cut leaves either the whole file or none. SQLite looks after its
 * own files; this is for the few beside them, and for the modes of all.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const PRIVATE_FILE_MODE = 0o600
const PRIVATE_FOLDER_MODE = 0o700

/** The code of a failed system call, e.g. `ENOENT`; undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/**
 * Makes an empty file (0600) unless it is there. An existing file is not even opened: closing any descriptor of a file
 * drops the POSIX locks SQLite holds on it in this process.
 */
export function createPrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', PRIVATE_FILE_MODE))
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
  }
}

/** Writes a whole file (0600) in place of any older one; it is on the disk when this returns. */
export function writePrivateFile(path: string, content: Uint8Array): void {
  const draft = `${path}.draft`
  const descriptor = openSync(draft, 'w', PRIVATE_FILE_MODE)
  try {
    for (let written = 0; written < content.length; ) written += writeSync(descriptor, content, written)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(draft, path)
  syncFolder(dirname(path))
}

/** Makes a folder (0700) and whatever is missing above it. */
export function createPrivateFolder(path: string): void {
  const topmost = mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER_MODE })
  if (topmost === undefined) return
  for (let made = path; made.length >= topmost.length; made = dirname(made)) syncFolder(dirname(made))
}

/** Puts a folder's list of names on the disk. Windows does so by itself and cannot open a folder. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
