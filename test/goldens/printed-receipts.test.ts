/**
 * Whole receipts and slips held against goldens at both ends of the wire: the bytes the driver sends, and the picture the emulated
 * printer draws from them. `npm run goldens` writes them anew; look at every picture it changed before keeping it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { memoryLinkPair } from '../../drivers/links/memory-link.js'
import { EmulatedPrinter } from '../../drivers/printers/emulated/emulated-printer.js'
import { EMU_80, EMU_80_CHINESE } from '../../drivers/printers/emulated/models/profiles.js'
import type { Receipt } from '../../drivers/printers/emulated/paper/receipt.js'
import { receiptPng } from '../../drivers/printers/emulated/render/png.js'
import { encodeDocument } from '../../drivers/printers/encode/encode-document.js'
import { profileNamed } from '../../drivers/printers/profiles/profiles.js'
import type { ReceiptDocument } from '../../src/domain/receipt-document.js'
import { composeAmendment } from '../../src/receipt/compose-amendment.js'
import { composeReceipt } from '../../src/receipt/compose-receipt.js'
import { layoutReceipt } from '../../src/receipt/layout-receipt.js'
import { AMENDMENT_CASES } from '../receipt/amendment-cases.js'
import { GOLDEN_CASES } from '../receipt/golden-cases.js'

const FOLDER = path.join('fixtures', 'receipts')
const WRITING = process.env['WRITE_GOLDENS'] === 'yes'

const PRINTED = [
  { name: 'ko-mixed-tender', profile: 'generic-korean-80', model: EMU_80 },
  { name: 'ko-cash-receipt-pending', profile: 'generic-korean-80', model: EMU_80 },
  { name: 'ko-copy', profile: 'generic-korean-80', model: EMU_80 },
  { name: 'ko-logo', profile: 'generic-korean-80', model: EMU_80 },
  { name: 'zh-card-qr', profile: 'generic-chinese-80', model: EMU_80_CHINESE },
  { name: 'zh-invoice-qr', profile: 'generic-chinese-80', model: EMU_80_CHINESE },
  { name: 'zh-of-korean-sale', profile: 'generic-korean-80', model: EMU_80 },
  { name: 'en-card-usd', profile: 'generic-korean-80', model: EMU_80 },
  { name: 'ko-void-card', profile: 'generic-korean-80', model: EMU_80 },
  { name: 'ko-refund-mixed', profile: 'generic-korean-80', model: EMU_80 },
  { name: 'ko-correction', profile: 'generic-korean-80', model: EMU_80 },
  { name: 'ko-exchange', profile: 'generic-korean-80', model: EMU_80 },
  { name: 'zh-refund-unionpay', profile: 'generic-chinese-80', model: EMU_80_CHINESE },
  { name: 'en-refusal', profile: 'generic-korean-80', model: EMU_80 },
] as const

describe.each(PRINTED)('$name on $profile', ({ name, profile: profileName, model }) => {
  const golden = (extension: string) => path.join(FOLDER, `${name}.${extension}`)
  let bytes: Buffer
  let receipt: Receipt

  beforeAll(async () => {
    const document = documentNamed(name)
    const profile = profileNamed(profileName)
    if (!document || !profile) throw new Error(`there is no case ${name} or no profile ${profileName}`)
    const lines = layoutReceipt(document, profile.columns)
    bytes = Buffer.concat([...encodeDocument({ language: document.language, lines }, profile)])
    receipt = await printed(bytes, { ...model, speed: 'instant' })
    if (WRITING) writeGoldens()
  })

  function writeGoldens(): void {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(golden('bin'), bytes)
    writeFileSync(golden('txt'), `${receipt.text}\n`)
    writeFileSync(golden('png'), receiptPng(receipt))
  }

  it('has its goldens', () => {
    for (const extension of ['bin', 'txt', 'png']) expect(existsSync(golden(extension)), extension).toBe(true)
  })

  it('sends these bytes', () => {
    expect(bytes.equals(readFileSync(golden('bin')))).toBe(true)
  })

  it('puts these words on paper, and the printer understood all of it', () => {
    expect(receipt.notUnderstood).toEqual([])
    expect(`${receipt.text}\n`).toBe(readFileSync(golden('txt'), 'utf8'))
  })

  it('looks like this, dot by dot', async () => {
    expect((await pixels(receiptPng(receipt))).equals(await pixels(readFileSync(golden('png'))))).toBe(true)
  })
})

function documentNamed(name: string): ReceiptDocument | undefined {
  const receipt = GOLDEN_CASES.find((known) => known.name === name)
  const slip = AMENDMENT_CASES.find((known) => known.name === name)
  return receipt ? composeReceipt(receipt.input) : slip && composeAmendment(slip.input)
}

async function printed(bytes: Uint8Array, profile: typeof EMU_80): Promise<Receipt> {
  const printer = new EmulatedPrinter({ clock: systemClock, profile })
  const [ours, theirs] = memoryLinkPair('memory:golden')
  printer.connect(theirs)
  const receipt = printer.nextReceipt()
  await ours.write(bytes, new AbortController().signal)
  return receipt
}

/** Compared as pixels: two encoders may pack the same picture differently. */
async function pixels(png: Buffer): Promise<Buffer> {
  const image = await loadImage(png)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  return Buffer.from(context.getImageData(0, 0, image.width, image.height).data.buffer)
}
