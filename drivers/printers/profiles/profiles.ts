/**
 * The printer models known by name. A model with a quirk gets a row of its own instead of a condition in the encoder.
 */
import { BIXOLON_PROFILES } from './bixolon.js'
import { EPSON_PROFILES } from './epson.js'
import { GENERIC_PROFILES } from './generic.js'
import { HOUSE_PROFILES } from './house.js'
import type { PrinterProfile } from './printer-profile.js'
import { STAR_PROFILES } from './star.js'
import { XPRINTER_PROFILES } from './xprinter.js'

export { ASSUMED_PROFILE, DEFAULT_PROFILE } from './generic.js'

/** The generic ones first. */
export const PROFILES: readonly PrinterProfile[] = [
  ...GENERIC_PROFILES,
  ...EPSON_PROFILES,
  ...BIXOLON_PROFILES,
  ...STAR_PROFILES,
  ...XPRINTER_PROFILES,
  ...HOUSE_PROFILES,
]

export const PROFILE_NAMES: readonly string[] = PROFILES.map((profile) => profile.name)

/** @returns the profile of that name, or undefined when there is none. */
export function profileNamed(name: string): PrinterProfile | undefined {
  return PROFILES.find((profile) => profile.name === name)
}
