/**
 * Receipts that can be recognised on paper: every line says which sale it belongs to, whether it is the original or which
 * copy, and which line it is. So whatever comes out of a printer can be told apart, however it was mixed up.
 */
import type { PaperLine } from '../../src/domain/paper-line.js'
import type { PrintJob } from '../../src/ports/receipt-printer.js'

/** `plain` – text and a QR code; `logo` – a recurring picture above it; `long` – a picture larger than receive buffers. */
export type SheetKind = 'plain' | 'logo' | 'long'

/** What one line of a sheet looks like on paper: its words, or, where a printer may draw it as dots, a pattern. */
export type Expected = string | RegExp

/** One try at one receipt: the original of a sale, or a copy that is marked as one. */
export interface Sheet extends SheetId {
  readonly kind: SheetKind
  /** As the emulated paper tells it, without the cut. */
  readonly expected: readonly Expected[]
  readonly lines: readonly PaperLine[]
}

/** A customer sees the sale and whether it is a copy; which try at it a line comes from is for the judge. */
export interface SheetId {
  readonly sale: number
  /** 0 is the unmarked original. */
  readonly copy: number
  readonly attempt: number
}

/** Where a line found on paper belongs. */
export interface Belonging extends SheetId {
  readonly line: number
}

const TAG = /(S(\d+)\.(\d+)\.(\d+) L(\d\d))([A-Z])/g
const GOODS = ['Americano', 'Cafe latte', 'Bagel', 'Croissant', 'Green tea', 'Total 18,500'] as const
/** On a printer without the font, or one that is not known to have it, the driver draws these. */
const DOUBLE_BYTE = { ko: '현금영수증', zh: '合计', en: 'Receipt' } as const

const LOGO = { widthDots: 256, heightDots: 48 } as const
/** 4.6 KB and what is around it: more than the emulated printers can receive and not yet print. */
const LONG = { widthDots: 384, heightDots: 96 } as const

export function sheetOf(id: SheetId, kind: SheetKind, language: PrintJob['language']): Sheet {
  const { copy } = id
  const tag = (line: number) => checked(`${sheetName(id)} L${String(line).padStart(2, '0')}`)
  const text = (words: string): PaperLine => ({ kind: 'text', text: words })
  const lines: PaperLine[] = []
  const expected: Expected[] = []
  const add = (line: PaperLine, on: Expected) => {
    lines.push(line)
    expected.push(on)
  }
  const addText = (words: string) => add(text(words), words)
  if (kind === 'logo') add({ ...picture(LOGO), recurring: true }, pictureOf(LOGO))
  addText(`${tag(0)} ${copy === 0 ? 'ORIGINAL' : `COPY ${copy}`}`)
  add(text(DOUBLE_BYTE[language]), language === 'en' ? DOUBLE_BYTE.en : fontOrDots(DOUBLE_BYTE[language]))
  if (kind === 'long') add(picture(LONG), pictureOf(LONG))
  for (const [index, good] of GOODS.entries()) addText(`${tag(index + 1)} ${good}`)
  add(
    { kind: 'qr', data: `${tag(GOODS.length + 1)} https://s.example` },
    `[QR ${tag(GOODS.length + 1)} https://s.example]`,
  )
  addText(`${tag(GOODS.length + 2)} Thank you`)
  return { ...id, kind, expected, lines: [...lines, { kind: 'cut' }] }
}

export const sheetName = ({ sale, copy, attempt }: SheetId): string => `S${sale}.${copy}.${attempt}`

/** The sheets' tags in a line of paper; more than one where lines ran into each other, none where it was damaged. */
export function belongings(line: string): readonly Belonging[] {
  return [...line.matchAll(TAG)].flatMap(([whole, tag = '', sale, copy, attempt, number]) =>
    checked(tag) === whole
      ? [{ sale: Number(sale), copy: Number(copy), attempt: Number(attempt), line: Number(number) }]
      : [],
  )
}

/** With a letter that tells a tag hurt on its way from another sheet's. */
function checked(tag: string): string {
  const sum = [...tag].reduce((before, character) => (before * 31 + character.charCodeAt(0)) % 26, 7)
  return tag + String.fromCharCode(65 + sum)
}

/** A pattern in which no two rows are alike, free of anything that looks like a command. */
function picture({ widthDots, heightDots }: typeof LOGO | typeof LONG): PaperLine & { kind: 'image' } {
  const bytesPerRow = widthDots / 8
  const bits = Uint8Array.from({ length: bytesPerRow * heightDots }, (_unused, at) => {
    const row = Math.floor(at / bytesPerRow)
    return 0x80 | ((row * 5 + at) & 0x7f)
  })
  return { kind: 'image', widthDots, heightDots, bits }
}

const pictureOf = ({ widthDots, heightDots }: typeof LOGO | typeof LONG): string => `[image ${widthDots}×${heightDots}]`

const fontOrDots = (words: string): RegExp => new RegExp(`^(${words}|\\[image \\d+×\\d+\\])$`)
