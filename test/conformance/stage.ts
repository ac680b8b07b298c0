/**
 * Where a story is played: a driver, a link, an emulated printer at its end, and hands for what a person, the power company
 * and a bad cable do. A new link is one more stage; stories and judgements stay as they are.
 */
import type { EmulatedPrinter } from '../../drivers/printers/emulated/emulated-printer.js'
import type { PrinterProfile } from '../../drivers/printers/emulated/models/profiles.js'
import type { PrinterProfile as KnownProfile } from '../../drivers/printers/profiles/printer-profile.js'
import type { Clock } from '../../src/ports/clock.js'
import type { PrintJob, ReceiptPrinter } from '../../src/ports/receipt-printer.js'
import type { Paper, Piece, Story } from './judge.js'

/** A printer as it was bought and as the driver is told of it. */
export interface Casting {
  readonly name: string
  readonly model: PrinterProfile
  /** The row of model data the driver is given; it finds out for itself otherwise. */
  readonly known?: KnownProfile
  readonly language: PrintJob['language']
  readonly parted: Story['parted']
}

export interface Stage {
  readonly clock: Clock
  readonly printer: ReceiptPrinter
  /** Which one stands there now. */
  readonly emulated: EmulatedPrinter
  /** All that ever stood there, oldest first. */
  readonly stood: readonly EmulatedPrinter[]
  /** How long a person takes to see to it. */
  readonly personMs: number
  /** After this, a print that is told of no fault counts as endless. */
  readonly endlessMs: number
  /** Puts bytes on the return wire that the printer never sent. */
  interfere(bytes: Uint8Array): void
  /** The connection is reset, as an idle network printer does, and is there again at once. */
  resetLink(): Promise<void>
  /** Another printer is put in its place, where this can be played. */
  replace?(model: PrinterProfile): Promise<void>
  /** Whatever link there was stands again; the printer is on and well. */
  restore(): Promise<void>
  /** Lets so much time pass, on the stage's clock. */
  pass(durationMs: number): Promise<void>
  /** Lets time pass until the promise resolves, `endlessMs` at most while nobody is told why. */
  await<T>(promise: Promise<T>, excused: () => boolean): Promise<T | 'endless'>
  /** Lets time pass until the printer has nothing left to print, if it comes to that. */
  settle(): Promise<void>
  close(): Promise<void>
}

export function paperOf({ stood }: Pick<Stage, 'stood'>): Paper {
  return stood.flatMap((emulated): Piece[] => {
    const hanging = emulated.unfinishedPaper()
    const pieces = [...emulated.receipts().map((piece) => ({ piece, cut: true })), { piece: hanging, cut: false }]
    return pieces.map(({ piece: { lines, image }, cut }) => {
      const said = lines.filter((line) => line !== '')
      return { lines: said, cut, inked: said.length > 0 || image.bytes.some((byte) => byte !== 0) }
    })
  })
}
