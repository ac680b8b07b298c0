/**
 * `tillproof printer` as a command: a process of its own that takes jobs over real sockets and a real pseudo-terminal, keeps
 * every receipt, fails when it is told to from every side it can be told from, and ends cleanly.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { builtTillproof } from '../built-tillproof.js'
import { PTY_MISSING } from '../links/pty-pair.js'
import { TillproofProcess } from './tillproof-process.js'

const LIMIT_MS = 60_000
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47])

let folder: string
let started: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillproof-printer-'))
  started = []
})

afterEach(async () => {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  rmSync(folder, { recursive: true, force: true })
})

interface RunningCommand {
  readonly process: TillproofProcess
  readonly child: ChildProcess
  /** Types a line at its console. */
  type(line: string): void
  /** A number taken from the ready line. */
  port(): Promise<number>
  control(): Promise<string>
  /** The JSON line of an event that fits. */
  event(name: string, fits?: RegExp): Promise<Record<string, unknown>>
}

async function printer(...args: readonly string[]): Promise<RunningCommand> {
  const main = path.join(await builtTillproof(), 'src', 'cli', 'main.js')
  const child = spawn(process.execPath, [main, 'printer', ...args], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] },
  })
  started.push(child)
  const command = new TillproofProcess(child)
  const ready = () => command.line(/printer ready:|"event":"ready"/)
  return {
    process: command,
    child,
    type: (line) => void child.stdin?.write(`${line}\n`),
    port: async () => Number(/tcp:\/\/127\.0\.0\.1:(\d+)/.exec(await ready())?.[1]),
    control: async () => /http:\/\/127\.0\.0\.1:\d+/.exec(await ready())?.[0] ?? '',
    event: async (name, fits = /./) => {
      const line = await command.line(new RegExp(`^\\{"event":"${name}".*${fits.source}`))
      return JSON.parse(line) as Record<string, unknown>
    },
  }
}

const FREE = ['--listen', 'tcp://127.0.0.1:0'] as const
const INSTANT = [...FREE, '--speed', 'instant'] as const

/** ESC @, FS &, the lines, ESC d 6 past the cutter, GS V 1. */
function job(...lines: readonly string[]): Buffer {
  return Buffer.concat([
    Buffer.from([0x1b, 0x40, 0x1c, 0x26]),
    iconv.encode(lines.map((line) => `${line}\n`).join(''), 'cp949'),
    Buffer.from([0x1b, 0x64, 6, 0x1d, 0x56, 1]),
  ])
}

async function send(port: number, bytes: Buffer): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.end(bytes)
  await once(socket, 'close')
}

const paper = (...names: readonly string[]): string => path.join(folder, 'paper', ...names)
const text = (name: string): string => readFileSync(paper(name), 'utf8')

describe('jobs', () => {
  it('become a picture and a text, one numbered set a receipt', { timeout: LIMIT_MS }, async () => {
    const command = await printer(...FREE)
    await send(await command.port(), job('행복커피', '합계  9,000'))
    expect(await command.process.line(/^receipt 1 /)).toContain(path.join('paper', 'receipt-0001.png'))
    expect(readFileSync(paper('receipt-0001.png')).subarray(0, 4)).toEqual(PNG)
    expect(text('receipt-0001.txt')).toContain('합계  9,000')
    expect(readdirSync(paper())).toEqual(['receipt-0001.png', 'receipt-0001.txt'])
  })

  it('come from several clients in turn, and are never written over', { timeout: LIMIT_MS }, async () => {
    const first = await printer(...INSTANT, '--formats', 'txt,json,svg')
    const port = await first.port()
    await Promise.all([1, 2, 3].map((till) => send(port, job(`till ${till}`, `end ${till}`))))
    await first.process.line(/^receipt 3 /)
    first.type('quit')
    expect(await first.process.ended).toMatchObject({ status: 0, stderr: '' })
    const second = await printer(...INSTANT, '--formats', 'txt')
    await send(await second.port(), job('the next day'))
    await second.process.line(/^receipt 1 /)

    const names = readdirSync(paper())
    expect(names).toHaveLength(10)
    expect(text('receipt-0004.txt')).toContain('the next day')
    for (const number of [1, 2, 3]) expect(text(`receipt-000${number}.txt`)).toMatch(/till (\d)\n+end \1/)
    expect(JSON.parse(text('receipt-0001.json'))).toMatchObject({
      number: 1,
      cut: 'partial',
      entries: expect.any(Array),
    })
    expect(text('receipt-0001.svg')).toContain('<svg')
  })

  it('come at several addresses', { timeout: LIMIT_MS }, async () => {
    const command = await printer(...INSTANT, ...FREE)
    const ports = [...(await command.process.line(/printer ready/)).matchAll(/tcp:\/\/127\.0\.0\.1:(\d+)/g)].map(
      (found) => Number(found[1]),
    )
    expect(ports).toHaveLength(2)
    for (const port of ports) await send(port, job(`at ${port}`))
    await command.process.line(/^receipt 2 /)
    expect(text('receipt-0002.txt')).toContain(`at ${ports[1]}`)
  })

  it.skipIf(PTY_MISSING)(
    `come over a pseudo-terminal${PTY_MISSING ? ` (${PTY_MISSING})` : ''}`,
    { timeout: LIMIT_MS },
    async () => {
      const terminal = path.join(folder, 'printer-pty')
      const command = await printer('--pty', terminal, '--speed', 'instant')
      expect(await command.process.line(/printer ready/)).toBe(`printer ready: pty:${terminal}`)
      const host = await open(terminal, 'r+')
      try {
        await host.write(job('over a wire', '합계'))
        await command.process.line(/^receipt 1 /)
        // DLE EOT 1: online, drawer closed.
        await host.write(Buffer.from([0x10, 0x04, 1]))
        const { buffer } = await host.read(Buffer.alloc(1), 0, 1, null)
        expect(buffer.toString('hex')).toBe('12')
      } finally {
        await host.close()
      }
      expect(text('receipt-0001.txt')).toContain('합계')
      command.child.kill('SIGTERM')
      expect(await command.process.ended).toMatchObject({ status: 0, stderr: '' })
      expect(existsSync(terminal)).toBe(false)
    },
  )

  it('are printed as the model does', { timeout: LIMIT_MS }, async () => {
    const command = await printer(
      ...INSTANT,
      '--model',
      'TM-T88VI',
      '--charset',
      'gb18030',
      '--json',
      '--formats',
      'txt',
    )
    const bytes = Buffer.concat([
      Buffer.from([0x1c, 0x26]),
      iconv.encode('小票\n', 'gb18030'),
      Buffer.from([0x1b, 0x64, 6, 0x1d, 0x56, 1]),
    ])
    await send(await command.port(), bytes)
    expect(await command.event('receipt')).toMatchObject({ widthDots: 512, lines: expect.arrayContaining(['小票']) })
  })
})

describe('faults', () => {
  it('come over the control API in the middle of a receipt, and go', { timeout: LIMIT_MS }, async () => {
    const command = await printer(...INSTANT, '--control', 'http://127.0.0.1:0', '--json')
    const url = await command.control()
    const post = (fault: string) =>
      fetch(`${url}/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ fault }),
      })
    expect((await post('paper-out after 75 dots')).status).toBe(200)
    await send(await command.port(), job('one', 'two', 'three', 'four'))
    await command.event('fault', /"began":\["paper-out"\]|"faults":\["paper-out"\]/)
    const uncut = (await (await fetch(`${url}/paper`)).json()) as { text: string }
    expect(uncut.text).toContain('two')
    expect(uncut.text).not.toContain('four')
    expect((await fetch(`${url}/faults`, { method: 'DELETE' })).status).toBe(200)
    expect(await command.event('receipt')).toMatchObject({ number: 1, text: expect.stringContaining('four') })
  })

  it('are typed at its console, which says what was meant and may end', { timeout: LIMIT_MS }, async () => {
    const command = await printer(...INSTANT)
    const port = await command.port()
    command.type('cover-opne')
    expect(await command.process.line(/no word I know/)).toContain('did you mean cover-open')
    command.type('cover-open')
    await command.process.line(/^offline: cover open$/)
    await send(port, job('held'))
    command.type('faults')
    await command.process.line(/^cover-open$/)
    expect(readdirSync(paper())).toEqual([])
    command.type('cover-close')
    // The end of what a script has to say is not the end of the printer.
    command.child.stdin?.end()
    await command.process.line(/^receipt 1 /)
    await send(port, job('after the script'))
    await command.process.line(/^receipt 2 /)
  })

  it('come from the command line and from a scenario, at their time', { timeout: LIMIT_MS }, async () => {
    const scenario = path.join(folder, 'bad-day.yaml')
    writeFileSync(scenario, 'faults:\n  - after 2 receipts: cutter-jam\n  - after 3 receipts: offline\n')
    const command = await printer(
      ...INSTANT,
      '--json',
      '--fault',
      'drawer-open',
      '--fault',
      'after 1 receipts: cover-open',
      '--scenario',
      scenario,
    )
    const port = await command.port()
    await command.event('fault', /"began":\["drawer-open"\]/)
    await send(port, job('1'))
    await command.event('fault', /"began":\["cover-open"\]/)
    await send(port, job('2'))
    command.type('cover-close')
    expect(await command.event('receipt', /"number":2/)).toMatchObject({ number: 2 })
    await command.event('fault', /"began":\["cutter-jam"\]/)
  })

  it('of the power close its port, and open it again', { timeout: LIMIT_MS }, async () => {
    const command = await printer(...INSTANT, '--fault', 'power-off')
    const port = await command.port()
    const [refused] = await once(connect(port, '127.0.0.1'), 'error')
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' })
    command.type('power-on')
    await command.process.line(/^online$/)
    await expect
      .poll(
        () =>
          send(port, job('again')).then(
            () => 'sent',
            () => 'refused',
          ),
        { timeout: 10_000 },
      )
      .toBe('sent')
    await command.process.line(/^receipt 1 /)
  })
})

describe('the end', () => {
  it('keeps uncut paper, marked as torn, and lets go of the port', { timeout: LIMIT_MS }, async () => {
    const command = await printer(...INSTANT, '--json')
    const port = await command.port()
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => socket.destroy())
    socket.write('not cut\n')
    await command.event('connection', /"open":true/)
    // The state comes after what was printed before it.
    socket.write(Buffer.from([0x1b, 0x70, 0, 25, 250]))
    await command.event('drawer')
    command.child.kill('SIGTERM')
    expect(await command.process.ended).toMatchObject({ status: 0, stderr: '' })
    expect(await command.event('receipt')).toMatchObject({ cut: 'torn', text: expect.stringContaining('not cut') })
    expect(text('receipt-0001.txt')).toContain('not cut')
    const [refused] = await once(connect(port, '127.0.0.1'), 'error')
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' })
  })

  it.each(['SIGINT', 'SIGHUP'] as const)(
    'comes by %s, without paper where nothing was printed',
    { timeout: LIMIT_MS },
    async (signal) => {
      const command = await printer(...FREE, '--quiet')
      await command.port()
      command.child.kill(signal)
      const { status, stdout, stderr } = await command.process.ended
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(stdout).toMatch(/^printer ready: tcp:\/\/127\.0\.0\.1:\d+\n$/)
      expect(readdirSync(paper())).toEqual([])
    },
  )

  it('comes when a receipt cannot be kept, and says why', { timeout: LIMIT_MS }, async () => {
    const command = await printer(...INSTANT)
    const port = await command.port()
    rmSync(paper(), { recursive: true })
    writeFileSync(paper(), 'in the way')
    await send(port, job('lost'))
    expect(await command.process.ended).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--out paper: a receipt cannot be written'),
    })
  })
})

describe('what was typed wrong', () => {
  it.each<[string, readonly string[], RegExp]>([
    [
      'an address',
      ['--listen', '127.0.0.1:9100'],
      /--listen 127\.0\.0\.1:9100: expected tcp:\/\/HOST:PORT .*write e\.g\. tcp:/,
    ],
    ['a port', ['--listen', 'tcp://127.0.0.1:70000'], /--listen .*with a port from 0 to 65535/],
    [
      'an address of another machine',
      ['--listen', 'tcp://192.0.2.1:0'],
      /--listen tcp:\/\/192\.0\.2\.1:0: this machine has no such address/,
    ],
    [
      'a model',
      [...FREE, '--model', 'tm-t99'],
      /--model tm-t99: expected the name of a model; use one of emu-80, .*tm-t88vi/,
    ],
    [
      'a character set',
      [...FREE, '--charset', 'utf8'],
      /--charset utf8: expected cp949 or gb18030 .*write e\.g\. --charset cp949/,
    ],
    ['a speed', [...FREE, '--speed', 'fast'], /--speed fast: expected instant or real/],
    ['a form', [...FREE, '--formats', 'png,gif'], /--formats png,gif: expected a list of png, svg, txt, json/],
    ['a fault', [...FREE, '--fault', 'paper-oot'], /--fault "paper-oot": expected the name of a fault; use one of/],
    ['a time', [...FREE, '--fault', 'later: paper-out'], /--fault "later": expected a time; write: at 3s/],
    ['a scenario', [...FREE, '--scenario', 'none.yaml'], /--scenario none\.yaml: expected a file that can be read/],
    ['a control address', [...FREE, '--control', 'ftp://127.0.0.1:1'], /--control ftp:.* expected http:\/\/HOST:PORT/],
    [
      'a control address for everybody',
      [...FREE, '--control', 'http://0.0.0.0:0'],
      /--control http:\/\/0\.0\.0\.0:0: .*consent with --control-any-host/,
    ],
    ['two ways to report', [...FREE, '--json', '--quiet'], /--quiet and --json: expected one of them/],
  ])('names the option: %s', { timeout: LIMIT_MS }, async (_what, args, said) => {
    const command = await printer(...args)
    const { status, stdout, stderr } = await command.process.ended
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(said)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('says so when the port is in use', { timeout: LIMIT_MS }, async () => {
    const other = createServer()
    other.listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : undefined
    try {
      const command = await printer('--listen', `tcp://127.0.0.1:${port}`)
      expect(await command.process.ended).toMatchObject({
        status: 2,
        stderr: `tillproof: --listen tcp://127.0.0.1:${port}: the port is in use; stop the program that has it, or choose another (0 takes any free one)\n`,
      })
    } finally {
      other.close()
    }
  })

  it('names what is wrong in a scenario', { timeout: LIMIT_MS }, async () => {
    const scenario = path.join(folder, 'bad.yaml')
    writeFileSync(scenario, '- at 3s: cover-opened\n')
    const command = await printer(...FREE, '--scenario', scenario)
    expect(await command.process.ended).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('"cover-opened": expected the name of a fault'),
    })
  })
})

describe.skipIf(PTY_MISSING)(`at a terminal${PTY_MISSING ? ` (${PTY_MISSING})` : ''}`, () => {
  it('shows its state and every receipt, and takes what is typed', { timeout: LIMIT_MS }, async () => {
    const main = path.join(await builtTillproof(), 'src', 'cli', 'main.js')
    const inTerminal = `EXEC:"${process.execPath} ${main} printer ${INSTANT.join(' ').replaceAll(':', '\\:')}",pty,setsid,ctty,stderr`
    const child = spawn('socat', ['-', inTerminal], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], TERM: 'xterm', NO_COLOR: '1' },
    })
    started.push(child)
    const screen = new Screen(child)
    const shown = await screen.shows(/tcp:\/\/127\.0\.0\.1:(\d+)/)
    await screen.shows(/● online/)
    await send(Number(shown[1]), job('행복커피', '합계  9,000'))
    await screen.shows(/┌─ receipt 1 · partial cut ─+┐/)
    await screen.shows(/│ 합계 {2}9,000 +│/)
    await screen.shows(/1 receipt in paper/)
    child.stdin?.write('cover-open\r')
    await screen.shows(/● offline: cover open/)
    child.stdin?.write('\u0003')
    const [status] = await once(child, 'close')
    expect(status).toBe(0)
    expect(screen.said).not.toMatch(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`))
  })
})

/** Everything a terminal was sent. */
class Screen {
  said = ''
  #look: () => void = () => undefined

  constructor(child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      this.said += chunk
      this.#look()
    })
  }

  shows(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve) => {
      this.#look = () => {
        const found = pattern.exec(this.said)
        if (found) resolve(found)
      }
      this.#look()
    })
  }
}
