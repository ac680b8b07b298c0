/**
 * How quickly the emulated printer reads and draws, beside receiptline drawing the same receipt as SVG and PNG in the same
 * run, and whether the cost grows with the paper only.
 *
 *   npm run build && npm run bench:printer [-- --built <folder instead of dist>]
 *
 * Rounds alternate between the measurements, so that a busy moment of the machine falls on all of them; medians are shown.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createCanvas, loadImage } from '@napi-rs/canvas'

const WARM_UP = 200
const ROUNDS = 300
const MM_PER_METRE = 1000

const { values: options } = parseArgs({
  options: { built: { type: 'string', default: resolve(import.meta.dirname, '..', 'dist') } },
})
const load = (module) => import(pathToFileURL(join(resolve(options.built), 'drivers/printers/emulated', module)).href)
const { renderStream } = await load('render-stream.js')
const { CommandParser } = await load('grammar/parser.js')
const { printerModel } = await load('models/printer-model.js')
const { receiptPng } = await load('render/png.js')
const { receiptSvg } = await load('render/svg.js')
const receiptline = createRequire(import.meta.url)('receiptline')

const model = printerModel('emu-80')

const DOCUMENT = `^^^TILLPROOF
Shop 42, Main Street
2026-11-22 12:34
{border:line; width:*,6,10}
Item|Qty|Price
-
Americano|1|4.50
Cafe latte|2|10.00
Croissant|1|3.20
Sparkling water|3|6.00
{border:space}
-
"Total"|||^"23.70"
{align:center}
Thank you, see you again
`

/** The same receipt with other words and prices, so that nothing kept from the last one helps. */
const varied = (n) =>
  DOCUMENT.replace('Americano', `Americano ${n}`)
    .replace('4.50', `${n % 10}.${String(n % 100).padStart(2, '0')}`)
    .replace('Thank you', `Thank you no ${n * 7919}`)
const encoded = (document) =>
  Buffer.from(receiptline.transform(document, { cpl: 48, encoding: 'cp437', command: 'escpos' }), 'latin1')
const svgOf = (document) => receiptline.transform(document, { cpl: 48, encoding: 'cp437', command: 'svg' })

const stream = encoded(DOCUMENT)
const streams = Array.from({ length: 500 }, (_, n) => encoded(varied(n)))
const korean = readFileSync('fixtures/receipts/ko-mixed-tender.bin')
const chinese = readFileSync('fixtures/receipts/zh-card-qr.bin')
const chineseModel = printerModel('emu-80', { charset: 'gb18030' })
const only = (bytes, profile = model) => renderStream(bytes, profile).receipts[0]

console.log(
  `receipts: ${stream.length} bytes by receiptline, ${korean.length} Korean, ${chinese.length} Chinese with QR`,
)
await compareReceipts()
parseSpeed()
paperLength()

/** Draws each receipt every way, in turn. */
async function compareReceipts() {
  let n = 0
  const measures = [
    ['draw', () => only(stream)],
    ['draw, other words each time', () => only(streams[n++ % streams.length])],
    ['draw, Korean', () => only(korean)],
    ['draw, Chinese with QR', () => only(chinese, chineseModel)],
    ['draw + PNG', () => receiptPng(only(stream))],
    ['draw + PNG, Korean', () => receiptPng(only(korean))],
    ['draw + SVG', () => receiptSvg(only(stream))],
    ['receiptline: SVG (vectors, no dots)', () => svgOf(DOCUMENT)],
    ['receiptline: SVG, made into PNG by Skia', () => pngOf(svgOf(DOCUMENT))],
  ].map(([name, act]) => ({ name, act, times: [] }))
  for (const { act } of measures) for (let i = 0; i < WARM_UP; i++) await act()
  for (let round = 0; round < ROUNDS; round++) {
    for (const { act, times } of measures) {
      const from = performance.now()
      await act()
      times.push(performance.now() - from)
    }
  }
  const mine = median(measures[4].times)
  console.log('\nper receipt, ms'.padEnd(46), 'median     p95   of ours to PNG')
  for (const { name, times } of measures) {
    const middle = median(times)
    console.log(name.padEnd(44), ms(middle), ms(percentile(times, 0.95)), `${(middle / mine).toFixed(2)}×`.padStart(9))
  }
}

async function pngOf(svg) {
  const image = await loadImage(Buffer.from(svg))
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  return canvas.toBuffer('image/png')
}

/** Bytes a second through the grammar alone, in chunks as a socket brings them, beside copying the same bytes. */
function parseSpeed() {
  const raster = Buffer.concat([Buffer.from([0x1d, 0x76, 0x30, 0, 72, 0, 0, 4]), Buffer.alloc(72 * 1024, 0x5a)])
  const inputs = [
    ['commands and text', Buffer.concat(Array.from({ length: 2000 }, () => stream))],
    ['images', Buffer.concat(Array.from({ length: 100 }, () => raster))],
  ]
  console.log('\nreading, 4 KB at a time'.padEnd(46), 'MB/s   of copying the bytes')
  for (const [name, bytes] of inputs) {
    const rates = Array.from({ length: 9 }, () => [rateOf(bytes, parsed), rateOf(bytes, copied)])
    const [rate, copying] = [0, 1].map((index) => median(rates.map((pair) => pair[index])))
    console.log(name.padEnd(42), rate.toFixed(0).padStart(7), `${((rate / copying) * 100).toFixed(1)} %`.padStart(12))
  }
}

const CHUNK_BYTES = 4096

function parsed(bytes) {
  const parser = new CommandParser()
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    const chunk = bytes.subarray(from, from + CHUNK_BYTES)
    for (let at = 0; at < chunk.length; ) at = parser.read(chunk, at).next
  }
}

function copied(bytes) {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) bytes.subarray(from, from + CHUNK_BYTES).slice()
}

function rateOf(bytes, act) {
  const from = performance.now()
  act(bytes)
  return bytes.length / 1e3 / (performance.now() - from)
}

/** One uncut piece, longer and longer: time and memory a metre. */
function paperLength() {
  const body = Buffer.from(stream.subarray(0, stream.lastIndexOf(Buffer.from('\x1dV', 'latin1'))))
  const perBody = renderStream(body, model).rest.image.heightDots / model.dotsPerMm
  console.log('\nlength of paper      draw ms   ms a metre    PNG ms    MB')
  for (const metres of [1, 2, 5, 10]) {
    const bytes = Buffer.concat(Array.from({ length: Math.ceil((metres * MM_PER_METRE) / perBody) }, () => body))
    const runs = Array.from({ length: 5 }, () => lengthRun(bytes))
    const [drawing, picture, memory] = [0, 1, 2].map((index) => median(runs.map((run) => run[index])))
    console.log(
      `${metres} m`.padEnd(16),
      ms(drawing).padStart(9),
      ms(drawing / metres).padStart(12),
      ms(picture).padStart(9),
      memory.toFixed(1).padStart(6),
    )
  }
}

function lengthRun(bytes) {
  globalThis.gc?.()
  const before = bytesInUse()
  const from = performance.now()
  const { rest } = renderStream(bytes, model)
  const drawn = performance.now()
  const picture = receiptPng(rest)
  const done = performance.now()
  globalThis.gc?.()
  const megabytes = (bytesInUse() - before) / 1e6
  // Held until here, so that the collector does not take what is being weighed.
  if (picture.length === 0 || rest.lines.length === 0) throw new Error('nothing was drawn')
  return [drawn - from, done - drawn, megabytes]
}

function bytesInUse() {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function median(values) {
  return percentile(values, 0.5)
}

function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
}

function ms(value) {
  return value.toFixed(2).padStart(7)
}
