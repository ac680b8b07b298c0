/** Draws what a stream of bytes would print: one printer, one host, no waiting, and paper that does not end. */
import type { Clock } from '../../../src/ports/clock.js'
import { EmulatedPrinter } from './emulated-printer.js'
import { EMU_80, type PrinterProfile } from './profiles.js'
import type { DrawerPulse, PaperPiece, Receipt } from './receipt.js'

export interface RenderedStream {
  /** What was cut off, in order. */
  readonly receipts: readonly Receipt[]
  /** What hangs out of the printer at the end; as high as nothing when all was cut off. */
  readonly rest: PaperPiece
  readonly drawerPulses: readonly DrawerPulse[]
  /** What the printer answered. */
  readonly replies: Uint8Array
}

/** Longer than any stream: 100 km of it. */
const ENDLESS_ROWS = 800_000_000

/** Stands still: an instant printer waits for nothing but what a command asks for (GS ^), and that is not waited for here. */
const STILL_CLOCK: Clock = {
  now: () => 0,
  schedule: (_delayMs, action) => {
    action()
    return () => undefined
  },
}

/** @param profile the model; its speed and roll are set aside. */
export function renderStream(
  chunks: Iterable<Uint8Array> | Uint8Array,
  profile: PrinterProfile = EMU_80,
): RenderedStream {
  const printer = new EmulatedPrinter({
    clock: STILL_CLOCK,
    profile: { ...profile, speed: 'instant', rollRows: ENDLESS_ROWS, headToCutterRows: 0 },
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
  return {
    receipts: printer.receipts(),
    rest: printer.unfinishedPaper(),
    drawerPulses: printer.drawerPulses(),
    replies: Buffer.concat(replies),
  }
}
