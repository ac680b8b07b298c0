/**
 * The double-byte sets: which bytes begin a character and what the whole prints. Characters come from iconv-lite the first
 * time they are asked for and are kept, at most one for each pair of bytes.
 */
import iconv from 'iconv-lite'
import { type Decoded, UNDECODABLE } from './decoded-character.js'
import type { DoubleByteCharset } from './double-byte-charset.js'

export interface DoubleByteTable {
  isLead(byte: number): boolean
  /** What a byte that begins nothing prints, where that is not the code page's affair. */
  single(byte: number): Decoded | undefined
  /** @param bytes a lead byte and what came after it. `stray` when they do not belong together. */
  lookUp(bytes: readonly number[]): Decoded | 'incomplete' | 'stray'
}

interface Rules {
  readonly encoding: string
  isLead(byte: number): boolean
  isTrail(byte: number): boolean
  /** Rows the set leaves to the host (FS 2), by their lead byte, as far as the encoding does not know of them. */
  readonly hostRows?: readonly number[]
  /** Both bytes look like ASCII, so that a stray one cannot be told from the first of a pair. */
  readonly alwaysPairs?: true
  /** The pair under which the encoding knows it, when that is another. */
  readonly translated?: (lead: number, trail: number) => readonly [number, number]
  readonly corrections?: ReadonlyMap<number, string>
  readonly single?: (byte: number) => Decoded | undefined
}

/** For private use: blank until the host has drawn it, and no mistake. */
const HOST_DEFINED = '\ue000'

const between = (first: number, last: number) => (byte: number) => byte >= first && byte <= last

/** The pairs GB 18030 has moved from private use to Unicode since iconv-lite's table was made. */
const GB_18030_CORRECTIONS: ReadonlyMap<number, string> = new Map([
  ...[...'︐︒︑︓︔︕︖'].map((character, index): [number, string] => [0xa6d9 + index, character]),
  [0xa6ec, '︗'],
  [0xa6ed, '︘'],
  [0xa6f3, '︙'],
  [0xfe59, '龴'],
  [0xfe61, '龵'],
  [0xfe66, '龶'],
  [0xfe67, '龷'],
  [0xfe6d, '龸'],
  [0xfe7e, '龹'],
  [0xfe90, '龺'],
  [0xfea0, '龻'],
])

const chineseTrail = (byte: number): boolean => byte >= 0x40 && byte <= 0xfe && byte !== 0x7f

/** JIS X 0201: katakana half as wide stand at A1h–DFh in the order of U+FF61–FF9F and need no second byte. */
const HALF_WIDTH_KATAKANA: readonly Decoded[] = Array.from({ length: 0xdf - 0xa1 + 1 }, (_, index) => [
  { character: String.fromCharCode(0xff61 + index), bytes: [0xa1 + index], wide: false, code: 0xa1 + index },
])

const RULES: Readonly<Record<Exclude<DoubleByteCharset, 'none'>, Rules>> = {
  cp949: {
    encoding: 'cp949',
    isLead: between(0x81, 0xfe),
    isTrail: between(0x41, 0xfe),
    hostRows: [0xc9, 0xfe],
  },
  gb18030: {
    encoding: 'gb18030',
    isLead: between(0x81, 0xfe),
    isTrail: chineseTrail,
    corrections: GB_18030_CORRECTIONS,
  },
  gb2312: { encoding: 'gbk', isLead: between(0x81, 0xfe), isTrail: chineseTrail, corrections: GB_18030_CORRECTIONS },
  big5: { encoding: 'cp950', isLead: between(0x81, 0xfe), isTrail: chineseTrail, hostRows: [0xfe] },
  'shift-jis': {
    encoding: 'shift_jis',
    isLead: (byte) => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc),
    isTrail: (byte) => byte >= 0x40 && byte <= 0xfc && byte !== 0x7f,
    hostRows: [0xec],
    single: (byte) => HALF_WIDTH_KATAKANA[byte - 0xa1],
  },
  jis: {
    encoding: 'shift_jis',
    isLead: between(0x21, 0x7e),
    isTrail: between(0x21, 0x7e),
    hostRows: [0x77],
    alwaysPairs: true,
    translated: shiftJisOfJis,
    single: (byte) => HALF_WIDTH_KATAKANA[byte - 0xa1],
  },
}

const NONE: DoubleByteTable = { isLead: () => false, single: () => undefined, lookUp: () => 'stray' }

const tables = new Map<DoubleByteCharset, DoubleByteTable>([['none', NONE]])

export function doubleByteTable(charset: DoubleByteCharset): DoubleByteTable {
  const known = tables.get(charset)
  if (known) return known
  const made = charset === 'none' ? NONE : tableOf(RULES[charset], charset === 'gb18030')
  tables.set(charset, made)
  return made
}

function tableOf(rules: Rules, hasFourBytes: boolean): DoubleByteTable {
  const pairs: (Decoded | 'stray' | undefined)[] = new Array(0x10000)
  return {
    isLead: rules.isLead,
    single: rules.single ?? (() => undefined),
    lookUp: (bytes) => {
      const [lead = 0, trail = 0] = bytes
      if (hasFourBytes && isDigit(trail)) return lookUpFour(bytes)
      const code = lead * 0x100 + trail
      const found = pairs[code] ?? pairOf(lead, trail, rules)
      pairs[code] = found
      return found
    },
  }
}

function pairOf(lead: number, trail: number, rules: Rules): Decoded | 'stray' {
  if (!rules.isTrail(trail)) return 'stray'
  const code = lead * 0x100 + trail
  const known = rules.corrections?.get(code) ?? decode(rules.translated?.(lead, trail) ?? [lead, trail], rules)
  const character = known === UNDECODABLE && rules.hostRows?.includes(lead) ? HOST_DEFINED : known
  // A pair without a character is a mistake; if its second byte is ASCII, more likely the first was.
  if (character === UNDECODABLE && trail < 0x80 && !rules.alwaysPairs) return 'stray'
  return [{ character, bytes: [lead, trail], wide: true, code }]
}

function decode(bytes: readonly number[], { encoding }: Pick<Rules, 'encoding'>): string {
  const text = iconv.decode(Buffer.from(bytes), encoding)
  return [...text].length === 1 ? text : UNDECODABLE
}

const isDigit = between(0x30, 0x39)

/** GB 18030 in four bytes: 81–FE, 30–39, 81–FE, 30–39. */
function lookUpFour(bytes: readonly number[]): Decoded | 'incomplete' | 'stray' {
  const [first = 0, second = 0, third, fourth] = bytes
  if (third === undefined) return 'incomplete'
  if (third < 0x81 || third > 0xfe) return 'stray'
  if (fourth === undefined) return 'incomplete'
  if (!isDigit(fourth)) return 'stray'
  const code = ((first * 0x100 + second) * 0x100 + third) * 0x100 + fourth
  return [{ character: decode(bytes, { encoding: 'gb18030' }), bytes: [...bytes], wide: true, code }]
}

/** FS C 0: the same rows and cells in two bytes of seven bits. */
function shiftJisOfJis(lead: number, trail: number): readonly [number, number] {
  const row = (lead - 0x21) >> 1
  const oddRow = ((lead - 0x21) & 1) === 0
  const column = oddRow ? trail + (trail < 0x60 ? 0x1f : 0x20) : trail + 0x7e
  return [row + (row < 0x1f ? 0x81 : 0xc1), column]
}
