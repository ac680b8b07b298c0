/**
 * Keeps a line within the paper when the printer draws some characters wider than the layout counted. CP949 and GBK have
 * ·, ×, ☎ or ※ two columns wide; Unicode counts one, and a full line would wrap.
 */
import { columnsOf } from '../../../src/domain/paper-line.js'
import type { Charset } from './charset.js'

/**
 * @param columns what the paper has at the line's magnification.
 * @returns the text, with spaces taken from its widest gap if it needs that to fit; undefined when it cannot be encoded
 *   or cannot fit.
 */
export function fitColumns(text: string, columns: number, charset: Charset): string | undefined {
  const encoded = charset.encode(text)
  if (!encoded) return undefined
  const excess = encoded.columns - columns
  if (excess <= 0) return text
  // Too long by the layout's own measure: the printer wraps it.
  if (columnsOf(text) > columns) return text
  const gaps = text.match(/ {2,}/g) ?? []
  const widest = gaps.reduce((a, b) => (b.length > a.length ? b : a), '')
  return widest.length > excess ? text.replace(widest, widest.slice(excess)) : undefined
}
