/**
 * Dots standing on one baseline, the strip growing upwards and downwards as higher and deeper ones join. Cells are drawn at
 * once and not kept, so a line printed over a thousand times takes no more memory than a line.
 */
import { Bitmap } from '../paper/bitmap.js'

export class Strip {
  #dots: Bitmap
  #baseline = 0
  /** Rows above and below the baseline. */
  ascentDots = 0
  descentDots = 0

  constructor(private readonly widthDots: number) {
    this.#dots = new Bitmap(widthDots, 0)
  }

  get blank(): boolean {
    return this.ascentDots + this.descentDots === 0
  }

  /** Adds a bitmap whose baseline is `baselineDots` below its top. */
  draw(bitmap: Bitmap, left: number, baselineDots: number, isBlank: boolean): void {
    const descent = bitmap.heightDots - baselineDots
    if (baselineDots > this.ascentDots || descent > this.descentDots) {
      this.ascentDots = Math.max(this.ascentDots, baselineDots)
      this.descentDots = Math.max(this.descentDots, descent)
      this.#grow()
    }
    if (!isBlank) this.#dots.draw(bitmap, left, this.#baseline - baselineDots)
  }

  /** The dots on a strip of this ascent and descent, which are at least its own. Valid for good: a cleared strip begins anew. */
  bitmap(ascentDots: number, descentDots: number): Bitmap {
    if (ascentDots === this.#baseline && ascentDots + descentDots === this.#dots.heightDots) return this.#dots
    const result = new Bitmap(this.widthDots, ascentDots + descentDots)
    result.draw(this.#dots, 0, ascentDots - this.#baseline)
    return result
  }

  clear(): void {
    if (this.blank) return
    this.#dots = new Bitmap(this.widthDots, 0)
    this.#baseline = 0
    this.ascentDots = 0
    this.descentDots = 0
  }

  #grow(): void {
    this.#dots = this.bitmap(this.ascentDots, this.descentDots)
    this.#baseline = this.ascentDots
  }
}
