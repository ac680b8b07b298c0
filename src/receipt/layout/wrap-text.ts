/**
 * Breaks text into lines by columns. Words and numbers stay whole, Han may break between any two characters, and a
 * double-width character is never split; only a word wider than the whole line is cut, and even then around its numbers.
 */
interface Piece {
  readonly text: string
  readonly columns: number
  /** Spaces that part it from the piece before, unless a line ends there. */
  readonly spacesBefore: number
}

type Measure = (text: string) => number

const WORD = /( *)([^ ]+)/g
/** A character with the marks that combine with it. */
const CHARACTER = /\P{M}\p{M}*|\p{M}+/gu
const NUMBER_OR_CHARACTER = /[0-9][0-9.,:-]*|\P{M}\p{M}*|\p{M}+/gu
const HAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFF60]/u
const DIGIT = /^[0-9]/
/** Punctuation that may not begin, or end, a line. */
const NO_START = /^[，。、；：？！）】》」』”’％…,.;:?!)\]%]/u
const NO_END = /^[（【《「『“‘￥([$#]/u

/** Lines of at most `limit` columns, without spaces at either end. An empty text is one empty line. */
export function wrapText(text: string, limit: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const piece of piecesOf(text, limit, measure)) {
    if (line !== '' && used + piece.spacesBefore + piece.columns > limit) {
      lines.push(line)
      line = ''
    }
    const gap = line === '' ? 0 : piece.spacesBefore
    used = line === '' ? piece.columns : used + gap + piece.columns
    line += `${' '.repeat(gap)}${piece.text}`
  }
  return [...lines, line]
}

/** Whether the text can be wrapped to `limit` columns without cutting a word. */
export function wrapsWhole(text: string, limit: number, measure: Measure): boolean {
  return text
    .split(' ')
    .flatMap(breakable)
    .every((part) => measure(part) <= limit)
}

function* piecesOf(text: string, limit: number, measure: Measure): Generator<Piece> {
  for (const [, spaces = '', word = ''] of text.matchAll(WORD)) {
    let spacesBefore = spaces.length
    for (const part of breakable(word).flatMap((whole) => cut(whole, limit, measure))) {
      yield { text: part, columns: measure(part), spacesBefore }
      spacesBefore = 0
    }
  }
}

/** A word in the parts a line may end between. */
function breakable(word: string): string[] {
  const parts: string[] = []
  let part = ''
  let previous = ''
  for (const character of word.match(CHARACTER) ?? []) {
    if (part !== '' && mayBreakBetween(previous, character)) {
      parts.push(part)
      part = ''
    }
    part += character
    previous = character
  }
  return part === '' ? parts : [...parts, part]
}

/** Han breaks anywhere but at its punctuation, and not between a number and its unit. */
function mayBreakBetween(before: string, after: string): boolean {
  if (NO_END.test(before) || NO_START.test(after)) return false
  if (DIGIT.test(before)) return false
  return HAN.test(before) || HAN.test(after)
}

/** A part too wide for any line, cut as far as it must be. */
function cut(part: string, limit: number, measure: Measure): string[] {
  if (measure(part) <= limit) return [part]
  return (part.match(NUMBER_OR_CHARACTER) ?? []).flatMap((piece) =>
    measure(piece) <= limit ? [piece] : (piece.match(CHARACTER) ?? []),
  )
}
