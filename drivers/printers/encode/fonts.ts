/**
 * Fonts for the lines that are drawn as dots. The families come in a hundred subset files each, so only the file that
 * holds a wanted character is loaded, when it is first wanted.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** The drawing library, loaded when the first character is drawn: a tenth of a second that many a till never needs. */
export function drawing(): typeof import('@napi-rs/canvas') {
  return require('@napi-rs/canvas')
}

interface Subset {
  readonly name: string
  readonly ranges: readonly (readonly [first: number, last: number])[]
}

interface Family {
  readonly folder: string
  readonly subsets: readonly Subset[]
}

const KOREAN = 'nanum-gothic-coding'
const CHINESE = 'noto-sans-sc'
/** Han, and the full-width punctuation that stands between it: the Korean face leaves some of it blank. */
const LOOKS_CHINESE = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u
/** Has every character, coarsely. */
const LAST_RESORT = { folder: 'unifontex', subset: 'latin' }

const families = new Map<string, Family>()
const registered = new Set<string>()

/**
 * @returns a `font-family` list for canvas, everything on it registered. A list, because the families' own tables promise
 *   characters that some of their files turn out not to have; canvas then takes the next.
 */
export function fontsFor(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0
  const folders = LOOKS_CHINESE.test(character) ? [CHINESE, KOREAN] : [KOREAN, CHINESE]
  const files = folders.map(familyIn).flatMap(({ folder, subsets }) => {
    const subset = subsets.find(({ ranges }) => ranges.some(([first, last]) => first <= codePoint && codePoint <= last))
    return subset ? [register(folder, subset.name)] : []
  })
  return [...files, register(LAST_RESORT.folder, LAST_RESORT.subset)].map((file) => `"${file}"`).join(', ')
}

function familyIn(folder: string): Family {
  const known = families.get(folder) ?? readFamily(folder)
  families.set(folder, known)
  return known
}

function readFamily(folder: string): Family {
  const path = require.resolve(`@fontsource/${folder}/unicode.json`)
  const listed: Record<string, string> = JSON.parse(readFileSync(path, 'utf8'))
  const subsets = Object.entries(listed).map(([key, ranges]) => ({
    // Numbered subsets are listed as `[12]` and filed as `12`.
    name: key.replace(/[[\]]/g, ''),
    ranges: ranges.split(',').map(parseRange),
  }))
  return { folder, subsets }
}

/** `U+AC00` or `U+AC00-D7A3`. */
function parseRange(range: string): readonly [number, number] {
  const [first = '', last = first] = range.replace('U+', '').split('-')
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
}

function register(folder: string, subset: string): string {
  const file = `${folder}-${subset}-400-normal`
  if (!registered.has(file)) {
    drawing().GlobalFonts.registerFromPath(require.resolve(`@fontsource/${folder}/files/${file}.woff2`), file)
    registered.add(file)
  }
  return file
}
