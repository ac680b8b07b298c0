/**
 * A reader of small QR codes for tests: versions 1 to 5 at error level L, whose data stand in one block. It corrects
 * nothing, so a single wrong module in the data shows.
 */
const FORMAT_MASK = 0b101010000010010
const LEVEL_L = 0b01
const DATA_WORDS = [19, 34, 55, 80, 108]
const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => ((row >> 1) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
]

/** @param isBlack by row and column, in modules from the top left. */
export function decodeQr(size: number, isBlack: (row: number, column: number) => boolean): Buffer {
  const version = (size - 17) / 4
  const words = DATA_WORDS[version - 1]
  const format = formatOf(isBlack)
  if (words === undefined || format >> 13 !== LEVEL_L) throw new Error('only versions 1 to 5 at level L can be read')
  const mask = MASKS[(format >> 10) & 7]
  const bits: boolean[] = []
  for (const [row, column] of dataModules(size, version > 1)) {
    bits.push(isBlack(row, column) !== mask?.(row, column))
  }
  return readSegments(bits.slice(0, words * 8))
}

function formatOf(isBlack: (row: number, column: number) => boolean): number {
  const places = [0, 1, 2, 3, 4, 5, 7, 8].map((column) => isBlack(8, column))
  places.push(...[7, 5, 4, 3, 2, 1, 0].map((row) => isBlack(row, 8)))
  return places.reduce((value, bit) => value * 2 + Number(bit), 0) ^ FORMAT_MASK
}

/** In pairs of columns from the right, up and down in turn, past the modules that are no data. */
function* dataModules(size: number, hasAlignment: boolean): Generator<readonly [number, number]> {
  const isFixed = (row: number, column: number): boolean =>
    (row < 9 && (column < 9 || column >= size - 8)) ||
    (row >= size - 8 && column < 9) ||
    row === 6 ||
    column === 6 ||
    (hasAlignment && Math.abs(row - (size - 7)) <= 2 && Math.abs(column - (size - 7)) <= 2)
  let isUp = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right--
    for (let step = 0; step < size; step++) {
      const row = isUp ? size - 1 - step : step
      for (const column of [right, right - 1]) if (!isFixed(row, column)) yield [row, column]
    }
    isUp = !isUp
  }
}

function readSegments(bits: boolean[]): Buffer {
  let at = 0
  const take = (count: number): number => {
    const value = bits.slice(at, at + count).reduce((sum, bit) => sum * 2 + Number(bit), 0)
    at += count
    return value
  }
  const parts: Buffer[] = []
  while (bits.length - at >= 4) {
    const mode = take(4)
    if (mode === 0) break
    if (mode === 1) for (let left = take(10); left > 0; left -= 3) parts.push(digits(take, Math.min(3, left)))
    else if (mode === 2)
      for (let left = take(9); left > 0; left -= 2) parts.push(alphanumerics(take, Math.min(2, left)))
    else if (mode === 4) for (let left = take(8); left > 0; left--) parts.push(Buffer.from([take(8)]))
    else throw new Error(`mode ${mode} cannot be read`)
  }
  return Buffer.concat(parts)
}

const digits = (take: (bits: number) => number, count: number): Buffer =>
  Buffer.from(String(take([0, 4, 7, 10][count] ?? 0)).padStart(count, '0'))

function alphanumerics(take: (bits: number) => number, count: number): Buffer {
  const value = take(count === 2 ? 11 : 6)
  const pair = count === 2 ? [Math.floor(value / 45), value % 45] : [value]
  return Buffer.from(pair.map((index) => ALPHANUMERIC[index]).join(''))
}
