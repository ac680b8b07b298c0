/**
 * An ESC/POS receipt printer with a body: paper that runs out, a cover that opens, a cutter that jams, a plug that gets
 * pulled. It sits behind a link and is driven by bytes alone, so the production driver cannot tell it from a real one.
 *
 *      link ─▶ connection ─▶ engine ─▶ interpreter ─▶ handlers ─▶ line ─▶ mechanism ─▶ paper ─▶ receipts
 */
import type { Clock } from '../../../src/ports/clock.js'
import type { ByteLink } from '../../links/byte-link.js'
import { connectByteLink } from './byte-link-wire.js'
import { CommandEngine } from './command-engine.js'
import type { Connection, Wire } from './connection.js'
import { Mechanism } from './mechanism.js'
import { Paper } from './paper.js'
import { EMU_80, type PrinterProfile } from './profiles.js'
import type { DrawerPulse, PaperPiece, Receipt } from './receipt.js'
import { type Conditions, isOffline } from './status-bytes.js'

export type { DrawerPulse, Receipt }

export interface EmulatedPrinterOptions {
  readonly clock: Clock
  /** EMU_80 when left out. */
  readonly profile?: PrinterProfile
}

export class EmulatedPrinter {
  readonly profile: PrinterProfile
  readonly #clock: Clock
  readonly #paper: Paper
  readonly #mechanism: Mechanism
  readonly #engine: CommandEngine
  readonly #receipts: Receipt[] = []
  readonly #pulses: DrawerPulse[] = []
  readonly #receiptListeners = new Set<(receipt: Receipt) => void>()
  readonly #powerListeners = new Set<(on: boolean) => void>()
  #power: boolean = true
  #coverOpen: boolean = false
  #cutterJammed: boolean = false
  #cutterError: boolean = false
  #switchedOffline: boolean = false
  #drawerOpen: boolean = false
  #muted: boolean = false
  #bytesUntilCut: number | undefined

  constructor({ clock, profile = EMU_80 }: EmulatedPrinterOptions) {
    this.profile = profile
    this.#clock = clock
    this.#paper = new Paper(profile.widthDots, profile.headToCutterRows)
    this.#mechanism = new Mechanism(profile, clock, this.#paper, {
      mayMove: () => this.#power && !this.#coverOpen && !this.#cutterError && !this.#switchedOffline,
      cutterMoves: () => this.#tryCutter(),
      progressed: () => this.#changed(),
      cutOff: (piece, cut) => this.#cutOff(piece, cut),
    })
    this.#engine = this.#newEngine()
  }

  // --- Wires ---------------------------------------------------------------------------------------------------------

  /** Plugs a link in. With the power off nobody answers: the link is closed. */
  connect(link: ByteLink): void {
    connectByteLink(link, this.#clock, (wire) => this.attach(wire))
  }

  /** Plugs in a wire that can be held back (see serve-tcp.ts). Undefined while the power is off. */
  attach(wire: Wire): Connection | undefined {
    return this.#power ? this.#engine.attach(wire) : undefined
  }

  // --- What a person does to it --------------------------------------------------------------------------------------

  /** The roll is empty from the next dot row on. */
  runOutOfPaper(): void {
    this.runOutAfter(0)
  }

  /** The roll ends after `rows` more dot rows, be it in the middle of a line. Near end shows at once if that is little. */
  runOutAfter(rows: number): void {
    this.#mechanism.setRowsLeft(rows)
    this.#changed()
  }

  /** The roll is down to where the near-end sensor trips. */
  runLow(): void {
    this.runOutAfter(this.profile.nearEndRows)
  }

  /** Puts a new roll in. Held work goes on from the row where it stopped. */
  loadPaper(): void {
    if (this.#mechanism.paperState === 'out' && !this.#mechanism.idle) this.#paper.markSplice()
    this.#mechanism.setRowsLeft(this.profile.rollRows)
    this.#changed()
  }

  /** A person tears off what hangs out, at the edge where the cutter is. */
  tearOff(): void {
    const piece = this.#paper.cut()
    if (piece) this.#cutOff(piece, 'torn')
  }

  openCover(): void {
    this.#coverOpen = true
    this.#changed()
  }

  closeCover(): void {
    this.#coverOpen = false
    this.#changed()
  }

  /** The next cut fails and stops the printer with a cutter error. */
  jamCutter(): void {
    this.#cutterJammed = true
  }

  /** Takes the obstacle out. Whether that ends the error depends on the profile (`cutterErrorClears`). */
  clearJam(): void {
    this.#cutterJammed = false
    if (this.profile.cutterErrorClears === 'byItself') this.#cutterError = false
    this.#changed()
  }

  /** Takes it offline at the panel: it answers, holds data, and prints nothing. */
  takeOffline(): void {
    this.#switchedOffline = true
    this.#changed()
  }

  bringOnline(): void {
    this.#switchedOffline = false
    this.#changed()
  }

  closeDrawer(): void {
    this.#drawerOpen = false
    this.#changed()
  }

  /** Links drop, buffers and settings are lost; what is on paper stays, and so do cover, roll and jam. */
  powerOff(): void {
    if (!this.#power) return
    this.#power = false
    this.#mechanism.clear()
    this.#engine.reset()
    this.#cutterError = false
    for (const listener of [...this.#powerListeners]) listener(false)
  }

  powerOn(): void {
    if (this.#power) return
    this.#power = true
    for (const listener of [...this.#powerListeners]) listener(true)
    this.#changed()
  }

  // --- Faults on the wire --------------------------------------------------------------------------------------------

  /** While muted, replies of every kind are lost. */
  muteReplies(muted: boolean): void {
    this.#muted = muted
  }

  /** Drops the link that brings the `bytes`th byte from now, right after taking it. */
  cutLinkAfter(bytes: number): void {
    this.#bytesUntilCut = bytes
  }

  // --- What came of it -----------------------------------------------------------------------------------------------

  /** Everything cut off so far, oldest first. */
  receipts(): readonly Receipt[] {
    return this.#receipts
  }

  /** Calls back for each receipt at its cut. Returns a function that stops it. */
  onReceipt(listener: (receipt: Receipt) => void): () => void {
    this.#receiptListeners.add(listener)
    return () => this.#receiptListeners.delete(listener)
  }

  /** Resolves with the next receipt cut off. */
  nextReceipt(): Promise<Receipt> {
    return new Promise((resolve) => {
      const stop = this.onReceipt((receipt) => {
        stop()
        resolve(receipt)
      })
    })
  }

  /** What hangs out of the printer, uncut. */
  unfinishedPaper(): PaperPiece {
    return this.#paper.uncut()
  }

  drawerPulses(): readonly DrawerPulse[] {
    return this.#pulses
  }

  get powered(): boolean {
    return this.#power
  }

  get conditions(): Conditions {
    return {
      coverOpen: this.#coverOpen,
      paper: this.#mechanism.paperState,
      cutterError: this.#cutterError,
      switchedOffline: this.#switchedOffline,
      drawerOpen: this.#drawerOpen,
    }
  }

  get offline(): boolean {
    return isOffline(this.conditions)
  }

  /** True when nothing received is left unprinted. */
  get idle(): boolean {
    return this.#mechanism.idle && this.#engine.idle
  }

  /** Calls back when the power goes off (false) or on (true). Returns a function that stops it. */
  onPower(listener: (on: boolean) => void): () => void {
    this.#powerListeners.add(listener)
    return () => this.#powerListeners.delete(listener)
  }

  // --- Inside --------------------------------------------------------------------------------------------------------

  #newEngine(): CommandEngine {
    const printer = this
    return new CommandEngine({
      profile: this.profile,
      mechanism: this.#mechanism,
      get conditions() {
        return printer.conditions
      },
      get powered() {
        return printer.#power
      },
      get muted() {
        return printer.#muted
      },
      admit: (count) => this.#admit(count),
      pulseDrawer: (pin, onMs, offMs, source) => this.#pulse({ at: this.#clock.now(), pin, onMs, offMs, source }),
      recoverFromError: () => this.#recoverFromError(),
      note: (note) => this.#paper.markNote(note),
      powerOff: () => this.powerOff(),
    })
  }

  /** Something is different: work goes on if it can, and the hosts hear of it. */
  #changed(): void {
    if (!this.#power) return
    this.#engine.announce()
    this.#engine.pump()
    this.#engine.announce()
  }

  #tryCutter(): boolean {
    if (this.#cutterJammed) {
      this.#cutterError = true
      this.#engine.announce()
    }
    return !this.#cutterJammed
  }

  #recoverFromError(): void {
    this.#cutterError = false
    this.#changed()
  }

  #cutOff(piece: PaperPiece, cut: Receipt['cut']): void {
    const receipt: Receipt = { ...piece, number: this.#receipts.length + 1, cut, cutAt: this.#clock.now() }
    this.#receipts.push(receipt)
    for (const listener of [...this.#receiptListeners]) listener(receipt)
  }

  #pulse(pulse: DrawerPulse): void {
    this.#pulses.push(pulse)
    this.#drawerOpen = true
    this.#changed()
  }

  #admit(count: number): { bytes: number; thenDrop: boolean } {
    const left = this.#bytesUntilCut
    if (left === undefined) return { bytes: count, thenDrop: false }
    const bytes = Math.min(left, count)
    this.#bytesUntilCut = bytes === left ? undefined : left - bytes
    return { bytes, thenDrop: bytes === left }
  }
}
