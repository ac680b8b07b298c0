/**
 * An emulated printer on a bench, on virtual time, with wires whose both ends are in view. Tests speak to it in bytes and
 * read what came back, what is on paper, and whether the wire was held.
 */
import iconv from 'iconv-lite'
import { VirtualClock } from '../../../drivers/clocks/virtual-clock.js'
import { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import { EMU_80, type PrinterProfile } from '../../../drivers/printers/emulated/models/profiles.js'
import type { Receipt } from '../../../drivers/printers/emulated/paper/receipt.js'

export const ESC = 0x1b
export const FS = 0x1c
export const GS = 0x1d
export const DLE = 0x10
export const LF = 0x0a

/** Prints within the call that brings the bytes, and cuts where the head is: what was sent is what is on the receipt. */
export const INSTANT: PrinterProfile = { ...EMU_80, speed: 'instant', headToCutterRows: 0 }

/** 100 mm a second: 0.8 rows a millisecond. */
export const PACED: PrinterProfile = { ...INSTANT, speed: { mmPerSecond: 100, cutMs: 200 } }

export type Part = string | number | Uint8Array | readonly number[]

/** Bytes from numbers, arrays and ASCII text. */
export function bytes(...parts: Part[]): Buffer {
  return Buffer.concat(
    parts.map((part) =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(typeof part === 'number' ? [part] : part),
    ),
  )
}

export const korean = (text: string): Buffer => iconv.encode(text, 'cp949')
export const chinese = (text: string): Buffer => iconv.encode(text, 'gb18030')

export const cut = bytes(GS, 'V', 1)

interface PluggedWire {
  send(...parts: Part[]): void
  /** Everything the printer has sent, in hexadecimal, since the last look. */
  replies(): string
  readonly held: boolean
  readonly dropped: boolean
}

export interface Bench {
  readonly clock: VirtualClock
  readonly printer: EmulatedPrinter
  plug(): PluggedWire
}

export function bench(profile: PrinterProfile = INSTANT): Bench {
  const clock = new VirtualClock(0)
  const printer = new EmulatedPrinter({ clock, profile })
  return { clock, printer, plug: () => plugInto(printer) }
}

function plugInto(printer: EmulatedPrinter): PluggedWire {
  const sent: Uint8Array[] = []
  const state = { held: false, dropped: false }
  const connection = printer.attach({
    address: 'bench',
    send: (reply) => void sent.push(reply.slice()),
    hold: () => {
      state.held = true
    },
    go: () => {
      state.held = false
    },
    drop: () => {
      state.dropped = true
    },
  })
  if (!connection) throw new Error('bench: the printer is off')
  return {
    send: (...parts) => connection.receive(bytes(...parts)),
    replies: () => Buffer.concat(sent.splice(0)).toString('hex'),
    get held() {
      return state.held
    },
    get dropped() {
      return state.dropped
    },
  }
}

/** Sends everything to a fresh instant printer, cuts, and returns the receipt. */
export function printed(parts: readonly Part[], profile: PrinterProfile = INSTANT): Receipt {
  const { printer, plug } = bench(profile)
  plug().send(...parts, cut)
  const [receipt] = printer.receipts()
  if (!receipt) throw new Error('bench: no receipt was cut off')
  return receipt
}

/** The columns and rows between which a receipt has black dots. */
export function inkBox({ image }: Receipt): { left: number; right: number; top: number; bottom: number } {
  const box = { left: Number.POSITIVE_INFINITY, right: -1, top: Number.POSITIVE_INFINITY, bottom: -1 }
  image.eachBlack((x, y) => {
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  })
  return box
}
