/**
 * Device addresses as a person writes them: `scheme:rest?name=value&name=value`. The scheme chooses the driver, the rest
 * says where, the options how; anything not understood is refused by name instead of being ignored.
 */
import { DriverError } from '../src/ports/device.js'

export interface Address {
  /** As given, for screens and logs. */
  readonly text: string
  readonly scheme: string
  readonly rest: string
  readonly options: ReadonlyMap<string, string>
}

/** @throws DriverError `address.malformed` when there is no scheme. */
export function parseAddress(text: string): Address {
  const match = /^([a-z][a-z0-9]*):([^?]*)(?:\?(.*))?$/.exec(text.trim())
  if (!match) throw malformed(text, 'expected scheme:rest, e.g. tcp:192.168.0.50:9100 or emulated:')
  const [, scheme = '', rest = '', query = ''] = match
  return { text: text.trim(), scheme, rest, options: new Map(new URLSearchParams(query)) }
}

/** The rest without the slashes that may stand before it: `serial:COM3` and `serial://COM3`, `usb:///dev/usb/lp0`. */
export function placeOf({ rest }: Address): string {
  return rest.replace(/^\/\//, '')
}

/** `host:port`, IPv6 hosts in brackets. @throws DriverError `address.malformed`. */
export function hostAndPort({ text, rest }: Address, defaultPort?: number): { host: string; port: number } {
  const match = /^(?:\/\/)?(\[[^\]]+\]|[^:/\s]+)(?::(\d{1,5}))?\/?$/.exec(rest)
  const port = match?.[2] === undefined ? defaultPort : Number(match[2])
  if (!match?.[1] || port === undefined || port < 1 || port > 65_535) {
    throw malformed(text, 'expected host:port with a port from 1 to 65535')
  }
  return { host: match[1].replace(/^\[|\]$/g, ''), port }
}

/** Refuses options the driver does not have. */
export function allowOptions({ text, options }: Address, allowed: readonly string[]): void {
  for (const name of options.keys()) {
    if (allowed.includes(name)) continue
    const choice = allowed.length === 0 ? 'it takes no options' : `it takes ${allowed.join(', ')}`
    throw malformed(text, `unknown option ${name}: ${choice}`)
  }
}

/** A whole number option within limits, or the default. */
export function numberOption(
  { text, options }: Address,
  name: string,
  { fallback, least, most }: { readonly fallback: number; readonly least: number; readonly most: number },
): number {
  const given = options.get(name)
  if (given === undefined) return fallback
  const value = Number(given)
  if (!/^\d+$/.test(given) || value < least || value > most) {
    throw malformed(text, `${name} must be a whole number from ${least} to ${most}, got ${given}`)
  }
  return value
}

/** An option with a fixed set of values, or the default. */
export function choiceOption<const Choice extends string>(
  { text, options }: Address,
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  const given = options.get(name)
  if (given === undefined) return fallback
  const choice = choices.find((value) => value === given)
  if (choice === undefined) throw malformed(text, `${name} must be one of ${choices.join(', ')}, got ${given}`)
  return choice
}

export function malformed(text: string, problem: string): DriverError {
  return new DriverError('address.malformed', `${text}: ${problem}`)
}

/** No driver goes by that scheme. */
export function unknownScheme({ text, scheme }: Address, known: readonly string[]): DriverError {
  return new DriverError(
    'address.unknownScheme',
    `${text}: no driver is called ${scheme}; there are ${known.join(', ')}`,
  )
}
