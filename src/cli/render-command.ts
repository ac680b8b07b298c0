/** `tillproof render`: shows what a stream of ESC/POS bytes prints, as pictures, text or data, or which commands are in it. */

import { open } from 'node:fs/promises'
import { Command } from 'commander'
import { DOUBLE_BYTE_CHARSETS } from '../../drivers/printers/emulated/characters/double-byte-charset.js'
import { CommandLister, type ListedCommand } from '../../drivers/printers/emulated/grammar/list-commands.js'
import { printerModelNames } from '../../drivers/printers/emulated/models/printer-model.js'
import { renderStream } from '../../drivers/printers/emulated/render/render-stream.js'
import { CliError } from './cli-error.js'
import { RENDER_FORMATS, type RenderOptions, type RenderSettings, renderSettings } from './render/render-settings.js'
import {
  jsonLine,
  type PaperFormat,
  type RenderedPiece,
  renderedPieces,
  writePieces,
} from './render/rendered-pieces.js'
import { bytesFrom, codeOf, wroteOut } from './render/standard-streams.js'

const EXAMPLES = `
Without --out everything goes to standard output: texts with a line between receipts, transcripts and commands as one JSON
object a line, a picture only if it is a single one. What the stream does not cut off is shown too, and marked as not cut.

Examples:
  tillproof render job.bin                             the receipts as text
  tillproof render job.bin --format png --out job.png  job.png; job-1.png, job-2.png … if there are several
  tillproof render job.bin --format svg --out shown/   shown/job-1.svg …
  tillproof render job.bin --model tm-t88vi --charset gb18030 --format transcript
  nc -l 9100 | tillproof render - --format commands    the commands, as they come

Exit status: 0 shown, 2 a mistake to be mended, 3 the stream puts nothing on paper.`

const NOTHING_SHOWN = 3

export function renderCommand(): Command {
  return new Command('render')
    .description('show what a stream of ESC/POS bytes prints')
    .argument('[file]', 'the bytes; - or nothing reads them from standard input', '-')
    .option('--format <format>', RENDER_FORMATS.join(', '), 'text')
    .option('--model <model>', `the printer: ${printerModelNames().join(', ')}`, 'emu-80')
    .option('--charset <charset>', `its double-byte font, if not the model's own: ${DOUBLE_BYTE_CHARSETS.join(', ')}`)
    .option('--width <mm>', "its paper, if not the model's own: 58 or 80")
    .option('--out <path>', 'a file to write, or a folder')
    .addHelpText('after', EXAMPLES)
    .action(render)
}

async function render(file: string, options: RenderOptions): Promise<void> {
  const settings = renderSettings(options)
  const { format } = settings
  if (format === 'commands') await listTo(await openOutput(settings.out), file)
  else await showPaper(file, format, settings)
}

async function showPaper(file: string, format: PaperFormat, { profile, out }: RenderSettings): Promise<void> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytesFrom(file)) chunks.push(chunk)
  const pieces = renderedPieces(renderStream(chunks, profile), format, profile)
  if (pieces.length === 0) {
    console.error('tillproof: the stream puts nothing on paper; --format commands shows what is in it')
    process.exitCode = NOTHING_SHOWN
    return
  }
  if (out === undefined) await showOnOutput(pieces, format)
  else for (const written of writePieces(pieces, format, { out, input: file })) console.log(written)
  if (pieces.at(-1)?.cut === 'uncut') {
    console.error('tillproof: the stream does not end with a cut; the last piece is what was printed and not cut off')
  }
}

async function showOnOutput(pieces: readonly RenderedPiece[], format: PaperFormat): Promise<void> {
  const isPicture = format === 'png' || format === 'svg'
  if (isPicture && pieces.length > 1) {
    const expected = `a file or folder, for there are ${pieces.length} pieces of paper and standard output takes one picture`
    throw new CliError(`--out: expected ${expected}; write e.g. --out pictures/`)
  }
  if (format === 'png' && process.stdout.isTTY) {
    throw new CliError(
      '--out: expected a file, for a PNG is nothing to show on a terminal; write e.g. --out receipt.png',
    )
  }
  for (const [index, { content, cut }] of pieces.entries()) {
    if (!(await wroteOut(content))) return
    const isLast = index === pieces.length - 1
    if (format === 'text' && !isLast && !(await wroteOut(`✂ - - - ${cut} cut - - -\n`))) return
  }
}

/** Something lines are written to. @returns false when nobody reads them any more. */
interface LineOutput {
  write(lines: string): Promise<boolean>
  close(): Promise<void>
}

/** As they come: a stream may be longer than the memory. */
async function listTo(output: LineOutput, file: string): Promise<void> {
  const lister = new CommandLister()
  for await (const chunk of bytesFrom(file)) if (!(await output.write(linesOf(lister.push(chunk))))) return
  await output.write(linesOf(lister.end()))
  await output.close()
}

function linesOf(commands: Iterable<ListedCommand>): string {
  let lines = ''
  for (const command of commands) lines += jsonLine(command)
  return lines
}

async function openOutput(out: string | undefined): Promise<LineOutput> {
  if (out === undefined) return { write: wroteOut, close: () => Promise.resolve() }
  const file = await open(out, 'w').catch((error: unknown) => {
    throw new CliError(`--out ${out}: expected a file that can be written (${codeOf(error)}); choose another`)
  })
  return {
    write: async (lines) => {
      await file.appendFile(lines)
      return true
    },
    close: () => file.close(),
  }
}
