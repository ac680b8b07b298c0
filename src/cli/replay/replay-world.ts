/**
 * The world outside the till of a scenario: the emulated counterparts, each with books of its own, outliving any till. What
 * they did is noted for the transcript, a line each.
 */
import {
  type EmulatedAcquirerHost,
  serveEmulatedAcquirer,
} from '../../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { EmulatedCardReader } from '../../../drivers/card-readers/emulated/emulated-card-reader.js'
import { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import { playFaultSchedule } from '../../../drivers/printers/emulated/faults/fault-schedule.js'
import { printerModel } from '../../../drivers/printers/emulated/models/printer-model.js'
import { serveEmulatedPrinter } from '../../../drivers/printers/emulated/wires/serve-tcp.js'
import { EMULATED_TAX_ACCOUNT } from '../../../drivers/tax-authorities/emulated/emulated-account.js'
import type { GatewayDocument } from '../../../drivers/tax-authorities/emulated/gateway-document.js'
import {
  type EmulatedTaxGateway,
  serveEmulatedTaxGateway,
} from '../../../drivers/tax-authorities/emulated/serve-emulated-tax-gateway.js'
import { money } from '../../domain/money.js'
import type { Clock } from '../../ports/clock.js'
import type { StageBooks, StageDevice, StageNote, StageSetup } from '../../replay/replay-stage.js'
import type { Settings } from '../settings.js'
import { readGatewayOrder, readHostOrder, readPrinterOrder, readReaderOrder } from './device-orders.js'
import { ReplayInvoices } from './replay-invoices.js'

/** As the host knows the terminal. */
export const TERMINAL_NUMBER = 'TILL0001'
/** Another key than the emulated gateway’s. */
const WRONG_KEY = Buffer.from('a key nobody knows').toString('base64')
const MINUTE_MS = 60_000

export interface PrinterPlace {
  readonly host: string
  readonly port: number
  /** The driver’s row for it. */
  readonly profileName: string
}

interface WorldSetup {
  readonly clock: Clock
  readonly settings: Settings
  readonly given: StageSetup['world']
}

/** Opens everything with the orders given from the start. @throws what the readers of `device-orders.ts` throw. */
export async function openReplayWorld(setup: WorldSetup): Promise<ReplayWorld> {
  const { clock, settings, given } = setup
  const { rules, faults, forgetful, requireSignOn } = readHostOrder(given.host)
  const gatewayOrder = readGatewayOrder(given.gateway)
  const aheadMs = gatewayOrder.clockAheadMinutes * MINUTE_MS
  const world = new ReplayWorld(
    {
      host: await serveEmulatedAcquirer({
        ...{ clock, rules, faults, forgetful, requireSignOn },
        utcOffsetMinutes: settings.utcOffsetMinutes,
      }),
      gateway: await serveEmulatedTaxGateway({
        clock: { now: () => clock.now() + aheadMs, schedule: (ms, callback) => clock.schedule(ms, callback) },
        rules: gatewayOrder.rules,
        faults: gatewayOrder.faults,
      }),
      secretKey: gatewayOrder.wrongCredentials ? WRONG_KEY : EMULATED_TAX_ACCOUNT.secretKey,
      main: await placePrinter(setup),
      second: given.secondPrinter === undefined ? undefined : await placePrinter(setup),
      reader: new EmulatedCardReader(clock),
      invoices:
        settings.devices.invoice === 'none:' ? undefined : await ReplayInvoices.open(clock, given.invoiceService),
    },
    setup,
  )
  for (const device of ['printer', 'secondPrinter', 'reader'] as const) {
    if (given[device] !== undefined) await world.order(device, given[device])
  }
  return world
}

async function placePrinter({ clock, settings }: WorldSetup) {
  const isChinese = settings.devices.printer.includes('gb18030')
  const model = printerModel('emu-80', { charset: isChinese ? 'gb18030' : 'cp949' })
  const device = new EmulatedPrinter({ clock, profile: { ...model, speed: 'instant' } })
  const server = await serveEmulatedPrinter(device, { host: '127.0.0.1', port: 0 })
  const { host, port } = server
  return { device, server, place: { host, port, profileName: `generic-${isChinese ? 'chinese' : 'korean'}-80` } }
}

type PlacedPrinter = Awaited<ReturnType<typeof placePrinter>>

interface Counterparts {
  readonly host: EmulatedAcquirerHost
  readonly gateway: EmulatedTaxGateway
  readonly secretKey: string
  readonly main: PlacedPrinter
  readonly second: PlacedPrinter | undefined
  readonly reader: EmulatedCardReader
  /** Where the shop has such a service. */
  readonly invoices: ReplayInvoices | undefined
}

export class ReplayWorld {
  readonly host: EmulatedAcquirerHost
  readonly gateway: EmulatedTaxGateway
  /** What the till believes to be its key at the gateway. */
  readonly secretKey: string
  readonly reader: EmulatedCardReader
  readonly invoices: ReplayInvoices | undefined
  readonly printer: PrinterPlace
  readonly secondPrinter?: PrinterPlace
  readonly #parts: Counterparts
  readonly #setup: WorldSetup
  readonly #papers: StageBooks['papers'][number][] = []
  #notes: StageNote[] = []
  #documentsNoted = 0

  constructor(parts: Counterparts, setup: WorldSetup) {
    this.#parts = parts
    this.#setup = setup
    this.host = parts.host
    this.gateway = parts.gateway
    this.secretKey = parts.secretKey
    this.reader = parts.reader
    this.invoices = parts.invoices
    this.printer = parts.main.place
    if (parts.second) this.secondPrinter = parts.second.place
    this.#keepPapers('main', parts.main.device)
    if (parts.second) this.#keepPapers('second', parts.second.device)
    parts.host.onTrace(({ step, kind, fault, responseCode }) => {
      const struck = fault === undefined ? '' : `  (${fault})`
      if (step === 'processed') this.#note('host', `${kind} → ${responseCode ?? 'no code'}${struck}`)
      else if (fault === 'dropRequest') this.#note('host', `${kind} lost on the way${struck}`)
    })
  }

  /** @throws what the readers of `device-orders.ts` throw. */
  async order(device: StageDevice, given: unknown): Promise<void> {
    const { host, gateway, reader, main, second } = this.#parts
    switch (device) {
      case 'host': {
        const { rules, faults } = readHostOrder(given)
        for (const rule of rules.toReversed()) host.addRule(rule)
        for (const fault of faults) await host.script(fault)
        return
      }
      case 'gateway':
        for (const fault of readGatewayOrder(given).faults) await gateway.script(fault)
        return
      case 'invoiceService':
        return this.invoices?.order(given)
      case 'reader':
        reader.enqueue(...readReaderOrder(given))
        return
      case 'printer':
      case 'secondPrinter': {
        const placed = device === 'printer' ? main : second
        if (placed) playFaultSchedule(placed.device, this.#setup.clock, readPrinterOrder(given))
        await placed?.server.listening()
      }
    }
  }

  books(): StageBooks {
    const { host, gateway, main, second } = this.#parts
    const { currency } = this.#setup.settings
    return {
      host: { captured: host.ledger.netCaptured(TERMINAL_NUMBER, currency), transactions: host.ledger.transactions() },
      gateway: gateway.ledger.documents().map(documentOf),
      invoices: this.invoices?.books() ?? [],
      papers: this.#papers,
      drawerOpened: main.device.drawerPulses().length + (second?.device.drawerPulses().length ?? 0),
    }
  }

  /** In an order that does not depend on which socket was read first. */
  notes(): readonly StageNote[] {
    for (const document of this.#parts.gateway.ledger.documents().slice(this.#documentsNoted)) {
      this.#documentsNoted += 1
      const { kind, amount, to, tradeDate } = documentOf(document)
      this.#note('gateway', `${kind} ${document.confirmNum} ${amount.amountMinor} ${to} ${tradeDate}`)
    }
    for (const what of this.invoices?.notes() ?? []) this.#note('invoices', what)
    const notes = this.#notes
    this.#notes = []
    return notes.toSorted((a, b) => a.at - b.at || a.who.localeCompare(b.who))
  }

  async close(): Promise<void> {
    const { host, gateway, main, second, reader } = this.#parts
    await Promise.all([
      ...[host.close(), gateway.close(), reader.close(), main.server.close()],
      ...(second ? [second.server.close()] : []),
      ...(this.invoices ? [this.invoices.close()] : []),
    ])
  }

  #keepPapers(printer: 'main' | 'second', device: EmulatedPrinter): void {
    device.onReceipt(({ text, transcript }) => {
      const codes = transcript.flatMap((entry) => (entry.kind === 'symbol' ? [entry.symbol.data] : []))
      this.#papers.push({ printer, text, codes })
      this.#note('paper', `paper ${this.#papers.length} cut${printer === 'second' ? ' at the second printer' : ''}`)
    })
  }

  #note(who: string, what: string): void {
    this.#notes.push({ at: this.#setup.clock.now(), who, what })
  }
}

function documentOf(document: GatewayDocument): StageBooks['gateway'][number] {
  return {
    kind: document.tradeType === '승인거래' ? 'issue' : 'revoke',
    amount: money(document.totalAmount, 'KRW'),
    use: document.tradeUsage,
    to: document.identityMasked,
    tradeDate: document.tradeDT.slice(0, 8),
    rejected: document.rejectionCode !== undefined,
    ...(document.revokes && { reason: document.revokes.cancelType }),
  }
}
