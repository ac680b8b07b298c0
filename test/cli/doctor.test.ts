/**
 * The doctor as a person runs it: the built command against emulated printers behind real sockets and pseudo-terminals,
 * well and ailing, and the slips it puts on their paper.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { EmulatedPrinter } from '../../drivers/printers/emulated/emulated-printer.js'
import { applyFault, parseFault } from '../../drivers/printers/emulated/faults/faults.js'
import { printerModel } from '../../drivers/printers/emulated/models/printer-model.js'
import { servePty } from '../../drivers/printers/emulated/wires/serve-pty.js'
import { serveEmulatedPrinter } from '../../drivers/printers/emulated/wires/serve-tcp.js'
import type { DoctorReport } from '../../src/cli/doctor/report.js'
import { DOCTOR_TEXTS } from '../../src/cli/doctor/texts.js'
import { PRESET_SHOPS } from '../../src/cli/preset-shops.js'
import { cellsOf } from '../../src/cli/printer/cells.js'
import { failureWords } from '../../src/domain/failure-words.js'
import { LANGUAGES } from '../../src/domain/language.js'
import { builtTillproof } from '../built-tillproof.js'
import { PTY_MISSING } from '../links/pty-pair.js'
import { type Ended, tillproof } from './tillproof-process.js'

const LIMIT_MS = 60_000

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'tillproof-doctor-test-'))
  cleanups.push(() => rmSync(made, { recursive: true, force: true }))
  return made
}

function emulated(model: string, ...faults: readonly string[]): EmulatedPrinter {
  const printer = new EmulatedPrinter({ clock: systemClock, profile: { ...printerModel(model), speed: 'instant' } })
  for (const text of faults) give(printer, text)
  return printer
}

function give(printer: EmulatedPrinter, text: string): void {
  const fault = parseFault(text)
  if (!fault.ok) throw new Error(`no such fault: ${text}`)
  applyFault(printer, fault.value)
}

async function onNetwork(printer: EmulatedPrinter): Promise<string> {
  const server = await serveEmulatedPrinter(printer, { host: '127.0.0.1', port: 0 })
  cleanups.push(() => server.close())
  return `tcp://127.0.0.1:${server.port}`
}

const doctor = (...args: readonly string[]): Promise<Ended> => tillproof(['doctor', ...args])

async function report(...args: readonly string[]): Promise<DoctorReport> {
  const { stdout, stderr, status } = await doctor(...args, '--json')
  expect(stderr).toBe('')
  const told = JSON.parse(stdout) as DoctorReport
  expect(status).toBe(told.exitStatus)
  return told
}

/** For what it says on the way, which is on standard error. */
async function startDoctor(...args: readonly string[]) {
  const main = join(await builtTillproof(), 'src', 'cli', 'main.js')
  const child = spawn(process.execPath, [main, 'doctor', ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  cleanups.push(() => void child.kill('SIGKILL'))
  let told = ''
  const listeners = new Set<() => void>()
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    told += chunk
    for (const listener of [...listeners]) listener()
  })
  const ended = once(child, 'close').then(() => child.exitCode)
  return {
    ended,
    interrupt: () => child.kill('SIGINT'),
    /** Resolves once it has said so; rejects when it ends without. */
    told: (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => told.includes(text.trim()) && resolve()
        listeners.add(look)
        look()
        void ended.then((status) => reject(new Error(`ended with ${status} and never said ${text}:\n${told}`)))
      }),
  }
}

const verdictOf = (stdout: string, language: 'ko' | 'zh' | 'en'): string =>
  stdout.split(`${DOCTOR_TEXTS[language].headings.verdict}\n`)[1]?.split('\n').slice(1).join('\n').trim() ?? ''

describe('a healthy printer', () => {
  it.each(LANGUAGES)(
    'is said to be ready in %s, in columns that stand under each other',
    async (language) => {
      const address = await onNetwork(emulated('tm-m30ii'))
      const { status, stdout } = await doctor(address, '--language', language)
      const { headings, marks, labels, confirmation, condition, verdicts, origins } = DOCTOR_TEXTS[language]
      expect(status).toBe(0)
      expect(stdout.startsWith(`${headings.printers}\n`)).toBe(true)
      expect(stdout).toContain(`[${marks.ready}] ${address}  `)
      expect(stdout).toContain(origins.argument)
      expect(stdout).toContain('EPSON TM-m30II')
      expect(stdout).toContain(`${condition.online} · ${condition.paper.present} · ${condition.cover.closed}`)
      expect(stdout).toContain(`printer: ${address}`)
      expect(verdictOf(stdout, language)).toBe(verdicts.ready['process-id'])
      const start = (label: string, value: string) => {
        const line = stdout.split('\n').find((one) => one.trimStart().startsWith(label)) ?? ''
        return cellsOf(line.slice(0, line.indexOf(value.slice(0, 4))))
      }
      expect(start(labels.confirmation, confirmation['process-id'])).toBe(start(labels.device, 'EPSON'))
    },
    LIMIT_MS,
  )

  it(
    'prints a slip in each language when asked to, and none otherwise',
    async () => {
      const printer = emulated('emu-80')
      const address = await onNetwork(printer)
      expect(await report(address)).toMatchObject({ verdict: { code: 'ready' } })
      expect(printer.receipts()).toEqual([])

      const { printers } = await report(address, '--print', '--language', 'zh')
      expect(printers[0]?.prints).toMatchObject(
        LANGUAGES.map((language) => ({ language, outcome: 'accepted', evidence: { end: 'confirmed' } })),
      )
      const [korean, chinese, english, ...more] = printer.receipts().map(({ text }) => text)
      expect(more).toEqual([])
      expect(korean).toContain(DOCTOR_TEXTS.ko.sheet.title)
      expect(korean).toContain(DOCTOR_TEXTS.ko.sheet.letters[0])
      expect(english).toContain(DOCTOR_TEXTS.en.sheet.title)
      // This printer has a Korean font: Chinese comes as pictures, and what is ASCII stays legible among them.
      expect(chinese).toMatch(/^\[image /m)
      expect(chinese).toMatch(/^\?profile=generic-80$/m)
      // The slip in the operator's language shows the ruler and the code as well.
      expect(chinese).toContain('[QR ')
      expect(korean).not.toContain('[QR ')
      for (const slip of [korean, chinese, english]) expect(slip).toContain(address)
    },
    LIMIT_MS,
  )

  it(
    'uses another job ID at every run, so that no late answer passes for a new one',
    async () => {
      const address = await onNetwork(emulated('emu-80'))
      const runs = [await report(address, '--print'), await report(address, '--print')]
      const ids = runs.flatMap(({ printers }) =>
        printers.flatMap(({ prints = [] }) => prints.map(({ jobId }) => jobId)),
      )
      expect(ids).toHaveLength(6)
      expect(new Set(ids).size).toBe(6)
      for (const id of ids) expect(id).toMatch(/^[\x20-\x7D]{4}$/)
    },
    LIMIT_MS,
  )

  it(
    'that cannot name its jobs is ready as well, and says how it confirms',
    async () => {
      const address = await onNetwork(emulated('xprinter-80'))
      const { status, stdout } = await doctor(address, '--print', '--language', 'en')
      const { unnamed, confirmation, verdicts, ends } = DOCTOR_TEXTS.en
      expect(status).toBe(0)
      expect(stdout).toContain(unnamed)
      expect(stdout.replace(/\s+/g, ' ')).toContain(confirmation.fence)
      expect(stdout.replace(/\s+/g, ' ')).toContain(ends.processed)
      expect(verdictOf(stdout, 'en')).toContain(verdicts.ready.fence)
    },
    LIMIT_MS,
  )
})

describe('an ailing printer', () => {
  it.each(LANGUAGES)(
    'without paper is told in the words of the catalogue, in %s, and prints nothing',
    async (language) => {
      const printer = emulated('tm-t88vi', 'paper-out')
      const { status, stdout } = await doctor(await onNetwork(printer), '--print', '--language', language)
      const { what, remedy } = failureWords('printer.paperOut', language)
      expect(status).toBe(3)
      expect(stdout).toContain(DOCTOR_TEXTS[language].condition.paper.out)
      const verdict = verdictOf(stdout, language)
      for (const words of [DOCTOR_TEXTS[language].verdicts.attention, what, remedy]) expect(verdict).toContain(words)
      expect(printer.receipts()).toEqual([])
    },
    LIMIT_MS,
  )

  it.each([
    ['cover-open', 'printer.coverOpen'],
    ['unrecoverable-error', 'printer.unrecoverable'],
  ])('with %s is found out from what it says', async (fault, failure) => {
    const told = await report(await onNetwork(emulated('emu-80', fault)))
    expect(told.verdict.code).toBe('attention')
    expect(told.printers[0]?.findings[0]).toMatchObject({ code: 'printer.fault', facts: { failure } })
  })

  it('with little paper left is ready, and a roll is to be kept at hand', async () => {
    const told = await report(await onNetwork(emulated('emu-80', 'paper-near-end')))
    expect(told.verdict.code).toBe('ready')
    expect(told.printers[0]?.findings).toContainEqual(
      expect.objectContaining({ severity: 'limits', facts: { failure: 'printer.paperNearEnd' } }),
    )
  })

  it('waits for paper that runs out in the middle, says so, and goes on with a new roll', async () => {
    const printer = emulated('emu-80', 'paper-out after 60 dots')
    const running = await startDoctor(await onNetwork(printer), '--print', '--language', 'en')
    await running.told(DOCTOR_TEXTS.en.progress.paused(''))
    give(printer, 'load-paper')
    await running.told(DOCTOR_TEXTS.en.progress.resumed)
    expect(await running.ended).toBe(0)
    expect(printer.receipts()).toHaveLength(3)
  })

  it.each([
    ['that is silent', 'silent', 'network.silent'],
    ['that only listens', 'half-duplex', 'network.silent'],
  ])('%s is not waited for long', async (_which, fault, code) => {
    const told = await report(await onNetwork(emulated('emu-80', fault)))
    expect(told).toMatchObject({ exitStatus: 3, verdict: { code: 'attention' } })
    expect(told.printers[0]?.findings.map((finding) => finding.code)).toEqual([code])
  })

  it('behind a port that refuses is to be looked for', async () => {
    const told = await report(`tcp://127.0.0.1:${await freePort()}`)
    expect(told.printers).toMatchObject([
      {
        link: { kind: 'network', answer: { kind: 'notOpened', code: 'unreachable', systemCode: 'ECONNREFUSED' } },
        findings: [{ code: 'network.refused', severity: 'blocks' }],
      },
    ])
  })

  it('does not hold up the others, which are asked at the same time', async () => {
    const [silent, well] = [await onNetwork(emulated('emu-80', 'silent')), await onNetwork(emulated('emu-80'))]
    const told = await report(silent, well, `tcp://127.0.0.1:${await freePort()}`)
    expect(told.printers.map(({ verdict }) => verdict)).toEqual(['attention', 'ready', 'attention'])
    // Of several that were named, the worst decides.
    expect(told.verdict.code).toBe('attention')
  })
})

/** A port that was free just now, and on which nobody listens any more. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}

describe.skipIf(PTY_MISSING)(`at a device node${PTY_MISSING ? ` (${PTY_MISSING})` : ''}`, () => {
  async function onSerial(printer: EmulatedPrinter): Promise<string> {
    const server = await servePty(printer, { path: join(folder(), 'port') })
    cleanups.push(() => server.close())
    return server.path
  }

  it(
    'a printer is asked and prints',
    async () => {
      const printer = emulated('emu-58')
      const path = await onSerial(printer)
      const told = await report(`serial:${path}?profile=generic-korean-58`, '--print')
      expect(told).toMatchObject({ verdict: { code: 'ready' }, printers: [{ link: { kind: 'serial' } }] })
      // It has no cutter: the slips come out in one piece, and somebody tears it off.
      give(printer, 'tear-off')
      const [strip, ...more] = printer.receipts().map(({ text }) => text)
      expect(more).toEqual([])
      for (const language of ['ko', 'en'] as const) expect(strip).toContain(DOCTOR_TEXTS[language].sheet.title)
      // The ruler stands whole on one line of 32 columns.
      expect(strip).toMatch(/^\[\.{8}1\.{9}2\.{9}3\.\]$/m)
    },
    LIMIT_MS,
  )

  it(
    'a printer node of the system is asked and prints',
    async () => {
      const printer = emulated('emu-80')
      const address = `usb://${await onSerial(printer)}`
      const told = await report(address, '--print')
      expect(told).toMatchObject({
        verdict: { code: 'ready' },
        printers: [{ link: { kind: 'usb' }, settingsLine: `printer: ${address}` }],
      })
      expect(printer.receipts()).toHaveLength(3)
    },
    LIMIT_MS,
  )

  it(
    'its speed is found, and stands in the line for the settings',
    async () => {
      const path = await onSerial(emulated('emu-80'))
      const told = await report(`serial:${path}`, '--scan-baud')
      expect(told.printers).toMatchObject([
        {
          address: `serial:${path}?baud=9600`,
          settingsLine: `printer: serial:${path}?baud=9600`,
          rates: { asked: [9_600], answered: 9_600 },
          verdict: 'ready',
        },
      ])
    },
    LIMIT_MS,
  )

  it('a silent one is told how to find its speed', async () => {
    const path = await onSerial(emulated('emu-80', 'silent'))
    const { stdout } = await doctor(`serial:${path}`, '--language', 'en')
    expect(stdout).toContain(`tillproof doctor serial:${path} --scan-baud`)
  })

  it('one that is not there is missing', async () => {
    const told = await report(`serial:${join(folder(), 'nowhere')}`)
    expect(told.printers[0]?.findings.map(({ code }) => code)).toEqual(['serial.missing'])
  })
})

describe('the print queue of the system', () => {
  it('cannot confirm, and is said to be usable', async () => {
    const { status, stdout } = await doctor('spooler:Receipts', '--language', 'en')
    expect(status).toBe(0)
    expect(verdictOf(stdout, 'en')).toBe(DOCTOR_TEXTS.en.verdicts.usable)
  })

  it('that there is not is found out when it is given something', async () => {
    const told = await report('spooler:no-queue-has-this-name', '--print')
    expect(told.exitStatus).toBe(3)
    expect(told.printers[0]?.findings[0]).toMatchObject({ code: 'spooler.notTaken' })
  })
})

describe('settings', () => {
  it('name the printer, the fallback printer and the language', async () => {
    const [first, second] = [await onNetwork(emulated('emu-80')), await onNetwork(emulated('emu-58', 'cover-open'))]
    const file = join(folder(), 'shop.yaml')
    const { china } = PRESET_SHOPS
    writeFileSync(file, stringify({ ...china, devices: { ...china.devices, printer: first, fallbackPrinter: second } }))
    const told = await report('--settings', file)
    expect(told).toMatchObject({
      language: 'zh',
      printers: [
        { address: first, origin: 'settings', settingsLine: `printer: ${first}`, verdict: 'ready' },
        { address: second, origin: 'settings', settingsLine: `fallbackPrinter: ${second}`, verdict: 'attention' },
      ],
      verdict: { code: 'attention', what: DOCTOR_TEXTS.zh.verdicts.attention },
    })
  })

  it('on an emulated printer print to files, and say where they are', async () => {
    const { status, stdout } = await doctor('--shop', 'korea', '--print')
    expect(status).toBe(0)
    expect(stdout).toContain(DOCTOR_TEXTS.ko.findings['printer.emulated']({}).what)
    const paper = /(\S+tillproof-doctor-\S+paper)/.exec(stdout)?.[1] ?? ''
    cleanups.push(() => rmSync(join(paper, '..'), { recursive: true, force: true }))
    expect(readdirSync(paper).filter((name) => name.endsWith('.png'))).toHaveLength(3)
  })
})

describe('the command itself', () => {
  it('offers the emulated printer where no printer is found', async () => {
    const { status, stdout } = await doctor('--language', 'en')
    // Whatever ports this machine has, nobody named a printer; one on USB would be found.
    if (stdout.includes(DOCTOR_TEXTS.en.headings.printers)) return
    expect(status).toBe(3)
    expect(stdout).toContain('npx tillproof printer')
    expect(stdout).toContain('npx tillproof doctor tcp://127.0.0.1:9100 --print')
  })

  it.each([
    ['an address nobody can mean', ['tcp://:0']],
    ['a scheme there is not', ['lpt:1']],
    ['settings that cannot be read', ['--settings', '/nonexistent/shop.yaml']],
    ['a language it does not speak', ['--language', 'fr']],
  ])('refuses %s before it opens anything', async (_what, args) => {
    const { status, stdout, stderr } = await doctor(...args)
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).not.toBe('')
  })

  it('explains its exit status and shows examples', async () => {
    const { status, stdout } = await doctor('--help')
    expect(status).toBe(0)
    for (const words of ['Exit status: 0', '--scan-baud', '--probe-serial', 'npx tillproof printer']) {
      expect(stdout).toContain(words)
    }
  })

  it('lets go of the printer when it is stopped', async () => {
    const printer = emulated('emu-80', 'paper-out after 60 dots')
    const running = await startDoctor(await onNetwork(printer), '--print', '--language', 'en')
    await running.told(DOCTOR_TEXTS.en.progress.paused(''))
    running.interrupt()
    expect(await running.ended).toBe(130)
    expect(printer.snapshot().connections.filter(({ open }) => open)).toEqual([])
  })
})
