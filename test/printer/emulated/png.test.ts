/** The picture of a receipt: what is black on paper is black in it, and nothing else is. */
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { receiptPng } from '../../../drivers/printers/emulated/render/png.js'
import { bench, korean, LF, printed } from './printer-bench.js'

async function pixels(png: Buffer) {
  const image = await loadImage(png)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  return {
    width: image.width,
    height: image.height,
    isDark: (x: number, y: number) => (data[(y * image.width + x) * 4] ?? 0) < 64,
  }
}

describe('receiptPng', () => {
  it('shows every dot, within margins', async () => {
    const receipt = printed([0x1c, '&', korean('영수증'), LF])
    const { width, height, isDark } = await pixels(receiptPng(receipt))
    const left = (width - 576) / 2
    const top = (height - receipt.image.heightDots) / 2
    let differing = 0
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) if (isDark(x, y) !== receipt.image.get(x - left, y - top)) differing++
    }
    expect([left, differing]).toEqual([32, 0])
  })

  it('draws uncut paper and an empty one too', () => {
    const { printer } = bench()
    expect(receiptPng(printer.unfinishedPaper()).subarray(1, 4).toString()).toBe('PNG')
  })

  it('is the same for the same receipt', () => {
    expect(receiptPng(printed(['x', LF])).equals(receiptPng(printed(['x', LF])))).toBe(true)
  })
})
