/**
 * What happens to a printer, as a stream of events for screens, logs and APIs. The printer itself says only that something
 * is different; what it is, is found by holding each look at it against the last.
 */
import type { Buzz, DrawerPulse, EmulatedPrinter, PrinterSnapshot, Receipt } from '../emulated-printer.js'

export type PrinterEvent =
  | { readonly kind: 'connection'; readonly address: string; readonly open: boolean }
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  /** In the words of the fault table. */
  | {
      readonly kind: 'fault'
      readonly began: readonly string[]
      readonly ended: readonly string[]
      readonly faults: readonly string[]
    }
  /** Online or offline, and everything a status byte tells; not every byte received. */
  | { readonly kind: 'state'; readonly state: PrinterSnapshot }
  | { readonly kind: 'drawer'; readonly pulse: DrawerPulse }
  | { readonly kind: 'buzz'; readonly buzz: Buzz }

/** Tells of everything from now on, in order. @returns a function that stops it. */
export function watchPrinter(printer: EmulatedPrinter, tell: (event: PrinterEvent) => void): () => void {
  let last = lookAt(printer)
  const look = () => {
    const now = lookAt(printer)
    const before = last
    last = now
    for (const event of difference(printer, before, now)) tell(event)
  }
  const stops = [
    printer.onChange(look),
    printer.onReceipt((receipt) => {
      look()
      tell({ kind: 'receipt', receipt })
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

interface Look {
  readonly snapshot: PrinterSnapshot
  readonly open: readonly string[]
  /** By the fault's word, since its number may count down. */
  readonly faults: ReadonlyMap<string, string>
  readonly status: string
}

function lookAt(printer: EmulatedPrinter): Look {
  const snapshot = printer.snapshot()
  const { powered, plugged, offline, conditions, inUserSettings } = snapshot
  const faults = new Map(snapshot.faults.map((fault) => [fault.split(' ')[0] ?? fault, fault]))
  return {
    snapshot,
    open: snapshot.connections.flatMap(({ address, open }) => (open ? [address] : [])),
    faults,
    status: JSON.stringify([powered, plugged, offline, conditions, inUserSettings, [...faults.keys()]]),
  }
}

function* difference(printer: EmulatedPrinter, before: Look, now: Look): Generator<PrinterEvent> {
  for (const address of now.open) {
    if (!before.open.includes(address)) yield { kind: 'connection', address, open: true }
  }
  const began = [...now.faults].flatMap(([word, fault]) => (before.faults.has(word) ? [] : [fault]))
  const ended = [...before.faults].flatMap(([word, fault]) => (now.faults.has(word) ? [] : [fault]))
  if (began.length + ended.length > 0) yield { kind: 'fault', began, ended, faults: now.snapshot.faults }
  if (before.status !== now.status) yield { kind: 'state', state: now.snapshot }
  for (const pulse of printer.drawerPulses().slice(before.snapshot.drawerPulses)) yield { kind: 'drawer', pulse }
  for (const buzz of printer.buzzes().slice(before.snapshot.buzzes)) yield { kind: 'buzz', buzz }
  for (const address of before.open) {
    if (!now.open.includes(address)) yield { kind: 'connection', address, open: false }
  }
}
