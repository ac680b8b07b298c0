/**
 * Why a link did not open, in the three kinds that need different hands: ask for permission, close the other program, look
 * at the cable. The libraries say it in sentences, so the sentences are read here and nowhere else.
 */
import { getSystemErrorName } from 'node:util'
import { DriverError } from '../../src/ports/device.js'

type OpenProblem = 'link.forbidden' | 'link.inUse' | 'link.unreachable'

const PROBLEMS: Readonly<Record<string, OpenProblem>> = {
  EACCES: 'link.forbidden',
  EPERM: 'link.forbidden',
  EBUSY: 'link.inUse',
}

/** First match counts. On Windows a port that another program has open is “denied”. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^Opening .*: Access denied/, 'EBUSY'],
  [/cannot lock port|resource busy|is busy|already in use/i, 'EBUSY'],
  [/permission denied|access denied/i, 'EACCES'],
  [/no such file|file not found/i, 'ENOENT'],
  [/no such device/i, 'ENODEV'],
]

const WORDS: Readonly<Record<OpenProblem, string>> = {
  'link.forbidden': 'this user may not use it',
  'link.inUse': 'another program is using it',
  'link.unreachable': 'it cannot be opened',
}

/** @param cause what the library or the system said; kept, with the system's code where one can be made out. */
export function openFailure(address: string, cause: unknown): DriverError {
  const code = systemCodeOf(cause)
  const problem = PROBLEMS[code ?? ''] ?? 'link.unreachable'
  const detail = cause instanceof Error ? `: ${cause.message}` : ''
  return new DriverError(problem, `${address}: ${WORDS[problem]}${detail}`, { cause: coded(cause, code) })
}

/** @returns e.g. `EACCES`; undefined where nothing tells. */
function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code)) return error.code
  const number = /\berrno (\d+)\b/.exec(error.message)?.[1]
  if (number !== undefined) return getSystemErrorName(-Number(number))
  return SENTENCES.find(([sentence]) => sentence.test(error.message))?.[1]
}

/** The doctor looks for a system code down the chain of causes. */
function coded(cause: unknown, code: string | undefined): unknown {
  if (code === undefined || !(cause instanceof Error) || ('code' in cause && cause.code === code)) return cause
  return Object.assign(new Error(cause.message, { cause }), { code })
}
