/**
 * Device addresses as a person writes them: `scheme:rest?name=value&name=value`. The scheme chooses the driver, the rest
 * says where, the options how; anything not understood is refused by name instead of being ignored.
 */
import type { Language } from '../src/domain/language.js'
import type { AddressRule } from '../src/domain/validation/address-rule.js'
import { inputRuleText } from '../src/domain/validation/input-words.js'
import { DriverError } from '../src/ports/device.js'

/** An address that cannot be meant. By itself it is English; whoever shows it says it in the operator's language. */
export class AddressError extends DriverError {
  constructor(
    /** As given. */
    readonly address: string,
    readonly rule: AddressRule,
  ) {
    super(
      rule.rule === 'unknownScheme' ? 'address.unknownScheme' : 'address.malformed',
      `${address}: ${inputRuleText(rule, 'en')}`,
    )
  }

  textIn(language: Language): string {
    return `${this.address}: ${inputRuleText(this.rule, language)}`
  }
}

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
  if (!match) throw new AddressError(text, { rule: 'notAnAddress' })
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
    throw new AddressError(text, { rule: 'notHostAndPort' })
  }
  return { host: match[1].replace(/^\[|\]$/g, ''), port }
}

/** Refuses options the driver does not have. */
export function allowOptions({ text, options }: Address, allowed: readonly string[]): void {
  for (const name of options.keys()) {
    if (allowed.includes(name)) continue
    throw new AddressError(text, { rule: 'unknownOption', option: name, known: allowed })
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
    throw new AddressError(text, { rule: 'optionNotWhole', option: name, least, most })
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
  if (choice === undefined) throw new AddressError(text, { rule: 'optionNotOneOf', option: name, choices })
  return choice
}

/** No driver goes by that scheme. */
export function unknownScheme({ text, scheme }: Address, known: readonly string[]): AddressError {
  return new AddressError(text, { rule: 'unknownScheme', scheme, known })
}
