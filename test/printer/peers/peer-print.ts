/** A model as somebody bought it, on the bench: it prints at once and cuts where the head is, else it is that model. */
import { type ModelVariant, printerModel } from '../../../drivers/printers/emulated/models/printer-model.js'
import type { PrinterProfile } from '../../../drivers/printers/emulated/models/profiles.js'
import type { CommandNote, Receipt } from '../../../drivers/printers/emulated/paper/receipt.js'
import { bench } from '../emulated/printer-bench.js'

export interface PeerPrint {
  readonly pieces: readonly Receipt[]
  readonly notes: readonly CommandNote[]
  /** Everything that came back, in hexadecimal. */
  readonly replies: string
}

/** A model without a cutter gets one: what its paper says is to be looked at piece by piece. */
export function benchModel(name: string, variant: ModelVariant = {}): PrinterProfile {
  return { ...printerModel(name, variant), speed: 'instant', headToCutterRows: 0, cutter: true }
}

export function printOn(profile: PrinterProfile, ...chunks: readonly Uint8Array[]): PeerPrint {
  const { printer, plug } = bench(profile)
  const wire = plug()
  for (const chunk of chunks) wire.send(chunk)
  const pieces = printer.receipts()
  const notes = [...pieces, printer.unfinishedPaper()].flatMap(({ notUnderstood }) => notUnderstood)
  return { pieces, notes, replies: wire.replies() }
}
