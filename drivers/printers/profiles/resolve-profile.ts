/**
 * Which row of model data a printer is driven by. Whoever set the printer up knows best; then the printer itself; then what
 * was found out about this very printer before; and what nobody knows is driven so that it prints on anything.
 */
import type { PrinterDescription } from '../../../src/ports/receipt-printer.js'
import type { PrinterIdentity } from '../escpos/capabilities.js'
import type { PrinterProfile } from './printer-profile.js'
import type { MountedFont } from './profile-parts.js'
import { ASSUMED_PROFILE, PROFILES, profileNamed } from './profiles.js'

export interface ProfileSources {
  /** Chosen in the configuration. */
  readonly configured?: PrinterProfile | undefined
  readonly identity: PrinterIdentity
  /** Name of the row this very printer was driven by before. */
  readonly kept?: string | undefined
}

export interface ResolvedProfile {
  readonly profile: PrinterProfile
  readonly chosen: PrinterDescription['profile']['chosen']
}

export function resolveProfile({ configured, identity, kept }: ProfileSources): ResolvedProfile {
  const font = mountedFont(identity)
  if (configured) return { profile: withFont(configured, font), chosen: 'configured' }
  const detected = detectProfile(identity)
  if (detected) return { profile: withFont(detected, font), chosen: 'detected' }
  const known = kept === undefined ? undefined : profileNamed(kept)
  return known ? { profile: known, chosen: 'kept' } : { profile: ASSUMED_PROFILE, chosen: 'assumed' }
}

/** By what it answers to GS I 66 and 67; clones that name no maker go by the model. */
function detectProfile({ maker, model }: PrinterIdentity): PrinterProfile | undefined {
  if (model === '') return undefined
  return PROFILES.find(
    ({ identifies }) => identifies?.model.test(model) && (maker === '' || identifies.maker.test(maker)),
  )
}

const FONTS: readonly (readonly [RegExp, MountedFont])[] = [
  [/KOREA|C-?5601|KS ?X? ?1001/i, 'korean'],
  [/GB ?18030|GBK/i, 'gbk'],
  // Of a Chinese font that is not named, the least is expected.
  [/GB ?2312|CHINA/i, 'gb2312'],
]

/** In its answer to GS I 69. Japanese, Taiwanese and Thai ones hold nothing that this driver prints in. */
function mountedFont({ mountedFont }: PrinterIdentity): MountedFont | undefined {
  return FONTS.find(([pattern]) => pattern.test(mountedFont))?.[1]
}

/** A row that leaves the font open, as it is sold with that font. */
function withFont(profile: PrinterProfile, font: MountedFont | undefined): PrinterProfile {
  return (font && profileNamed(`${profile.name}-${font}`)) ?? profile
}
