/**
 * Reads the data of a CODE128 bar code as GS k 73 sends it: the host chooses the code sets itself, with escapes after `{`,
 * so the code words are worked out here exactly and not left to an encoder's own choice.
 */
export interface Code128 {
  /** Start, data and switches; the check character and stop come with the bars. */
  readonly words: readonly number[]
  /** What a scanner reads. */
  readonly data: string
  /** Function and control characters show as spaces, switches between the sets not at all. */
  readonly hri: string
}

type CodeSet = 'A' | 'B' | 'C'

const ESCAPE = 0x7b
const START: Readonly<Record<CodeSet, number>> = { A: 103, B: 104, C: 105 }
/** Switching from one set to another. */
const SWITCH: Readonly<Record<CodeSet, Readonly<Record<CodeSet, number>>>> = {
  A: { A: 103, B: 100, C: 99 },
  B: { A: 101, B: 104, C: 99 },
  C: { A: 101, B: 100, C: 105 },
}
const SHIFT = 98
const FNC: Readonly<Record<string, Readonly<Partial<Record<CodeSet, number>>>>> = {
  '1': { A: 102, B: 102, C: 102 },
  '2': { A: 97, B: 97 },
  '3': { A: 96, B: 96 },
  '4': { A: 101, B: 100 },
}

/** Undefined when it does not begin with a code set, or holds what its set has no code word for. */
export function readCode128(bytes: Uint8Array): Code128 | undefined {
  const words: number[] = []
  let set: CodeSet | undefined
  let isShifted = false
  let data = ''
  let hri = ''
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    const escaped = byte === ESCAPE ? String.fromCharCode(bytes[++at] ?? 0) : undefined
    if (escaped === 'A' || escaped === 'B' || escaped === 'C') {
      // Choosing the set that is chosen already is an error, for there is no code word to say it.
      if (set === escaped) return undefined
      words.push(set ? SWITCH[set][escaped] : START[escaped])
      set = escaped
      continue
    }
    if (!set) return undefined
    if (escaped === 'S' && set !== 'C') {
      words.push(SHIFT)
      isShifted = true
      continue
    }
    const isCharacter = escaped === undefined || escaped === '{'
    const word = isCharacter ? wordFor(byte, isShifted ? other(set) : set) : FNC[escaped]?.[set]
    if (word === undefined) return undefined
    words.push(word)
    if (isCharacter) data += set === 'C' ? String(byte).padStart(2, '0') : String.fromCharCode(byte)
    hri += isCharacter ? readable(byte, set) : ' '
    isShifted = false
  }
  return words.length > 1 ? { words, data, hri } : undefined
}

const other = (set: CodeSet): CodeSet => (set === 'A' ? 'B' : 'A')

function wordFor(byte: number, set: CodeSet): number | undefined {
  if (set === 'C') return byte <= 99 ? byte : undefined
  if (set === 'A') return byte < 0x20 ? byte + 64 : byte < 0x60 ? byte - 0x20 : undefined
  return byte >= 0x20 && byte < 0x80 ? byte - 0x20 : undefined
}

/** In set C a byte is two digits. */
function readable(byte: number, set: CodeSet): string {
  if (set === 'C') return String(byte).padStart(2, '0')
  return byte < 0x20 || byte === 0x7f ? ' ' : String.fromCharCode(byte)
}
