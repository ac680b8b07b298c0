/**
 * What the grammar says of one command, and of the functions where one prefix stands for many. The words are this
 * project's own; the names of parameters are the reference's, so that a listing can be read beside it.
 */
import { longWord, type Shape, sized, word } from './shapes.js'

/** One function of a family: `GS ( L fn 112`. */
export interface CommandFunction {
  readonly title: string
  /** Names of the bytes after the selector, one a byte; a last name with a `*` takes all that is left. */
  readonly names: readonly string[]
}

export interface Functions {
  /** Where the selector stands in the parameters. */
  readonly at: number
  /** The selector's bytes by name, `m fn` or `cn fn`; those with a fixed value (`m=48`) are not part of the key. */
  readonly selector: readonly string[]
  /** By the selector's values: `112`, or `49 80`. */
  readonly byKey: ReadonlyMap<string, CommandFunction>
}

export interface Entry {
  readonly title: string
  readonly shape: Shape
  readonly functions?: Functions
}

export const entry = (title: string, shape: Shape): Entry => ({ title, shape })

/** `'112': 'Store … | a bx by c xL xH yL yH d*'`: what it is, and what its bytes are called. Keys may be several: `0, 48`. */
export type FunctionTable = Readonly<Record<string, string>>

export function functionsOf(at: number, selector: string, table: FunctionTable): Functions {
  const byKey = new Map<string, CommandFunction>()
  for (const [keys, text] of Object.entries(table)) {
    const [title = '', names = ''] = text.split(' | ')
    const described: CommandFunction = { title, names: names === '' ? [] : names.split(' ') }
    for (const key of keys.split(', ')) byKey.set(key, described)
  }
  return { at, selector: selector === '' ? [] : selector.split(' '), byKey }
}

const counted = sized('pL pH', word(0))
const countedLong = sized('p1 p2 p3 p4', longWord(0))

/** pL pH, then that many bytes, of which the first say which function it is. */
export const family = (title: string, selector: string, table: FunctionTable): Entry => ({
  title,
  shape: counted,
  functions: functionsOf(2, selector, table),
})

/** p1 p2 p3 p4, then that many bytes: the same functions with room for more. */
export const longFamily = (title: string, selector: string, table: FunctionTable): Entry => ({
  title,
  shape: countedLong,
  functions: functionsOf(4, selector, table),
})

/** pL pH, then bytes with names and no functions among them. */
export const countedEntry = (title: string, names: string): Entry => family(title, '', { '': `${title} | ${names}` })

/** A whole length-prefixed family seen from its letter on: what stands for letters nobody has defined. */
export const anyLetter = (title: string): Entry => ({ title, shape: sized('letter pL pH', word(1)) })
export const anyLetterLong = (title: string): Entry => ({ title, shape: sized('letter p1 p2 p3 p4', longWord(1)) })
