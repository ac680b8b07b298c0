/**
 * Everything that can go wrong with a printer, as one vocabulary: the same words from code, in a scenario, over an API and
 * typed at the console. A fault is a word and at most one number; what it does, and what undoes it, stands in the table.
 */
import type { FaultTarget, Troubles } from './fault-target.js'

export type FaultUnit = 'dots' | 'bytes' | 'bytes/s' | 'ms'

export interface FaultParameter {
  readonly unit: FaultUnit
  readonly least: number
  readonly most: number
  /** What it is when left out; without one it must be given. */
  readonly otherwise?: number
}

export interface FaultKind {
  readonly does: string
  readonly parameter?: FaultParameter
  /** The word that undoes it; a momentary happening has none. */
  readonly opposite?: string
  /** As it is typed. */
  readonly example: string
  apply(printer: FaultTarget, value: number): void
  /** Whether a printer in this trouble has it now, and with what number; left out where it leaves no trace. */
  active?(troubles: Troubles): boolean | number
}

const MOST_DOTS = 10_000_000
const MOST_BYTES = 1_000_000_000
const MOST_MS = 86_400_000

const bytes = (otherwise?: number): FaultParameter => ({
  unit: 'bytes',
  least: 1,
  most: MOST_BYTES,
  ...(otherwise !== undefined && { otherwise }),
})

const byteFault = (fault: 'drop' | 'duplicate' | 'corrupt', does: string): FaultKind => ({
  does,
  parameter: bytes(1),
  opposite: 'cable-good',
  example: `${fault}-byte 10`,
  apply: (printer, n) => printer.strikeByte(fault, n),
  active: ({ byteFaults }) => byteFaults.find((one) => one.fault === fault)?.inBytes ?? false,
})

/** The vocabulary. */
export const FAULTS = {
  'paper-near-end': {
    does: 'the roll is down to where the near-end sensor trips; printing goes on',
    opposite: 'load-paper',
    example: 'paper-near-end',
    apply: (printer) => printer.runLow(),
    active: ({ paper }) => paper === 'nearEnd',
  },
  'paper-out': {
    does: 'the roll ends, now or after so many more dot rows, in the middle of a line if it comes to that; the rest is held',
    parameter: { unit: 'dots', least: 0, most: MOST_DOTS, otherwise: 0 },
    opposite: 'load-paper',
    example: 'paper-out after 120 dots',
    apply: (printer, rows) => printer.runOutAfter(rows),
    active: ({ paper, rowsUntilEnd }) => (paper === 'out' ? true : (rowsUntilEnd ?? false)),
  },
  'load-paper': {
    does: 'a new roll is put in; held work goes on from the row where it stopped',
    example: 'load-paper',
    apply: (printer) => printer.loadPaper(),
  },
  'tear-off': {
    does: 'a person tears off what hangs out of the printer',
    example: 'tear-off',
    apply: (printer) => printer.tearOff(),
  },
  'cover-open': {
    does: 'the cover is opened: the head stops where it is and what is received is held',
    opposite: 'cover-close',
    example: 'cover-open',
    apply: (printer) => printer.openCover(),
    active: ({ coverOpen }) => coverOpen,
  },
  'cover-close': { does: 'the cover is closed', example: 'cover-close', apply: (printer) => printer.closeCover() },
  'cutter-jam': {
    does: 'the next cut fails and stops the printer with a cutter error',
    opposite: 'cutter-free',
    example: 'cutter-jam',
    apply: (printer) => printer.jamCutter(),
    active: ({ cutterJammed, cutterError }) => cutterJammed || cutterError,
  },
  'cutter-free': {
    does: 'what jammed the cutter is taken out; some models then wait for DLE ENQ',
    example: 'cutter-free',
    apply: (printer) => printer.clearJam(),
  },
  'head-hot': {
    does: 'the head is too hot to print, until it is cooled or for so many milliseconds: an automatically recoverable error',
    parameter: { unit: 'ms', least: 0, most: MOST_MS, otherwise: 0 },
    opposite: 'head-cool',
    example: 'head-hot for 3s',
    apply: (printer, ms) => printer.overheatHead(ms === 0 ? undefined : ms),
    active: ({ headHot }) => headHot,
  },
  'head-cool': { does: 'the head has cooled down', example: 'head-cool', apply: (printer) => printer.coolHead() },
  'mechanical-error': {
    does: 'the mechanism fails: an error that waits for DLE ENQ once its cause is gone',
    opposite: 'mechanism-free',
    example: 'mechanical-error',
    apply: (printer) => printer.breakMechanism(),
    active: ({ mechanicalError, mechanicalCause }) => mechanicalError || mechanicalCause,
  },
  'mechanism-free': {
    does: 'the cause of the mechanical error is gone; some models then wait for DLE ENQ',
    example: 'mechanism-free',
    apply: (printer) => printer.repairMechanism(),
  },
  'unrecoverable-error': {
    does: 'the printer fails for good: only switching it off and on helps',
    opposite: 'power-cycle',
    example: 'unrecoverable-error',
    apply: (printer) => printer.failForGood(),
    active: ({ unrecoverableError }) => unrecoverableError,
  },
  offline: {
    does: 'somebody takes it offline at the panel: it answers, holds data and prints nothing',
    opposite: 'online',
    example: 'offline',
    apply: (printer) => printer.takeOffline(),
    active: ({ switchedOffline }) => switchedOffline,
  },
  online: {
    does: 'somebody brings it online at the panel',
    example: 'online',
    apply: (printer) => printer.bringOnline(),
  },
  'feed-press': {
    does: 'somebody presses FEED: paper moves, and the printer is offline meanwhile',
    opposite: 'feed-release',
    example: 'feed-press',
    apply: (printer) => printer.pressFeed(),
    active: ({ feedButton }) => feedButton,
  },
  'feed-release': { does: 'FEED is let go', example: 'feed-release', apply: (printer) => printer.releaseFeed() },
  'drawer-open': {
    does: 'somebody opens the drawer with a key',
    opposite: 'drawer-close',
    example: 'drawer-open',
    apply: (printer) => printer.openDrawer(),
    active: ({ drawerOpen }) => drawerOpen,
  },
  'drawer-close': { does: 'the drawer is closed', example: 'drawer-close', apply: (printer) => printer.closeDrawer() },
  unplug: {
    does: 'the cable is pulled, now or after so many more bytes: links drop, none is taken, and what was received is printed',
    parameter: { ...bytes(0), least: 0 },
    opposite: 'plug',
    example: 'unplug after 600 bytes',
    apply: (printer, n) => (n === 0 ? printer.unplug() : printer.unplugAfter(n)),
    active: ({ plugged }) => !plugged,
  },
  plug: { does: 'the cable is plugged in', example: 'plug', apply: (printer) => printer.plug() },
  'power-off': {
    does: 'the power goes: links drop, buffers and settings are lost; NV memory and the paper stay',
    opposite: 'power-on',
    example: 'power-off',
    apply: (printer) => printer.powerOff(),
    active: ({ powered }) => !powered,
  },
  'power-on': { does: 'the power is back', example: 'power-on', apply: (printer) => printer.powerOn() },
  'power-cycle': {
    does: 'it is switched off and on again',
    example: 'power-cycle',
    apply: (printer) => {
      printer.powerOff()
      printer.powerOn()
    },
  },
  slow: {
    does: 'no more than so many bytes a second come through',
    parameter: { unit: 'bytes/s', least: 1, most: MOST_BYTES },
    opposite: 'fast',
    example: 'slow 960',
    apply: (printer, rate) => printer.slowDown(rate),
    active: ({ bytesPerSecond }) => bytesPerSecond ?? false,
  },
  fast: {
    does: 'bytes come as fast as they are sent',
    example: 'fast',
    apply: (printer) => printer.slowDown(undefined),
  },
  'drop-byte': byteFault('drop', 'the nth byte from now is lost on the way to the printer'),
  'duplicate-byte': byteFault('duplicate', 'the nth byte from now arrives twice'),
  'corrupt-byte': byteFault('corrupt', 'the nth byte from now arrives with its lowest bit turned over'),
  'cable-good': {
    does: 'nothing more happens to bytes on the way; speed and return wire are restored',
    example: 'cable-good',
    apply: (printer) => printer.repairCable(),
  },
  silent: {
    does: 'it prints and never answers: status, IDs and acknowledgements are lost',
    opposite: 'answering',
    example: 'silent',
    apply: (printer) => printer.muteReplies(true),
    active: ({ silent }) => silent,
  },
  answering: { does: 'it answers', example: 'answering', apply: (printer) => printer.muteReplies(false) },
  lying: {
    does: 'it answers as if it printed and never prints',
    opposite: 'honest',
    example: 'lying',
    apply: (printer) => printer.lie(true),
    active: ({ lying }) => lying,
  },
  honest: { does: 'it prints what it says it prints', example: 'honest', apply: (printer) => printer.lie(false) },
  'half-duplex': {
    does: 'the return wire is cut: nothing ever comes back, XON and XOFF neither',
    opposite: 'full-duplex',
    example: 'half-duplex',
    apply: (printer) => printer.cutReturnWire(true),
    active: ({ halfDuplex }) => halfDuplex,
  },
  'full-duplex': {
    does: 'the return wire is whole',
    example: 'full-duplex',
    apply: (printer) => printer.cutReturnWire(false),
  },
  healthy: {
    does: 'everything above is undone: paper, cover, cutter, head, cable, power',
    example: 'healthy',
    apply: (printer) => printer.heal(),
  },
} satisfies Readonly<Record<string, FaultKind>>

export type FaultName = keyof typeof FAULTS

/** In the order of the table. */
export const faultNames = Object.keys(FAULTS) as readonly FaultName[]

/** The table's entry of a word. */
export const faultKind = (name: FaultName): FaultKind => FAULTS[name]
