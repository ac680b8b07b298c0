/**
 * python-escpos against the emulated printer. Where it is installed it prints and asks for the status itself, over TCP and
 * over a pty; everywhere the exchanges it has, read from its source, are gone through byte by byte.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../drivers/clocks/system-clock.js'
import { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import { servePty } from '../../../drivers/printers/emulated/wires/serve-pty.js'
import { serveEmulatedPrinter } from '../../../drivers/printers/emulated/wires/serve-tcp.js'
import { bench, bytes, DLE, ESC, GS, LF } from '../emulated/printer-bench.js'
import { withoutTail } from './peer-columns.js'
import { benchModel, printOn } from './peer-print.js'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const MODEL = benchModel('tm-t20iii')

const PAPER_STATES = [
  ['enough paper', (printer: EmulatedPrinter) => printer.loadPaper(), { online: true, paper: 2 }],
  ['little paper', (printer: EmulatedPrinter) => printer.runLow(), { online: true, paper: 1 }],
  ['no paper', (printer: EmulatedPrinter) => printer.runOutOfPaper(), { online: false, paper: 0 }],
] as const

/** `is_online()`: DLE EOT 1, and offline is bit 3 (RT_MASK_ONLINE). */
const isOnline = (status: number): boolean => (status & 0x08) === 0

/** `paper_status()`: DLE EOT 4 and its masks RT_MASK_NOPAPER, LOWPAPER and PAPER, in that order; all bits of one must be on. */
function paperStatus(status: number): 0 | 1 | 2 | undefined {
  const masks = [
    [114, 0],
    [30, 1],
    [18, 2],
  ] as const
  return masks.find(([mask]) => (status & mask) === mask)?.[1]
}

describe('the exchanges in its source', () => {
  it.each(PAPER_STATES)('are answered with one byte it understands: %s', (_name, happens, told) => {
    const { printer, plug } = bench(MODEL)
    const wire = plug()
    happens(printer)
    const answer = (n: number): Buffer => {
      wire.send(DLE, 4, n)
      return Buffer.from(wire.replies(), 'hex')
    }
    const [online, paper] = [answer(1), answer(4)]
    expect([online.length, paper.length]).toEqual([1, 1])
    expect({ online: isOnline(online[0] ?? 0), paper: paperStatus(paper[0] ?? 0) }).toEqual(told)
  })

  it('are answered while what it printed waits for paper', () => {
    const { printer, plug } = bench(MODEL)
    const wire = plug()
    printer.runOutOfPaper()
    wire.send('held back', LF, DLE, 4, 4)
    expect(paperStatus(Buffer.from(wire.replies(), 'hex')[0] ?? 0)).toBe(0)
  })
})

describe('its bytes', () => {
  /** `_send_2d_code_data`: GS ( k, the length, cn 49, fn, m, data. */
  const qr = (fn: number, ...data: number[]) => bytes(GS, '(k', data.length + 2, 0, 0x31, fn, data)
  const content = [...Buffer.from('https://example.com/ü')]
  const picture = bytes(0b10101010, 0b01010101, 0b11110000, 0b00001111)

  it('say, draw and cut what its calls mean', () => {
    const { pieces, notes } = printOn(
      MODEL,
      // set(align='center', text_type='B'), text() with a code page found for it (MagicEncode: ESC t)
      bytes(ESC, 'a', 1, ESC, 'E', 1, ESC, 't', 0, 'Hello', LF),
      bytes(ESC, 't', 16, [0x80], ' 5', LF, ESC, 'E', 0),
      // barcode('490123456789', 'EAN13'): height, width, font, position, then form A, ended by NUL
      bytes(ESC, 'a', 1, GS, 'h', 64, GS, 'w', 3, GS, 'f', 0, GS, 'H', 2, GS, 'k', 2, '490123456789', 0),
      // qr(content, native=True): model, size, level, content, print
      Buffer.concat([qr(65, 50, 0), qr(67, 3), qr(69, 48), qr(80, 0x30, ...content), qr(81, 0x30)]),
      // image() in its three ways: GS v 0; GS ( L fn 112 and 50; ESC * with a line feed of 16
      bytes(GS, 'v0', 0, 2, 0, 2, 0, picture),
      bytes(GS, '(L', 14, 0, '0p0', 1, 1, '1', 16, 0, 2, 0, picture, GS, '(L', 2, 0, '02'),
      bytes(ESC, '3', 16, ESC, '*', 33, 2, 0, [0xff, 0, 0, 0, 0xff, 0], LF, ESC, '2'),
      // cut()
      bytes(ESC, 'd', 6, GS, 'V', 0),
    )
    expect(notes).toEqual([])
    expect(pieces.length).toBe(1)
    const [piece] = pieces
    expect(withoutTail(piece?.lines ?? []).slice(0, 2)).toEqual(['Hello', '€ 5'])
    expect(piece?.symbols.map(({ symbology, data }) => [symbology, data])).toEqual([
      ['EAN13', '4901234567894'],
      ['QR Code', 'https://example.com/ü'],
    ])
    const images = piece?.transcript.flatMap((entry) => (entry.kind === 'image' ? [entry.box] : [])) ?? []
    expect(images.map(({ widthDots }) => widthDots)).toEqual([16, 16, 2])
    const dots = images
      .slice(0, 2)
      .map(({ leftDots, topDots }) =>
        [0, 1].map((y) =>
          Array.from({ length: 16 }, (_, x) => Number(piece?.image.get(leftDots + x, topDots + y))).join(''),
        ),
      )
    expect(dots).toEqual([
      ['1010101001010101', '1111000000001111'],
      ['1010101001010101', '1111000000001111'],
    ])
    expect(piece?.cut).toBe('full')
  })

  it('kick both drawers, with their times', () => {
    const { printer, plug } = bench(MODEL)
    // cashdraw(2), cashdraw(5): 50 units of 2 ms
    plug().send(ESC, 'p', 0, 50, 50, ESC, 'p', 1, 50, 50)
    expect(printer.drawerPulses()).toMatchObject([
      { pin: 2, onMs: 100, offMs: 100 },
      { pin: 5, onMs: 100, offMs: 100 },
    ])
  })
})

const PYTHON = '/usr/bin/python3'
const isInstalled = spawnSync(PYTHON, ['-c', 'import escpos.printer']).status === 0
const canSerial = isInstalled && spawnSync(PYTHON, ['-c', 'import serial']).status === 0

const OPEN = `
import json, sys
from escpos.printer import Network, Serial
kind, where, port = sys.argv[1:4]
p = Network(where, port=int(port), timeout=10) if kind == 'tcp' else Serial(where, baudrate=19200, timeout=3, dsrdtr=False)
`
const PRINT = `${OPEN}
p.set(align='center')
p.text('Printed by python\\n')
p.barcode('490123456789', 'EAN13')
p.qr('https://example.com/r/0042', native=True, size=4)
p.image(sys.argv[4])
p.cut()
p.close()
`
const ASK = `${OPEN}
print(json.dumps({'online': p.is_online(), 'paper': p.paper_status()}))
p.close()
`

/** Rejects with what it wrote when it fails. */
async function python(script: string, ...args: string[]): Promise<string> {
  const child = spawn(PYTHON, ['-c', script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const written = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    written.out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    written.error += chunk.toString()
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(written.error)
  return written.out
}

describe.skipIf(!isInstalled)('itself (skipped where /usr/bin/python3 cannot import escpos)', () => {
  const links = [
    [
      'TCP',
      async (printer: EmulatedPrinter) => {
        const server = await serveEmulatedPrinter(printer, { host: '127.0.0.1', port: 0 })
        cleanups.push(() => server.close())
        return ['tcp', server.host, String(server.port)]
      },
    ],
    [
      'a pty',
      async (printer: EmulatedPrinter) => {
        const server = await servePty(printer, { path: path.join(newFolder(), 'tty') })
        cleanups.push(() => server.close())
        return ['pty', server.path, '0']
      },
    ],
  ] as const

  describe.each(links.filter(([name]) => name === 'TCP' || canSerial))('over %s', (_link, serve) => {
    it('prints', { timeout: 60_000 }, async () => {
      const printer = new EmulatedPrinter({ clock: systemClock, profile: MODEL })
      const file = path.join(newFolder(), 'logo.png')
      writeFileSync(file, createCanvas(32, 16).toBuffer('image/png'))
      const receipt = printer.nextReceipt()
      await python(PRINT, ...(await serve(printer)), file)
      const { lines, symbols, notUnderstood } = await receipt
      expect(lines.filter((line) => /^[A-Z]/.test(line))).toEqual(['Printed by python'])
      expect(symbols.map(({ data }) => data)).toEqual(['4901234567894', 'https://example.com/r/0042'])
      expect(notUnderstood).toEqual([])
    })

    it.each(PAPER_STATES)('reads its status: %s', { timeout: 60_000 }, async (_name, happens, told) => {
      const printer = new EmulatedPrinter({ clock: systemClock, profile: MODEL })
      happens(printer)
      expect(JSON.parse(await python(ASK, ...(await serve(printer))))).toEqual(told)
    })
  })
})

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillproof-peer-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
