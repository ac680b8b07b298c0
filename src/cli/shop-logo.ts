/**
 * A picture file to the dots a receipt printer burns. It is done once, when a till is opened, so that a picture that cannot
 * be printed is said before anything is sold, and every receipt is headed by the same dots.
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Image } from '@napi-rs/canvas'
import type { ShopLogo } from '../domain/shop.js'
import type { InputRule } from '../domain/validation/input-problem.js'
import { InputError } from './cli-error.js'

/** Where the settings found it. */
export interface LogoFile {
  readonly file: string
  /** What to call it in an error: `shop.yaml: shop.logo`. */
  readonly field: string
}

/** Fits every width of paper: 58 mm takes 384 dots, 80 mm 512 or 576. */
const WIDEST_DOTS = 384
/** Four centimetres of every receipt are enough. */
const HIGHEST_DOTS = 320
/** A photograph straight from a camera is not what was meant, and takes long to open. */
const LARGEST_BYTES = 5_000_000
const SIGNATURES = [Buffer.of(0x89, 0x50, 0x4e, 0x47), Buffer.of(0xff, 0xd8, 0xff)]

/** Levels of grey, 0 black to 255 white. */
const WHITE = 255
const MIDDLE = 128
const NEARLY_BLACK = 64
const NEARLY_WHITE = 240

/** @throws InputError that names the field, what was expected of it, and what to do. */
export async function readShopLogo(logo: LogoFile): Promise<ShopLogo> {
  // Most shops have none, and this package is the heaviest of all.
  const { createCanvas, loadImage } = await import('@napi-rs/canvas')
  const picture = await loadImage(await pictureBytes(logo)).catch(() => {
    throw wrong(logo, { rule: 'damagedPicture' })
  })
  const { left, width, height, widthDots } = placeOf(picture)
  const context = createCanvas(widthDots, height).getContext('2d')
  // What is transparent shows the paper.
  context.fillStyle = 'white'
  context.fillRect(0, 0, widthDots, height)
  context.drawImage(picture, left, 0, width, height)
  const greys = greysOf(context.getImageData(0, 0, widthDots, height).data)
  const bits = isShaded(greys) ? dithered(greys, widthDots) : parted(greys)
  if (bits.every((byte) => byte === 0)) {
    throw wrong(logo, { rule: 'whitePicture' })
  }
  return { widthDots, heightDots: height, bits }
}

async function pictureBytes(logo: LogoFile): Promise<Buffer> {
  const bytes = await readFile(logo.file).catch(() => {
    throw wrong(logo, { rule: 'unreadableFile' })
  })
  if (!SIGNATURES.some((signature) => bytes.subarray(0, signature.length).equals(signature))) {
    throw wrong(logo, { rule: 'notAPicture' })
  }
  if (bytes.length > LARGEST_BYTES) {
    throw wrong(logo, { rule: 'largePicture', megabytes: LARGEST_BYTES / 1e6, dots: WIDEST_DOTS })
  }
  return bytes
}

/** Its path counts from the settings file. */
function wrong({ file, field }: LogoFile, rule: InputRule): InputError {
  return new InputError({ field, got: basename(file), ...rule })
}

/** Never enlarged; in the middle of whole bytes. */
function placeOf(picture: Image) {
  const scale = Math.min(1, WIDEST_DOTS / picture.width, HIGHEST_DOTS / picture.height)
  const width = Math.max(1, Math.round(picture.width * scale))
  const widthDots = Math.ceil(width / 8) * 8
  return { width, height: Math.max(1, Math.round(picture.height * scale)), widthDots, left: (widthDots - width) >> 1 }
}

/** How light each pixel is to the eye (ITU-R BT.601). */
function greysOf(pixels: Uint8ClampedArray): Float32Array {
  const greys = new Float32Array(pixels.length / 4)
  for (let at = 0; at < greys.length; at++) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at * 4, at * 4 + 3)
    greys[at] = 0.299 * red + 0.587 * green + 0.114 * blue
  }
  return greys
}

/** Photographs and colours, rather than black shapes with the soft edges of any drawing program. */
function isShaded(greys: Float32Array): boolean {
  const inked = greys.filter((grey) => grey < NEARLY_WHITE)
  return inked.filter((grey) => grey >= NEARLY_BLACK).length > inked.length / 2
}

/** Sharp edges: a pixel is black or it is not. */
function parted(greys: Float32Array): Uint8Array {
  const bits = new Uint8Array(greys.length / 8)
  greys.forEach((grey, at) => {
    if (grey < MIDDLE) blacken(bits, at)
  })
  return bits
}

/** Shades as more or fewer dots: what a dot is too dark or too light is made good by its neighbours (Floyd–Steinberg). */
function dithered(greys: Float32Array, widthDots: number): Uint8Array {
  const bits = new Uint8Array(greys.length / 8)
  const owed = greys.slice()
  const pass = (at: number, error: number) => {
    if (at < owed.length) owed[at] = (owed[at] ?? 0) + error
  }
  for (let at = 0; at < owed.length; at++) {
    const grey = owed[at] ?? WHITE
    const isBlack = grey < MIDDLE
    if (isBlack) blacken(bits, at)
    const error = grey - (isBlack ? 0 : WHITE)
    const [isFirst, isLast] = [at % widthDots === 0, (at + 1) % widthDots === 0]
    if (!isLast) pass(at + 1, (error * 7) / 16)
    if (!isFirst) pass(at + widthDots - 1, (error * 3) / 16)
    pass(at + widthDots, (error * 5) / 16)
    if (!isLast) pass(at + widthDots + 1, error / 16)
  }
  return bits
}

function blacken(bits: Uint8Array, at: number): void {
  bits[at >> 3] = (bits[at >> 3] ?? 0) | (0x80 >> (at & 7))
}
