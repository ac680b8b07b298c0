/**
 * What was found out about the printer on a link: who it says it is, how its prints can be confirmed, and the row of model
 * data it is driven by. It holds as long as the link does.
 */
import type { ConfirmationLevel, PrinterDescription } from '../../../src/ports/receipt-printer.js'
import type { PrinterProfile } from '../profiles/printer-profile.js'

/** As the printer tells it (GS I); empty where it says nothing. */
export interface PrinterIdentity {
  readonly maker: string
  readonly model: string
  readonly firmware: string
  readonly serial: string
  readonly mountedFont: string
}

export interface Capabilities {
  readonly confirmation: ConfirmationLevel
  readonly identity: PrinterIdentity
  readonly profile: PrinterProfile
  readonly chosen: PrinterDescription['profile']['chosen']
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
