/**
 * Draws paper lines as plain text at their true widths, so that a golden file looks like the receipt. The margin names
 * what plain text cannot show: W double width, H double height, B bold, I inverse.
 */
import { columnsOf, columnsOfCharacter, type PaperLine } from '../../src/domain/paper-line.js'

export function renderPaper(lines: readonly PaperLine[], columns: number): string {
  const edge = `     +${'-'.repeat(columns)}+`
  return `${[edge, ...lines.flatMap((line) => renderLine(line, columns)), edge].join('\n')}\n`
}

function renderLine(line: PaperLine, columns: number): string[] {
  switch (line.kind) {
    case 'text':
      return [
        framed(marginOf(line), aligned(widened(line.text, line.width ?? 1), line.align ?? 'left', columns), columns),
      ]
    case 'qr':
      return [`${framed('', aligned('[QR]', 'center', columns), columns)} ${line.data}`]
    case 'image':
      return [framed('', aligned(`[image ${line.widthDots}x${line.heightDots}]`, 'center', columns), columns)]
    case 'feed':
      return Array.from({ length: line.lines }, () => framed('', '', columns))
    case 'cut':
      return [framed('cut', '- '.repeat(columns / 2), columns)]
  }
}

function marginOf(line: Extract<PaperLine, { kind: 'text' }>): string {
  return [
    line.width === 2 ? 'W' : '',
    line.height === 2 ? 'H' : '',
    line.bold === true ? 'B' : '',
    line.inverse === true ? 'I' : '',
  ].join('')
}

/** A double-width character is followed by as many spaces as it is wide. */
function widened(text: string, width: 1 | 2): string {
  if (width === 1) return text
  return [...text].map((character) => character + ' '.repeat(columnsOfCharacter(character))).join('')
}

function aligned(text: string, align: 'left' | 'center' | 'right', columns: number): string {
  const free = Math.max(0, columns - columnsOf(text))
  const before = align === 'left' ? 0 : align === 'right' ? free : Math.floor(free / 2)
  return ' '.repeat(before) + text
}

function framed(margin: string, text: string, columns: number): string {
  return `${margin.padEnd(4)} |${text}${' '.repeat(Math.max(0, columns - columnsOf(text)))}|`
}
