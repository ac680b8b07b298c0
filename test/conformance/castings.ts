/**
 * The printers the suite is played with: every emulated model, told to the driver as a shop of its market would, and two
 * that a shop may have as well: one that confirms nothing, and one at the end of a cable without a way back.
 */
import { PRINTER_MODELS, printerModel } from '../../drivers/printers/emulated/models/printer-model.js'
import type { PrinterProfile } from '../../drivers/printers/emulated/models/profiles.js'
import type { PrinterProfile as KnownProfile } from '../../drivers/printers/profiles/printer-profile.js'
import { DEFAULT_PROFILE, profileNamed } from '../../drivers/printers/profiles/profiles.js'
import type { Casting } from './stage.js'

function known(name: string): KnownProfile {
  const profile = profileNamed(name)
  if (!profile) throw new RangeError(`there is no profile ${name}`)
  return profile
}

/** A shop says what it bought where the driver's own choice would not fit the paper or the font. */
function knownFor({ widthDots, doubleByte }: PrinterProfile): KnownProfile | undefined {
  const chinese = doubleByte.charset.startsWith('gb')
  if (widthDots <= 384) return known(chinese ? 'generic-chinese-58' : 'generic-korean-58')
  if (chinese) return known('generic-chinese-80')
  return doubleByte.charset === 'cp949' ? undefined : known('generic-80')
}

function castingOf(model: PrinterProfile, name = model.name): Casting {
  const profile = knownFor(model)
  const { charset } = model.doubleByte
  return {
    ...{ name, model, ...(profile && { known: profile }) },
    language: charset === 'cp949' ? 'ko' : charset.startsWith('gb') ? 'zh' : 'en',
    parted: model.cutter && (profile ?? DEFAULT_PROFILE).cut.command !== 'none' ? 'cut' : 'torn',
  }
}

const CLONE = printerModel('emu-80-clone')

/** It takes bytes, tells its real-time status and nothing more. */
export const TRANSPORT = castingOf(
  { ...CLONE, answers: { ...CLONE.answers, gsR: false, asb: false } },
  'transport-only',
)

/** The driver is told that it will never hear anything, and hears nothing. */
export const DUMB: Casting = {
  ...castingOf({ ...CLONE, answers: { ...CLONE.answers, gsR: false, asb: false, dleEot: false } }, 'dumb'),
  known: { ...DEFAULT_PROFILE, name: 'dumb', answersStatus: false },
}

export const EVERY_CASTING: readonly Casting[] = [...PRINTER_MODELS.map((model) => castingOf(model)), TRANSPORT, DUMB]

/** One of each kind of proof, and the makers that shops have. */
export const TELLING_CASTINGS: readonly Casting[] = EVERY_CASTING.filter(({ name }) =>
  ['emu-80', 'emu-80-clone', 'transport-only', 'tm-t88vi', 'srp-350iii', 'xprinter-80', 'xprinter-58'].includes(name),
)
