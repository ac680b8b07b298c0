/** `tillproof render` as a developer uses it: a captured stream in, pictures, words and commands out. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { receiptPng } from '../../drivers/printers/emulated/render/png.js'
import { renderStream } from '../../drivers/printers/emulated/render/render-stream.js'
import { builtTillproof } from '../built-tillproof.js'
import { type Ended, tillproof } from './tillproof-process.js'

const LIMIT_MS = 60_000
const KOREAN = path.resolve('fixtures/receipts/ko-mixed-tender.bin')
const folder = mkdtempSync(path.join(tmpdir(), 'tillproof-render-'))
afterAll(() => rmSync(folder, { recursive: true }))

function streamFile(name: string, text: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, Buffer.from(text, 'latin1'))
  return file
}

const ONE = streamFile('one.bin', 'only one\n\x1dV\x01')
const THREE = streamFile('three.bin', 'one\n\x1dV\x01two\n\x1dV\x00three\n')
const BLANK = streamFile('blank.bin', '\x1b@\x1bp\x00\x20\x20\n\n')

const render = (...args: string[]): Promise<Ended> => tillproof(['render', ...args], { cwd: folder })

/** Runs the command with bytes on its standard input. */
async function piped(args: readonly string[], input: Buffer, closeStdout = false) {
  const main = path.join(await builtTillproof(), 'src', 'cli', 'main.js')
  const child = spawn(process.execPath, [main, 'render', ...args], { stdio: 'pipe' })
  const out: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk
  })
  if (closeStdout) child.stdout.destroy()
  // Whoever stopped reading may have ended the process before it read all.
  child.stdin.on('error', () => undefined).end(input)
  const status = await new Promise((resolve) => child.on('close', resolve))
  return { status, output: Buffer.concat(out), errors }
}

describe('on standard output', { timeout: LIMIT_MS }, () => {
  it('shows the words of a receipt in their columns', async () => {
    const { status, stdout, stderr } = await render(KOREAN)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining([
        '소계                                      65,900',
        '합계                                    66,900원',
        '              현금영수증(소득공제)',
      ]),
    )
  })

  it('shows several receipts with a line between them, and says what was not cut off', async () => {
    const { status, stdout, stderr } = await render(THREE)
    expect(status).toBe(0)
    expect(stdout).toBe('one\n✂ - - - partial cut - - -\ntwo\n✂ - - - full cut - - -\nthree\n')
    expect(stderr).toMatch(/does not end with a cut/)
  })

  it('draws a picture of what comes on standard input', async () => {
    const { status, output } = await piped(['--format', 'png'], readFileSync(KOREAN))
    expect(status).toBe(0)
    const [receipt] = renderStream(readFileSync(KOREAN)).receipts
    expect(receipt && output.equals(receiptPng(receipt))).toBe(true)
  })

  it('draws an SVG on the paper of the model, or of the width asked for', async () => {
    const widths = await Promise.all(
      [[], ['--width', '58'], ['--model', 'TM-T88VI']].map((more) => render(ONE, '--format', 'svg', ...more)),
    )
    expect(
      widths.map(({ stdout }) => /^<svg [^>]*width="([\d.]+)mm".*viewBox="-32 -6 (\d+) /.exec(stdout)?.slice(1)),
    ).toEqual([
      ['80', '640'],
      ['56', '448'],
      ['81.28', '576'],
    ])
  })

  it('takes the double-byte font it is told to', async () => {
    const { output } = await piped(['--charset', 'gb18030'], Buffer.from('\x1c&\xd0\xa1\xc6\xb1\n\x1dV\x01', 'latin1'))
    expect(output.toString()).toBe('小票\n')
  })

  it('writes transcripts as one JSON object a line', async () => {
    const { stdout } = await render(THREE, '--format', 'transcript')
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { cut: string; entries: { says: string }[] })
    expect(told.map(({ cut, entries }) => [cut, entries.map(({ says }) => says)])).toEqual([
      ['partial', ['one']],
      ['full', ['two']],
      ['uncut', ['three']],
    ])
  })

  it('lists commands, one JSON object a line, that add up to the stream', async () => {
    const { stdout } = await render(KOREAN, '--format', 'commands')
    const commands = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { offset: number; length: number; name: string; unknown: boolean })
    let offset = 0
    for (const command of commands) {
      expect(command.offset).toBe(offset)
      offset += command.length
    }
    expect(offset).toBe(readFileSync(KOREAN).length)
    expect(commands.some(({ unknown }) => unknown)).toBe(false)
    expect(new Set(commands.map(({ name }) => name))).toContain('text')
  })

  it('gives a terminal nothing to obey', async () => {
    // A code with an escape sequence in it; in UTF-8, C2 9B is the one-byte form of ESC [.
    const code = '\x1d(k\x0c\x001P0\x1b[31m\xc2\x9b2J\x1d(k\x03\x001Q0'
    for (const format of ['text', 'transcript', 'commands', 'svg']) {
      const { output } = await piped(['--format', format], Buffer.from(`${code}x\n\x1dV\x01`, 'latin1'))
      expect(output.toString().replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
      expect(output.length).toBeGreaterThan(1)
    }
  })

  it('ends quietly when nobody reads on', async () => {
    for (const format of ['commands', 'text']) {
      const { status, errors } = await piped(['--format', format], Buffer.alloc(20_000, 'a\n\x1dV\x01', 'latin1'), true)
      expect([status, errors]).toEqual([0, ''])
    }
  })
})

describe('with --out', { timeout: LIMIT_MS }, () => {
  it('writes a single receipt into the file itself', async () => {
    expect(await render(ONE, '--format', 'text', '--out', 'single.txt')).toMatchObject({
      stdout: 'single.txt\n',
      stderr: '',
    })
    expect(readFileSync(path.join(folder, 'single.txt'), 'utf8')).toBe('only one\n')
  })

  it('numbers several, and marks the one that was not cut off', async () => {
    const { status, stdout } = await render(THREE, '--format', 'png', '--out', 'new/job.png')
    expect(status).toBe(0)
    expect(stdout).toBe('new/job-1.png\nnew/job-2.png\nnew/job-3-uncut.png\n')
    expect(readdirSync(path.join(folder, 'new'))).toEqual(['job-1.png', 'job-2.png', 'job-3-uncut.png'])
  })

  it('names files in a folder after the stream', async () => {
    mkdirSync(path.join(folder, 'there'))
    expect((await render(ONE, '--format', 'svg', '--out', 'there')).stdout).toBe(`${path.join('there', 'one-1.svg')}\n`)
    expect((await render(ONE, '--format', 'transcript', '--out', 'made/')).stdout).toBe('made/one-1.json\n')
  })

  it('writes commands into one file', async () => {
    await render(THREE, '--format', 'commands', '--out', 'commands.jsonl')
    expect(readFileSync(path.join(folder, 'commands.jsonl'), 'utf8')).toBe(
      (await render(THREE, '--format', 'commands')).stdout,
    )
  })
})

describe('a stream that prints nothing', { timeout: LIMIT_MS }, () => {
  it('is said to, with a status of its own', async () => {
    const { status, stdout, stderr } = await render(BLANK, '--format', 'png', '--out', 'blank.png')
    expect([status, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(/puts nothing on paper; --format commands shows/)
  })
})

describe('a mistake', { timeout: LIMIT_MS }, () => {
  it.each([
    [['no-such-file.bin'], /no-such-file\.bin: cannot be read \(ENOENT\); expected a file .*check the path/],
    [['.'], /\.: cannot be read \(EISDIR\)/],
    [[ONE, '--format', 'jpeg'], /--format jpeg: expected one of png, svg, text, transcript, commands; write e\.g\./],
    [[ONE, '--model', 'typewriter'], /--model typewriter: expected the name of a model; use one of .*tm-t88vi/],
    [[ONE, '--charset', 'klingon'], /--charset klingon: expected one of cp949/],
    [[ONE, '--width', '57'], /--width 57: expected one of 58, 80/],
    [
      [THREE, '--format', 'png'],
      /--out: expected a file or folder, for there are 3 pieces .*write e\.g\. --out pictures\//,
    ],
    [
      [ONE, '--out', path.join(ONE, 'x.txt')],
      /--out .*: expected a place files can be written to \(\w+\); choose another/,
    ],
    [[ONE, '--format', 'commands', '--out', path.join(ONE, 'x')], /--out .*: expected a file that can be written/],
    [[ONE, '--colour'], /--colour: there is no such thing/],
  ])('is named, with what was expected and what to do: %j', async (args, message) => {
    const { status, stdout, stderr } = await render(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n +at /)
  })

  it('is not to ask for help, which has examples', async () => {
    const { status, stdout } = await render('--help')
    expect(status).toBe(0)
    expect(stdout).toMatch(/tillproof render job\.bin --format png --out job\.png/)
  })
})
