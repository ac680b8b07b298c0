/**
 * Paper written down for a snapshot: what stands where, how it looks, what codes say and which pictures came, in lines a
 * person can review and compare. The shapes of letters are left out: they are the printer's, not the software's under test.
 */
import { createHash } from 'node:crypto'
import type { Box, DrawerPulse, PaperPiece, Receipt, Shown, TextStyle } from '../paper/receipt.js'

const LOOKS_AT_COLUMN = 50

/** @returns lines joined with line feeds; the same for the same bytes on any machine. */
export function receiptSheet(piece: PaperPiece | Receipt): string {
  const { image, transcript, notUnderstood } = piece
  const cut = 'cut' in piece ? (piece.cut === 'torn' ? 'torn off' : `${piece.cut} cut`) : 'not cut'
  const shown = transcript.filter((entry) => entry.kind !== 'note' && entry.kind !== 'splice')
  return [
    `${image.widthDots} × ${image.heightDots} dots, ${cut}`,
    ' top left',
    ...shown.filter(isVisible).map((entry) => shownLine(entry, piece)),
    ...piece.spliceRows.map((row) => `${place(row)}      -- a new roll begins --`),
    ...(notUnderstood.length === 0 ? [] : ['not carried out:']),
    ...notUnderstood.map(({ command, reason }) => `  ${command}: ${reason}`),
  ].join('\n')
}

/** Of everything a printer did: its receipts, what hangs out of it, and its drawer. */
export function printerSheet(
  receipts: readonly Receipt[],
  uncut: PaperPiece | undefined,
  pulses: readonly DrawerPulse[],
): string {
  const sheets = receipts.map((receipt) => `receipt ${receipt.number}: ${receiptSheet(receipt)}`)
  const drawer = pulses.map(({ pin, onMs }) => `drawer: a pulse of ${onMs} ms at pin ${pin}`)
  return [...sheets, ...(uncut ? [`paper: ${receiptSheet(uncut)}`] : []), ...drawer].join('\n\n')
}

const isVisible = (entry: Shown): boolean => entry.kind !== 'text' || entry.says.trim() !== ''

function shownLine(entry: Shown, piece: PaperPiece): string {
  const { box, says } = entry
  const left = entry.kind === 'text' ? (entry.runs[0]?.leftDots ?? box.leftDots) : box.leftDots
  const line = `${place(box.topDots)} ${place(left)} | ${says}`
  const looks = looksOf(entry, piece)
  return looks === '' ? line : `${line.padEnd(LOOKS_AT_COLUMN)}  ${looks}`
}

function looksOf(entry: Shown, piece: PaperPiece): string {
  switch (entry.kind) {
    case 'symbol':
      return `${entry.symbol.symbology} ${JSON.stringify(entry.symbol.data)} ${size(entry.box)}`
    case 'image':
      return `${size(entry.box)} dots ${dotsHash(piece, entry.box)}`
    case 'text': {
      const looks = new Set(entry.runs.filter(({ text }) => text.trim() !== '').map(({ style }) => styleWords(style)))
      const turned = entry.direction === 'leftToRight' ? [] : [entry.direction]
      return [...turned, ...[...looks].filter((words) => words !== '')].join(' / ')
    }
  }
}

/** Nothing for plain text in font A or the double-byte font. */
function styleWords(style: TextStyle): string {
  const { font, widthTimes, heightTimes, emphasized, underlineDots, inverse, rotated, upsideDown, ink } = style
  const words: readonly (string | false)[] = [
    font !== 'A' && font !== 'wide' && `font ${font}`,
    (widthTimes > 1 || heightTimes > 1) && `${widthTimes}×${heightTimes}`,
    emphasized && 'bold',
    underlineDots > 0 && `underline ${underlineDots}`,
    inverse && 'inverse',
    rotated && 'rotated',
    upsideDown && 'upside down',
    ink === 'second' && 'second colour',
  ]
  return words.filter((word) => word !== false).join(' ')
}

const size = ({ widthDots, heightDots }: Box): string => `${widthDots}×${heightDots}`

const place = (dots: number): string => String(dots).padStart(4)

/** A short fingerprint of the dots within a box. */
function dotsHash({ image, secondImage }: PaperPiece, { leftDots, topDots, widthDots, heightDots }: Box): string {
  const hash = createHash('sha256')
  for (let y = topDots; y < topDots + heightDots; y++) {
    const row = Buffer.alloc(widthDots)
    for (let x = 0; x < widthDots; x++) {
      const at = [leftDots + x, y] as const
      row[x] = (image.get(...at) ? 1 : 0) + (secondImage?.get(...at) ? 2 : 0)
    }
    hash.update(row)
  }
  return hash.digest('hex').slice(0, 12)
}
