/**
 * A fallback printer must be another one: the same printer under two names would be given a receipt a second time just when
 * nobody knows what became of the first.
 */
import { type Address, hostAndPort, parseAddress } from '../../drivers/address.js'
import { InputError } from './cli-error.js'
import type { Settings } from './settings.js'

const PRINTER_PORT = 9_100

/** @throws InputError naming both addresses; AddressError for one that cannot be read. */
export function guardFallback({ devices: { printer, fallbackPrinter } }: Pick<Settings, 'devices'>): void {
  if (fallbackPrinter === undefined || placeOf(printer) !== placeOf(fallbackPrinter)) return
  throw new InputError({ field: `devices.fallbackPrinter ${fallbackPrinter}`, rule: 'samePrinter', printer })
}

/** Where the address leads, however it is written; baud rate and profile do not make another printer of it. */
function placeOf(text: string): string {
  const address = parseAddress(text)
  switch (address.scheme) {
    // Each emulated printer is opened for itself; only the very same words would tell nobody which is which.
    case 'emulated':
      return address.text
    case 'tcp':
      return hostPlace(address)
    default:
      return `${address.scheme}:${address.rest.replace(/^\/+/, '/')}`
  }
}

function hostPlace(address: Address): string {
  const { host, port } = hostAndPort(address, PRINTER_PORT)
  return `tcp:${host.toLowerCase()}:${port}`
}
