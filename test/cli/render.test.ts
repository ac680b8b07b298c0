/** `tillproof render` as a developer uses it: a captured stream in, pictures, words and commands out. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { builtTillproof } from '../built-tillproof.js'
import { tillproof } from './tillproof-process.js'

const LIMIT_MS = 60_000
const KOREAN = path.resolve('fixtures/receipts/ko-mixed-tender.bin')
const folder = mkdtempSync(path.join(tmpdir(), 'tillproof-render-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A stream of two receipts and a line that is never cut off. */
const stream = path.join(folder, 'two.bin')
writeFileSync(stream, Buffer.from('one\n\x1dV\x01two\n\x1dV\x01three\n', 'latin1'))

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

describe('tillproof render', () => {
  it(
    'shows the words of a receipt as it is printed',
    async () => {
      const { status, stdout } = await tillproof(['render', KOREAN])
      expect(status).toBe(0)
      const words = readFileSync(KOREAN.replace(/bin$/, 'txt'), 'utf8')
      const collapsed = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
      expect(collapsed(stdout)).toBe(collapsed(words))
    },
    LIMIT_MS,
  )

  it(
    'draws pictures of what comes on standard input',
    async () => {
      const { status, output } = await piped(['--format', 'png'], readFileSync(KOREAN))
      expect(status).toBe(0)
      expect(output.subarray(1, 4).toString('latin1')).toBe('PNG')
      const svg = await piped(['-', '--format', 'svg'], readFileSync(KOREAN))
      expect(svg.output.toString()).toMatch(/^<svg [^>]*width="80mm"/)
    },
    LIMIT_MS,
  )

  it(
    'writes a file for each receipt, and for what was never cut off',
    async () => {
      const { status, stdout } = await tillproof([
        'render',
        stream,
        '--format',
        'png',
        '--out',
        path.join(folder, 'job'),
      ])
      expect(status).toBe(0)
      expect(
        stdout
          .trim()
          .split('\n')
          .map((name) => path.basename(name)),
      ).toEqual(['job-1.png', 'job-2.png', 'job-3.png'])
      expect(readdirSync(folder)).toEqual(expect.arrayContaining(['job-1.png', 'job-2.png', 'job-3.png']))
      const transcripts = await tillproof(['render', stream, '--format', 'transcript'])
      expect(
        transcripts.stdout
          .trim()
          .split('\n')
          .map((line) => (JSON.parse(line) as { cut: string }).cut),
      ).toEqual(['partial', 'partial', 'uncut'])
    },
    LIMIT_MS,
  )

  it(
    'lists commands, one JSON object a line, that add up to the stream',
    async () => {
      const { stdout } = await tillproof(['render', KOREAN, '--format', 'commands'])
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
    },
    LIMIT_MS,
  )

  it(
    'ends quietly when nobody reads on',
    async () => {
      const { status, errors } = await piped(['--format', 'commands'], Buffer.alloc(2_000_000, 'a\n'), true)
      expect([status, errors]).toEqual([0, ''])
    },
    LIMIT_MS,
  )

  it.each([
    [['render', 'no-such-file.bin'], /no-such-file\.bin: the file cannot be read \(ENOENT\)/],
    [['render', stream, '--format', 'jpeg'], /--format.*jpeg.*png, svg, text, transcript, commands/s],
    [['render', stream, '--model', 'typewriter'], /no printer model "typewriter"; choose one of: .*tm-t88vi/],
    [['render', stream, '--charset', 'klingon'], /--charset.*klingon.*cp949/s],
    [['render', stream, '--format', 'png'], /3 receipts do not fit into one picture; give --out PATH/],
  ])(
    'says what is wrong with %j',
    async (args, message) => {
      const { status, stderr } = await tillproof(args)
      expect(status).toBe(2)
      expect(stderr).toMatch(message)
    },
    LIMIT_MS,
  )
})
