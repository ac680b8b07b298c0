/**
 * Reads from a WOFF file which characters the font really has. The canvas silently takes a missing glyph from any other
 * font it knows, the machine's own included, so what may be drawn from where is decided here and not there.
 */
import { inflateSync } from 'node:zlib'

const WOFF_SIGNATURE = 0x774f4646
const WOFF_HEADER_BYTES = 44
const WOFF_ENTRY_BYTES = 20
const CMAP_TAG = 0x636d6170

/** Inclusive code point ranges, ascending or not. */
export type Coverage = readonly (readonly [first: number, last: number])[]

export function covers(coverage: Coverage, codePoint: number): boolean {
  return coverage.some(([first, last]) => codePoint >= first && codePoint <= last)
}

/** @param woff a WOFF 1.0 file. Ranges come from its Unicode cmap subtables in formats 4 and 12. */
export function coverageOf(woff: Buffer): Coverage {
  const cmap = findCmap(woff)
  const ranges: [number, number][] = []
  const subtables = cmap.readUInt16BE(2)
  for (let index = 0; index < subtables; index++) {
    const at = cmap.readUInt32BE(4 + index * 8 + 4)
    const format = cmap.readUInt16BE(at)
    if (format === 4) ranges.push(...segmentRanges(cmap, at))
    if (format === 12) ranges.push(...groupRanges(cmap, at))
  }
  return ranges
}

function findCmap(woff: Buffer): Buffer {
  if (woff.readUInt32BE(0) !== WOFF_SIGNATURE) throw new Error('font: not a WOFF file')
  const tables = woff.readUInt16BE(12)
  for (let index = 0; index < tables; index++) {
    const at = WOFF_HEADER_BYTES + index * WOFF_ENTRY_BYTES
    if (woff.readUInt32BE(at) !== CMAP_TAG) continue
    const offset = woff.readUInt32BE(at + 4)
    const storedBytes = woff.readUInt32BE(at + 8)
    const stored = woff.subarray(offset, offset + storedBytes)
    return storedBytes < woff.readUInt32BE(at + 12) ? inflateSync(stored) : stored
  }
  throw new Error('font: no cmap table')
}

function segmentRanges(cmap: Buffer, at: number): [number, number][] {
  const segments = cmap.readUInt16BE(at + 6) / 2
  return Array.from({ length: segments }, (_, index): [number, number] => [
    cmap.readUInt16BE(at + 16 + segments * 2 + index * 2),
    cmap.readUInt16BE(at + 14 + index * 2),
  ]).filter(([first]) => first !== 0xffff)
}

function groupRanges(cmap: Buffer, at: number): [number, number][] {
  return Array.from({ length: cmap.readUInt32BE(at + 12) }, (_, index): [number, number] => [
    cmap.readUInt32BE(at + 16 + index * 12),
    cmap.readUInt32BE(at + 20 + index * 12),
  ])
}
