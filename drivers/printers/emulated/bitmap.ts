/**
 * A rectangle of dots, one bit each: what a thermal head can put on paper and nothing more. Glyphs, images, lines and
 * whole receipts are all of this one kind, so they compose without conversions.
 */
export class Bitmap {
  readonly bytesPerRow: number
  /** Row by row from the top, the leftmost dot in the highest bit; a set bit is black. */
  readonly bytes: Uint8Array

  /** @param bytes taken as they are, not copied; bits beyond the width must be 0. All white when left out. */
  constructor(
    readonly widthDots: number,
    readonly heightDots: number,
    bytes?: Uint8Array,
  ) {
    this.bytesPerRow = Math.ceil(widthDots / 8)
    this.bytes = bytes ?? new Uint8Array(this.bytesPerRow * heightDots)
    if (this.bytes.length !== this.bytesPerRow * heightDots) throw new RangeError('bitmap: wrong number of bytes')
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

  /** Blackens a rectangle. */
  fill(left: number, top: number, widthDots: number, heightDots: number): void {
    for (let y = top; y < top + heightDots; y++) for (let x = left; x < left + widthDots; x++) this.set(x, y)
  }

  /** Adds another bitmap's black dots with its top left corner at (left, top); what sticks out is lost. */
  draw(source: Bitmap, left: number, top: number): void {
    source.eachBlack((x, y) => this.set(left + x, top + y))
  }

  eachBlack(visit: (x: number, y: number) => void): void {
    for (let y = 0; y < this.heightDots; y++) {
      for (let column = 0; column < this.bytesPerRow; column++) {
        const bits = this.bytes[y * this.bytesPerRow + column] ?? 0
        for (let bit = 0; bits << bit && bit < 8; bit++) if (bits & (0x80 >> bit)) visit(column * 8 + bit, y)
      }
    }
  }

  /** Each dot made `times` wide and high. */
  scaled(widthTimes: number, heightTimes: number): Bitmap {
    if (widthTimes === 1 && heightTimes === 1) return this
    const result = new Bitmap(this.widthDots * widthTimes, this.heightDots * heightTimes)
    this.eachBlack((x, y) => result.fill(x * widthTimes, y * heightTimes, widthTimes, heightTimes))
    return result
  }

  /** White for black and black for white. */
  inverted(): Bitmap {
    const result = new Bitmap(this.widthDots, this.heightDots)
    for (let y = 0; y < this.heightDots; y++) {
      for (let x = 0; x < this.widthDots; x++) if (!this.get(x, y)) result.set(x, y)
    }
    return result
  }

  /** Turned by 180 degrees. */
  upsideDown(): Bitmap {
    const result = new Bitmap(this.widthDots, this.heightDots)
    this.eachBlack((x, y) => result.set(this.widthDots - 1 - x, this.heightDots - 1 - y))
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
}
