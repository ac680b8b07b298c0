/**
 * The package as it is installed: `tillproof/printer` and `tillproof/printer/vitest` are imported by name, in a process of
 * their own that has no test runner, prints on a printer, and ends by itself once the printer is closed.
 */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { builtTillproof } from '../../built-tillproof.js'

const run = promisify(execFile)

const OUTSIDER = `
import { once } from 'node:events'
import { connect } from 'node:net'
import * as library from 'tillproof/printer'
import { registerPrinterMatchers } from 'tillproof/printer/vitest'

const matchers = {}
registerPrinterMatchers(Object.assign(() => undefined, { extend: (all) => Object.assign(matchers, all) }))
const started = await library.startPrinter({ model: 'tm-m30', charset: 'cp949', faults: ['at 600s: cover-open'] })
const socket = connect(started.port, started.host)
await once(socket, 'connect')
socket.end(Buffer.from([0x1c, 0x26, 0xc7, 0xd5, 0xb0, 0xe8, 0x0a, 0x1b, 0x64, 0x06, 0x1d, 0x56, 0x01]))
const receipt = await started.nextReceipt()
await started.close()
console.log(JSON.stringify({
  names: Object.keys(library).sort(),
  lines: receipt.lines.filter((line) => line !== ''),
  png: library.receiptPng(receipt).subarray(1, 4).toString(),
  says: matchers.toHavePrinted(receipt, '합계').pass,
  saysNot: matchers.toHavePrinted(receipt, '총계').pass,
}))
`

describe('the package', () => {
  it('is imported by name, by anybody, without a test runner', async () => {
    const folder = path.dirname(await builtTillproof())
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', OUTSIDER], {
      cwd: folder,
      timeout: 60_000,
    })
    const said: unknown = JSON.parse(stdout)
    expect(said).toMatchObject({ lines: ['합계'], png: 'PNG', says: true, saysNot: false })
    expect(said).toHaveProperty('names', expect.arrayContaining(DOCUMENTED))
  }, 90_000)

  it('has declarations and code where package.json says', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      exports: Record<string, string | Record<string, string>>
    }
    for (const [name, source] of [
      ['./printer', 'drivers/printers/emulated/library/index'],
      ['./printer/vitest', 'drivers/printers/emulated/library/vitest'],
    ] as const) {
      expect(readFileSync(`${source}.ts`, 'utf8')).toContain('export')
      expect(exports[name]).toEqual({ types: `./dist/${source}.d.ts`, default: `./dist/${source}.js` })
    }
  })
})

/** Of what the library's README shows, everything that is called. */
const DOCUMENTED = [
  'EmulatedPrinter',
  'listCommands',
  'printerModelNames',
  'receiptPng',
  'receiptSvg',
  'receiptText',
  'receiptTranscript',
  'renderStream',
  'serveControlApi',
  'startPrinter',
  'watchPrinter',
]
