/**
 * Asks one printer everything, without ever waiting for long: its state, what it is, and if it cannot be talked to, its bare
 * link. What does not come back within all limits is left behind, so that it keeps nobody from hearing of the others.
 */
import { parseAddress } from '../../../drivers/address.js'
import { askLink, type LinkAnswer } from '../../../drivers/discovery/ask-link.js'
import { scanRates } from '../../../drivers/discovery/scan-rates.js'
import { openLink } from '../../../drivers/links/open-link.js'
import { type DriverSurroundings, printerAt } from '../../../drivers/open-drivers.js'
import { limit } from '../../../drivers/waiting.js'
import type { FailureCode } from '../../domain/failures.js'
import type { Outcome } from '../../domain/outcome.js'
import { DriverError } from '../../ports/device.js'
import type { ReceiptPrinter } from '../../ports/receipt-printer.js'
import { within } from '../within.js'
import { LINK_FAILURES, type PrinterProbe, type TestPrint } from './printer-probe.js'
import { type Subject, withOption } from './subjects.js'

export interface ProbeWish {
  readonly scanRates: boolean
  /** Prints on a printer that can print; called with what it said of itself. */
  readonly print?: (printer: ReceiptPrinter, probe: PrinterProbe) => Promise<readonly TestPrint[]>
}

export interface ProbeSurroundings {
  readonly drivers: DriverSurroundings
  readonly signal: AbortSignal
}

export interface Probed {
  /** At the rate that was found, where one was looked for. */
  readonly subject: Subject
  readonly probe: PrinterProbe
}

/** For each step of asking; a step that obeys its signal ends by itself before the second one. */
const ASK_LIMIT_MS = 25_000
const HUNG_AFTER_MS = 30_000
/** Five speeds, each with a port that may be slow to open and to close. */
const SCAN_HUNG_AFTER_MS = 90_000
const CLOSE_LIMIT_MS = 7_000
/** The printing limits itself; this is for a printer that does not obey. */
const PRINT_HUNG_AFTER_MS = 300_000

const HUNG: PrinterProbe = { hung: true }

/** Never rejects for what a device does: even one that breaks its driver's contract is a finding like the others. */
export async function probePrinter(named: Subject, wish: ProbeWish, surroundings: ProbeSurroundings): Promise<Probed> {
  try {
    return await probe(named, wish, surroundings)
  } catch (error) {
    if (!(error instanceof DriverError)) throw error
    const link = { kind: 'notOpened', code: 'unreachable', systemCode: error.code } as const
    return { subject: named, probe: { failure: 'printer.unreachable', link } }
  }
}

async function probe(named: Subject, wish: ProbeWish, surroundings: ProbeSurroundings): Promise<Probed> {
  const { drivers, signal } = surroundings
  const looksForRate = wish.scanRates && named.link === 'serial'
  const scan = looksForRate ? scanRates(named.address, drivers.clock, signal) : Promise.resolve(undefined)
  const rates = await within(SCAN_HUNG_AFTER_MS, scan)
  const subject =
    rates?.answered === undefined ? named : { ...named, address: withOption(named.address, 'baud', rates.answered) }
  const openPrinter = await printerAt(subject.address, drivers)
  const printer = await within(HUNG_AFTER_MS, openPrinter())
  if (!printer) return { subject, probe: HUNG }
  const told = await tellAll(printer, wish, surroundings)
  const closing = printer.close().then(() => true)
  const closed = await within(CLOSE_LIMIT_MS, closing)
  // A link that was not let go of would only be found busy.
  const link = needsLink(told) && closed ? await bareLink(subject, surroundings) : undefined
  return { subject, probe: { ...told, ...(link && { link }), ...(rates && { rates }) } }
}

/** What it says of itself, and what became of the test slips. */
async function tellAll(
  printer: ReceiptPrinter,
  { print }: ProbeWish,
  surroundings: ProbeSurroundings,
): Promise<PrinterProbe> {
  const asked = (await within(HUNG_AFTER_MS, ask(printer, surroundings))) ?? HUNG
  if (!print || !asked.description) return asked
  const prints = await within(PRINT_HUNG_AFTER_MS, print(printer, asked))
  return { ...asked, ...(prints ? { prints } : HUNG) }
}

async function ask(printer: ReceiptPrinter, { drivers, signal }: ProbeSurroundings): Promise<PrinterProbe> {
  const waiting = limit(drivers.clock, ASK_LIMIT_MS, signal)
  try {
    const status = await printer.status(waiting.signal)
    const failure = failureOf(status)
    if (failure !== undefined && LINK_FAILURES.has(failure)) return { failure }
    const described = await printer.describe(waiting.signal)
    if (waiting.expired()) return HUNG
    return {
      ...(status.kind === 'accepted' && { status: status.value }),
      ...(described.kind === 'accepted' ? { description: described.value } : failed(described)),
    }
  } finally {
    waiting.clear()
  }
}

/** An answer that was lost on the way says the same as a link that was. */
function failed(outcome: Outcome<unknown>): Pick<PrinterProbe, 'failure'> {
  return { failure: failureOf(outcome) ?? 'printer.linkLost' }
}

function failureOf(outcome: Outcome<unknown>): FailureCode | undefined {
  return outcome.kind === 'refused' || outcome.kind === 'unavailable' ? outcome.failure : undefined
}

function needsLink({ failure, description }: PrinterProbe): boolean {
  return description === undefined && failure !== undefined && LINK_FAILURES.has(failure)
}

async function bareLink({ address, link }: Subject, surroundings: ProbeSurroundings): Promise<LinkAnswer | undefined> {
  if (link === 'emulated') return undefined
  const { clock } = surroundings.drivers
  const parsed = parseAddress(address)
  const opener = openLink(parsed, { clock, options: [...parsed.options.keys()], baudRate: 19_200, port: 9_100 })
  return within(HUNG_AFTER_MS, askLink(opener, clock, surroundings.signal))
}
