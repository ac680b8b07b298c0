/**
 * How many steps a second the journal commits, as a share of what the disk itself can sync in the same run: the number
 * alone says more about the disk than about the journal.
 *
 *   npm run build && node scripts/bench-journal.mjs [--folder <on the disk to measure>] [--built <folder instead of dist>]
 *
 * Rounds alternate between the measurements, so that a busy moment of the machine falls on all of them; medians are shown.
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const ROUNDS = 7
const ROUND_MS = 600
const BLOCK = Buffer.alloc(4096, 0x5a)
/** Blocks of the file that is overwritten in turn. */
const OVERWRITTEN_BLOCKS = 1000

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string', default: tmpdir() },
    built: { type: 'string', default: resolve(import.meta.dirname, '..', 'dist') },
  },
})
const load = (module) => import(pathToFileURL(join(resolve(options.built), module)).href)
const { openDataFolder } = await load('src/journal/data-folder.js')
const { openJournal } = await load('src/journal/sqlite-journal.js')
const { systemClock } = await load('drivers/clocks/system-clock.js')
const { systemRandom } = await load('drivers/random/system-random.js')

const scratch = mkdtempSync(join(options.folder, 'tillproof-bench-'))
try {
  const { measures, close } = prepare(scratch)
  const results = measures.map(({ name, act }) => ({ name, act, rates: [], nanoseconds: [] }))
  for (const { act } of results) measure(act)
  for (let round = 0; round < ROUNDS; round++) {
    for (const result of results) {
      const { rate, nanoseconds } = measure(result.act)
      result.rates.push(rate)
      result.nanoseconds.push(...nanoseconds)
    }
  }
  close()
  print(results)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** The things to be measured; each `act` makes one thing durable. */
function prepare(folder) {
  const appended = openSync(join(folder, 'appended'), 'w')
  const overwritten = openSync(join(folder, 'overwritten'), 'w')
  for (let block = 0; block < OVERWRITTEN_BLOCKS; block++) writeSync(overwritten, BLOCK)
  fsyncSync(overwritten)
  const owned = openDataFolder(join(folder, 'data'), { clock: systemClock })
  const journal = openJournal({ folder: owned, terminalId: 'bench', random: systemRandom })
  journal.append(bareStep(), { chart: 'bench@1' })
  let block = 0
  const measures = [
    {
      name: 'disk: append 4 KiB, fsync',
      act() {
        writeSync(appended, BLOCK)
        fsyncSync(appended)
      },
    },
    {
      name: 'disk: overwrite 4 KiB, fsync',
      act() {
        block = (block + 1) % OVERWRITTEN_BLOCKS
        writeSync(overwritten, BLOCK, 0, BLOCK.length, block * BLOCK.length)
        fsyncSync(overwritten)
      },
    },
    { name: 'journal: step of one entry', act: () => journal.append(bareStep()) },
    { name: 'journal: step of every kind of row', act: () => journal.append(fullStep(journal.nextSeq)) },
  ]
  const close = () => {
    journal.close()
    owned.close()
    closeSync(appended)
    closeSync(overwritten)
  }
  return { measures, close }
}

function bareStep() {
  return {
    flowId: 'bench',
    at: systemClock.now(),
    event: { type: 'card.read', entryMode: 'chip', bin: '941012', last4: '1234' },
    intents: [],
    settledIntents: [],
    deadlinesSet: [],
    deadlinesCancelled: [],
    secrets: [],
    closesFlow: false,
  }
}

function fullStep(seq) {
  return {
    ...bareStep(),
    intents: [{ key: `intent-${seq}`, type: 'acquirer.authorise', params: { stan: String(seq), amountMinor: 12000 } }],
    deadlinesSet: [{ id: 'reply', dueAt: seq }],
    secrets: [{ ref: `secret-${seq}`, clear: `a number to be sealed ${seq}` }],
    publication: { money: 'unknown', tax: 'owed', paper: 'owed' },
  }
}

/** The machine itself is measured here, so this is the one place for its finest clock. */
function measure(act) {
  const nanoseconds = []
  const start = process.hrtime.bigint()
  const until = start + BigInt(ROUND_MS) * 1_000_000n
  let before = start
  while (before < until) {
    act()
    const after = process.hrtime.bigint()
    nanoseconds.push(Number(after - before))
    before = after
  }
  return { rate: (nanoseconds.length * 1e9) / Number(before - start), nanoseconds }
}

function print(results) {
  const [append, overwrite] = results.map(({ rates }) => quantile(rates, 0.5))
  const rows = results.map(({ name, rates, nanoseconds }) => {
    const rate = quantile(rates, 0.5)
    return {
      what: name,
      'per second': Math.round(rate),
      'of appends': Number((rate / append).toFixed(2)),
      'of overwrites': Number((rate / overwrite).toFixed(2)),
      'p50 ms': Number((quantile(nanoseconds, 0.5) / 1e6).toFixed(3)),
      'p99 ms': Number((quantile(nanoseconds, 0.99) / 1e6).toFixed(3)),
    }
  })
  console.table(rows)
}

function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}
