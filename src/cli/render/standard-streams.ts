/**
 * Bytes in and results out of a command that stands in a pipe: its input may be longer than the memory, and whoever reads
 * its output may go away at any time (`| head`), which is no error.
 */
import { createReadStream } from 'node:fs'
import { CliError } from '../cli-error.js'

/**
 * A file, or standard input for `-`, as it comes.
 * @throws CliError when it cannot be read.
 */
export async function* bytesFrom(file: string): AsyncGenerator<Uint8Array> {
  if (file === '-' && process.stdin.isTTY) {
    throw new CliError('-: expected ESC/POS bytes on standard input and not a terminal; give a file, or a pipe')
  }
  const source: AsyncIterable<Uint8Array> = file === '-' ? process.stdin : createReadStream(file)
  try {
    yield* source
  } catch (error) {
    const expected = 'expected a file of ESC/POS bytes, or - for standard input'
    throw new CliError(`${file}: cannot be read (${codeOf(error)}); ${expected}; check the path`)
  }
}

/** @returns once it is written; false when nobody reads standard output any more. */
export function wroteOut(result: string | Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    process.stdout.write(result, (error) => {
      if (!error) resolve(true)
      else if (codeOf(error) === 'EPIPE') resolve(false)
      else reject(error)
    })
  })
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
