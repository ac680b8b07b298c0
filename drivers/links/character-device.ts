/**
 * A character device read and written without ever blocking: where the system would have a program wait, the answer here is
 * “not now”. A blocked read would hold one of the few threads Node has for files, for good.
 */
import { constants, close as fsClose, open as fsOpen, read as fsRead, write as fsWrite } from 'node:fs'
import { promisify } from 'node:util'

const openAsync = promisify(fsOpen)
const readAsync = promisify(fsRead)
const writeAsync = promisify(fsWrite)
const closeAsync = promisify(fsClose)

export interface CharacterDevice {
  /** False where the device can be written only. */
  readonly readable: boolean
  /** @returns how many bytes were read; undefined for none yet. Rejects with the system's error. */
  read(into: Uint8Array): Promise<number | undefined>
  /** @returns how many were taken; undefined for none yet. Rejects with the system's error. */
  write(bytes: Uint8Array): Promise<number | undefined>
  close(): Promise<void>
}

const COMMON_FLAGS = constants.O_NONBLOCK | constants.O_NOCTTY
/** ENOSPC is how a printer's device says that the paper is out. */
const NOT_NOW = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR', 'ENOSPC'])

/** For reading as well where that is allowed. Rejects with the system's error. */
export async function openCharacterDevice(path: string): Promise<CharacterDevice> {
  try {
    return new OpenDevice(await openAsync(path, constants.O_RDWR | COMMON_FLAGS), true)
  } catch (error) {
    const writable = await openAsync(path, constants.O_WRONLY | COMMON_FLAGS).catch(() => undefined)
    // The first refusal is the one that tells: a device in use is in use either way.
    if (writable === undefined) throw error
    return new OpenDevice(writable, false)
  }
}

class OpenDevice implements CharacterDevice {
  constructor(
    private readonly fd: number,
    readonly readable: boolean,
  ) {}

  read(into: Uint8Array): Promise<number | undefined> {
    return unlessNotNow(async () => (await readAsync(this.fd, into, 0, into.length, null)).bytesRead)
  }

  write(bytes: Uint8Array): Promise<number | undefined> {
    return unlessNotNow(async () => (await writeAsync(this.fd, bytes, 0, bytes.length, null)).bytesWritten)
  }

  close(): Promise<void> {
    return closeAsync(this.fd)
  }
}

async function unlessNotNow(step: () => Promise<number>): Promise<number | undefined> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOT_NOW.has(String(error.code))) return undefined
    throw error
  }
}
