/**
 * The open fonts the glyphs are drawn from. Font packages cut a typeface into many files; one is opened when a character
 * needs it, and only what its own character map has is taken from it.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { GlobalFonts } from '@napi-rs/canvas'
import { type Coverage, coverageOf, covers } from './font-coverage.js'

export type TypefaceName = 'nanum' | 'noto' | 'notoBold' | 'unifont'

interface Typeface {
  readonly packageName: string
  /** How its files begin and end: `<stem>-<subset>-<weight>-normal.woff`. */
  readonly stem: string
  readonly weight: number
  /** Subsets worth opening first: they hold nearly all that receipts use. */
  readonly mainSubsets: readonly string[]
}

const TYPEFACES: Readonly<Record<TypefaceName, Typeface>> = {
  /** Hangul, Latin and the signs of KS X 1001, half-width exactly half of full-width. */
  nanum: {
    packageName: '@fontsource/nanum-gothic-coding',
    stem: 'nanum-gothic-coding',
    weight: 700,
    mainSubsets: ['latin', 'korean'],
  },
  /** Han and the signs of GB2312. */
  noto: {
    packageName: '@fontsource/noto-sans-sc',
    stem: 'noto-sans-sc',
    weight: 400,
    mainSubsets: ['chinese-simplified'],
  },
  /** The same in strokes that stay even when a character is fitted into a narrow cell: Cyrillic, Vietnamese, katakana. */
  notoBold: {
    packageName: '@fontsource/noto-sans-sc',
    stem: 'noto-sans-sc',
    weight: 600,
    mainSubsets: ['chinese-simplified'],
  },
  /** All of Unicode in a 16-dot design: coarse at 24, never missing. */
  unifont: { packageName: '@fontsource/unifontex', stem: 'unifontex', weight: 400, mainSubsets: ['latin'] },
}

interface FontFile {
  /** Under which the canvas knows it. */
  readonly family: string
  readonly coverage: Coverage
}

const require = createRequire(import.meta.url)
const openFiles = new Map<string, FontFile>()
const subsetRanges = new Map<TypefaceName, readonly { readonly subset: string; readonly ranges: Coverage }[]>()

/** The canvas font family that really has this character, or undefined when the typeface does not. */
export function familyFor(name: TypefaceName, codePoint: number): string | undefined {
  const candidates = [
    ...TYPEFACES[name].mainSubsets,
    ...rangesOf(name)
      .filter(({ ranges }) => covers(ranges, codePoint))
      .map(({ subset }) => subset),
  ]
  for (const subset of candidates) {
    const file = open(name, subset)
    if (covers(file.coverage, codePoint)) return file.family
  }
  return undefined
}

/** What each subset is meant to hold, from the package; what it does hold is in its character map. */
function rangesOf(name: TypefaceName): readonly { readonly subset: string; readonly ranges: Coverage }[] {
  const known = subsetRanges.get(name)
  if (known) return known
  const listed: unknown = JSON.parse(readFileSync(join(folderOf(name), 'unicode.json'), 'utf8'))
  const ranges = Object.entries(listed as Record<string, string>).map(([subset, text]) => ({
    subset: subset.replace(/^\[|\]$/g, ''),
    ranges: parseRanges(text),
  }))
  subsetRanges.set(name, ranges)
  return ranges
}

/** `U+ac00-ac02,U+b000` as CSS writes it. */
function parseRanges(text: string): Coverage {
  return text.split(',').map((part): [number, number] => {
    const [first = '', last = first] = part.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
  })
}

function open(name: TypefaceName, subset: string): FontFile {
  const { stem, weight } = TYPEFACES[name]
  const fileName = `${stem}-${subset}-${weight}-normal.woff`
  const known = openFiles.get(fileName)
  if (known) return known
  const woff = readFileSync(join(folderOf(name), 'files', fileName))
  const family = `emulated-printer-${stem}-${weight}-${subset}`
  GlobalFonts.register(woff, family)
  const file = { family, coverage: coverageOf(woff) }
  openFiles.set(fileName, file)
  return file
}

const folderOf = (name: TypefaceName): string => dirname(require.resolve(`${TYPEFACES[name].packageName}/package.json`))
