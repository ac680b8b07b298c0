/**
 * What a printer model can do, as data. ESC/POS printers differ in glyphs, widths and habits that they cannot be asked
 * about; how a print is confirmed is probed all the same, and what stands here of it is what to expect.
 */
import type { ConfirmationLevel } from '../../../src/ports/receipt-printer.js'

export interface PrinterProfile {
  /** Kebab-case, as written in an address: `?profile=generic-korean-80`. */
  readonly name: string
  /** For people: `Epson TM-T88VI, Korean font`. */
  readonly title: string
  /** Columns of the normal font. Hangul and Han take two. */
  readonly columns: 32 | 42 | 48
  /** Dots across the printable width. */
  readonly widthDots: number
  /** Dots per inch of the head. */
  readonly dpi: 180 | 203
  /** Character cells of the normal font and the small one. Receipts use the normal one; the columns follow from it. */
  readonly fonts: { readonly A: FontCell; readonly B: FontCell }
  readonly glyphs: PrinterGlyphs
  /**
   * Single-byte pages for text without Hangul and Han, most used first: what one lacks is looked for in the next. Without
   * any, nothing beyond ASCII is trusted.
   */
  readonly codePages: readonly CodePage[]
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
  /** What its prints are expected to be confirmed by; undefined where that differs within the market. */
  readonly expects?: ConfirmationLevel
  /** `nv-graphics` – keeps pictures under keys through a power cut (GS ( L fn 64–69). */
  readonly images: 'nv-graphics' | 'none'
  /** What it says of itself (GS I 66 and 67); without this it is only ever chosen by name. */
  readonly identifies?: { readonly maker: RegExp; readonly model: RegExp }
  /** Where it departs from what a host may expect of any ESC/POS printer. */
  readonly quirks: readonly Quirk[]
  /** What is said of it here and no manual at hand confirms. */
  readonly notVerified: readonly string[]
}

export interface FontCell {
  readonly widthDots: number
  readonly heightDots: number
}

export interface PrinterGlyphs {
  /** Double-byte set in the printer's memory. A printer has one; text in the other language is drawn as dots. */
  readonly korean: 'none' | 'ks-x-1001' | 'cp949'
  /** Two-byte codes only: what GBK lacks is drawn, also where a model would know four-byte GB 18030. */
  readonly chinese: 'none' | 'gb2312' | 'gbk'
  /**
   * How double-byte characters are magnified. `gs` – GS ! covers them; `fs` – they follow FS ! only; `fs-quadruple` – as
   * `fs`, and both directions at once need FS W.
   */
  readonly doubleByteSize: 'gs' | 'fs' | 'fs-quadruple'
  /** When FS & and FS . take effect. `next-line`: only on the line after the one they stand in. */
  readonly doubleByteFrom: 'at-once' | 'next-line'
  /** ESC R switches the national characters (5Ch is ₩ in set 13, ¥ in set 8). */
  readonly nationalSets: boolean
}

/** A page, and the number that selects it on this model (ESC t n). */
export interface CodePage {
  readonly page: 'cp437' | 'cp850' | 'cp858' | 'win1252'
  readonly number: number
}

export interface Quirk {
  readonly name: string
  readonly explanation: string
}
