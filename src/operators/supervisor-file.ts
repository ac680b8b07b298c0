/**
 * `supervisors.json` in the data folder: names, hashes of PINs and what was tried. Read anew each time and replaced whole,
 * so the file is the only truth; one that cannot be read stops everything rather than passing for an empty list.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { systemCode, writePrivateFile } from '../journal/private-file.js'
import type { TryCount } from './lock-out.js'
import type { PinHash } from './pin-hash.js'

const FILE = 'supervisors.json'

export type SupervisorsTrouble = 'unreadable' | 'unwritable' | 'damaged'

const TROUBLES: Readonly<Record<SupervisorsTrouble, (detail: string) => string>> = {
  unreadable: (code) => `cannot be read (${code}). Mend its permissions.`,
  unwritable: (code) => `cannot be written (${code}), so no PIN is looked at. Make room or mend its permissions.`,
  damaged: (where) => `is damaged (${where}). Restore it from a backup; or remove it, and add the supervisors anew.`,
}

/** Nobody can approve anything until a person has seen to the file. */
export class SupervisorsUnusable extends Error {
  override readonly name = 'SupervisorsUnusable'
  constructor(
    readonly file: string,
    readonly trouble: SupervisorsTrouble,
    detail: string,
    cause: unknown,
  ) {
    super(`${file} ${TROUBLES[trouble](detail)}`, { cause })
  }
}

/** What one entry may cost to check; more than that is not a cost but a way to stop the terminal. */
const DEAREST = { N: 2 ** 20, r: 16, p: 8 }

const base64 = (bytes: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length >= bytes)
const epochMs = z.int().nonnegative()

const schema = z.strictObject({
  version: z.literal(1),
  supervisors: z.array(
    z.strictObject({
      name: z.string().min(1),
      pinSince: epochMs,
      pin: z.strictObject({
        kdf: z.literal('scrypt'),
        N: z.int().min(2).max(DEAREST.N),
        r: z.int().min(1).max(DEAREST.r),
        p: z.int().min(1).max(DEAREST.p),
        salt: base64(16),
        hash: base64(32),
      }),
      wrongTries: z.int().min(0),
      locks: z.int().min(0),
      lock: z.strictObject({ since: epochMs, forMs: epochMs, resumedAt: epochMs.optional() }).optional(),
    }),
  ),
})

export interface SupervisorEntry {
  readonly name: string
  readonly pinSince: number
  readonly pin: PinHash
  readonly tries: TryCount
}

/** @throws SupervisorsUnusable when there is a file and it is not one of ours. */
export function readSupervisorFile(folderPath: string): readonly SupervisorEntry[] {
  const file = join(folderPath, FILE)
  const text = readText(file)
  if (text === undefined) return []
  const { supervisors } = checked(text, file)
  return supervisors.map(({ name, pinSince, pin: { kdf: _, ...pin }, wrongTries, locks, lock }) => ({
    ...{ name, pinSince, pin },
    tries: { wrongTries, locks, ...(lock && { lock: lockOf(lock) }) },
  }))
}

function lockOf({ since, forMs, resumedAt }: { since: number; forMs: number; resumedAt?: number | undefined }) {
  return { since, forMs, ...(resumedAt !== undefined && { resumedAt }) }
}

/** On the disk when this returns; only its owner may read it. @throws SupervisorsUnusable */
export function writeSupervisorFile(folderPath: string, entries: readonly SupervisorEntry[]): void {
  const file = join(folderPath, FILE)
  const content: z.input<typeof schema> = {
    version: 1,
    supervisors: entries.map(({ name, pinSince, pin, tries }) => ({
      ...{ name, pinSince, pin: { kdf: 'scrypt', ...pin } },
      ...tries,
    })),
  }
  try {
    writePrivateFile(file, Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`))
  } catch (error) {
    throw unusable(file, 'unwritable', error)
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw unusable(file, 'unreadable', error)
  }
}

function checked(text: string, file: string): z.output<typeof schema> {
  const damaged = (what: string, cause?: unknown) => new SupervisorsUnusable(file, 'damaged', what, cause)
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw damaged('not JSON', error)
  }
  const result = schema.safeParse(content)
  if (result.success) return result.data
  throw damaged(`at ${result.error.issues.map(({ path }) => path.join('.') || 'the top').join(', ')}`)
}

function unusable(file: string, trouble: SupervisorsTrouble, error: unknown): SupervisorsUnusable {
  return new SupervisorsUnusable(file, trouble, systemCode(error) ?? 'unknown error', error)
}
