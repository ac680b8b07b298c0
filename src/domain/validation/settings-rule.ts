/** What can be wrong with a shop's settings, beyond what can be wrong with anything that is written. */
import type { Currency } from '../money.js'

export type SettingsRule =
  | { readonly rule: 'notATerminalName' }
  /** 0 to 100, at most two decimals. */
  | { readonly rule: 'notPercent' }
  /** The unified social credit code (统一社会信用代码) of a Chinese shop. */
  | { readonly rule: 'notEighteenCharacters' }
  | { readonly rule: 'wrongCheckCharacter' }
  /** As `2026-01-01`. */
  | { readonly rule: 'notADay' }
  /** As `2026-12-01 23:00`, in the shop's time, or with its distance from UTC. */
  | { readonly rule: 'notAMoment' }
  | { readonly rule: 'notAfter'; readonly start: string }
  | { readonly rule: 'tooLongFrom'; readonly start: string; readonly days: number }
  | { readonly rule: 'beforeTheRules'; readonly first: string }
  | { readonly rule: 'rulesOfKorea'; readonly currency: Currency }
  /** `alike`: trades the list does have. */
  | { readonly rule: 'unlistedTrade'; readonly alike: readonly string[] }
  | { readonly rule: 'tradeSaysIt' }
  | { readonly rule: 'realHostInPractice' }
  | { readonly rule: 'realGatewayInPractice' }
  | { readonly rule: 'hostNumbersMissing' }
  | { readonly rule: 'samePrinter'; readonly printer: string }
  | { readonly rule: 'otherMachinesReachIt'; readonly option: string }
  | { readonly rule: 'portTaken' }
