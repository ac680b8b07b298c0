/**
 * An ESC/POS receipt printer with a body: paper that runs out, a cover that opens, a cutter that jams, a plug that gets
 * pulled. It sits behind a link and is driven by bytes alone, so the production driver cannot tell it from a real one.
 *
 *      link ─▶ connection ─▶ engine ─▶ interpreter ─▶ handlers ─▶ line ─▶ mechanism ─▶ paper ─▶ receipts
 *
 * Long because it is the whole of what can be done to a printer, in one place; how it is done is in printer-machine.ts.
 */
import type { Clock } from '../../../src/ports/clock.js'
import type { ByteLink } from '../../links/byte-link.js'
import type { FaultTarget, Troubles } from './faults/fault-target.js'
import { activeFaults, faultText } from './faults/faults.js'
import type { ByteFault } from './machine/cable.js'
import type { Connection, Wire } from './machine/connection.js'
import { Listeners } from './machine/listeners.js'
import type { Buzz } from './machine/machine-controls.js'
import { PrinterMachine } from './machine/printer-machine.js'
import type { PrinterSnapshot } from './machine/printer-snapshot.js'
import type { Conditions } from './machine/status-bytes.js'
import { EMU_80, type PrinterProfile } from './models/profiles.js'
import type { DrawerPulse, PaperPiece, Receipt } from './paper/receipt.js'
import { connectByteLink } from './wires/byte-link-wire.js'

export type { Buzz, DrawerPulse, PrinterSnapshot, Receipt }

export interface EmulatedPrinterOptions {
  readonly clock: Clock
  /** EMU_80 when left out. */
  readonly profile?: PrinterProfile
  /** How many receipts it remembers; older ones are forgotten. All of them when left out: a test's printer lives shortly. */
  readonly keptReceipts?: number
}

export class EmulatedPrinter implements FaultTarget {
  readonly profile: PrinterProfile
  readonly clock: Clock
  readonly #machine: PrinterMachine
  readonly #keptReceipts: number
  readonly #receipts: Receipt[] = []
  #receiptsCut = 0
  readonly #pulses: DrawerPulse[] = []
  readonly #buzzes: Buzz[] = []
  readonly #receiptListeners = new Listeners<Receipt>()
  readonly #powerListeners = new Listeners<boolean>()
  readonly #reachListeners = new Listeners<boolean>()
  readonly #changeListeners = new Listeners<void>()
  /** Somebody saw to it that the roll ends early. */
  #endArranged: boolean = false
  #cancelCooling: (() => void) | undefined

  constructor({ clock, profile = EMU_80, keptReceipts = Number.POSITIVE_INFINITY }: EmulatedPrinterOptions) {
    this.profile = profile
    this.#keptReceipts = keptReceipts
    this.clock = clock
    this.#machine = new PrinterMachine(profile, clock, {
      cutOff: (piece, cut) => this.#keep(piece, cut),
      pulsed: (pulse) => void this.#pulses.push(pulse),
      buzzed: (buzz) => void this.#buzzes.push(buzz),
      powerChanged: (on) => this.#powerListeners.tell(on),
      reachChanged: (reachable) => this.#reachListeners.tell(reachable),
      changed: () => this.#changeListeners.tell(),
    })
  }

  // --- Wires ---------------------------------------------------------------------------------------------------------

  /** Plugs a link in. With the power off nobody answers: the link is closed. */
  connect(link: ByteLink): void {
    connectByteLink(link, this.clock, (wire) => this.attach(wire))
  }

  /** Plugs in a wire that can be held back (see serve-tcp.ts). Undefined while the power is off or the cable pulled. */
  attach(wire: Wire): Connection | undefined {
    return this.reachable ? this.#machine.engine.attach(wire) : undefined
  }

  // --- What a person does to it --------------------------------------------------------------------------------------

  /** The roll is empty from the next dot row on. */
  runOutOfPaper(): void {
    this.runOutAfter(0)
  }

  /** The roll ends after `rows` more dot rows, be it in the middle of a line. Near end shows at once if that is little. */
  runOutAfter(rows: number): void {
    this.#endArranged = true
    this.#machine.mechanism.setRowsLeft(rows)
    this.#machine.changed()
  }

  /** The roll is down to where the near-end sensor trips. */
  runLow(): void {
    this.#machine.mechanism.setRowsLeft(this.profile.nearEndRows)
    this.#machine.changed()
  }

  /** Puts a new roll in. Held work goes on from the row where it stopped, at once or after the wait of GS z 0. */
  loadPaper(): void {
    this.#endArranged = false
    this.#machine.loadRoll()
  }

  /** A person tears off what hangs out, at the edge where the cutter is. */
  tearOff(): void {
    const piece = this.#machine.paper.cut()
    if (piece) this.#keep(piece, 'torn')
  }

  openCover(): void {
    const openedInPrint = this.profile.coverOpenedInPrint === 'autoRecoverable' && !this.#machine.mechanism.idle
    this.#machine.alter({ coverOpen: true, openedInPrint })
  }

  closeCover(): void {
    this.#machine.alter({ coverOpen: false, openedInPrint: false })
  }

  /** The next cut fails and stops the printer with a cutter error. */
  jamCutter(): void {
    this.#machine.alter({ cutterJammed: true })
  }

  /** Takes the obstacle out. Whether that ends the error depends on the profile (`cutterErrorClears`). */
  clearJam(): void {
    const byItself = this.profile.cutterErrorClears === 'byItself'
    this.#machine.alter({ cutterJammed: false, ...(byItself && { cutterError: false }) })
  }

  /** The head is too hot to go on, until it is cooled or, if told, for so long. */
  overheatHead(forMs?: number): void {
    this.#cancelCooling?.()
    this.#cancelCooling = forMs === undefined ? undefined : this.clock.schedule(forMs, () => this.coolHead())
    this.#machine.alter({ headHot: true })
  }

  coolHead(): void {
    this.#cancelCooling?.()
    this.#cancelCooling = undefined
    this.#machine.alter({ headHot: false })
  }

  /** An error that waits for DLE ENQ once its cause is gone. */
  breakMechanism(): void {
    this.#machine.alter({ mechanicalCause: true, mechanicalError: true })
  }

  /** Takes the cause away. Whether that ends the error depends on the profile (`cutterErrorClears`). */
  repairMechanism(): void {
    const byItself = this.profile.cutterErrorClears === 'byItself'
    this.#machine.alter({ mechanicalCause: false, ...(byItself && { mechanicalError: false }) })
  }

  /** An error that only switching off and on ends. */
  failForGood(): void {
    this.#machine.alter({ unrecoverableError: true })
  }

  /** Takes it offline at the panel: it answers, holds data, and prints nothing. */
  takeOffline(): void {
    this.#machine.alter({ switchedOffline: true })
  }

  bringOnline(): void {
    this.#machine.alter({ switchedOffline: false })
  }

  /** FEED is held down: it is offline and paper moves, unless ESC c 5 has switched the buttons off. */
  pressFeed(): void {
    if (!this.#machine.powered || !this.#machine.buttonsEnabled) return
    this.#machine.endRecoveryWait()
    // A macro that waited for it goes on; no paper is fed then, and the printer stays online.
    if (this.#machine.engine.feedPressed()) return
    this.#machine.alter({ feedButton: true })
    this.#machine.mechanism.feedByHand(this.profile.lineSpacingDots)
  }

  releaseFeed(): void {
    this.#machine.alter({ feedButton: false })
  }

  openDrawer(): void {
    this.#machine.alter({ drawerOpen: true })
  }

  closeDrawer(): void {
    this.#machine.alter({ drawerOpen: false })
  }

  /** Links drop, buffers and settings are lost; what is on paper stays, and so do cover, roll, jam and NV memory. */
  powerOff(): void {
    this.#machine.switchOff()
  }

  powerOn(): void {
    this.#machine.switchOn()
  }

  /** The cable is pulled: links drop, new ones are not taken. What was received is printed. */
  unplug(): void {
    this.#machine.setPlugged(false)
  }

  plug(): void {
    this.#machine.setPlugged(true)
  }

  // --- Faults on the wire --------------------------------------------------------------------------------------------

  /** While muted, replies of every kind are lost. XON and XOFF still come. */
  muteReplies(muted: boolean): void {
    this.#machine.silent = muted
    this.#changeListeners.tell()
  }

  /** While it lies it goes through the motions, answers as if it printed, and leaves the paper blank and in place. */
  lie(lying: boolean): void {
    this.#machine.mechanism.lying = lying
    this.#changeListeners.tell()
  }

  /** While the return wire is cut nothing ever comes back, XON and XOFF neither. */
  cutReturnWire(cut: boolean): void {
    this.#machine.cable.bringsBack = !cut
    this.#changeListeners.tell()
  }

  /** Drops the link that brings the `bytes`th byte from now, right after taking it. */
  cutLinkAfter(bytes: number): void {
    this.#machine.cable.after(bytes, (end) => end.drop())
  }

  /** Pulls the cable right after the `bytes`th byte from now. */
  unplugAfter(bytes: number): void {
    this.#machine.cable.after(bytes, () => this.unplug())
  }

  /** The `n`th byte from now is lost, comes twice, or comes damaged. */
  strikeByte(fault: ByteFault, n: number): void {
    this.#machine.cable.strike(fault, n)
    this.#changeListeners.tell()
  }

  /** Lets no more than so many bytes a second through; undefined is as fast as they come. */
  slowDown(bytesPerSecond: number | undefined): void {
    this.#machine.cable.bytesPerSecond = bytesPerSecond
    this.#machine.engine.speedChanged()
    this.#changeListeners.tell()
  }

  /** Byte faults to come, speed and return wire are as on the first day. */
  repairCable(): void {
    this.#machine.cable.repair()
    this.#machine.engine.speedChanged()
    this.#changeListeners.tell()
  }

  /** Undoes everything that was done to it; held work goes on. */
  heal(): void {
    this.repairCable()
    this.#machine.silent = false
    this.#machine.mechanism.lying = false
    this.coolHead()
    this.#machine.body.set({ cutterJammed: false, cutterError: false, mechanicalCause: false, mechanicalError: false })
    this.#machine.body.set({
      unrecoverableError: false,
      switchedOffline: false,
      feedButton: false,
      openedInPrint: false,
    })
    this.#machine.alter({ coverOpen: false, drawerOpen: false })
    if (this.#endArranged || this.#machine.mechanism.paperState !== 'present') this.loadPaper()
    this.#machine.endRecoveryWait()
    this.plug()
    this.powerOn()
  }

  // --- When -----------------------------------------------------------------------------------------------------------

  /** Calls back right after the `bytes`th byte from now, before the next. Returns a function that takes it back. */
  afterBytes(bytes: number, then: () => void): () => void {
    return this.#machine.cable.after(bytes, then)
  }

  /** Calls back when `rows` more dot rows are fed. Returns a function that takes it back. */
  afterRows(rows: number, then: () => void): () => void {
    return this.#machine.mechanism.afterRows(rows, then)
  }

  // --- What came of it -----------------------------------------------------------------------------------------------

  /** What was cut off and is remembered, oldest first. */
  receipts(): readonly Receipt[] {
    return this.#receipts
  }

  /** How many were cut off, those that are no longer remembered included. */
  get receiptsCut(): number {
    return this.#receiptsCut
  }

  /** Calls back for each receipt at its cut. Returns a function that stops it. */
  onReceipt(listener: (receipt: Receipt) => void): () => void {
    return this.#receiptListeners.add(listener)
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
    return this.#machine.paper.uncut()
  }

  drawerPulses(): readonly DrawerPulse[] {
    return this.#pulses
  }

  /** Sounds it made (ESC ( A, ESC B, DLE DC4 fn 3). */
  buzzes(): readonly Buzz[] {
    return this.#buzzes
  }

  get powered(): boolean {
    return this.#machine.powered
  }

  /** Whether a host that tries gets a connection: powered, and the cable plugged in. */
  get reachable(): boolean {
    return this.#machine.reachable
  }

  get conditions(): Conditions {
    return this.#machine.body.conditions
  }

  get offline(): boolean {
    return this.#machine.body.offline
  }

  /** True when nothing received is left unprinted. */
  get idle(): boolean {
    return this.#machine.mechanism.idle && this.#machine.engine.idle
  }

  /** Everything that is the matter, by cause (see faults.ts). */
  get troubles(): Troubles {
    return {
      ...this.#machine.body.state,
      paper: this.#machine.mechanism.paperState,
      rowsUntilEnd: this.#endArranged ? this.#machine.mechanism.rowsLeft : undefined,
      powered: this.#machine.powered,
      plugged: this.#machine.plugged,
      silent: this.#machine.silent,
      lying: this.#machine.mechanism.lying,
      halfDuplex: !this.#machine.cable.bringsBack,
      bytesPerSecond: this.#machine.cable.bytesPerSecond,
      byteFaults: this.#machine.cable.awaited,
    }
  }

  /** The state as a screen shows it; a copy, so it does not change under the screen's hands. */
  snapshot(): PrinterSnapshot {
    const { name, title } = this.profile
    return {
      model: { name, title },
      powered: this.#machine.powered,
      plugged: this.#machine.plugged,
      conditions: this.conditions,
      offline: this.offline,
      idle: this.idle,
      faults: activeFaults(this).map(faultText),
      inUserSettings: this.#machine.engine.inUserSettings,
      receiveBufferBytes: this.#machine.engine.receiveBufferBytes,
      bytesReceived: this.#machine.cable.bytesReceived,
      rowsFed: this.#machine.mechanism.rowsMoved,
      rowsLeft: this.#machine.mechanism.rowsLeft,
      rowsWaiting: this.#machine.mechanism.pendingRows,
      receipts: this.#receiptsCut,
      drawerPulses: this.#pulses.length,
      buzzes: this.#buzzes.length,
      connections: this.#machine.engine.connections.map(({ address, open, bytesReceived, bufferedBytes, held }) => ({
        ...{ address, open, bytesReceived, bufferedBytes, held },
      })),
    }
  }

  /** Calls back whenever the snapshot may be another. Returns a function that stops it. */
  onChange(listener: () => void): () => void {
    return this.#changeListeners.add(listener)
  }

  /** Calls back when the power goes off (false) or on (true). Returns a function that stops it. */
  onPower(listener: (on: boolean) => void): () => void {
    return this.#powerListeners.add(listener)
  }

  /** Calls back when `reachable` changes. Returns a function that stops it. */
  onReach(listener: (reachable: boolean) => void): () => void {
    return this.#reachListeners.add(listener)
  }

  #keep(piece: PaperPiece, cut: Receipt['cut']): void {
    const receipt: Receipt = { ...piece, number: ++this.#receiptsCut, cut, cutAt: this.clock.now() }
    this.#receipts.push(receipt)
    if (this.#receipts.length > this.#keptReceipts) this.#receipts.shift()
    this.#receiptListeners.tell(receipt)
    this.#changeListeners.tell()
  }
}
