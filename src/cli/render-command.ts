/** `tillproof render`: shows what a stream of ESC/POS bytes would print, as pictures, text or data, or which commands it holds. */
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Command, Option } from 'commander'
import {
  DOUBLE_BYTE_CHARSETS,
  type DoubleByteCharset,
} from '../../drivers/printers/emulated/characters/double-byte-charset.js'
import { CommandLister } from '../../drivers/printers/emulated/list-commands.js'
import { printerModel, printerModelNames } from '../../drivers/printers/emulated/models/printer-model.js'
import type { PrinterProfile } from '../../drivers/printers/emulated/profiles.js'
import type { PaperPiece } from '../../drivers/printers/emulated/receipt.js'
import { receiptPng } from '../../drivers/printers/emulated/render/png.js'
import { receiptSvg } from '../../drivers/printers/emulated/render/svg.js'
import { receiptText } from '../../drivers/printers/emulated/render/text.js'
import { receiptTranscript } from '../../drivers/printers/emulated/render/transcript.js'
import { renderStream } from '../../drivers/printers/emulated/render-stream.js'
import { CliError } from './cli-error.js'

interface Format {
  readonly extension: string
  render(piece: PaperPiece, profile: PrinterProfile): string | Buffer
}

const FORMATS = {
  png: { extension: 'png', render: (piece, profile) => receiptPng(piece, profile.dotsPerMm) },
  svg: { extension: 'svg', render: (piece, profile) => receiptSvg(piece, profile.dotsPerMm) },
  text: { extension: 'txt', render: (piece) => `${receiptText(piece)}\n` },
  transcript: { extension: 'json', render: (piece) => `${JSON.stringify(receiptTranscript(piece))}\n` },
} as const satisfies Readonly<Record<string, Format>>

interface RenderOptions {
  readonly format: keyof typeof FORMATS | 'commands'
  readonly model: string
  readonly charset?: DoubleByteCharset
  readonly out?: string
}

const EXAMPLES = `
Examples:
  tillproof render job.bin                          the receipts as text
  tillproof render job.bin --format png --out job   job-1.png, job-2.png …
  nc -l 9100 | tillproof render --format commands   one JSON object a command, as they come
  tillproof render job.bin --model tm-t20 --format transcript`

export function renderCommand(): Command {
  return new Command('render')
    .description('show what a stream of ESC/POS bytes prints')
    .argument('[file]', 'the bytes; - or nothing reads them from standard input', '-')
    .addOption(
      new Option('--format <format>', 'what to show').choices([...Object.keys(FORMATS), 'commands']).default('text'),
    )
    .option('--model <model>', `the printer: ${printerModelNames().join(', ')}`, 'emu-80')
    .addOption(
      new Option('--charset <charset>', "the double-byte font it was sold with, if not the model's").choices(
        DOUBLE_BYTE_CHARSETS,
      ),
    )
    .option('--out <path>', 'write PATH-1.png, PATH-2.png … instead of to standard output')
    .addHelpText('after', EXAMPLES)
    .action(render)
}

async function render(file: string, options: RenderOptions): Promise<void> {
  // Each write hears of its own failure; without a listener the stream would end the process as well.
  process.stdout.on('error', () => undefined)
  if (options.format === 'commands') return printCommands(file)
  const profile = printerModel(options.model, options.charset === undefined ? {} : { charset: options.charset })
  const chunks: Uint8Array[] = []
  for await (const chunk of bytesOf(file)) chunks.push(chunk)
  const { receipts, rest } = renderStream(chunks, profile)
  // What was printed and never cut off is shown as well.
  const pieces: readonly PaperPiece[] = rest.image.heightDots > 0 ? [...receipts, rest] : receipts
  const { extension, render: draw } = FORMATS[options.format]
  const results = pieces.map((piece) => draw(piece, profile))
  if (options.out !== undefined) return writeFiles(options.out, extension, results)
  if (options.format === 'png' && results.length !== 1) {
    throw new CliError(
      `--format png: ${results.length} receipts do not fit into one picture; give --out PATH for a file each`,
    )
  }
  for (const result of results) if (!(await write(result))) return
}

function writeFiles(out: string, extension: string, results: readonly (string | Buffer)[]): void {
  const stem = out.endsWith(`.${extension}`) ? out.slice(0, -extension.length - 1) : out
  try {
    mkdirSync(path.dirname(stem), { recursive: true })
    results.forEach((result, index) => {
      const name = `${stem}-${index + 1}.${extension}`
      writeFileSync(name, result)
      console.log(name)
    })
  } catch (error) {
    throw new CliError(`--out ${out}: cannot be written (${codeOf(error)}); choose a folder that can`)
  }
}

/** As they come: a stream may be longer than the memory, and its reader may go away. */
async function printCommands(file: string): Promise<void> {
  const lister = new CommandLister()
  for await (const chunk of bytesOf(file)) if (!(await writeLines(lister.push(chunk)))) return
  await writeLines(lister.end())
}

/** @returns false when nobody reads any more. */
async function writeLines(commands: Iterable<object>): Promise<boolean> {
  let lines = ''
  for (const command of commands) lines += `${JSON.stringify(command)}\n`
  return write(lines)
}

/** @returns false when nobody reads standard output any more (`| head`). */
function write(result: string | Buffer): Promise<boolean> {
  return new Promise((resolve, reject) => {
    process.stdout.write(result, (error) => {
      if (!error) resolve(true)
      else if (codeOf(error) === 'EPIPE') resolve(false)
      else reject(error)
    })
  })
}

async function* bytesOf(file: string): AsyncIterable<Uint8Array> {
  if (file === '-') {
    for await (const chunk of process.stdin) yield chunk as Buffer
    return
  }
  try {
    for await (const chunk of createReadStream(file)) yield chunk as Buffer
  } catch (error) {
    throw new CliError(
      `${file}: the file cannot be read (${codeOf(error)}); give a file of ESC/POS bytes, or - for standard input`,
    )
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
