/**
 * Address → driver: the one place that knows them all. The same terminal runs on a counter and in a test by being given
 * other addresses; what an address may say is in README.md beside this file.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { BusinessNumber } from '../src/domain/identifiers/business-number.js'
import type { Acquirer } from '../src/ports/acquirer.js'
import type { CardReader } from '../src/ports/card-reader.js'
import type { Clock } from '../src/ports/clock.js'
import type { ReceiptPrinter } from '../src/ports/receipt-printer.js'
import type { TaxAuthority } from '../src/ports/tax-authority.js'
import { parseHostScript } from './acquirers/emulated/host-script.js'
import { openEmulatedAcquirer } from './acquirers/emulated/open-emulated-acquirer.js'
import { Iso8583Acquirer } from './acquirers/iso8583-acquirer.js'
import {
  type Address,
  allowOptions,
  choiceOption,
  hostAndPort,
  malformed,
  numberOption,
  parseAddress,
  unknownScheme,
} from './address.js'
import { readCardScript } from './card-readers/emulated/card-script.js'
import { EmulatedCardReader } from './card-readers/emulated/emulated-card-reader.js'
import { isTestCardName, TEST_CARD_NAMES } from './card-readers/emulated/test-cards.js'
import { SerialCardReader } from './card-readers/serial-card-reader.js'
import { openLink } from './links/open-link.js'
import type { FindingsStore } from './printers/escpos/kept-findings.js'
import { EscPosPrinter } from './printers/escpos-printer.js'
import { openEmulatedPrinter } from './printers/open-emulated-printer.js'
import { PROFILE_NAMES, profileNamed } from './printers/profiles/profiles.js'
import { AbsentTaxAuthority } from './tax-authorities/absent-tax-authority.js'
import { parseGatewayScript } from './tax-authorities/emulated/gateway-script.js'
import { openEmulatedPortoneAuthority } from './tax-authorities/emulated-portone/open-emulated-portone-authority.js'
import { openEmulatedTaxAuthority } from './tax-authorities/open-emulated-tax-authority.js'
import { linkhubOf } from './tax-authorities/popbill/linkhub-hosts.js'
import { PopbillTaxAuthority } from './tax-authorities/popbill/popbill-tax-authority.js'
import { PortoneTaxAuthority } from './tax-authorities/portone/portone-tax-authority.js'

/** A request nobody answered may still arrive at the host this long after; until then “never seen” proves nothing. */
const SHORTEST_SETTLING_MS = 60_000

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
 * and @throws DriverError `address.malformed` or `address.unknownScheme` before anything is opened.
 */
export type Openable<Device> = () => Promise<Device>

/** `emulated:`, `serial:/dev/…`, `tcp:host:port`. */
export function cardReaderAt(text: string, { clock }: DriverSurroundings): Openable<CardReader> {
  const address = parseAddress(text)
  const known = ['tcp', 'serial', 'emulated']
  if (!known.includes(address.scheme)) throw unknownScheme(address, known)
  const reader =
    address.scheme === 'emulated'
      ? emulatedCardReader(address, clock)
      : new SerialCardReader(openLink(address, { clock, options: [], baudRate: 9_600 }), clock)
  return async () => reader
}

/** `iso8583://host:port?signOn=yes&files=http://host:port`, `emulated:`. */
export function acquirerAt(text: string, surroundings: DriverSurroundings): Openable<Acquirer> {
  const address = parseAddress(text)
  const { clock, utcOffsetMinutes, emulatedFolder } = surroundings
  switch (address.scheme) {
    case 'iso8583': {
      allowOptions(address, ['terminal', 'merchant', 'replyMs', 'signOn', 'files'])
      const filesUrl = address.options.get('files')
      if (filesUrl !== undefined && !/^https?:\/\/[^\s/?#]+\/?$/.test(filesUrl)) {
        throw malformed(address.text, `files must be http://host:port, got ${filesUrl}`)
      }
      const replyMs = numberOption(address, 'replyMs', { fallback: 30_000, least: 100, most: 120_000 })
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
export function taxAuthorityAt(text: string, surroundings: DriverSurroundings): Openable<TaxAuthority> {
  const address = parseAddress(text)
  switch (address.scheme) {
    case 'popbill': {
      const gateway = popbill(address, surroundings)
      return async () => gateway
    }
    case 'portone':
      return portone(address, surroundings)
    case 'emulated': {
      allowOptions(address, ['script'])
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
      return async () => new AbsentTaxAuthority(address.text)
    default:
      throw unknownScheme(address, ['popbill', 'portone', 'emulated', 'none'])
  }
}

/** `tcp://host:port`, `serial:///dev/…`, `usb://…`, `spooler:…`, `emulated:`. */
export function printerAt(text: string, surroundings: DriverSurroundings): Openable<ReceiptPrinter> {
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
    return () => openEmulatedPrinter(setup)
  }
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
  if (!profile) throw malformed(address.text, `profile must be one of ${PROFILE_NAMES.join(', ')}, got ${name}`)
  return profile
}

function emulatedCardReader(address: Address, clock: Clock): CardReader {
  allowOptions(address, ['script', 'card', 'entry', 'afterMs'])
  const script = address.options.get('script')
  if (script !== undefined)
    return new EmulatedCardReader(clock, readCardScript(readText(address, script)), address.text)
  const card = address.options.get('card') ?? 'koreanCredit'
  if (!isTestCardName(card)) {
    throw malformed(address.text, `card must be one of ${TEST_CARD_NAMES.join(', ')}, got ${card}`)
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
  return new EmulatedCardReader(clock, visits, address.text)
}

function popbill(address: Address, { clock, businessNumber, taxSecret }: DriverSurroundings): TaxAuthority {
  allowOptions(address, ['linkId', 'authUrl', 'test'])
  const linkId = address.options.get('linkId')
  if (!/^https?:\/\/\S+$/.test(address.rest)) throw malformed(address.text, 'expected popbill:https://host')
  if (linkId === undefined) throw malformed(address.text, 'the option linkId is missing')
  if (!businessNumber) throw malformed(address.text, "a Korean shop's business number is needed in the settings")
  if (taxSecret === undefined) throw malformed(address.text, 'the secret key is missing; set TILLPROOF_TAX_SECRET')
  return new PopbillTaxAuthority({
    authUrl: address.options.get('authUrl') ?? linkhubOf(address.rest),
    apiUrl: address.rest,
    linkId,
    secretKey: taxSecret,
    corpNum: businessNumber,
    isTest: choiceOption(address, 'test', ['yes', 'no'], 'no') === 'yes',
    clock,
    address: address.text,
  })
}

function portone(address: Address, { clock, taxSecret, emulatedFolder }: DriverSurroundings): Openable<TaxAuthority> {
  if (address.rest === 'emulated') {
    allowOptions(address, [])
    return () =>
      openEmulatedPortoneAuthority({ clock, address: address.text, ledgerFile: ledgerFile(emulatedFolder, 'portone') })
  }
  allowOptions(address, ['channelKey', 'store'])
  const channelKey = address.options.get('channelKey')
  const storeId = address.options.get('store')
  if (!/^https?:\/\/\S+$/.test(address.rest))
    throw malformed(address.text, 'expected portone:https://host or :emulated')
  if (!channelKey) throw malformed(address.text, 'the option channelKey is missing')
  if (taxSecret === undefined) throw malformed(address.text, 'the API secret is missing; set TILLPROOF_TAX_SECRET')
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
    throw malformed(address.text, `the file ${file} cannot be read`)
  }
}
