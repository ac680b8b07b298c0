/**
 * The life of `tillproof printer`: it opens its links, prints whatever comes, and ends by a signal or by `quit`, when what
 * hangs out of it is kept as well.
 */
import { serveControlApi } from '../../../drivers/printers/emulated/control/control-api.js'
import { playFaultSchedule } from '../../../drivers/printers/emulated/faults/fault-schedule.js'
import type { EmulatedPrinter } from '../../../drivers/printers/emulated/library/emulated-printer.js'
import { type PrinterEvent, watchPrinter } from '../../../drivers/printers/emulated/library/printer-events.js'
import { isBlankPaper } from '../../../drivers/printers/emulated/paper/blank-paper.js'
import type { Receipt } from '../../../drivers/printers/emulated/paper/receipt.js'
import { servePty } from '../../../drivers/printers/emulated/wires/serve-pty.js'
import { type PrinterServer, serveEmulatedPrinter } from '../../../drivers/printers/emulated/wires/serve-tcp.js'
import type { Clock } from '../../ports/clock.js'
import { DriverError } from '../../ports/device.js'
import { CliError } from '../cli-error.js'
import type { PaperFolder } from './paper-folder.js'
import type { PrinterReport, ReadyPrinter } from './printer-report.js'
import type { HostAndPort, PrinterSettings } from './printer-settings.js'

/** Started, and ready for jobs. */
export interface RunningPrinter {
  readonly printer: EmulatedPrinter
  /** Rejects with a CliError when a receipt cannot be kept; otherwise it is never settled. */
  readonly broken: Promise<never>
  /** Closes every link, keeps uncut paper, and says so. */
  stop(): Promise<void>
}

export interface RunOptions {
  readonly settings: PrinterSettings
  readonly printer: EmulatedPrinter
  readonly clock: Clock
  readonly folder: PaperFolder
  readonly report: PrinterReport
}

/** @throws CliError naming the option when something cannot be opened; then nothing stays open. */
export async function startRunning({ settings, printer, clock, folder, report }: RunOptions): Promise<RunningPrinter> {
  const closers: (() => Promise<void>)[] = []
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  let fail: (error: CliError) => void = () => undefined
  const broken = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  broken.catch(() => undefined)
  const keep = (receipt: Receipt): readonly string[] => {
    try {
      return folder.keep(receipt)
    } catch (error) {
      fail(
        new CliError(
          `--out ${folder.folder}: a receipt cannot be written (${reasonOf(error)}); make room or choose another`,
        ),
      )
      return []
    }
  }
  const tell = (event: PrinterEvent) => report.event(event, event.kind === 'receipt' ? keep(event.receipt) : [])

  // A client may be quicker than the last link: it is told of after the ready line.
  let tellNow = (event: PrinterEvent): void => void untold.push(event)
  const untold: PrinterEvent[] = []
  const stopWatching = watchPrinter(printer, (event) => tellNow(event))
  try {
    const { servers, ...ready } = await openLinks(settings, printer, clock, closers)
    const takeBack = playFaultSchedule(printer, clock, settings.schedule)
    closers.push(async () => takeBack())
    // A printer that begins switched off refuses by the time it is said to be ready.
    for (const server of servers) await server.listening()
    report.ready({ ...ready, outFolder: folder.folder })
  } catch (error) {
    stopWatching()
    await closeAll()
    throw error
  }
  tellNow = tell
  for (const event of untold) tell(event)

  return {
    printer,
    broken,
    stop: async () => {
      await closeAll()
      stopWatching()
      const last = uncutPaper(printer, clock)
      if (last) tell({ kind: 'receipt', receipt: last })
      report.close()
    },
  }
}

async function openLinks(
  { listen, ptys, control, further }: PrinterSettings,
  printer: EmulatedPrinter,
  clock: Clock,
  closers: (() => Promise<void>)[],
): Promise<Omit<ReadyPrinter, 'outFolder'> & { readonly servers: readonly PrinterServer[] }> {
  const links: string[] = []
  const servers: PrinterServer[] = []
  for (const wanted of listen) {
    const server = await opened(`--listen tcp://${shown(wanted)}`, () =>
      serveEmulatedPrinter(printer, { ...wanted, further }),
    )
    closers.push(() => server.close())
    servers.push(server)
    links.push(`tcp://${shown(server)}`)
  }
  for (const path of ptys) {
    const pty = await opened(`--pty ${path}`, () => servePty(printer, { path }))
    closers.push(() => pty.close())
    links.push(`pty:${path}`)
  }
  if (!control) return { servers, links, control: undefined }
  const api = await opened(`--control http://${shown(control)}`, () => serveControlApi(printer, { clock, ...control }))
  closers.push(() => api.close())
  return { servers, links, control: api.url }
}

/** What a person would tear off at the end; undefined when nothing is on it. */
function uncutPaper(printer: EmulatedPrinter, clock: Clock): Receipt | undefined {
  const piece = printer.unfinishedPaper()
  if (isBlankPaper(piece)) return undefined
  return { ...piece, number: printer.receiptsCut + 1, cut: 'torn', cutAt: clock.now() }
}

async function opened<T>(option: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof DriverError) throw new CliError(`${option}: ${remedyOf(error)}`)
    throw error
  }
}

function remedyOf(error: DriverError): string {
  if (error.code === 'control.notLoopback') {
    return `${error.message}; choose 127.0.0.1, or consent with --control-any-host`
  }
  switch (codeOf(error.cause)) {
    case 'EADDRINUSE':
      return 'the port is in use; stop the program that has it, or choose another (0 takes any free one)'
    case 'EACCES':
      return 'this port is not for everybody; choose one above 1023'
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'this machine has no such address; choose 127.0.0.1, or 0.0.0.0 for all it has'
    default:
      return error.message
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined

const reasonOf = (error: unknown): string => codeOf(error) ?? String(error)

const shown = ({ host, port }: HostAndPort): string => `${host.includes(':') ? `[${host}]` : host}:${port}`
