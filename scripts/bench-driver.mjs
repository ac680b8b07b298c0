/**
 * What the driver costs: from the decision to print to the first byte at the printer, from the printer's echo to the
 * outcome, bytes a second beside the bare link, processor time for a day's receipts, and node-thermal-printer in the same
 * run. It measures and never judges: numbers depend on the machine, ratios less.
 *
 *   npm run build && npm run bench:driver [-- --built <folder instead of dist>] [--rounds 200] [--receipts 2000] [--json]
 *
 * Printers stand in a process of their own (bench-driver-far-end.mjs), and rounds alternate between what is compared, so
 * that a busy moment of the machine falls on all of it. Medians and 95th percentiles are shown; nothing is thrown away.
 */
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { openEnds } from './bench-driver-ends.mjs'
import { figures, median, Report } from './bench-driver-figures.mjs'
import { composeWithPeer, koreanLines, openPeer } from './bench-driver-receipts.mjs'

const WARM_UP = 30
const LARGE_BYTES = 2_000_000
const LARGE_ROUNDS = 9
const BATCH = 50
/** Eight bits, a start and a stop bit. */
const LINE_BYTES_PER_SECOND = 115_200 / 10
const forever = new AbortController().signal

const root = resolve(import.meta.dirname, '..')
const { values: options } = parseArgs({
  options: {
    built: { type: 'string', default: join(root, 'dist') },
    rounds: { type: 'string', default: '200' },
    receipts: { type: 'string', default: '2000' },
    json: { type: 'boolean', default: false },
  },
})
const [rounds, receiptsADay, built] = [Number(options.rounds), Number(options.receipts), resolve(options.built)]
const load = (module) => import(pathToFileURL(join(built, module)).href)
const { systemClock } = await load('drivers/clocks/system-clock.js')
const { EscPosPrinter } = await load('drivers/printers/escpos-printer.js')
const { profileNamed } = await load('drivers/printers/profiles/profiles.js')
const { columnsOf } = await load('src/domain/paper-line.js')

const FONT = profileNamed('generic-korean-80')
/** Nothing is known of its memory, so Hangul goes as pictures. */
const DOTS = profileNamed('generic-80')

const machine = `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`
const report = new Report({ asJson: options.json })
report.note(machine)
const ends = await openEnds(built, load)
let receiptNumber = 0
try {
  if (ends.noPty) report.note(`without ptys: ${ends.noPty}`)
  await latencies()
  await throughput()
  await besidePeer()
} finally {
  await ends.close()
}
report.end({ machine, rounds, receiptsADay })

/** From the decision to the first byte and to the last, and from the echo to the outcome, on each link. */
async function latencies() {
  const links = [
    ['memory', () => ends.memory()],
    ['TCP', () => ends.tcp('emulated')],
    ...(ends.noPty ? [] : [['pty', () => ends.pty('emulated')]]),
  ]
  const measures = []
  for (const [link, opened] of links) {
    for (const [how, profile] of [
      ['by font', FONT],
      ['as dots', DOTS],
    ]) {
      const end = await opened()
      const printer = driver(end, profile)
      measures.push({ what: `${link}, ${how}`, end, printer, first: [], last: [], bytes: [], outcome: [] })
    }
  }
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const measure of measures) {
      const { from, seen, doneAt } = await timedPrint(measure)
      if (round < 0) continue
      measure.first.push(milliseconds(from, seen.first))
      measure.last.push(milliseconds(from, seen.last))
      measure.outcome.push(milliseconds(seen.echo, doneAt))
      measure.bytes.push(seen.bytes)
    }
  }
  report.section(
    'a Korean receipt, warm link',
    measures.map(({ what, first, last, outcome, bytes }) => ({
      what,
      bytes: median(bytes),
      'first byte there, ms': figures(first),
      'last byte there, ms': figures(last),
      'echo to outcome, ms': figures(outcome),
    })),
  )
  report.note('“there” counts from the call of `print`; “echo to outcome” from the echo leaving the printer')
}

async function timedPrint({ printer, end }) {
  await end.begin()
  const job = nextJob()
  const from = process.hrtime.bigint()
  const outcome = await printer.print(job, ignore, forever)
  const doneAt = process.hrtime.bigint()
  if (outcome.kind !== 'accepted' || outcome.value.confirmation !== 'process-id') throw unconfirmed(printer, outcome)
  return { from, doneAt, seen: await end.seen() }
}

/** Two megabytes of text through the driver, and the same bytes written straight into the link. */
async function throughput() {
  const bytes = Buffer.from('a line of text as long as the paper is wide....\n'.repeat(LARGE_BYTES / 48), 'latin1')
  const tcp = await ends.tcp('answering')
  const socket = { what: 'TCP: a bare socket', end: tcp, write: await ends.socketWriter(tcp) }
  const measures = [socket, { what: 'TCP: the driver', end: tcp, write: wholeJobs(tcp), beside: [socket] }]
  if (!ends.noPty) {
    const [bare, port, ours] = [await ends.pty('answering'), await ends.pty('answering'), await ends.pty('answering')]
    const descriptor = { what: 'pty: a bare descriptor', end: bare, write: await ends.descriptorWriter(bare) }
    const serialPort = {
      ...{ what: 'pty: a bare SerialPort', end: port, write: await ends.serialPortWriter(port) },
      beside: [descriptor],
    }
    const throughDriver = {
      what: 'pty: the driver',
      end: ours,
      write: wholeJobs(ours),
      beside: [descriptor, serialPort],
    }
    measures.push(descriptor, serialPort, throughDriver)
  }
  for (const measure of measures) measure.rates = []
  for (let round = -1; round < LARGE_ROUNDS; round++) {
    for (const { end, write, rates } of measures) {
      await end.begin()
      const from = process.hrtime.bigint()
      const [, { last }] = await Promise.all([write(bytes), end.whole(bytes.length)])
      if (round >= 0) rates.push((bytes.length * 1000) / milliseconds(from, last))
    }
  }
  report.section(
    `${LARGE_BYTES / 1e6} MB of text`,
    measures.map(({ what, rates, beside = [] }) => ({
      what,
      'MB/s': median(rates) / 1e6,
      'of the bare link': beside[0] && percent(median(rates) / median(beside[0].rates)),
      'of a bare SerialPort': beside[1] && percent(median(rates) / median(beside[1].rates)),
      'times a line of 115,200 baud': Math.round(median(rates) / LINE_BYTES_PER_SECOND),
    })),
  )
}

/** Bytes composed elsewhere, printed as a job. */
function wholeJobs(end) {
  const printer = driver(end, FONT)
  return async (bytes) => {
    const outcome = await printer.printRaw({ jobId: 'big0', bytes }, ignore, forever)
    if (outcome.kind !== 'accepted') throw unconfirmed(printer, outcome)
  }
}

/** node-thermal-printer as its documentation shows it, and our driver: receipt by receipt the same words over TCP. */
async function besidePeer() {
  const [ourEnd, theirEnd] = [await ends.tcp('emulated'), await ends.tcp('emulated')]
  const ours = { what: 'our driver', done: 'on paper', printer: driver(ourEnd, FONT), end: ourEnd }
  const theirs = { what: 'node-thermal-printer', done: 'given to TCP', peer: openPeer(theirEnd), end: theirEnd }
  for (const side of [ours, theirs]) Object.assign(side, { first: [], last: [], says: [], cpu: [] })
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const side of [ours, theirs]) {
      const { from, seen, doneAt } = await (side.peer ? timedPeer(side) : timedPrint(side))
      if (round < 0) continue
      side.first.push(milliseconds(from, seen.first))
      side.last.push(milliseconds(from, seen.last))
      side.says.push(milliseconds(from, doneAt))
    }
  }
  await processorTime(ours, theirs)
  report.section(
    'the same receipts over TCP',
    [ours, theirs].map(({ what, done, first, last, says, cpu }) => ({
      what,
      'first byte there, ms': figures(first),
      'last byte there, ms': figures(last),
      'says done, ms': figures(says),
      '“done” is': done,
      'CPU ms a receipt': sum(cpu) / (cpu.length * BATCH),
      [`CPU s for ${receiptsADay}`]: sum(cpu) / 1000,
    })),
  )
  await withoutPaper(ours, theirs)
}

async function timedPeer({ peer, end }) {
  const { receipts } = await end.begin()
  const { lines } = nextJob()
  const from = process.hrtime.bigint()
  composeWithPeer(peer, lines)
  await peer.execute()
  const doneAt = process.hrtime.bigint()
  return { from, doneAt, seen: await end.printed(receipts + 1) }
}

/** Processor time of this process alone, in batches that take turns; the printers are in another. */
async function processorTime(ours, theirs) {
  for (let batch = 0; batch < receiptsADay / BATCH; batch++) {
    const jobs = Array.from({ length: BATCH }, nextJob)
    await ours.end.begin()
    const { receipts } = await theirs.end.begin()
    const printed = processorMs(async () => {
      for (const job of jobs) await ours.printer.print(job, ignore, forever)
    })
    ours.cpu.push(await printed)
    const sent = processorMs(async () => {
      for (const { lines } of jobs) {
        composeWithPeer(theirs.peer, lines)
        await theirs.peer.execute()
      }
    })
    theirs.cpu.push(await sent)
    await theirs.end.printed(receipts + BATCH)
  }
}

async function processorMs(act) {
  const before = process.cpuUsage()
  await act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** What “done” is worth: both print while the roll is empty. */
async function withoutPaper(ours, theirs) {
  await ours.end.paper(false)
  const { receipts } = await theirs.end.paper(false)
  const from = process.hrtime.bigint()
  composeWithPeer(theirs.peer, nextJob().lines)
  await theirs.peer.execute()
  const doneMs = milliseconds(from, process.hrtime.bigint())
  const { receipts: after } = await theirs.end.begin()
  const outcome = await ours.printer.print(nextJob(), ignore, forever)
  report.note(
    `with an empty roll node-thermal-printer says done after ${doneMs.toFixed(1)} ms (receipts printed: ` +
      `${after - receipts}); our driver says ${outcome.kind}, ${outcome.failure ?? 'and no cause'}`,
  )
  for (const { end } of [ours, theirs]) await end.paper(true)
}

function driver({ opener }, profile) {
  const printer = new EscPosPrinter({ opener, clock: systemClock, profile })
  ends.onClose(() => printer.close())
  return printer
}

function nextJob() {
  const n = ++receiptNumber
  return { jobId: (n % 36 ** 4).toString(36).padStart(4, '0'), language: 'ko', lines: koreanLines(n, columnsOf) }
}

function unconfirmed({ address }, outcome) {
  return new Error(`a measurement needs a confirmed print, got ${JSON.stringify(outcome)} over ${address}`)
}

function milliseconds(from, to) {
  return Number(to - from) / 1e6
}

function percent(share) {
  return `${(share * 100).toFixed(0)} %`
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0)
}

function ignore() {
  // What happens on the way is not measured.
}
