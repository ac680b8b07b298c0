/**
 * ISO 8583:1987 packed and read a second time, from the standard's own field table and sharing nothing with the driver or
 * its library: two programs that agree byte for byte are unlikely to be wrong in the same way.
 */

/** How long a field is: n characters, or a length of 2 or 3 digits before at most so many. `b` counts bytes, shown as hexadecimal. */
type Shape =
  | readonly ['n' | 'an' | 'ans' | 'x+n' | 'b', number]
  | readonly ['n' | 'an' | 'ans' | 'z', 'LL' | 'LLL', number]

/** Field number by field number as ISO 8583:1987 lists them, as far as card terminals use them. */
export const STANDARD_FIELDS: Readonly<Record<number, Shape>> = {
  2: ['n', 'LL', 19],
  3: ['n', 6],
  4: ['n', 12],
  7: ['n', 10],
  11: ['n', 6],
  12: ['n', 6],
  13: ['n', 4],
  14: ['n', 4],
  22: ['n', 3],
  35: ['z', 'LL', 37],
  37: ['an', 12],
  38: ['an', 6],
  39: ['an', 2],
  41: ['ans', 8],
  42: ['ans', 15],
  44: ['ans', 'LL', 25],
  48: ['ans', 'LLL', 999],
  49: ['n', 3],
  50: ['n', 3],
  54: ['an', 'LLL', 120],
  56: ['ans', 'LLL', 999],
  64: ['b', 8],
  70: ['n', 3],
  74: ['n', 10],
  75: ['n', 10],
  76: ['n', 10],
  77: ['n', 10],
  86: ['n', 16],
  87: ['n', 16],
  88: ['n', 16],
  89: ['n', 16],
  90: ['n', 42],
  97: ['x+n', 17],
  128: ['b', 8],
}

export interface StandardMessage {
  readonly mti: string
  readonly fields: Readonly<Record<number, string>>
}

/** @throws RangeError for a field that is not in the table or does not fit it. */
export function standardBytes({ mti, fields }: StandardMessage): Buffer {
  const numbers = Object.keys(fields)
    .map(Number)
    .toSorted((a, b) => a - b)
  const parts = [Buffer.from(mti, 'ascii'), bitmaps(numbers)]
  for (const number of numbers) parts.push(fieldBytes(number, fields[number] ?? ''))
  return Buffer.concat(parts)
}

/** @throws RangeError when the bytes end early, go on too long, or are not what the table says. */
export function standardMessage(bytes: Uint8Array): StandardMessage {
  const whole = Buffer.from(bytes)
  let at = 0
  const take = (count: number): Buffer => {
    if (at + count > whole.length) throw new RangeError(`ends at ${whole.length}, ${count} bytes wanted at ${at}`)
    at += count
    return whole.subarray(at - count, at)
  }
  const mti = take(4).toString('ascii')
  let bits = take(8)
  if ((bits[0] ?? 0) >= 0x80) bits = Buffer.concat([bits, take(8)])
  const fields: Record<number, string> = {}
  for (let number = 2; number <= bits.length * 8; number++) {
    const isPresent = ((bits[(number - 1) >> 3] ?? 0) >> (7 - ((number - 1) & 7))) & 1
    if (isPresent) fields[number] = readField(number, take)
  }
  if (at !== whole.length) throw new RangeError(`${whole.length - at} bytes are left over`)
  return { mti, fields }
}

/** Both bitmaps, the first bit saying that the second follows. */
function bitmaps(numbers: readonly number[]): Buffer {
  const bits = new Uint8Array(16)
  for (const number of [1, ...numbers]) {
    const index = (number - 1) >> 3
    bits[index] = (bits[index] ?? 0) | (1 << (7 - ((number - 1) & 7)))
  }
  return Buffer.from(bits)
}

function fieldBytes(number: number, value: string): Buffer {
  const [kind, length, most] = shapeOf(number)
  if (kind === 'b') return sized(Buffer.from(value, 'hex'), length, number)
  checkCharacters(kind, value, number)
  const text = Buffer.from(value, 'ascii')
  if (typeof length === 'number') return sized(text, length, number)
  if (text.length > (most ?? 0)) throw new RangeError(`field ${number} is too long`)
  return Buffer.concat([Buffer.from(text.length.toString().padStart(length.length, '0')), text])
}

function readField(number: number, take: (count: number) => Buffer): string {
  const [kind, length, most] = shapeOf(number)
  if (kind === 'b') return take(length).toString('hex')
  const count = typeof length === 'number' ? length : lengthFrom(take(length.length), number)
  if (typeof length !== 'number' && count > (most ?? 0)) throw new RangeError(`field ${number} is too long`)
  const value = take(count).toString('ascii')
  checkCharacters(kind, value, number)
  return value
}

function lengthFrom(digits: Buffer, number: number): number {
  const text = digits.toString('ascii')
  if (!/^\d+$/.test(text)) throw new RangeError(`field ${number} has no length`)
  return Number(text)
}

const CHARACTERS = {
  n: /^\d*$/,
  an: /^[0-9A-Za-z ]*$/,
  ans: /^[\x20-\x7e]*$/,
  z: /^[0-9=D]*$/,
  'x+n': /^[CD]\d*$/,
} as const

function checkCharacters(kind: keyof typeof CHARACTERS, value: string, number: number): void {
  if (!CHARACTERS[kind].test(value)) throw new RangeError(`field ${number} is not ${kind}`)
}

function sized(bytes: Buffer, length: number, number: number): Buffer {
  if (bytes.length !== length) throw new RangeError(`field ${number} is ${bytes.length} long, not ${length}`)
  return bytes
}

function shapeOf(number: number): Shape {
  const shape = STANDARD_FIELDS[number]
  if (!shape) throw new RangeError(`field ${number} is not in the table`)
  return shape
}
