/**
 * The pieces of paper a stream leaves, each in the format asked for, and the files they are kept in. A piece that was never
 * cut off is shown like the others and says so, for it is what a customer would be waiting for.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { paperForm } from '../../../drivers/printers/emulated/library/paper-formats.js'
import type { PrinterProfile } from '../../../drivers/printers/emulated/models/profiles.js'
import { isBlankPaper } from '../../../drivers/printers/emulated/paper/blank-paper.js'
import type { PaperPiece, Receipt } from '../../../drivers/printers/emulated/paper/receipt.js'
import type { RenderedStream } from '../../../drivers/printers/emulated/render/render-stream.js'
import { receiptTranscript } from '../../../drivers/printers/emulated/render/transcript.js'
import { CliError } from '../cli-error.js'
import type { RenderFormat } from './render-settings.js'
import { codeOf } from './standard-streams.js'

export type PaperFormat = Exclude<RenderFormat, 'commands'>

export interface RenderedPiece {
  readonly content: string | Uint8Array
  readonly cut: Receipt['cut'] | 'uncut'
}

interface Format {
  readonly extension: string
  readonly draw: (piece: PaperPiece, dotsPerMm: number) => string | Uint8Array
}

const FORMATS: Readonly<Record<PaperFormat, Format>> = {
  png: { extension: 'png', draw: paperForm('png').write },
  svg: { extension: 'svg', draw: paperForm('svg').write },
  text: { extension: 'txt', draw: paperForm('txt').write },
  transcript: { extension: 'json', draw: (piece) => jsonLine(receiptTranscript(piece)) },
}

export function renderedPieces(
  { receipts, rest }: RenderedStream,
  format: PaperFormat,
  profile: PrinterProfile,
): readonly RenderedPiece[] {
  const { draw } = FORMATS[format]
  return [
    ...receipts.map((receipt) => ({ content: draw(receipt, profile.dotsPerMm), cut: receipt.cut })),
    ...(isWorthShowing(rest, format) ? [{ content: draw(rest, profile.dotsPerMm), cut: 'uncut' as const }] : []),
  ]
}

/** Blank paper fed after the last cut is not; commands that were not carried out there are, where they can be told. */
function isWorthShowing(piece: PaperPiece, format: PaperFormat): boolean {
  const { transcript } = piece
  if (format === 'transcript' && transcript.some(({ kind }) => kind === 'note')) return true
  return !isBlankPaper(piece) || transcript.some((entry) => entry.kind === 'text' && entry.says !== '')
}

/** One line of JSON without a character a terminal would obey: JSON escapes those below a space only. */
export const jsonLine = (value: unknown): string =>
  `${JSON.stringify(value).replace(/[\u007f-\u009f]/g, (control) => `\\u00${control.charCodeAt(0).toString(16)}`)}\n`

/**
 * Writes each piece into a file: `out` itself for a single piece; else, or where `out` is a folder or ends in `/`,
 * `NAME-1.png`, `NAME-2-uncut.png` … Files of these names are written over.
 * @param input names the files in a folder.
 * @returns their paths.
 * @throws CliError when that cannot be.
 */
export function writePieces(
  pieces: readonly RenderedPiece[],
  format: PaperFormat,
  { out, input }: { readonly out: string; readonly input: string },
): readonly string[] {
  const { extension } = FORMATS[format]
  try {
    const isFolder = isInFolder(out)
    const stem = isFolder ? path.join(out, nameOf(input)) : withoutEnding(out, `.${extension}`)
    const numbered = (index: number, isUncut: boolean) => `${stem}-${index + 1}${isUncut ? '-uncut' : ''}.${extension}`
    mkdirSync(path.dirname(stem), { recursive: true })
    return pieces.map(({ content, cut }, index) => {
      const file = pieces.length === 1 && !isFolder ? out : numbered(index, cut === 'uncut')
      writeFileSync(file, content)
      return file
    })
  } catch (error) {
    throw new CliError(`--out ${out}: expected a place files can be written to (${codeOf(error)}); choose another`)
  }
}

const isInFolder = (out: string): boolean =>
  /[/\\]$/.test(out) || statSync(out, { throwIfNoEntry: false })?.isDirectory() === true

const nameOf = (input: string): string => (input === '-' ? 'receipt' : path.parse(input).name)

const withoutEnding = (file: string, ending: string): string =>
  file.toLowerCase().endsWith(ending) ? file.slice(0, -ending.length) : file
