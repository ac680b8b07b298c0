/** All 256 bytes under one code page and one national set, made the first time the pair is used. */
import type { CodePageNumbering } from './code-page-numbers.js'
import { codePage } from './code-pages.js'
import { type Decoded, UNDECODABLE } from './decoded-character.js'
import { nationalCharacter } from './national-sets.js'

/** More than a receipt ever uses; a host that tries all pages with all countries gets no more memory than this. */
const MOST_TABLES = 64

const tables = new Map<string, readonly Decoded[]>()

/** A page nobody has is printed as page 0, an unknown country as the U.S.A.: what a printer does that ignores both. */
export function singleByteTable(page: number, country: number, numbering: CodePageNumbering): readonly Decoded[] {
  const key = `${numbering} ${page} ${country}`
  const known = tables.get(key)
  if (known) return known
  const upper = codePage(page, numbering) ?? codePage(0, numbering) ?? []
  const made = Array.from({ length: 256 }, (_, byte): Decoded => {
    const character = byte < 0x80 ? nationalCharacter(byte, country) : (upper[byte - 0x80] ?? UNDECODABLE)
    return [{ character, bytes: [byte], wide: false, code: byte }]
  })
  if (tables.size >= MOST_TABLES) tables.clear()
  tables.set(key, made)
  return made
}
