/**
 * What was found out about the printer on a link: who it says it is, how its prints can be confirmed, and the row of model
 * data it is driven by. It holds as long as the link does.
 */
import type { ConfirmationLevel, PrinterDescription } from '../../../src/ports/receipt-printer.js'
import type { KeptPictures } from '../encode/encode-document.js'
import type { PrinterProfile } from '../profiles/printer-profile.js'
import type { PrinterSession, Wait } from './printer-session.js'

/** As the printer tells it (GS I); empty where it says nothing. */
export interface PrinterIdentity {
  readonly maker: string
  readonly model: string
  readonly firmware: string
  readonly serial: string
  readonly mountedFont: string
}

/** Pictures that come on every receipt, kept in the printer's memory. */
export interface ImageMemory extends KeptPictures {
  /**
   * Stores what the job just printed would have liked to find there. Call it between jobs; what it cannot store goes along
   * with the next receipt as it did with this one.
   */
  keepWanted(session: PrinterSession, wait: Wait): Promise<boolean>
}

export interface Capabilities {
  readonly confirmation: ConfirmationLevel
  readonly identity: PrinterIdentity
  readonly profile: PrinterProfile
  readonly chosen: PrinterDescription['profile']['chosen']
  /** Where the model keeps pictures and says which it is: see `NvImageMemory`. */
  readonly images?: ImageMemory
  /** It can be told whether it was off during a job, which its cable does not show: see `PowerWitness`. */
  readonly witnesses?: boolean
}

export const UNNAMED: PrinterIdentity = { maker: '', model: '', firmware: '', serial: '', mountedFont: '' }

/** In the port's words. */
export function describeCapabilities({ confirmation, identity, profile, chosen }: Capabilities): PrinterDescription {
  const { korean, chinese } = profile.glyphs
  return {
    ...identity,
    ...{ columns: profile.columns, confirmation, profile: { name: profile.name, chosen } },
    scripts: { korean: korean === 'none' ? 'picture' : 'font', chinese: chinese === 'none' ? 'picture' : 'font' },
  }
}
