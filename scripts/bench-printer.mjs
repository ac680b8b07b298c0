/**
 * How quickly the emulated printer reads and draws, beside receiptline drawing the same receipt in the same run, and whether
 * time and memory grow with the paper only. It measures and never judges: numbers depend on the machine, ratios less.
 *
 *   npm run build && npm run bench:printer [-- --built <folder instead of dist>] [--rounds 300]
 *
 * Rounds alternate between the measurements, so that a busy moment of the machine falls on all of them; medians are shown.
 * receiptline draws SVG by itself; for PNG it hands that SVG to a renderer, for which Skia (@napi-rs/canvas) stands here.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createCanvas, loadImage } from '@napi-rs/canvas'

const WARM_UP = 200
const CHUNK_BYTES = 4096
const METRES = [1, 2, 5, 10]
const LENGTH_ROUNDS = 9
const DIFFERENT = 2000

const root = resolve(import.meta.dirname, '..')
const { values: options } = parseArgs({
  options: {
    built: { type: 'string', default: join(root, 'dist') },
    rounds: { type: 'string', default: '300' },
  },
})
const load = (module) => import(pathToFileURL(join(resolve(options.built), 'drivers/printers/emulated', module)).href)
const { renderStream } = await load('render/render-stream.js')
const { CommandParser } = await load('grammar/parser.js')
const { printerModel } = await load('models/printer-model.js')
const { receiptPng } = await load('render/png.js')
const { receiptSvg } = await load('render/svg.js')
const { receiptText } = await load('render/text.js')
const receiptline = createRequire(import.meta.url)('receiptline')

const korean = printerModel('emu-80')
const chinese = printerModel('emu-80-chinese')
const LAYOUT = { cpl: 48, encoding: 'cp437', cutting: true }

/** A café's receipt with a QR code; with a number, one with other words, prices and code. */
const documentOf = (n = 0) => `^^^TILLPROOF
Shop ${42 + n}, Main Street
2026-11-22 12:${String(n % 60).padStart(2, '0')}
{border:line; width:*,6,10}
Item|Qty|Price
-
Americano ${n.toString(36)}|1|4.${String(n % 100).padStart(2, '0')}
Cafe latte|2|${(n % 90) + 10}.00
Croissant ${n * 31}|1|3.20
Sparkling water|3|6.00
{border:space}
-
"Total"|||^"${(n % 900) + 23}.70"
{code:https://example.com/r/${n * 7919}; option:qrcode,4,m}
{align:center}
Thank you no ${n * 7919}, see you again
`
const escpos = (document) => Buffer.from(receiptline.transform(document, { ...LAYOUT, command: 'escpos' }), 'latin1')
const theirSvg = (document) => receiptline.transform(document, { ...LAYOUT, command: 'svg' })

const document = documentOf()
const stream = escpos(document)
const documents = Array.from({ length: DIFFERENT }, (_, n) => documentOf(n + 1))
const streams = documents.map(escpos)
const goldens = readdirSync(join(root, 'fixtures', 'receipts'))
  .filter((name) => name.endsWith('.bin'))
  .map((name) => ({
    bytes: readFileSync(join(root, 'fixtures', 'receipts', name)),
    model: name.startsWith('zh-card') ? chinese : korean,
  }))

const drawn = (bytes, model = korean) => {
  const [receipt] = renderStream(bytes, model).receipts
  if (!receipt) throw new Error('no receipt was cut off')
  return receipt
}

const { image } = drawn(stream)
console.log(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}; medians of ${options.rounds} rounds`)
console.log(
  `the receipt: ${stream.length} bytes of ESC/POS by receiptline, ${image.widthDots}×${image.heightDots} dots`,
)
await compareReceipts()
parseSpeed()
paperLength()

/** Each way of showing a receipt, in turn. */
async function compareReceipts() {
  const kept = drawn(stream)
  const takeTurns = (list) => {
    let n = 0
    return () => list[n++ % list.length]
  }
  const [another, anotherPng, anotherSvg, theirs, theirsPng, golden, goldenPng] = [
    ...[streams, streams, streams, documents, documents].map(takeTurns),
    ...[goldens, goldens].map(takeTurns),
  ]
  const measures = [
    ['read and draw', () => drawn(stream)],
    ['  every receipt another', () => drawn(another())],
    ['  goldens (Korean, Chinese, images)', () => ((one) => drawn(one.bytes, one.model))(golden())],
    ['PNG of a receipt that is drawn', () => receiptPng(kept)],
    ['SVG of it', () => receiptSvg(kept)],
    ['text of it', () => receiptText(kept)],
    ['read, draw, PNG', () => receiptPng(drawn(stream))],
    ['  every receipt another', () => receiptPng(drawn(anotherPng()))],
    ['  goldens', () => ((one) => receiptPng(drawn(one.bytes, one.model)))(goldenPng())],
    ['read, draw, SVG, every receipt another', () => receiptSvg(drawn(anotherSvg()))],
    ['receiptline: SVG (vectors, no dots)', () => theirSvg(document)],
    ['  every receipt another', () => theirSvg(theirs())],
    ['receiptline: SVG, PNG of it by Skia', () => pngOf(theirSvg(document))],
    ['  every receipt another', () => pngOf(theirSvg(theirsPng()))],
  ].map(([name, act]) => ({ name, act, times: [] }))
  for (const { act } of measures) for (let i = 0; i < WARM_UP; i++) await act()
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const { act, times } of measures) times.push(await elapsedMs(act))
  }
  const [theirSvgMs, theirPngMs] = [11, 13].map((index) => median(measures[index].times))
  heading('per receipt', 'median ms', 'p95 ms', "of receiptline's SVG", 'of its PNG')
  for (const { name, times } of measures) {
    const middle = median(times)
    row(
      name,
      middle.toFixed(3),
      quantile(times, 0.95).toFixed(3),
      percent(middle / theirSvgMs),
      percent(middle / theirPngMs),
    )
  }
}

async function pngOf(svg) {
  const picture = await loadImage(Buffer.from(svg))
  const canvas = createCanvas(picture.width, picture.height)
  canvas.getContext('2d').drawImage(picture, 0, 0)
  return canvas.toBuffer('image/png')
}

/** Bytes a second through the grammar alone, in chunks as a socket brings them, beside copying the same bytes. */
function parseSpeed() {
  const raster = Buffer.concat([Buffer.from([0x1d, 0x76, 0x30, 0, 72, 0, 0, 4]), Buffer.alloc(72 * 1024, 0x5a)])
  const dense = Buffer.from('\x1bE\x01A\x1bE\x00b\x1d!\x11C\x1d!\x00 \x1ba\x01d\n\x1ba\x00\x1b$\x20\x01e\n', 'latin1')
  const inputs = [
    ['receipts, every one another', Buffer.concat(streams)],
    ['a command every other byte', Buffer.concat(Array.from({ length: 40_000 }, () => dense))],
    ['raster images of 72 KB', Buffer.concat(Array.from({ length: 200 }, () => raster))],
  ]
  heading('reading, 4 KB at a time', 'MB', 'MB/s', 'of copying')
  for (const [name, bytes] of inputs) {
    const rates = Array.from({ length: 9 }, () => [
      megabytesPerSecond(bytes, parsed),
      megabytesPerSecond(bytes, copied),
    ])
    const [reading, copying] = [0, 1].map((index) => median(rates.map((pair) => pair[index])))
    row(name, (bytes.length / 1e6).toFixed(1), reading.toFixed(0), percent(reading / copying))
  }
}

function parsed(bytes) {
  const parser = new CommandParser()
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    const chunk = bytes.subarray(from, from + CHUNK_BYTES)
    for (let at = 0; at < chunk.length; ) at = parser.read(chunk, at).next
  }
}

function copied(bytes) {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) Buffer.from(bytes.subarray(from, from + CHUNK_BYTES))
}

function megabytesPerSecond(bytes, act) {
  const from = process.hrtime.bigint()
  act(bytes)
  return (bytes.length * 1e3) / Number(process.hrtime.bigint() - from)
}

/** One uncut piece, longer and longer, every part of it another: time and memory a length of paper. */
function paperLength() {
  const uncut = streams.map((bytes) => bytes.subarray(0, bytes.lastIndexOf(Buffer.from('\x1dV', 'latin1'))))
  const lengths = METRES.map((metres) => ({ metres, bytes: longEnough(uncut, metres * 1000), runs: [] }))
  for (let round = 0; round < LENGTH_ROUNDS; round++) for (const { bytes, runs } of lengths) runs.push(timesOf(bytes))
  heading(
    'one piece of paper',
    'mm',
    'draw ms',
    'µs/mm',
    'PNG ms',
    'µs/mm',
    'SVG ms',
    'heap MB',
    'buffers MB',
    'rss MB',
  )
  for (const { metres, bytes, runs } of lengths) {
    // The first rounds warm up.
    const [mm, drawMs, pngMs, svgMs] = [0, 1, 2, 3].map((index) => median(runs.slice(2).map((run) => run[index])))
    const perMm = (ms) => ((ms * 1000) / mm).toFixed(2)
    const sizes = memoryOf(bytes).map((size) => size.toFixed(1))
    const times = [drawMs.toFixed(1), perMm(drawMs), pngMs.toFixed(1), perMm(pngMs), svgMs.toFixed(1)]
    row(`${metres} m`, mm.toFixed(0), ...times, ...sizes)
  }
  if (!globalThis.gc) console.log('(memory is exact only with --expose-gc)')
}

/** As many receipts as make a piece of that length. */
function longEnough(parts, mm) {
  let [count, length] = [0, 0]
  while (length < mm * korean.dotsPerMm)
    length += renderStream(parts[count++ % parts.length], korean).rest.image.heightDots
  return Buffer.concat(Array.from({ length: count }, (_, index) => parts[index % parts.length]))
}

function timesOf(bytes) {
  let rest
  const drawMs = elapsedNowMs(() => {
    rest = renderStream(bytes, korean).rest
  })
  const pngMs = elapsedNowMs(() => receiptPng(rest))
  const svgMs = elapsedNowMs(() => receiptSvg(rest))
  return [rest.image.heightDots / korean.dotsPerMm, drawMs, pngMs, svgMs]
}

/** Apart from the times: a collection throws compiled code away. */
function memoryOf(bytes) {
  globalThis.gc?.()
  const before = process.memoryUsage()
  const { rest } = renderStream(bytes, korean)
  globalThis.gc?.()
  const after = process.memoryUsage()
  // Held until here, so that what is being weighed is not collected.
  if (rest.lines.length === 0) throw new Error('nothing was drawn')
  return ['heapUsed', 'arrayBuffers', 'rss'].map((kind) => (after[kind] - before[kind]) / 1e6)
}

/** The machine itself is measured here, so this is the place for its finest clock. */
async function elapsedMs(act) {
  const from = process.hrtime.bigint()
  await act()
  return Number(process.hrtime.bigint() - from) / 1e6
}

function elapsedNowMs(act) {
  const from = process.hrtime.bigint()
  act()
  return Number(process.hrtime.bigint() - from) / 1e6
}

function heading(...cells) {
  console.log()
  row(...cells)
}

function row(name, ...cells) {
  console.log(name.padEnd(40), ...cells.map((cell) => cell.padStart(10)))
}

function percent(share) {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`
}

function median(values) {
  return quantile(values, 0.5)
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
