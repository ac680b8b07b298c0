/** The last step of every code, bars or modules: onto the line when it fits the print area, on record when it does not. */
import type { Bitmap } from '../../paper/bitmap.js'
import type { PrintedSymbol } from '../../paper/receipt.js'
import type { HandlerContext } from '../handler.js'
import { withoutControls } from './linear-code.js'

export interface DrawnSymbol {
  readonly bitmap: Bitmap
  /** Without characters that may stick out: this must fit. */
  readonly codeWidthDots: number
  /** For the transcript, without the brackets. */
  readonly says: string
  readonly symbol: PrintedSymbol
}

/** A code cut off could not be read, so one wider than the print area only feeds the paper as far as it is high. */
export function printSymbol({ line, note }: HandlerContext, drawn: DrawnSymbol): void {
  if (drawn.codeWidthDots > line.areaDots) {
    line.feedDots(drawn.bitmap.heightDots)
    note('too long')
  } else {
    line.printBlock(drawn.bitmap, { says: `[${withoutControls(drawn.says)}]`, symbol: drawn.symbol })
  }
}
