/**
 * Readers of bar codes for tests: from the widths of bars and spaces, in dots, to what they say. They are tables of the
 * symbologies written down a second time and in another form than anything that draws them.
 */

/** Dots of bars and spaces in turn, a bar first. */
export type Runs = readonly number[]

/** Every element as so many modules of the narrowest. */
function modulesOf(runs: Runs): number[] {
  const module = Math.min(...runs)
  return runs.map((run) => {
    if (run % module !== 0) throw new Error(`${run} dots are no whole number of modules of ${module}`)
    return run / module
  })
}

/** 1 for a black module and 0 for a white one. */
const bitsOf = (runs: Runs): string =>
  modulesOf(runs)
    .map((width, index) => (index % 2 === 0 ? '1' : '0').repeat(width))
    .join('')

/** Thin and wide of codes that have no third width. */
const widthsOf = (runs: Runs): string => {
  const thin = Math.min(...runs)
  return runs.map((run) => (run > thin * 1.5 ? 'w' : 'n')).join('')
}

function lookUp(table: readonly string[], pattern: string, alphabet: string): string {
  const character = alphabet[table.indexOf(pattern)]
  if (character === undefined || !table.includes(pattern)) throw new Error(`no character is drawn ${pattern}`)
  return character
}

const DIGITS = '0123456789'
const EAN_L = '0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011'.split(' ')
const inverse = (bits: string): string => [...bits].map((bit) => (bit === '1' ? '0' : '1')).join('')
const backwards = (text: string): string => [...text].reverse().join('')
const EAN_R = EAN_L.map(inverse)
const EAN_G = EAN_R.map(backwards)
const EAN13_FIRST = 'LLLLLL LLGLGG LLGGLG LLGGGL LGLLGG LGGLLG LGGGLL LGLGLG LGLGGL LGGLGL'.split(' ')
const UPC_E_CHECK = 'GGGLLL GGLGLL GGLLGL GGLLLG GLGGLL GLLGGL GLLLGG GLGLGL GLGLLG GLLGLG'.split(' ')

function leftDigits(bits: string): { digits: string; sets: string } {
  const groups = bits.match(/.{7}/g) ?? []
  const sets = groups.map((group) => (EAN_L.includes(group) ? 'L' : 'G')).join('')
  const digits = groups.map((group, index) => lookUp(sets[index] === 'L' ? EAN_L : EAN_G, group, DIGITS)).join('')
  return { digits, sets }
}

const rightDigits = (bits: string): string => (bits.match(/.{7}/g) ?? []).map((b) => lookUp(EAN_R, b, DIGITS)).join('')

export function decodeEan13(runs: Runs): string {
  const [, left = '', right = ''] = /^101(.{42})01010(.{42})101$/.exec(bitsOf(runs)) ?? []
  const { digits, sets } = leftDigits(left)
  return EAN13_FIRST.indexOf(sets) + digits + rightDigits(right)
}

export function decodeEan8(runs: Runs): string {
  const [, left = '', right = ''] = /^101(.{28})01010(.{28})101$/.exec(bitsOf(runs)) ?? []
  return leftDigits(left).digits + rightDigits(right)
}

/** With the number system before and the check digit behind. */
export function decodeUpcE(runs: Runs): string {
  const [, middle = ''] = /^101(.{42})010101$/.exec(bitsOf(runs)) ?? []
  const { digits, sets } = leftDigits(middle)
  return `0${digits}${UPC_E_CHECK.indexOf(sets)}`
}

const CODE39_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. *$/+%'
const CODE39 = (
  'nnnwwnwnn wnnwnnnnw nnwwnnnnw wnwwnnnnn nnnwwnnnw wnnwwnnnn nnwwwnnnn nnnwnnwnw wnnwnnwnn nnwwnnwnn ' +
  'wnnnnwnnw nnwnnwnnw wnwnnwnnn nnnnwwnnw wnnnwwnnn nnwnwwnnn nnnnnwwnw wnnnnwwnn nnwnnwwnn nnnnwwwnn ' +
  'wnnnnnnww nnwnnnnww wnwnnnnwn nnnnwnnww wnnnwnnwn nnwnwnnwn nnnnnnwww wnnnnnwwn nnwnnnwwn nnnnwnwwn ' +
  'wwnnnnnnw nwwnnnnnw wwwnnnnnn nwnnwnnnw wwnnwnnnn nwwnwnnnn nwnnnnwnw wwnnnnwnn nwwnnnwnn nwnnwnwnn ' +
  'nwnwnwnnn nwnwnnnwn nwnnnwnwn nnnwnwnwn'
).split(' ')

/** With its start and stop. */
export const decodeCode39 = (runs: Runs): string =>
  (`${widthsOf(runs)}n`.match(/.{10}/g) ?? [])
    .map((group) => lookUp(CODE39, group.slice(0, 9), CODE39_ALPHABET))
    .join('')

const ITF = 'nnwwn wnnnw nwnnw wwnnn nnwnw wnwnn nwwnn nnnww wnnwn nwnwn'.split(' ')

export function decodeItf(runs: Runs): string {
  const [, middle = ''] = /^nnnn(.+)wnn$/.exec(widthsOf(runs)) ?? []
  const every = (group: string, from: number): string => [...group].filter((_, index) => index % 2 === from).join('')
  return (middle.match(/.{10}/g) ?? [])
    .map((pair) => lookUp(ITF, every(pair, 0), DIGITS) + lookUp(ITF, every(pair, 1), DIGITS))
    .join('')
}

const CODABAR_ALPHABET = '0123456789-$:/.+ABCD'
const CODABAR = (
  'nnnnnww nnnnwwn nnnwnnw wwnnnnn nnwnnwn wnnnnwn nwnnnnw nwnnwnn nwwnnnn wnnwnnn ' +
  'nnnwwnn nnwwnnn wnnnwnw wnwnnnw wnwnwnn nnwnwnw nnwwnwn nwnwnnw nnnwnww nnnwwwn'
).split(' ')

export const decodeCodabar = (runs: Runs): string =>
  (`${widthsOf(runs)}n`.match(/.{8}/g) ?? [])
    .map((group) => lookUp(CODABAR, group.slice(0, 7), CODABAR_ALPHABET))
    .join('')

/** a–d stand for the shifts ($), (%), (/) and (+), and * for start and stop. */
const CODE93_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%abcd*'
const CODE93 = (
  '131112 111213 111312 111411 121113 121212 121311 111114 131211 141111 211113 211212 211311 221112 221211 231111 ' +
  '112113 112212 112311 122112 132111 111123 111222 111321 121122 131121 212112 212211 211122 211221 221121 222111 ' +
  '112122 112221 122121 123111 121131 311112 311211 321111 112131 113121 211131 121221 312111 311121 122211 111141'
).split(' ')

/** The characters with their shifts; throws where a check character is wrong. */
export function decodeCode93(runs: Runs): string {
  const groups = modulesOf(runs).slice(0, -1).join('').match(/.{6}/g) ?? []
  const values = groups.map((group) => CODE93.indexOf(group)).slice(1, -1)
  for (const [from, most] of [
    [2, 20],
    [1, 15],
  ] as const) {
    const data = values.slice(0, values.length - from)
    const sum = data.reduce((total, value, index) => total + value * (((data.length - 1 - index) % most) + 1), 0)
    if (sum % 47 !== values[values.length - from]) throw new Error('wrong check character')
  }
  return values
    .slice(0, -2)
    .map((value) => CODE93_ALPHABET[value])
    .join('')
}

const CODE128 = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'
).split(' ')

/** Start, data and switches; throws where the check character is wrong. */
export function code128Words(runs: Runs): number[] {
  const [, body = ''] = /^(.+)2331112$/.exec(modulesOf(runs).join('')) ?? []
  const words = (body.match(/.{6}/g) ?? []).map((group) => CODE128.indexOf(group))
  const check = words.pop()
  const sum = words.reduce((total, word, index) => total + word * Math.max(1, index), 0)
  if (words.length === 0 || sum % 103 !== check) throw new Error('wrong check character')
  return words
}

/** What a scanner hands on: FNC1 as a group separator, other functions left out. */
export function decodeCode128(runs: Runs): string {
  const words = code128Words(runs)
  let set = 'ABC'[(words.shift() ?? 0) - 103]
  let text = ''
  let isShifted = false
  for (const word of words) {
    if (word === 98 && set !== 'C') {
      isShifted = true
      continue
    }
    const now = isShifted ? (set === 'A' ? 'B' : 'A') : set
    isShifted = false
    if (word === 102) text += '\x1d'
    else if (set === 'C' && word < 100) text += String(word).padStart(2, '0')
    else if (word === 99) set = 'C'
    else if (word === 100 && set !== 'B') set = 'B'
    else if (word === 101 && set !== 'A') set = 'A'
    else if (word < 96) text += String.fromCharCode(now === 'A' && word >= 64 ? word - 64 : word + 32)
  }
  return text
}
