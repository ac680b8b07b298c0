/**
 * A whole shop on this machine: emulated host, tax gateway and printer behind real sockets, a real journal file, and a
 * terminal on top. Whatever the terminal does here it does over the wires it would use in a shop.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import { serveEmulatedAcquirer } from '../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { Iso8583Acquirer } from '../../drivers/acquirers/iso8583-acquirer.js'
import { EmulatedCardReader } from '../../drivers/card-readers/emulated/emulated-card-reader.js'
import type { ScriptedPresentation } from '../../drivers/card-readers/emulated/presentation.js'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { AbsentInvoiceService } from '../../drivers/invoice-services/absent-invoice-service.js'
import type { LinkOpener } from '../../drivers/links/byte-link.js'
import { tcpLinkOpener } from '../../drivers/links/tcp-link.js'
import { EmulatedPrinter } from '../../drivers/printers/emulated/emulated-printer.js'
import { EMU_80 } from '../../drivers/printers/emulated/models/profiles.js'
import { serveEmulatedPrinter } from '../../drivers/printers/emulated/wires/serve-tcp.js'
import { EscPosPrinter } from '../../drivers/printers/escpos-printer.js'
import { systemRandom } from '../../drivers/random/system-random.js'
import { EMULATED_TAX_ACCOUNT } from '../../drivers/tax-authorities/emulated/emulated-account.js'
import type { GatewayRules } from '../../drivers/tax-authorities/emulated/gateway-rules.js'
import { serveEmulatedTaxGateway } from '../../drivers/tax-authorities/emulated/serve-emulated-tax-gateway.js'
import { PopbillTaxAuthority } from '../../drivers/tax-authorities/popbill/popbill-tax-authority.js'
import { BusinessNumber } from '../../src/domain/identifiers/business-number.js'
import type { Money } from '../../src/domain/money.js'
import { money } from '../../src/domain/money.js'
import { type PricedSale, priceSale } from '../../src/domain/sale.js'
import type { ShopIdentity } from '../../src/domain/shop.js'
import type { RevocationWindow } from '../../src/domain/tax-rules/revocation-window.js'
import type { Backoff } from '../../src/flows/backoff.js'
import { KOREAN_POLICY, type PaymentPolicy } from '../../src/flows/payment/payment-policy.js'
import type { ShopTaxRules } from '../../src/flows/payment/policy-at.js'
import { openDataFolder } from '../../src/journal/data-folder.js'
import { openJournal } from '../../src/journal/sqlite-journal.js'
import type { Clock } from '../../src/ports/clock.js'
import type { Journal, Publication } from '../../src/ports/journal.js'
import type { Devices } from '../../src/terminal/devices.js'
import type { Supervision } from '../../src/terminal/supervision.js'
import { Terminal } from '../../src/terminal/terminal.js'
import { ownAddress } from '../own-address.js'
import { SCRATCH_ROOT } from '../scratch-root.js'

/** The shop's rules, with waits a test can sit through. */
export const QUICK_POLICY: PaymentPolicy = {
  ...KOREAN_POLICY,
  reversalBackoff: { firstMs: 50, capMs: 200 },
  paper: { ...KOREAN_POLICY.paper, retryMs: 50 },
}

/** Nothing is submitted at the counter. */
export const UNTAXED_POLICY: PaymentPolicy = { ...QUICK_POLICY, tax: { ...QUICK_POLICY.tax, regime: 'none' } }

export const TERMINAL_NUMBER = 'T0000001'

export function businessNumber(digits: string): BusinessNumber {
  const parsed = BusinessNumber.parse(digits)
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.value
}

export const SHOP: ShopIdentity = {
  name: '한강커피 마포점',
  businessNumber: businessNumber('1168200276'),
  ownerName: '김하늘',
  address: '서울 마포구 양화로 1',
  telephone: '02-123-4567',
}

export function won(amountMinor: number): Money {
  return money(amountMinor, 'KRW')
}

export function coffees(unitPriceMinor: number, quantity = 1): PricedSale {
  const priced = priceSale({
    currency: 'KRW',
    lines: [{ name: '아메리카노', quantityThousandths: quantity * 1000, unitPrice: won(unitPriceMinor) }],
    vatRateBasisPoints: 1000,
  })
  if (!priced.ok) throw new Error(priced.problem.field)
  return priced.value
}

export interface WorldOptions {
  /** The host's own time, when the test holds its late replies back itself. */
  readonly hostClock?: Clock
  readonly gatewayRules?: Partial<GatewayRules>
  /** False for hosts that need not outlive their process: theirs is then a memory, and every answer comes sooner. */
  readonly ledgersOnDisk?: boolean
}

/** The world outside the terminal; it outlives any one terminal process. */
export async function openWorld({
  hostClock = systemClock,
  gatewayRules = {},
  ledgersOnDisk = true,
}: WorldOptions = {}) {
  const folder = await mkdtemp(path.join(SCRATCH_ROOT, 'tillproof-shop-'))
  const ledger = (name: string) => (ledgersOnDisk ? { ledgerFile: path.join(folder, name) } : {})
  const address = ownAddress()
  const host = await serveEmulatedAcquirer({ clock: hostClock, host: address, ...ledger('host.jsonl') })
  const gateway = await serveEmulatedTaxGateway({
    clock: systemClock,
    host: address,
    rules: gatewayRules,
    ...ledger('gateway.jsonl'),
  })
  const printer = new EmulatedPrinter({ clock: systemClock, profile: { ...EMU_80, speed: 'instant' } })
  const printerServer = await serveEmulatedPrinter(printer, { host: address, port: 0 })
  const secondPrinter = new EmulatedPrinter({ clock: systemClock, profile: { ...EMU_80, speed: 'instant' } })
  const secondServer = await serveEmulatedPrinter(secondPrinter, { host: address, port: 0 })
  return {
    folder,
    host,
    gateway,
    printer,
    printerServer,
    /** Stands by; wired to tills that have a fallback printer. */
    secondPrinter,
    secondServer,
    dataPath: path.join(folder, 'data'),
    /** What the merchant will be paid, in won. */
    captured: () => host.ledger.netCaptured(TERMINAL_NUMBER, 'KRW').amountMinor,
    /** What the host thinks of each purchase, in the order it heard of them. */
    purchases: () => host.ledger.transactions().map(({ state }) => state),
    /** Document numbers the gateway holds. */
    documents: () => gateway.ledger.documents().map(({ mgtKey }) => mgtKey),
    async close() {
      await printerServer.close()
      await secondServer.close()
      await gateway.close()
      await host.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>

export interface TillOptions {
  readonly policy?: PaymentPolicy
  /** What happens at the card reader, read by read. */
  readonly cards?: readonly ScriptedPresentation[]
  /** The terminal's own time, for its deadlines; devices keep to the system's. */
  readonly clock?: Clock
  /** The world's second printer is this till's fallback printer. */
  readonly fallback?: boolean
  /** Between tries of documents put off. */
  readonly taxBackoff?: Backoff
  /** Between tries of a card day. */
  readonly settlementBackoff?: Backoff
  /** Until when the tax gateway is in maintenance known beforehand. */
  readonly maintenanceUntil?: (at: number) => number | undefined
  /** The law by days; without, the policy's own numbers hold. */
  readonly taxRules?: ShopTaxRules
  /** Until when the tax gateway cancels documents. */
  readonly revocationWindow?: RevocationWindow
  /** How long the host's reply is waited for. */
  readonly replyMs?: number
  /** Without, nobody supervises. */
  readonly supervision?: Supervision
  /** Told of publications, from those the last process did not deliver on. */
  readonly onPublication?: (publication: Publication) => void
  /** Put between the terminal and the rest, for tests that cut it off. */
  readonly between?: {
    readonly journal: (journal: Journal) => Journal
    readonly devices: (devices: Devices) => Devices
    readonly printerLinks: (opener: LinkOpener) => LinkOpener
  }
}

/** A terminal in this world, on the world's data folder, not yet started. */
export function assembleTill(world: World, { policy = QUICK_POLICY, cards = [], ...options }: TillOptions = {}) {
  const folder = openDataFolder(world.dataPath, { clock: systemClock })
  const opened = openJournal({ folder, terminalId: 'T1', random: systemRandom })
  const journal = options.between?.journal(opened) ?? opened
  const cardReader = new EmulatedCardReader(systemClock, cards)
  const devices = { cardReader, ...wiredDevices(world, options) }
  const faults: unknown[] = []
  const terminal = new Terminal({
    journal,
    clock: options.clock ?? systemClock,
    devices: options.between?.devices(devices) ?? devices,
    shop: SHOP,
    policy: options.fallback ? { ...policy, paper: { ...policy.paper, fallback: true } } : policy,
    utcOffsetMinutes: 540,
    training: false,
    currency: 'KRW',
    taxQueue: {
      backoff: options.taxBackoff ?? { firstMs: 50, capMs: 200 },
      ...(options.maintenanceUntil && { maintenanceUntil: options.maintenanceUntil }),
    },
    ...(options.settlementBackoff && {
      settlement: { backoff: options.settlementBackoff, fileBackoff: options.settlementBackoff },
    }),
    ...(options.taxRules && { taxRules: options.taxRules }),
    ...(options.revocationWindow && { revocationWindow: options.revocationWindow }),
    ...(options.supervision && { supervision: options.supervision }),
    onFault: ({ error }) => faults.push(error),
  })
  if (options.onPublication) terminal.onPublication(options.onPublication)
  return {
    terminal,
    journal,
    cardReader,
    /** Errors nobody else would see. */
    faults,
    /** Ends it in order, as a person would. */
    async close() {
      await terminal.stop()
      await Promise.all(Object.values(devices).map((device) => device.close()))
      opened.close()
      folder.close()
    },
  }
}

export type Till = ReturnType<typeof assembleTill>

/** A terminal that has taken up what the last one left open. */
export function openTill(world: World, options: TillOptions = {}): Till {
  const till = assembleTill(world, options)
  till.terminal.start()
  return till
}

function wiredDevices(world: World, { between, replyMs = 300, fallback }: TillOptions): Omit<Devices, 'cardReader'> {
  const { host, gateway, printerServer, secondServer } = world
  const acquirer = new Iso8583Acquirer({
    host: host.host,
    port: host.port,
    terminalNumber: TERMINAL_NUMBER,
    merchantNumber: '700000001',
    clock: systemClock,
    address: `iso8583://${host.host}:${host.port}`,
    filesUrl: host.filesUrl,
    limits: { replyMs },
  })
  const taxAuthority = new PopbillTaxAuthority({
    authUrl: gateway.url,
    apiUrl: gateway.url,
    ...EMULATED_TAX_ACCOUNT,
    corpNum: businessNumber(EMULATED_TAX_ACCOUNT.corpNum),
    isTest: true,
    clock: systemClock,
    address: `popbill:${gateway.url}`,
    limits: { requestMs: 1_000 },
  })
  const printer = printerAt(printerServer, between)
  const invoiceService = new AbsentInvoiceService('none:')
  return {
    acquirer,
    taxAuthority,
    invoiceService,
    printer,
    ...(fallback && { fallbackPrinter: printerAt(secondServer, between) }),
  }
}

function printerAt({ host, port }: World['printerServer'], between: TillOptions['between']): EscPosPrinter {
  const opener = tcpLinkOpener({ host, port, address: `tcp:${host}:${port}`, clock: systemClock })
  return new EscPosPrinter({ opener: between?.printerLinks(opener) ?? opener, clock: systemClock })
}

/** A shop for each test of a file, as it was built, and nothing gone wrong unseen at its end. */
export function useShop(
  worldOptions: () => WorldOptions = () => ({}),
  options: TillOptions | (() => TillOptions) = {},
) {
  const shop = { world: undefined as World | undefined, till: undefined as Till | undefined }
  let tillOptions: TillOptions = {}
  beforeEach(async () => {
    shop.world = await openWorld(worldOptions())
    tillOptions = typeof options === 'function' ? options() : options
    shop.till = openTill(shop.world, tillOptions)
  })
  afterEach(async () => {
    await shop.till?.close()
    await shop.world?.close()
    expect(shop.till?.faults).toEqual([])
  })
  return {
    get world(): World {
      return present(shop.world)
    },
    get till(): Till {
      return present(shop.till)
    },
    get terminal(): Terminal {
      return present(shop.till).terminal
    },
    /** Ends the terminal and starts another on the same folder. */
    async restart(changed: TillOptions = tillOptions): Promise<Till> {
      await shop.till?.close()
      shop.till = openTill(present(shop.world), changed)
      return shop.till
    },
  }
}

function present<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('the shop is not open')
  return thing
}
