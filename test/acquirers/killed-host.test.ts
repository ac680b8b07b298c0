/** A host in a process of its own, killed without warning: what it approved, it still knows when it is back. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { Iso8583Acquirer } from '../../drivers/acquirers/iso8583-acquirer.js'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { builtTillproof } from '../built-tillproof.js'
import { keyOf, patient, purchase } from './sample-purchase.js'

/** Replies lost from the fourth authorisation on; tells its port, then each decision once it was made. */
const HOST_PROGRAM = `
const [served, clocks, ledgerFile] = process.argv.slice(1)
const { serveEmulatedAcquirer } = await import(served)
const { systemClock } = await import(clocks)
const faults = [{ fault: 'dropReply', on: 'authorise', skip: 3 }]
const host = await serveEmulatedAcquirer({ clock: systemClock, ledgerFile, faults })
host.onTrace(({ step, stan }) => step === 'processed' && process.send({ stan }))
process.send({ port: host.port })
`

const children = new Set<ChildProcess>()

afterEach(async () => {
  for (const child of children) await kill(child)
})

async function startHost(ledgerFile: string): Promise<{ process: ChildProcess; port: number }> {
  const folder = await builtTillproof()
  const modules = ['drivers/acquirers/emulated/serve-emulated-acquirer.js', 'drivers/clocks/system-clock.js']
  const urls = modules.map((file) => pathToFileURL(path.join(folder, file)).href)
  const child = spawn(process.execPath, ['--input-type=module', '-e', HOST_PROGRAM, ...urls, ledgerFile], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  children.add(child)
  const { port } = await message(child, ({ port }) => port !== undefined)
  return { process: child, port: port ?? 0 }
}

interface HostMessage {
  readonly port?: number
  /** Of a request just decided. */
  readonly stan?: string
}

function message(child: ChildProcess, wanted: (message: HostMessage) => boolean): Promise<HostMessage> {
  return new Promise((resolve) => {
    child.on('message', (each: HostMessage) => wanted(each) && resolve(each))
  })
}

async function kill(child: ChildProcess): Promise<void> {
  children.delete(child)
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

test('every approval survives, told to the terminal or not', { timeout: 60_000 }, async () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'killed-host-'))
  const ledgerFile = path.join(directory, 'ledger.jsonl')
  const numbers = { terminalNumber: 'TILL0001', merchantNumber: 'M1', clock: systemClock, address: 'iso8583:test' }

  const first = await startHost(ledgerFile)
  const before = new Iso8583Acquirer({ host: '127.0.0.1', port: first.port, ...numbers })
  const told = []
  for (const stan of [1, 2, 3]) told.push(await before.authorise(purchase({ key: keyOf(stan) }), patient))
  expect(told.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted'])
  const decided = message(first.process, ({ stan }) => stan === '000004')
  const lost = before.authorise(purchase({ key: keyOf(4) }), patient)
  await decided
  await kill(first.process)
  expect(await lost).toEqual({ kind: 'unknown', reason: 'disconnected' })
  await before.close()

  const second = await startHost(ledgerFile)
  const after = new Iso8583Acquirer({ host: '127.0.0.1', port: second.port, ...numbers })
  for (const [index, outcome] of told.entries()) {
    expect(await after.inquire(keyOf(index + 1), purchase().amount, patient)).toEqual({
      kind: 'accepted',
      value: { status: 'approved', approval: outcome.kind === 'accepted' && outcome.value },
    })
  }
  expect(await after.inquire(keyOf(4), purchase().amount, patient)).toMatchObject({
    value: { status: 'approved', approval: { approvalCode: '000004' } },
  })
  await after.close()
  fs.rmSync(directory, { recursive: true })
})
