/** Options every command that opens a till takes: where its data lies, whose shop it is, and which devices it has. */
import { type Command, Option } from 'commander'
import { guardFallback } from './fallback-guard.js'
import { guardPractice } from './practice-guard.js'
import { PRESET_NAMES, PRESET_SHOPS, type PresetName } from './preset-shops.js'
import { checkSettings, readSettings, type Settings } from './settings.js'

export interface TillOptions {
  readonly data: string
  readonly settings?: string
  readonly shop: PresetName
  readonly reader?: string
  readonly acquirer?: string
  readonly tax?: string
  readonly invoice?: string
  readonly printer?: string
  readonly fallbackPrinter?: string
}

/** What a command needs to know of the shop when it opens none of its devices. */
export type ShopOptions = Pick<TillOptions, 'data' | 'settings' | 'shop'>

export function withTillOptions(command: Command): Command {
  return withShopOptions(command)
    .option('--reader <address>', 'card reader: emulated: or serial:/dev/ttyUSB0')
    .option('--acquirer <address>', 'acquirer: emulated: or iso8583://host:port')
    .option('--tax <address>', 'tax gateway: emulated:, popbill:https://…, portone:https://… or none:')
    .option('--invoice <address>', 'invoice service: emulated:, nuonuo:https://… or none:')
    .option(
      '--printer <address>',
      'receipt printer: emulated:, tcp://host:9100, serial:/dev/ttyUSB0, usb://04b8:0e28 …',
    )
    .option('--fallback-printer <address>', 'another printer, for receipts the first cannot, or may not, have printed')
}

export function withShopOptions(command: Command): Command {
  return withDataOption(command)
    .option('--settings <file>', 'shop settings (YAML); see README')
    .addOption(
      new Option('--shop <name>', 'built-in practice shop, when there are no settings')
        .choices(PRESET_NAMES)
        .default('korea'),
    )
}

export function withDataOption(command: Command): Command {
  return command.option('--data <folder>', 'where the journal lies', '.tillproof')
}

/** @throws CliError that names every wrong field. */
export function settingsFrom(options: TillOptions): Settings {
  const settings =
    options.settings === undefined
      ? checkSettings(PRESET_SHOPS[options.shop], `the built-in shop ${options.shop}`)
      : readSettings(options.settings)
  const { reader, acquirer, tax, invoice, printer, fallbackPrinter } = options
  const devices = {
    ...settings.devices,
    ...(reader !== undefined && { reader }),
    ...(acquirer !== undefined && { acquirer }),
    ...(tax !== undefined && { tax }),
    ...(invoice !== undefined && { invoice }),
    ...(printer !== undefined && { printer }),
    ...(fallbackPrinter !== undefined && { fallbackPrinter }),
  }
  const chosen = { ...settings, devices }
  guardPractice(chosen)
  guardFallback(chosen)
  return chosen
}
