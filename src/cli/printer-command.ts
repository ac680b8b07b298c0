/** `tillproof printer`: an ESC/POS printer for anybody's software to print on, at a port or a pseudo-terminal. */
import { Command } from 'commander'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { EmulatedPrinter } from '../../drivers/printers/emulated/library/emulated-printer.js'
import { paperFormNames } from '../../drivers/printers/emulated/library/paper-formats.js'
import { StoppableClock } from '../../drivers/printers/emulated/library/stoppable-clock.js'
import { printerModelNames } from '../../drivers/printers/emulated/models/printer-model.js'
import { LiveScreen } from './printer/live-screen.js'
import { obey } from './printer/obey.js'
import { PaperFolder } from './printer/paper-folder.js'
import { openConsole } from './printer/printer-console.js'
import type { PrinterReport } from './printer/printer-report.js'
import { CHARSETS, DEFAULT_LISTEN, type PrinterOptions, printerSettings } from './printer/printer-settings.js'
import { jsonReport, logReport, quietReport } from './printer/report-as-log.js'
import { startRunning } from './printer/run-printer.js'

const EXAMPLES = `
Faults are words, on the command line, at the console of the running printer (type help), in a scenario and over the
control API alike: cover-open, "paper-out after 120 dots", "after 2 receipts: cutter-jam", "at 3s: power-off".

Examples:
  tillproof printer                                          receipts of port 9100 land in ./paper
  tillproof printer --model tm-t88vi --charset cp949 --control http://127.0.0.1:9101
  tillproof printer --listen tcp://127.0.0.1:0 --json        for scripts: one JSON object a line
  tillproof printer --pty ./printer-port --fault "paper-out after 400 dots"

Exit status: 0 stopped by Ctrl-C, SIGTERM or quit; 2 something to mend in what was typed.`

/** For the control API; the folder keeps them all. */
const KEPT_RECEIPTS = 200

const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value]

export function printerCommand(): Command {
  return new Command('printer')
    .description('an emulated ESC/POS printer: keeps every receipt as PNG and text, and fails on command')
    .option(
      '--listen <url>',
      `address jobs are taken at, repeatable; port 0 is any free one (default: ${DEFAULT_LISTEN})`,
      collect,
    )
    .option('--pty <path>', 'also take jobs at a pseudo-terminal with this path, repeatable', collect)
    .option('--model <model>', `one of ${printerModelNames().join(', ')}`, 'emu-80')
    .option('--charset <charset>', `the double-byte font it was sold with: ${CHARSETS.join(', ')}`)
    .option('--speed <speed>', 'real takes the time the model takes; instant takes none', 'real')
    .option('--out <folder>', 'where receipts are kept; nothing there is overwritten', 'paper')
    .option('--formats <list>', `which files a receipt is kept as: ${paperFormNames.join(',')}`, 'png,txt')
    .option('--control <url>', 'serve the control API here, e.g. http://127.0.0.1:9101')
    .option('--control-any-host', 'let --control be an address other machines can reach')
    .option('--fault <fault>', 'a fault from the beginning or at its time, repeatable', collect)
    .option('--scenario <file>', 'a schedule of faults (YAML)')
    .option('--second-client <what>', 'what a client meets while another is served: waits or refused', 'waits')
    .option('--no-console', 'do not read standard input, for a printer in the background of a shell')
    .option('--quiet', 'say only where it is')
    .option('--json', 'say everything as JSON, one object a line')
    .addHelpText('after', EXAMPLES)
    .action(runPrinter)
}

async function runPrinter(options: PrinterOptions): Promise<void> {
  const settings = printerSettings(options)
  const clock = new StoppableClock(systemClock)
  const printer = new EmulatedPrinter({
    ...{ model: settings.profile, speed: 'real', clock },
    keptReceipts: KEPT_RECEIPTS,
  })
  const folder = new PaperFolder(settings.outFolder, settings.forms, settings.profile.dotsPerMm)
  const screen = settings.report === 'people' ? liveScreen(printer, clock) : undefined
  const report = screen ?? lineReport(settings.report)
  // From before the ready line: whoever read it may end the printer at once.
  const end = endOfRun()
  const running = await startRunning({ settings, printer, clock, folder, report })

  const onLine = (line: string) => {
    const { lines, quit } = obey(line, printer, clock)
    if (lines.length > 0) report.answer(lines)
    if (quit) end.now()
  }
  const closeConsole = settings.console
    ? openConsole({ input: process.stdin, screen, onLine, onInterrupt: end.now })
    : () => undefined
  try {
    await Promise.race([end.reached, running.broken])
  } finally {
    end.forget()
    closeConsole()
    await running.stop()
    clock.stop()
  }
}

/** Undefined where nobody would see it move. */
function liveScreen(printer: EmulatedPrinter, clock: StoppableClock): LiveScreen | undefined {
  const { stdout } = process
  if (!stdout.isTTY || process.env['TERM'] === 'dumb') return undefined
  const { NO_COLOR } = process.env
  const colours = (NO_COLOR === undefined || NO_COLOR === '') && stdout.hasColors()
  return new LiveScreen({ printer, terminal: stdout, clock, colours })
}

function lineReport(report: 'people' | 'quiet' | 'json'): PrinterReport {
  const write = (line: string) => void process.stdout.write(`${line}\n`)
  switch (report) {
    case 'json':
      return jsonReport(write)
    case 'quiet':
      return quietReport(write)
    case 'people':
      return logReport(write)
  }
}

interface EndOfRun {
  readonly reached: Promise<void>
  readonly now: () => void
  /** Signals end the process at once again. */
  readonly forget: () => void
}

/** Ctrl-C, SIGTERM, a terminal that hangs up, or a reader of standard output that went away (`| head`). */
function endOfRun(): EndOfRun {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  let now: () => void = () => undefined
  const reached = new Promise<void>((resolve) => {
    now = resolve
  })
  for (const signal of signals) process.on(signal, now)
  process.stdout.on('error', now)
  return {
    reached,
    now,
    forget: () => {
      for (const signal of signals) process.off(signal, now)
    },
  }
}
