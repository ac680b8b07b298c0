/**
 * The live view as lines: a printer's state in a few of them, and a receipt in a box. Pure functions of what is shown, so
 * every look a printer can have is tested without a terminal.
 */
import type {
  ConnectionSnapshot,
  PrinterSnapshot,
} from '../../../drivers/printers/emulated/machine/printer-snapshot.js'
import type { PrinterProfile } from '../../../drivers/printers/emulated/models/profiles.js'
import type { Receipt } from '../../../drivers/printers/emulated/paper/receipt.js'
import { receiptText } from '../../../drivers/printers/emulated/render/text.js'
import { cellsOf, fitCells, harmless } from './cells.js'
import { type Line, lineCells, listed, type Span, span } from './painting.js'
import type { ReadyPrinter } from './printer-report.js'
import { isOut, offlineCauses } from './printer-words.js'

export interface LiveState extends ReadyPrinter {
  readonly snapshot: PrinterSnapshot
  readonly profile: Pick<PrinterProfile, 'rollRows' | 'dotsPerMm'>
  readonly bytesPerSecond: number
}

/** More hosts than that are only counted. */
const MOST_CONNECTIONS = 3
const BAR_CELLS = 10
/** A character of font A: the box is as wide as the paper. */
const COLUMN_DOTS = 12

/** @param widthCells of the terminal. */
export function statusLines(state: LiveState, widthCells: number): readonly Line[] {
  const { snapshot, links, control, outFolder } = state
  const { faults } = snapshot
  return [
    titleLine(snapshot, widthCells),
    listed([...links, ...(control === undefined ? [] : [`control ${control}`])].map((link) => span(link))),
    bodyLine(state),
    ...connectionLines(state),
    countsLine(snapshot, outFolder),
    ...(faults.length === 0 ? [] : [[span('faults  ', 'dim'), span(faults.join(', '), 'warning')]]),
  ]
}

function titleLine(snapshot: PrinterSnapshot, widthCells: number): Line {
  const { title, name } = snapshot.model
  const condition = isOut(snapshot)
    ? span(`● offline: ${offlineCauses(snapshot).join(', ')}`, 'bad')
    : span('● online', 'good')
  const left: Line = [span('── ', 'dim'), span(title, 'strong'), span(` (${name}) `, 'dim')]
  const right: Line = [span(' '), condition, span(' ──', 'dim')]
  const rule = '─'.repeat(Math.max(1, widthCells - lineCells(left) - lineCells(right)))
  return [...left, span(rule, 'dim'), ...right]
}

function bodyLine({ snapshot, profile }: LiveState): Line {
  const { conditions: c, idle, rowsLeft } = snapshot
  const paperTone = c.paper === 'out' ? 'bad' : c.paper === 'nearEnd' ? 'warning' : 'plain'
  const paperWords = { out: 'paper out', nearEnd: 'near end, ', present: '' }[c.paper]
  const paper =
    c.paper === 'out'
      ? paperWords
      : `paper ${bar(rowsLeft / profile.rollRows)} ${paperWords}${metres(rowsLeft / profile.dotsPerMm / 1000)}`
  return listed([
    span(paper, paperTone),
    c.coverOpen ? span('cover open', 'bad') : span('cover closed'),
    c.cutterError ? span('cutter jammed', 'bad') : span('cutter ready'),
    c.drawerOpen ? span('drawer open', 'warning') : span('drawer closed'),
    idle ? span('idle', 'dim') : span('busy'),
  ])
}

function connectionLines({ snapshot, bytesPerSecond }: LiveState): readonly Line[] {
  const { connections, receiveBufferBytes } = snapshot
  if (connections.length === 0) return [[span('nobody is connected', 'dim')]]
  const shown = connections.slice(0, MOST_CONNECTIONS)
  const more = connections.length - shown.length
  return [
    ...shown.map((one, index) => connectionLine(one, receiveBufferBytes, index === 0 ? bytesPerSecond : undefined)),
    ...(more > 0 ? [[span(`and ${more} more`, 'dim')]] : []),
  ]
}

function connectionLine(one: ConnectionSnapshot, bufferBytes: number, bytesPerSecond: number | undefined): Line {
  const fill = Math.min(1, one.bufferedBytes / bufferBytes)
  const parts: readonly (Span | undefined)[] = [
    span(`${one.open ? '' : 'gone: '}${one.address}`),
    span(`buffer ${bar(fill)} ${Math.round(fill * 100)} %`, fill > 0.9 ? 'warning' : 'plain'),
    one.held ? span('held back', 'warning') : undefined,
    bytesPerSecond === undefined ? undefined : span(`${bytes(bytesPerSecond)}/s`),
    span(`${bytes(one.bytesReceived)} so far`),
  ]
  return listed(parts.filter((part) => part !== undefined))
}

function countsLine({ receipts, drawerPulses, buzzes }: PrinterSnapshot, outFolder: string): Line {
  const parts: readonly (string | false)[] = [
    receipts === 0 ? `receipts go to ${outFolder}` : `${counted(receipts, 'receipt')} in ${outFolder}`,
    drawerPulses > 0 && counted(drawerPulses, 'drawer pulse'),
    buzzes > 0 && counted(buzzes, 'buzz'),
  ]
  return listed(parts.filter((part) => part !== false).map((part) => span(part)))
}

/** A receipt as it emerges. @param files where it was kept. */
export function receiptBox(receipt: Receipt, files: readonly string[], widthCells: number): readonly Line[] {
  // Paper that was fed before the first line is in the files; here it would only push the last receipt off the screen.
  const lines = receiptText(receipt).replace(/^\n+/, '').split('\n').map(harmless)
  const heading = ` receipt ${receipt.number} · ${receipt.cut === 'torn' ? 'torn off' : `${receipt.cut} cut`} `
  const footing = files[0] === undefined ? '' : ` ${harmless(files[0])} `
  const columns = Math.floor(receipt.image.widthDots / COLUMN_DOTS)
  const widest = Math.max(columns, ...lines.map(cellsOf), cellsOf(heading), cellsOf(footing))
  const inside = Math.max(4, Math.min(widest, widthCells - 4))
  const edge = (left: string, words: string, right: string): Line => {
    const shown = cellsOf(words) > inside ? fitCells(words, inside) : words
    return [span(`${left}─`, 'dim'), span(shown), span(`${'─'.repeat(inside + 1 - cellsOf(shown))}${right}`, 'dim')]
  }
  return [
    edge('┌', heading, '┐'),
    ...lines.map((line): Line => [span('│ ', 'dim'), span(fitCells(line, inside)), span(' │', 'dim')]),
    ...noteLines(receipt, inside),
    edge('└', footing, '┘'),
  ]
}

/** What the printer did not carry out is no part of the receipt, but whoever watches wants to know. */
function noteLines({ notUnderstood }: Receipt, inside: number): readonly Line[] {
  const kinds = [...new Set(notUnderstood.map(({ command, reason }) => `${command}: ${reason}`))]
  return kinds.map(
    (words): Line => [span('│ ', 'dim'), span(fitCells(`! ${words}`, inside), 'warning'), span(' │', 'dim')],
  )
}

const bar = (share: number): string => {
  const full = share > 0 ? Math.max(1, Math.round(share * BAR_CELLS)) : 0
  return '█'.repeat(full) + '░'.repeat(BAR_CELLS - full)
}

const metres = (length: number): string => `${length.toFixed(length < 10 ? 2 : 1)} m`

const bytes = (count: number): string => (count < 1000 ? `${Math.round(count)} B` : `${(count / 1000).toFixed(1)} kB`)

const counted = (count: number, what: string): string =>
  `${count} ${count === 1 ? what : what.endsWith('z') ? `${what}es` : `${what}s`}`
