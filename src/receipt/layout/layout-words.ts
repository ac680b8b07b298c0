/**
 * Words across the paper: titles, headings, paragraphs, rules, marks and the room to sign. Centring is left to the
 * printer; only what must reach both edges is padded here.
 */
import type { PaperLine } from '../../domain/paper-line.js'
import type { ReceiptBlock } from '../../domain/receipt-document.js'
import { type PaperGrid, padEnd } from './paper-grid.js'
import { wrapText } from './wrap-text.js'

type TextLine = Extract<PaperLine, { kind: 'text' }>
type MarkBlock = Extract<ReceiptBlock, { kind: 'mark' }>
type SignatureBlock = Extract<ReceiptBlock, { kind: 'signature' }>

const SHORTEST_SIGNATURE_COLUMNS = 12

/** Twice as high, and twice as wide where one line takes it. */
export function layoutTitle(text: string, grid: PaperGrid): TextLine[] {
  return largeLines(text, grid).map((line) => ({ ...line, bold: true, align: 'center' }))
}

export function layoutHeading(text: string, grid: PaperGrid): TextLine[] {
  return centred(text, grid).map((line) => ({ ...line, bold: true }))
}

export function layoutParagraph(text: string, align: 'left' | 'center', grid: PaperGrid): TextLine[] {
  if (align === 'center') return centred(text, grid)
  return wrapText(text, grid.columns, grid.measure).map((line) => ({ kind: 'text', text: line }))
}

/** ASCII only: box-drawing characters are two columns wide in CP949. */
export function layoutRule(weight: 'light' | 'heavy', grid: PaperGrid): TextLine {
  return { kind: 'text', text: (weight === 'heavy' ? '=' : '-').repeat(grid.columns) }
}

/** A practice mark is a black band over the whole width, a copy mark stands between rows of asterisks. */
export function layoutMark({ mark, text, details }: MarkBlock, grid: PaperGrid): TextLine[] {
  const lines = largeLines(text, grid).map((line) => ({ ...line, bold: true }))
  const small = details.flatMap((detail) => layoutHeading(detail, grid))
  if (mark === 'training') return [...lines.map((line) => band(line, grid)), ...small]
  const border: TextLine = { kind: 'text', text: '*'.repeat(grid.columns) }
  return [border, ...lines.map((line): TextLine => ({ ...line, align: 'center' })), ...small, border]
}

export function layoutSignature({ declaration, label }: SignatureBlock, grid: PaperGrid): PaperLine[] {
  const words = wrapText(label, grid.columns - SHORTEST_SIGNATURE_COLUMNS, grid.measure)
  const last = words.pop() ?? ''
  const line = `${last} ${'_'.repeat(grid.columns - grid.measure(last) - 1)}`
  return [
    ...layoutParagraph(declaration, 'left', grid),
    { kind: 'feed', lines: 2 },
    ...[...words, line].map((text): TextLine => ({ kind: 'text', text })),
  ]
}

export function centred(text: string, grid: PaperGrid): TextLine[] {
  return wrapText(text, grid.columns, grid.measure).map((line) => ({ kind: 'text', text: line, align: 'center' }))
}

function largeLines(text: string, grid: PaperGrid): TextLine[] {
  if (grid.measure(text) <= Math.floor(grid.columns / 2)) return [{ kind: 'text', text, width: 2, height: 2 }]
  return wrapText(text, grid.columns, grid.measure).map((line) => ({ kind: 'text', text: line, height: 2 }))
}

function band(line: TextLine, grid: PaperGrid): TextLine {
  const columns = Math.floor(grid.columns / (line.width ?? 1))
  const before = ' '.repeat(Math.floor((columns - grid.measure(line.text)) / 2))
  return { ...line, text: padEnd(`${before}${line.text}`, columns, grid), inverse: true }
}
