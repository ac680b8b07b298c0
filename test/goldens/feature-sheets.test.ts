/**
 * What the emulated printer draws, held against pictures that were looked at. `npm run goldens` writes them anew; look at
 * every one it changed before keeping it.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { receiptPng } from '../../drivers/printers/emulated/render/png.js'
import { renderStream } from '../../drivers/printers/emulated/render/render-stream.js'
import { receiptText } from '../../drivers/printers/emulated/render/text.js'
import { FEATURE_SHEETS } from './feature-sheets.js'

const FOLDER = path.join('fixtures', 'printer')
const WRITING = process.env['WRITE_GOLDENS'] === 'yes'

async function pixels(png: Buffer): Promise<string> {
  const image = await loadImage(png)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  return `${image.width}×${image.height} ${Buffer.from(context.getImageData(0, 0, image.width, image.height).data).toString('base64')}`
}

describe.each(FEATURE_SHEETS)('the sheet of $name', ({ name, stream, model }) => {
  const golden = (extension: string) => path.join(FOLDER, `${name}.${extension}`)
  const { receipts, rest } = renderStream(stream, model)
  const [receipt] = receipts
  if (!receipt) throw new Error(`${name}: nothing was cut off`)
  const words = `${receiptText(receipt)}\n`
  if (WRITING) {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(golden('bin'), stream)
    writeFileSync(golden('txt'), words)
    writeFileSync(golden('png'), receiptPng(receipt))
  }

  it('is the stream that was kept', () => {
    expect(stream.equals(readFileSync(golden('bin')))).toBe(true)
  })

  it('is understood to its end, and all of it is cut off', () => {
    expect(receipt.notUnderstood).toEqual([])
    expect(rest.image.heightDots).toBe(0)
  })

  it('says these words', () => {
    expect(words).toBe(readFileSync(golden('txt'), 'utf8'))
  })

  it('shows these dots', async () => {
    const same = (await pixels(receiptPng(receipt))) === (await pixels(readFileSync(golden('png'))))
    expect(same, `${golden('png')} shows something else; npm run goldens writes it anew`).toBe(true)
  })
})
