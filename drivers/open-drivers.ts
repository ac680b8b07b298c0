/**
 * Address → driver: the one place that knows them all. The same terminal runs on a counter and in a test by being given
 * other addresses; what an address may say is in README.md beside this file. Each driver is loaded when an address asks for
 * it, so that a till with real devices is on the counter without waiting for the emulated ones.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { BusinessNumber } from '../src/domain/identifiers/business-number.js'
import type { Acquirer } from '../src/ports/acquirer.js'
import type { CardReader } from '../src/ports/card-reader.js'
import type { Clock } from '../src/ports/clock.js'
import type { ReceiptPrinter } from '../src/ports/receipt-printer.js'
import type { TaxAuthority } from '../src/ports/tax-authority.js'
import {
  type Address,
  AddressError,
  allowOptions,
  choiceOption,
  hostAndPort,
  numberOption,
  parseAddress,
  unknownScheme,
} from './address.js'
import type { FindingsStore } from './printers/escpos/kept-findings.js'
import { PROFILE_NAMES, profileNamed } from './printers/profiles/profiles.js'

/** A request nobody answered may still arrive at the host this long after; until then “never seen” proves nothing. */
const SHORTEST_SETTLING_MS = 60_000

/** Where the tax gateway's secret is read from. */
const TAX_SECRET = 'TILLPROOF_TAX_SECRET'

/** What drivers need that does not belong into an address. */
export interface DriverSurroundings {
  readonly clock: Clock
  /** Where emulated devices keep what must outlive the process: ledgers, and the paper they printed. */
  readonly emulatedFolder: string
  /** The shop's distance from UTC. */
  readonly utcOffsetMinutes: number
  /** The seller at the tax gateway. */
  readonly businessNumber?: BusinessNumber
  /** What was found out about printers, from one run to the next. */
  readonly findings?: FindingsStore
  /** The gateway's secret; never part of an address, because addresses are shown. */
  readonly taxSecret?: string
}

/**
 * A device that can be opened: its address is understood, and nothing has been touched yet. Each function here reads one
 * and rejects with an AddressError before anything is opened.
 */
export type Openable<Device> = () => Promise<Device>

/** `emulated:`, `serial:/dev/…`, `tcp:host:port`. */
export async function cardReaderAt(text: string, { clock }: DriverSurroundings): Promise<Openable<CardReader>> {
  const address = parseAddress(text)
  const known = ['tcp', 'serial', 'emulated']
  if (!known.includes(address.scheme)) throw unknownScheme(address, known)
  if (address.scheme === 'emulated') return emulatedCardReader(address, clock)
  const { openLink } = await import('./links/open-link.js')
  const { SerialCardReader } = await import('./card-readers/serial-card-reader.js')
  const reader = new SerialCardReader(openLink(address, { clock, options: [], baudRate: 9_600 }), clock)
  return async () => reader
}

/** `iso8583://host:port?signOn=yes&files=http://host:port`, `emulated:`. */
export async function acquirerAt(text: string, surroundings: DriverSurroundings): Promise<Openable<Acquirer>> {
  const address = parseAddress(text)
  const { clock, utcOffsetMinutes, emulatedFolder } = surroundings
  switch (address.scheme) {
    case 'iso8583': {
      allowOptions(address, ['terminal', 'merchant', 'replyMs', 'signOn', 'files'])
      const filesUrl = address.options.get('files')
      if (filesUrl !== undefined && !/^https?:\/\/[^\s/?#]+\/?$/.test(filesUrl)) {
        throw new AddressError(address.text, { rule: 'optionNotLike', option: 'files', example: 'http://host:port' })
      }
      const replyMs = numberOption(address, 'replyMs', { fallback: 30_000, least: 100, most: 120_000 })
      const { Iso8583Acquirer } = await import('./acquirers/iso8583-acquirer.js')
      const acquirer = new Iso8583Acquirer({
        ...hostAndPort(address),
        terminalNumber: address.options.get('terminal') ?? 'TILL0001',
        merchantNumber: address.options.get('merchant') ?? '100000000000001',
        clock,
        address: address.text,
        utcOffsetMinutes,
        limits: { replyMs, settleMs: Math.max(SHORTEST_SETTLING_MS, 2 * replyMs) },
        signOn: choiceOption(address, 'signOn', ['yes', 'no'], 'no') === 'yes',
        filesUrl,
      })
      return async () => acquirer
    }
    case 'emulated': {
      allowOptions(address, ['script'])
      const { parseHostScript } = await import('./acquirers/emulated/host-script.js')
      const { openEmulatedAcquirer } = await import('./acquirers/emulated/open-emulated-acquirer.js')
      const file = address.options.get('script')
      const script = file === undefined ? {} : parseHostScript(readText(address, file))
      return () =>
        openEmulatedAcquirer({
          clock,
          utcOffsetMinutes,
          address: address.text,
          ledgerFile: ledgerFile(emulatedFolder, 'acquirer'),
          ...script,
        })
    }
    default:
      throw unknownScheme(address, ['iso8583', 'emulated'])
  }
}

/** `popbill:https://…?linkId=…`, `portone:https://…?channelKey=…`, `portone:emulated`, `emulated:`, `none:`. */
export async function taxAuthorityAt(text: string, surroundings: DriverSurroundings): Promise<Openable<TaxAuthority>> {
  const address = parseAddress(text)
  switch (address.scheme) {
    case 'popbill':
      return popbill(address, surroundings)
    case 'portone':
      return portone(address, surroundings)
    case 'emulated': {
      allowOptions(address, ['script'])
      const { parseGatewayScript } = await import('./tax-authorities/emulated/gateway-script.js')
      const { openEmulatedTaxAuthority } = await import('./tax-authorities/open-emulated-tax-authority.js')
      const file = address.options.get('script')
      const script = file === undefined ? {} : parseGatewayScript(readText(address, file))
      return () =>
        openEmulatedTaxAuthority({
          clock: surroundings.clock,
          address: address.text,
          ledgerFile: ledgerFile(surroundings.emulatedFolder, 'tax-gateway'),
          ...script,
        })
    }
    case 'none':
      allowOptions(address, [])
      return async () => {
        const { AbsentTaxAuthority } = await import('./tax-authorities/absent-tax-authority.js')
        return new AbsentTaxAuthority(address.text)
      }
    default:
      throw unknownScheme(address, ['popbill', 'portone', 'emulated', 'none'])
  }
}

/** `tcp://host:port`, `serial:///dev/…`, `usb://…`, `spooler:…`, `emulated:`. */
export async function printerAt(text: string, surroundings: DriverSurroundings): Promise<Openable<ReceiptPrinter>> {
  const address = parseAddress(text)
  const { clock, emulatedFolder, findings } = surroundings
  if (address.scheme === 'emulated') {
    allowOptions(address, ['charset', 'profile'])
    const charset = choiceOption(address, 'charset', ['cp949', 'gb18030'], 'cp949')
    const market = charset === 'gb18030' ? 'chinese' : 'korean'
    const setup = {
      ...{ clock, address: address.text, charset },
      paperFolder: path.join(emulatedFolder, 'paper'),
      profile: printerProfile(address, address.options.get('profile') ?? `generic-${market}-80`),
    }
    return async () => {
      const { openEmulatedPrinter } = await import('./printers/open-emulated-printer.js')
      return await openEmulatedPrinter(setup)
    }
  }
  const { openLink } = await import('./links/open-link.js')
  const { EscPosPrinter } = await import('./printers/escpos-printer.js')
  const opener = openLink(address, { clock, options: ['profile'], baudRate: 19_200, port: 9_100 })
  const name = address.options.get('profile')
  const printer = new EscPosPrinter({
    ...{ opener, clock },
    ...(name !== undefined && { profile: printerProfile(address, name) }),
    ...(findings && { findings }),
  })
  return async () => printer
}

function printerProfile(address: Address, name: string) {
  const profile = profileNamed(name)
  if (!profile)
    throw new AddressError(address.text, { rule: 'optionNotOneOf', option: 'profile', choices: PROFILE_NAMES })
  return profile
}

async function emulatedCardReader(address: Address, clock: Clock): Promise<Openable<CardReader>> {
  const { readCardScript } = await import('./card-readers/emulated/card-script.js')
  const { EmulatedCardReader } = await import('./card-readers/emulated/emulated-card-reader.js')
  const { isTestCardName, TEST_CARD_NAMES } = await import('./card-readers/emulated/test-cards.js')
  allowOptions(address, ['script', 'card', 'entry', 'afterMs'])
  const script = address.options.get('script')
  if (script !== undefined) {
    const read = readCardScript(readText(address, script))
    return async () => new EmulatedCardReader(clock, read, address.text)
  }
  const card = address.options.get('card') ?? 'koreanCredit'
  if (!isTestCardName(card)) {
    throw new AddressError(address.text, { rule: 'optionNotOneOf', option: 'card', choices: TEST_CARD_NAMES })
  }
  const kind = choiceOption(
    address,
    'entry',
    ['chip', 'contactless', 'swipe'],
    card === 'magneticOnly' ? 'swipe' : 'chip',
  )
  const afterMs = numberOption(address, 'afterMs', { fallback: 300, least: 0, most: 600_000 })
  // The same customer with the same card, however often the terminal asks.
  const visits = Array.from({ length: 100 }, () => ({ kind, card, afterMs }))
  return async () => new EmulatedCardReader(clock, visits, address.text)
}

async function popbill(
  address: Address,
  { clock, businessNumber, taxSecret }: DriverSurroundings,
): Promise<Openable<TaxAuthority>> {
  allowOptions(address, ['linkId', 'authUrl', 'test'])
  const linkId = address.options.get('linkId')
  if (!/^https?:\/\/\S+$/.test(address.rest))
    throw new AddressError(address.text, { rule: 'notAPlace', example: 'popbill:https://popbill.linkhub.co.kr' })
  if (linkId === undefined) throw new AddressError(address.text, { rule: 'optionMissing', option: 'linkId' })
  if (!businessNumber) throw new AddressError(address.text, { rule: 'settingMissing', setting: 'shop.businessNumber' })
  if (taxSecret === undefined) throw new AddressError(address.text, { rule: 'secretMissing', variable: TAX_SECRET })
  const { linkhubOf } = await import('./tax-authorities/popbill/linkhub-hosts.js')
  const { PopbillTaxAuthority } = await import('./tax-authorities/popbill/popbill-tax-authority.js')
  const gateway = new PopbillTaxAuthority({
    authUrl: address.options.get('authUrl') ?? linkhubOf(address.rest),
    apiUrl: address.rest,
    linkId,
    secretKey: taxSecret,
    corpNum: businessNumber,
    isTest: choiceOption(address, 'test', ['yes', 'no'], 'no') === 'yes',
    clock,
    address: address.text,
  })
  return async () => gateway
}

async function portone(
  address: Address,
  { clock, taxSecret, emulatedFolder }: DriverSurroundings,
): Promise<Openable<TaxAuthority>> {
  if (address.rest === 'emulated') {
    allowOptions(address, [])
    return async () => {
      const { openEmulatedPortoneAuthority } = await import(
        './tax-authorities/emulated-portone/open-emulated-portone-authority.js'
      )
      const book = ledgerFile(emulatedFolder, 'portone')
      return await openEmulatedPortoneAuthority({ clock, address: address.text, ledgerFile: book })
    }
  }
  allowOptions(address, ['channelKey', 'store'])
  const channelKey = address.options.get('channelKey')
  const storeId = address.options.get('store')
  if (!/^https?:\/\/\S+$/.test(address.rest))
    throw new AddressError(address.text, { rule: 'notAPlace', example: 'portone:https://api.portone.io' })
  if (!channelKey) throw new AddressError(address.text, { rule: 'optionMissing', option: 'channelKey' })
  if (taxSecret === undefined) throw new AddressError(address.text, { rule: 'secretMissing', variable: TAX_SECRET })
  const { PortoneTaxAuthority } = await import('./tax-authorities/portone/portone-tax-authority.js')
  const gateway = new PortoneTaxAuthority({
    ...{ apiUrl: address.rest, secret: taxSecret, channelKey, clock, address: address.text },
    ...(storeId !== undefined && { storeId }),
  })
  return async () => gateway
}

/** What an emulated counterpart remembers, so that a till that died finds it as it left it. */
export function ledgerFile(emulatedFolder: string, name: string): string {
  mkdirSync(emulatedFolder, { recursive: true })
  return path.join(emulatedFolder, `${name}.jsonl`)
}

function readText(address: Address, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new AddressError(address.text, { rule: 'optionFileUnreadable', file })
  }
}
