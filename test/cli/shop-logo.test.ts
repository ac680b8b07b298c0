/**
 * The shop's logo on its way from a picture file to the head of a receipt: which dots are burnt, what is said of a file that
 * will not do, and that it stays out of the books.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Canvas, createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CliError } from '../../src/cli/cli-error.js'
import { readSettings } from '../../src/cli/settings.js'
import { readShopLogo } from '../../src/cli/shop-logo.js'
import type { ShopLogo } from '../../src/domain/shop.js'
import { inShop } from './shop-world.js'

const LIMIT_MS = 60_000
const SHOP = path.resolve('fixtures', 'shops', 'han-river-coffee.yaml')
const CUP = path.resolve('fixtures', 'shops', 'cup.png')

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tillproof-logo-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function canvas(width: number, height: number, draw: (context: SKRSContext2D) => void): Canvas {
  const made = createCanvas(width, height)
  draw(made.getContext('2d'))
  return made
}

async function logoOf(bytes: Uint8Array): Promise<ShopLogo> {
  const file = path.join(folder, 'logo')
  await writeFile(file, bytes)
  return readShopLogo({ file, field: 'shop.yaml: shop.logo' })
}

/** `#` is burnt. */
function rows({ widthDots, heightDots, bits }: ShopLogo): string[] {
  const dot = (x: number, y: number) => ((bits[y * (widthDots / 8) + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
  return Array.from({ length: heightDots }, (_row, y) =>
    Array.from({ length: widthDots }, (_column, x) => (dot(x, y) ? '#' : '.')).join(''),
  )
}

const burnt = (logo: ShopLogo): number => rows(logo).join('').replaceAll('.', '').length

describe('a logo', () => {
  it('is printed dot by dot when it fits, in the middle of whole bytes, and what is transparent is paper', async () => {
    const frame = canvas(11, 3, (context) => {
      context.fillRect(0, 0, 11, 3)
      context.clearRect(1, 1, 9, 1)
    })
    expect(rows(await logoOf(frame.toBuffer('image/png')))).toEqual([
      '..###########...',
      '..#.........#...',
      '..###########...',
    ])
  })

  it('is made smaller to fit any paper, and keeps its shape', async () => {
    const wide = canvas(1536, 400, (context) => context.fillRect(0, 0, 1536, 400))
    expect(await logoOf(wide.toBuffer('image/png'))).toMatchObject({ widthDots: 384, heightDots: 100 })
    const high = canvas(300, 960, (context) => context.fillRect(0, 0, 300, 960))
    expect(await logoOf(high.toBuffer('image/png'))).toMatchObject({ widthDots: 104, heightDots: 320 })
  })

  it('keeps sharp edges of black shapes, and shows shades as more or fewer dots', async () => {
    const shaded = (grey: number) =>
      canvas(80, 40, (context) => {
        context.fillStyle = `rgb(${grey} ${grey} ${grey})`
        context.fillRect(0, 0, 80, 40)
      })
    const share = async (grey: number) => burnt(await logoOf(shaded(grey).toBuffer('image/jpeg', 95))) / (80 * 40)
    for (const grey of [90, 128, 180]) expect(await share(grey)).toBeCloseTo(1 - grey / 255, 1)
    const soft = canvas(160, 80, (context) => {
      context.fillStyle = 'white'
      context.fillRect(0, 0, 160, 80)
      context.fillStyle = 'black'
      context.arc(80, 40, 35, 0, 2 * Math.PI)
      context.fill()
    })
    // Each row of a disc is one run of black: no dot stands alone at its edge.
    for (const row of rows(await logoOf(soft.toBuffer('image/png')))) expect(row).toMatch(/^\.*#*\.*$/)
  })

  it('in colour is as dark as it looks', async () => {
    const of = (colour: string) =>
      canvas(80, 40, (context) => {
        context.fillStyle = colour
        context.fillRect(0, 0, 80, 40)
      })
    const burntIn = async (colour: string) => burnt(await logoOf(of(colour).toBuffer('image/png')))
    const yellow = await burntIn('yellow')
    expect(yellow).toBeGreaterThan(0)
    expect(await burntIn('blue')).toBeGreaterThan(5 * yellow)
  })
})

describe('a file that is no logo', () => {
  const white = canvas(40, 40, (context) => {
    context.fillStyle = 'white'
    context.fillRect(10, 10, 20, 20)
  })
  const png = createCanvas(40, 40).toBuffer('image/png')
  it.each([
    ['is no picture', Buffer.from('<svg/>'), 'expected a PNG or JPEG file', 'Save the logo as PNG'],
    ['is torn', png.subarray(0, 40), 'is damaged', 'save it again'],
    ['is blank', createCanvas(40, 40).toBuffer('image/png'), 'leave the paper white', 'dark on a light'],
    ['is white on clear', white.toBuffer('image/png'), 'leave the paper white', 'dark on a light'],
    ['is huge', Buffer.concat([png, Buffer.alloc(5_000_001)]), 'larger than 5 MB', 'Make it smaller'],
  ])('because it %s is refused by its field, with what to do', async (_name, bytes, what, remedy) => {
    const refusal = await logoOf(bytes).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(CliError)
    const { message } = refusal as CliError
    for (const words of ['shop.yaml: shop.logo ', what, remedy]) {
      expect(message).toContain(words)
    }
  })

  it('is missed before anything is opened', { timeout: LIMIT_MS }, async () => {
    const text = (await readFile(SHOP, 'utf8')).replace('logo: cup.png', 'logo: nowhere.png')
    const file = path.join(folder, 'mislaid.yaml')
    await writeFile(file, text)
    await inShop(async (shop) => {
      const { status, stderr } = await shop.run(['sell', '--item', '라떼:5000', '--pay', 'card', '--settings', file])
      expect(status).toBe(2)
      expect(stderr).toContain('mislaid.yaml: shop.logo nowhere.png: 파일을 읽을 수 없습니다. 경로를')
      expect(() => shop.entries()).toThrow()
    })
  })
})

it('heads the receipt, and is nowhere in the journal', { timeout: LIMIT_MS }, async () => {
  expect(readSettings(SHOP).shop).not.toHaveProperty('logo')
  await inShop(async (shop) => {
    const sale = ['sell', '--item', '라떼:5000', '--pay', 'cash:10000', '--settings', SHOP]
    expect(await shop.run(sale)).toMatchObject({ status: 0, stderr: '' })
    const [receipt] = shop.printer.receipts()
    const name = receipt?.transcript.findIndex(
      (entry) => entry.kind === 'text' && entry.runs.some(({ text }) => text.includes('한강커피')),
    )
    const image = receipt?.transcript.slice(0, name).at(-1)
    if (image?.kind !== 'image' || !receipt) throw new Error('there is no image above the name')
    expect(await inkOf(CUP)).toBe(
      countInk((x, y) => receipt.image.get(image.box.leftDots + x, image.box.topDots + y), 200, 132),
    )
    const logo = await readShopLogo({ file: CUP, field: 'shop.logo' })
    const books = JSON.stringify(shop.entries())
    expect(books).toContain('라떼')
    expect(books).not.toMatch(/logo|bits|widthDots|cup\.png/)
    // A row of the cup in any way numbers are usually written.
    const row = logo.bits.subarray(60 * 25, 61 * 25)
    for (const written of [
      row.join(','),
      ...(['hex', 'base64'] as const).map((way) => Buffer.from(row).toString(way)),
    ]) {
      expect(books).not.toContain(written)
    }
  })
})

async function inkOf(file: string): Promise<number> {
  const picture = await loadImage(file)
  const context = createCanvas(picture.width, picture.height).getContext('2d')
  context.drawImage(picture, 0, 0)
  const { data } = context.getImageData(0, 0, picture.width, picture.height)
  return countInk((x, y) => (data[(y * picture.width + x) * 4] ?? 255) < 128, picture.width, picture.height)
}

function countInk(isBlack: (x: number, y: number) => boolean, width: number, height: number): number {
  let count = 0
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (isBlack(x, y)) count++
  return count
}
