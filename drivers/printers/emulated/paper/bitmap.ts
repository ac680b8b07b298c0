/**
 * A rectangle of dots, one bit each: what a thermal head can put on paper and nothing more. Glyphs, images, lines and
 * whole receipts are all of this one kind and are worked on a byte at a time, so drawing a receipt costs microseconds.
 */
export interface Rectangle {
  readonly leftDots: number
  readonly topDots: number
  readonly widthDots: number
  readonly heightDots: number
}

/** Dots, one bit each. */
export class Bitmap {
  readonly bytesPerRow: number
  /** Row by row from the top, the leftmost dot in the highest bit; a set bit is black. Bits beyond the width are 0. */
  readonly bytes: Uint8Array

  /** @param bytes taken as they are, not copied; bits beyond the width must be 0. All white when left out. */
  constructor(
    readonly widthDots: number,
    readonly heightDots: number,
    bytes?: Uint8Array,
  ) {
    this.bytesPerRow = (widthDots + 7) >> 3
    this.bytes = bytes ?? new Uint8Array(this.bytesPerRow * heightDots)
    if (this.bytes.length !== this.bytesPerRow * heightDots) throw new RangeError('bitmap: wrong number of bytes')
  }

  /** Dots as they come over a wire, where the rows may be padded with bits that mean nothing: those are cleared. */
  static fromRows(widthDots: number, heightDots: number, bytes: Uint8Array): Bitmap {
    const bitmap = new Bitmap(widthDots, heightDots, bytes.slice())
    bitmap.#clearPadding(0, heightDots)
    return bitmap
  }

  /** Whether a dot is black. Outside the rectangle everything is white. */
  get(x: number, y: number): boolean {
    if (x < 0 || y < 0 || x >= this.widthDots || y >= this.heightDots) return false
    return ((this.bytes[y * this.bytesPerRow + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0
  }

  /** Blackens a dot. Outside the rectangle nothing happens: the head has no dots there. */
  set(x: number, y: number): void {
    if (x < 0 || y < 0 || x >= this.widthDots || y >= this.heightDots) return
    const at = y * this.bytesPerRow + (x >> 3)
    this.bytes[at] = (this.bytes[at] ?? 0) | (0x80 >> (x & 7))
  }

  /** Blackens a rectangle, as far as it lies inside. */
  fill(left: number, top: number, widthDots: number, heightDots: number): void {
    const from = Math.max(0, left)
    const to = Math.min(this.widthDots, left + widthDots)
    if (from >= to) return
    const [first, last] = [from >> 3, (to - 1) >> 3]
    const firstBits = 0xff >> (from & 7)
    const lastBits = 0xff << (7 - ((to - 1) & 7))
    const endRow = Math.min(this.heightDots, top + heightDots)
    for (let y = Math.max(0, top); y < endRow; y++) {
      const row = y * this.bytesPerRow
      if (first === last) {
        this.#add(row + first, firstBits & lastBits)
        continue
      }
      this.#add(row + first, firstBits)
      this.bytes.fill(0xff, row + first + 1, row + last)
      this.#add(row + last, lastBits)
    }
  }

  /** Adds another bitmap's black dots with its top left corner at (left, top); what sticks out is lost. */
  draw(source: Bitmap, left: number, top: number): void {
    const fromRow = Math.max(0, -top)
    const toRow = Math.min(source.heightDots, this.heightDots - top)
    if (fromRow >= toRow || left >= this.widthDots || left + source.widthDots <= 0) return
    const column = left >> 3
    const isInside = left >= 0 && left + source.widthDots <= this.widthDots
    if (isInside && source.bytesPerRow <= 3 && column + source.bytesPerRow < this.bytesPerRow) {
      this.#drawNarrow(source, left, top, fromRow, toRow)
      return
    }
    const shift = left & 7
    const firstByte = Math.max(0, -column - 1)
    const endByte = Math.min(source.bytesPerRow, this.bytesPerRow - column)
    for (let y = fromRow; y < toRow; y++) {
      const into = (top + y) * this.bytesPerRow + column
      const out = y * source.bytesPerRow
      for (let index = firstByte; index < endByte; index++) {
        const bits = source.bytes[out + index] ?? 0
        if (bits === 0) continue
        if (column + index >= 0) this.#add(into + index, bits >> shift)
        if (shift > 0 && column + index + 1 < this.bytesPerRow)
          this.#add(into + index + 1, (bits << (8 - shift)) & 0xff)
      }
    }
    if (left + source.widthDots > this.widthDots) this.#clearPadding(top + fromRow, top + toRow)
  }

  /** Draws only what falls into a rectangle of this bitmap. */
  drawWithin(source: Bitmap, left: number, top: number, within: Rectangle): void {
    const right = within.leftDots + within.widthDots
    const bottom = within.topDots + within.heightDots
    const fromX = Math.max(left, within.leftDots)
    const fromY = Math.max(top, within.topDots)
    const toX = Math.min(left + source.widthDots, right)
    const toY = Math.min(top + source.heightDots, bottom)
    if (fromX >= toX || fromY >= toY) return
    if (toX - fromX === source.widthDots && toY - fromY === source.heightDots) {
      this.draw(source, left, top)
      return
    }
    const part = new Bitmap(toX - fromX, toY - fromY)
    part.draw(source, left - fromX, top - fromY)
    this.draw(part, fromX, fromY)
  }

  /** Makes a rectangle white. */
  erase(left: number, top: number, widthDots: number, heightDots: number): void {
    const mask = new Bitmap(this.widthDots, 1)
    mask.fill(left, 0, widthDots, 1)
    const endRow = Math.min(this.heightDots, top + heightDots)
    for (let y = Math.max(0, top); y < endRow; y++) {
      const row = y * this.bytesPerRow
      for (let column = 0; column < this.bytesPerRow; column++) {
        this.bytes[row + column] = (this.bytes[row + column] ?? 0) & ~(mask.bytes[column] ?? 0)
      }
    }
  }

  /** Without a black dot. */
  get isBlank(): boolean {
    return this.bytes.every((bits) => bits === 0)
  }

  eachBlack(visit: (x: number, y: number) => void): void {
    for (let y = 0; y < this.heightDots; y++) {
      const row = y * this.bytesPerRow
      for (let column = 0; column < this.bytesPerRow; column++) {
        let bits = this.bytes[row + column] ?? 0
        while (bits !== 0) {
          const bit = Math.clz32(bits) - 24
          visit(column * 8 + bit, y)
          bits &= ~(0x80 >> bit)
        }
      }
    }
  }

  /** Each dot made `times` wide and high. */
  scaled(widthTimes: number, heightTimes: number): Bitmap {
    if (widthTimes === 1 && heightTimes === 1) return this
    const result = new Bitmap(this.widthDots * widthTimes, this.heightDots * heightTimes)
    for (let y = 0; y < this.heightDots; y++) {
      const top = y * heightTimes
      this.eachRun(y, (left, right) => {
        result.fill(left * widthTimes, top, (right - left) * widthTimes, 1)
      })
      const row = top * result.bytesPerRow
      for (let copy = 1; copy < heightTimes; copy++) {
        result.bytes.copyWithin(row + copy * result.bytesPerRow, row, row + result.bytesPerRow)
      }
    }
    return result
  }

  /** White for black and black for white. */
  inverted(): Bitmap {
    const result = new Bitmap(
      this.widthDots,
      this.heightDots,
      this.bytes.map((bits) => ~bits),
    )
    result.#clearPadding(0, this.heightDots)
    return result
  }

  /** Turned by 180 degrees. */
  upsideDown(): Bitmap {
    const result = new Bitmap(this.widthDots, this.heightDots)
    this.eachBlack((x, y) => result.set(this.widthDots - 1 - x, this.heightDots - 1 - y))
    return result
  }

  /** Turned by 90 degrees, its left side up. */
  turnedClockwise(): Bitmap {
    const result = new Bitmap(this.heightDots, this.widthDots)
    this.eachBlack((x, y) => result.set(this.heightDots - 1 - y, x))
    return result
  }

  /** Turned by 90 degrees, its right side up. */
  turnedCounterclockwise(): Bitmap {
    const result = new Bitmap(this.heightDots, this.widthDots)
    this.eachBlack((x, y) => result.set(y, this.widthDots - 1 - x))
    return result
  }

  /** `count` rows from row `from` on, as a bitmap of their own. */
  rows(from: number, count: number): Bitmap {
    return new Bitmap(
      this.widthDots,
      count,
      this.bytes.slice(from * this.bytesPerRow, (from + count) * this.bytesPerRow),
    )
  }

  countBlack(): number {
    let count = 0
    this.eachBlack(() => count++)
    return count
  }

  /** The dots as `#` and `.`, one line a row: for eyes and test failures. */
  toText(): string {
    const lines: string[] = []
    for (let y = 0; y < this.heightDots; y++) {
      lines.push(Array.from({ length: this.widthDots }, (_, x) => (this.get(x, y) ? '#' : '.')).join(''))
    }
    return lines.join('\n')
  }

  /** A character, mostly: up to three bytes wide, and with room for a fourth byte to the right. A row is one number. */
  #drawNarrow(source: Bitmap, left: number, top: number, fromRow: number, toRow: number): void {
    const { bytes, bytesPerRow } = this
    const from = source.bytes
    const width = source.bytesPerRow
    const align = 8 * (4 - width) - (left & 7)
    let into = (top + fromRow) * bytesPerRow + (left >> 3)
    for (let at = fromRow * width, end = toRow * width; at < end; at += width, into += bytesPerRow) {
      let row = from[at] as number
      if (width > 1) row = (row << 8) | (from[at + 1] as number)
      if (width > 2) row = (row << 8) | (from[at + 2] as number)
      if (row === 0) continue
      row <<= align
      bytes[into] = (bytes[into] as number) | (row >>> 24)
      bytes[into + 1] = (bytes[into + 1] as number) | ((row >>> 16) & 0xff)
      if (width > 1) bytes[into + 2] = (bytes[into + 2] as number) | ((row >>> 8) & 0xff)
      if (width > 2) bytes[into + 3] = (bytes[into + 3] as number) | (row & 0xff)
    }
  }

  #add(at: number, bits: number): void {
    this.bytes[at] = (this.bytes[at] ?? 0) | bits
  }

  /** The stretches of black dots in a row, as [left, right). */
  eachRun(y: number, visit: (left: number, right: number) => void): void {
    const row = y * this.bytesPerRow
    let start = -1
    for (let column = 0; column < this.bytesPerRow; column++) {
      const bits = this.bytes[row + column] ?? 0
      // Whole bytes of one colour are the rule, and never begin or end a run inside.
      if (start < 0 ? bits === 0 : bits === 0xff) continue
      for (let bit = 0; bit < 8; bit++) {
        const black = (bits & (0x80 >> bit)) !== 0
        if (black && start < 0) start = column * 8 + bit
        if (!black && start >= 0) {
          visit(start, column * 8 + bit)
          start = -1
        }
      }
    }
    if (start >= 0) visit(start, this.widthDots)
  }

  #clearPadding(fromRow: number, toRow: number): void {
    const spare = this.bytesPerRow * 8 - this.widthDots
    if (spare === 0) return
    const kept = (0xff << spare) & 0xff
    for (let y = fromRow; y < toRow; y++) {
      const at = (y + 1) * this.bytesPerRow - 1
      this.bytes[at] = (this.bytes[at] ?? 0) & kept
    }
  }
}
