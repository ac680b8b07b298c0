/**
 * One text for one value, so that a hash over it means the value and not the way somebody wrote it down. The form is that
 * of RFC 8785: no spaces, members sorted by UTF-16 code units, numbers and strings as ECMAScript writes them.
 */
import type { Json, JsonObject } from '../ports/journal.js'
import { JournalError } from './journal-error.js'

/**
 * Members that are undefined are left out. Anything JSON cannot hold (NaN, a Date, a class instance – above all one that
 * guards a secret) is refused rather than quietly turned into something else.
 *
 * @throws JournalError `journal.stepRefused`, naming the place and never the value
 */
export function canonicalJson(value: Json): string {
  return write(value, '$')
}

function write(value: Json | undefined, place: string): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (isList(value)) return `[${value.map((item, index) => write(item, `${place}[${index}]`)).join(',')}]`
  if (isPlainObject(value)) return writeObject(value, place)
  throw new JournalError(
    'journal.stepRefused',
    `At ${place} stands something JSON cannot hold. Write plain values only.`,
  )
}

function writeObject(value: JsonObject, place: string): string {
  const members: string[] = []
  for (const name of Object.keys(value).sort((a, b) => (a < b ? -1 : 1))) {
    const member = value[name]
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${write(member, `${place}.${name}`)}`)
  }
  return `{${members.join(',')}}`
}

function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value)
}

function isPlainObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
