/**
 * What a printer model can do, as data. ESC/POS printers differ in glyphs, widths and habits that they cannot be asked
 * about; everything that can be asked (how a print is confirmed, who made it) is probed and has no place here.
 */
export interface PrinterProfile {
  /** Kebab-case, as written in an address: `?profile=generic-korean-80`. */
  readonly name: string
  /** Columns of the normal font. Hangul and Han take two. */
  readonly columns: 32 | 42 | 48
  /** Dots across the printable width. */
  readonly widthDots: number
  readonly glyphs: PrinterGlyphs
  /** Ends a text line. A few models overprint or feed twice on one of them. */
  readonly newline: '\n' | '\r\n'
  readonly cut: {
    /**
     * `feed-and-cut` – GS V 66, feeds to the knife by itself; `cut` – GS V 1; `cut-legacy` – ESC m; `none` – torn by
     * hand. All cut partially, so that the receipt does not fall on the floor.
     */
    readonly command: 'feed-and-cut' | 'cut' | 'cut-legacy' | 'none'
    /** Blank lines before the cut, to bring the last line past the knife. */
    readonly feedLines: number
  }
  /** Cash drawer pulse (ESC p): connector pin 2 or 5, times in milliseconds, at most 510. */
  readonly drawer: { readonly pin: 2 | 5; readonly onMs: number; readonly offMs: number }
  /**
   * It answers DLE EOT, as nearly all do. Silence then means that nobody is there, and nothing is sent. Only for a
   * cable or model without a way back is this false; its prints are known at transport level at best.
   */
  readonly answersStatus: boolean
}

export interface PrinterGlyphs {
  /** Double-byte set in the printer's memory. A printer has one; text in the other language is drawn as dots. */
  readonly korean: 'none' | 'ks-x-1001' | 'cp949'
  readonly chinese: 'none' | 'gb2312' | 'gbk'
  /**
   * How double-byte characters are magnified. `gs` – GS ! covers them; `fs` – they follow FS ! only; `fs-quadruple` – as
   * `fs`, and both directions at once need FS W.
   */
  readonly doubleByteSize: 'gs' | 'fs' | 'fs-quadruple'
  /** ESC R switches the national characters (5Ch is ₩ in set 13, ¥ in set 8). */
  readonly nationalSets: boolean
}
