/**
 * receiptline prints receipts in eight scripts on printers such a shop would buy, with every ESC/POS command set it has.
 * The paper must say, column by column, what receiptline says it printed.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Bitmap } from '../../../drivers/printers/emulated/paper/bitmap.js'
import type { Receipt } from '../../../drivers/printers/emulated/paper/receipt.js'
import { receiptText } from '../../../drivers/printers/emulated/render/text.js'
import { decodeQr } from '../emulated/qr-decoder.js'
import { columnLines, plainRules, withoutTail } from './peer-columns.js'
import { SCRIPT_CASES, type ScriptCase } from './peer-documents.js'
import { dotsAt, pictureDots, picturePng } from './peer-picture.js'
import { benchModel, type PeerPrint, printOn } from './peer-print.js'
import { ESCPOS_COMMANDS, type ReceiptlineOptions, receiptlineBytes, receiptlineLines } from './peer-receiptline.js'

type Shop = Pick<ScriptCase, 'models' | 'charset'>
type Columns = keyof ScriptCase['models']

const COLUMNS: readonly Columns[] = [32, 42, 48]
/** No column of a Latin document depends on the printer's double-byte font. */
const LATIN: Shop = { models: { 32: 'emu-58', 42: 'tm-t88vi', 48: 'tm-t20iii' }, charset: 'none' }
const JAPANESE: Shop = { models: { 32: 'emu-58', 42: 'tm-t88vi', 48: 'tm-m30' }, charset: 'shift-jis' }

/** FS C chooses between Japanese codes. receiptline sends it to every printer, and all others ignore it. */
const IGNORED = { command: 'FS C', reason: 'not supported' }

function print({ models, charset }: Shop, document: string, options: ReceiptlineOptions): PeerPrint {
  const profile = benchModel(models[options.cpl as Columns], charset === undefined ? {} : { charset })
  return printOn(profile, receiptlineBytes(document, options))
}

function expectSame(shop: Shop, document: string, options: ReceiptlineOptions): void {
  const { pieces, notes, replies } = print(shop, document, options)
  const told = JSON.stringify(options)
  const plain = columnLines(pieces).map(plainRules)
  const wanted = withoutTail(receiptlineLines(document, options))
  // SII's printers count the margins of upside-down lines from the other side: only what the lines say is the same.
  const isShifted = options.commands === 'sii' && options.upsideDown
  const placed = (lines: string[]): string[] => (isShifted ? lines.map((line) => line.trimStart()) : lines)
  expect(placed(withoutTail(plain)), told).toEqual(placed(wanted))
  const isJapanese = shop.charset === 'shift-jis' || shop.charset === 'jis'
  expect(
    notes.filter(({ command, reason }) => isJapanese || command !== IGNORED.command || reason !== IGNORED.reason),
    told,
  ).toEqual([])
  // receiptline ends with GS r 1: paper is there.
  expect(replies, told).toBe('00')
}

/** All ways to lay a document out. */
function* layouts(encodings: ScriptCase['encodings']): Generator<ReceiptlineOptions> {
  for (const encoding of encodings)
    for (const cpl of COLUMNS)
      for (const spacing of [false, true])
        for (const upsideDown of [false, true]) yield { encoding, cpl, spacing, upsideDown }
}

describe.each(SCRIPT_CASES)('$name', ({ document, encodings, ...shop }) => {
  it.each(ESCPOS_COMMANDS)('with the commands of %s says what receiptline says, column by column', (commands) => {
    for (const layout of layouts(encodings)) expectSame(shop, document, { ...layout, commands })
  })

  // Enlarged words are not spaced out there, so nothing is enlarged; a sign that is wide on Korean paper and narrow in a
  // terminal is followed by a space there; and how much paper makes a blank line is its own matter.
  it('says in receiptText what receiptline says, columns kept', () => {
    const plain = document.replaceAll('^', '').replaceAll('·', '/')
    for (const layout of layouts(encodings)) {
      if (layout.upsideDown) continue
      const text = print(shop, plain, layout)
        .pieces.map((piece) => receiptText(piece))
        .join('\n')
      expect(inkedLines(text.split('\n').map(plainRules)), JSON.stringify(layout)).toEqual(
        inkedLines(receiptlineLines(plain, layout)),
      )
    }
  })

  it('is the same paper whatever the chunks', () => {
    const [encoding = 'cp437'] = encodings
    const profile = benchModel(shop.models[42], shop.charset === undefined ? {} : { charset: shop.charset })
    const bytes = receiptlineBytes(document, { encoding, cpl: 42 })
    const whole = printOn(profile, bytes)
    expect(whole.pieces.length).toBeGreaterThan(0)
    for (const size of [1, 7]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      )
      expect(facts(printOn(profile, ...chunks))).toEqual(facts(whole))
    }
  })

  // Not SII's, whose margins are another matter (see above).
  it.each(['epson', 'generic', 'citizen', 'fit'] as const)(
    'upside down with the commands of %s is the upright paper turned round',
    (commands) => {
      const [encoding = 'cp437'] = encodings
      for (const cpl of COLUMNS) {
        const upright = print(shop, document, { encoding, cpl, commands }).pieces
        const turned = print(shop, document, { encoding, cpl, commands, upsideDown: true }).pieces
        expect(turned.length).toBe(upright.length)
        expect(turned.map(({ image }) => inkOf(image)).reverse()).toEqual(
          upright.map(({ image }) => inkOf(image.upsideDown())),
        )
      }
    },
  )
})

const facts = ({ pieces, notes, replies }: PeerPrint) => ({
  pieces: pieces.map(({ image, lines }) => ({ lines, dots: fingerprint(image.bytes) })),
  notes,
  replies,
})

const inkedLines = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trimEnd()).filter((line) => line !== '')

/** A fingerprint of the rows from the first to the last that has something on it. */
function inkOf(image: Bitmap): string {
  const perRow = (image.widthDots + 7) >> 3
  const firstByte = image.bytes.findIndex((byte) => byte !== 0)
  const lastByte = image.bytes.findLastIndex((byte) => byte !== 0)
  const [first, last] = [Math.floor(firstByte / perRow), Math.floor(lastByte / perRow)]
  return fingerprint(image.bytes.subarray(first * perRow, (last + 1) * perRow))
}

/** Dots as a test compares them: a difference is to be told in a line, not in a page of bytes. */
const fingerprint = (bytes: Uint8Array): string => `${bytes.length} ${createHash('sha256').update(bytes).digest('hex')}`

const examples = path.join(path.dirname(createRequire(import.meta.url).resolve('receiptline')), '../example/data')
const areExamplesThere = existsSync(examples)

describe.skipIf(!areExamplesThere)('receiptline’s own examples (skipped where its package comes without them)', () => {
  const inLanguage = (language: string): string[] =>
    areExamplesThere
      ? readdirSync(path.join(examples, language))
          .filter((name) => name.endsWith('.receipt'))
          .map((name) => path.join(language, name))
      : []

  /** SII's printers take bar codes in a form of their own. */
  const setsFor = (document: string) => ESCPOS_COMMANDS.filter((set) => set !== 'sii' || !document.includes('{code:'))

  it.each(inLanguage('en'))('%s', (name) => {
    const document = readFileSync(path.join(examples, name), 'utf8')
    for (const commands of setsFor(document))
      for (const layout of layouts(['cp437', 'multilingual'])) expectSame(LATIN, document, { ...layout, commands })
  })

  it.each(inLanguage('ja'))('%s', (name) => {
    const document = readFileSync(path.join(examples, name), 'utf8')
    for (const commands of setsFor(document))
      for (const layout of layouts(['shiftjis', 'cp932'])) expectSame(JAPANESE, document, { ...layout, commands })
  })
})

describe('Thai', () => {
  // Sara am takes a column and hangs a ring over the column before: นำ is นา with a ring over the first letter.
  it('hangs the ring of sara am over the letter before it', () => {
    const first = (document: string) => {
      const [piece] = print(LATIN, document, { encoding: 'tis620', cpl: 48 }).pieces
      if (!piece) throw new Error('nothing was cut off')
      return piece.image
    }
    const [withRing, without] = [first('|นำ'), first('|นา')]
    const ring: number[] = []
    withRing.eachBlack((x, y) => {
      if (!without.get(x, y)) ring.push(x)
    })
    expect(ring.length).toBeGreaterThan(4)
    expect(Math.max(...ring)).toBeLessThan(12)
  })
})

describe('codes and images', () => {
  const printed = (document: string, commands: ReceiptlineOptions['commands'] = 'epson'): Receipt => {
    const { pieces, notes } = print(LATIN, document, { encoding: 'cp437', cpl: 48, commands })
    expect(notes).toEqual([])
    const [piece] = pieces
    if (!piece) throw new Error('nothing was cut off')
    return piece
  }

  it.each(ESCPOS_COMMANDS)('an image printed with the commands of %s is there dot by dot', (commands) => {
    const piece = printed(`{image:${picturePng(75, 43).toString('base64')}}`, commands)
    expect(dotsAt(piece.image, imageBox(piece), 75, 43)).toBe(pictureDots(75, 43))
  })

  it.each(ESCPOS_COMMANDS)('a QR code printed with the commands of %s can be read', (commands) => {
    const piece = printed('{code:https://example.com/r/0042; option:qrcode,4,l}', commands)
    expect(decodeQr(...modulesIn(piece, 4)).toString()).toBe('https://example.com/r/0042')
  })

  const BAR_CODES = [
    ['ean', '490123456789', 'EAN13', '4901234567894'],
    ['ean', '4901234', 'EAN8', '49012347'],
    ['upc', '01234567890', 'UPC-A', '012345678905'],
    ['code39', 'ABC-123', 'CODE39', 'ABC-123'],
    ['itf', '12345678', 'ITF', '12345678'],
    ['codabar', 'A12345B', 'CODABAR', 'A12345B'],
    ['code93', 'ABC 123', 'CODE93', 'ABC 123'],
    ['code128', 'No.{1}123456ab', 'CODE128', 'No.{1}123456ab'],
  ] as const

  it.each(BAR_CODES)('%s %s is printed as it should be scanned', (type, data, symbology, scanned) => {
    const escaped = data.replace(/[{}]/g, (brace) => `\\x${brace.charCodeAt(0).toString(16)}`)
    for (const commands of ['epson', 'generic', 'citizen', 'fit'] as const) {
      const { symbols } = printed(`{code:${escaped}; option:${type},2,60,hri}`, commands)
      expect(symbols).toEqual([{ kind: 'barCode', symbology, data: scanned }])
    }
  })

  it('turn round with the receipt', () => {
    const base64 = picturePng(80, 40).toString('base64')
    // Codes of whole bytes a row: GS v 0 centres the bytes, the blank dots of the last one included.
    const document = `{image:${base64}}
Total | 12
{code:example; option:qrcode,8,l}
{width:20; align:right; image:${base64}}
{code:2012345; option:ean,2,40}`
    for (const commands of ['epson', 'generic', 'citizen'] as const) {
      const options = { encoding: 'cp437', cpl: 48, commands } as const
      const [upright] = print(LATIN, document, options).pieces
      const [turned] = print(LATIN, document, { ...options, upsideDown: true }).pieces
      expect(turned && inkOf(turned.image)).toBe(upright && inkOf(upright.image.upsideDown()))
    }
  })
})

/** Where the first image of the piece is. */
function imageBox({ transcript }: Receipt) {
  const image = transcript.find(({ kind }) => kind === 'image')
  if (image?.kind !== 'image') throw new Error('no image was printed')
  return image.box
}

/** The modules of a code printed as an image, each `cell` dots. */
function modulesIn(piece: Receipt, cell: number): [size: number, isBlack: (row: number, column: number) => boolean] {
  const { leftDots, topDots, heightDots } = imageBox(piece)
  const middle = cell >> 1
  return [
    heightDots / cell,
    (row, column) => piece.image.get(leftDots + column * cell + middle, topDots + row * cell + middle),
  ]
}
