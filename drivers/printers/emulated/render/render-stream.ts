/** Draws what a stream of bytes would print: one printer, one host, no waiting, and paper that does not end. */
import type { Clock } from '../../../../src/ports/clock.js'
import { EmulatedPrinter } from '../emulated-printer.js'
import { EMU_80, type PrinterProfile } from '../models/profiles.js'
import type { DrawerPulse, PaperPiece, Receipt } from '../paper/receipt.js'

export interface RenderedStream {
  /** What was cut off, in order. */
  readonly receipts: readonly Receipt[]
  /** What hangs out of the printer at the end; as high as nothing when all was cut off. */
  readonly rest: PaperPiece
  readonly drawerPulses: readonly DrawerPulse[]
  /** What the printer answered. */
  readonly replies: Uint8Array
}

/** More than any receipt, and as much as is kept in memory in one piece. */
const LONGEST_PIECE_MM = 100_000
/** A macro asks for the FEED button up to 255 times; a stream that is all macros has to end some time. */
const MOST_PRESSES = 10_000

/** Stands still: an instant printer waits for nothing but what a command asks for (GS ^), and that is not waited for here. */
const STILL_CLOCK: Clock = {
  now: () => 0,
  schedule: (_delayMs, action) => {
    action()
    return () => undefined
  },
}

/**
 * @param chunks the stream, in pieces of any size; the paper is the same for all of them.
 * @param profile the model; its speed, its roll and the way from head to cutter are set aside, so that a cut is where the
 * stream has it. Paper that is not cut for 100 m is torn off there.
 */
export function renderStream(
  chunks: Iterable<Uint8Array> | Uint8Array,
  profile: PrinterProfile = EMU_80,
): RenderedStream {
  const rollRows = Math.round(LONGEST_PIECE_MM * profile.dotsPerMm)
  const printer = new EmulatedPrinter({
    clock: STILL_CLOCK,
    profile: { ...profile, speed: 'instant', rollRows, nearEndRows: 0, headToCutterRows: 0 },
  })
  printer.onReceipt(() => printer.loadPaper())
  printer.onChange(() => {
    // Torn off, it is a receipt like any other, and a new roll is put in.
    if (printer.conditions.paper === 'out') printer.tearOff()
  })
  const replies: Uint8Array[] = []
  const connection = printer.attach({
    address: 'stream',
    send: (bytes) => void replies.push(bytes.slice()),
    hold: () => undefined,
    go: () => undefined,
    drop: () => undefined,
  })
  for (const chunk of chunks instanceof Uint8Array ? [chunks] : chunks) connection?.receive(chunk)
  pressFeedWhereAsked(printer)
  return {
    receipts: printer.receipts(),
    rest: printer.unfinishedPaper(),
    drawerPulses: printer.drawerPulses(),
    replies: Buffer.concat(replies),
  }
}

/** A macro may wait for a person at the button (GS ^ with m = 1), and everything after it waits with it. */
function pressFeedWhereAsked(printer: EmulatedPrinter): void {
  for (let presses = 0; !printer.idle && presses < MOST_PRESSES; presses++) {
    printer.pressFeed()
    if (!printer.conditions.feedButton) continue
    // It was not the button that was waited for.
    printer.releaseFeed()
    return
  }
}
