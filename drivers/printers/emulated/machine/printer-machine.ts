/**
 * The printer's insides, put together: paper, mechanism, body, memory, cable and processor, and what each of them tells the
 * others. Whoever holds the machine in hands (emulated-printer.ts) sees to the rest.
 */
import type { Clock } from '../../../../src/ports/clock.js'
import { columnsOf } from '../models/columns-of.js'
import type { PrinterProfile } from '../models/profiles.js'
import { Paper } from '../paper/paper.js'
import type { CutKind, DrawerPulse, PaperPiece } from '../paper/receipt.js'
import { Cable } from './cable.js'
import { CommandEngine } from './command-engine.js'
import type { Buzz, MachineControls } from './machine-controls.js'
import { Mechanism } from './mechanism.js'
import { NonVolatileMemory } from './memory.js'
import { type BodyState, PrinterBody } from './printer-body.js'

/** What comes out of the machine. */
export interface MachineEvents {
  cutOff(piece: PaperPiece, cut: CutKind): void
  pulsed(pulse: DrawerPulse): void
  buzzed(buzz: Buzz): void
  powerChanged(on: boolean): void
  /** Hosts can, or can no longer, get through to it. */
  reachChanged(reachable: boolean): void
  /** Something a screen may show is different. */
  changed(): void
}

export class PrinterMachine {
  readonly paper: Paper
  readonly body: PrinterBody
  readonly cable = new Cable()
  readonly mechanism: Mechanism
  readonly engine: CommandEngine
  /** Replies are lost. */
  silent: boolean = false
  readonly #nonVolatile: NonVolatileMemory
  #powered: boolean = true
  #poweredSince: number
  #plugged: boolean = true
  #buttonsEnabled: boolean = true
  #waitAfterRefillMs = 0
  #cancelWait: (() => void) | undefined

  constructor(
    private readonly profile: PrinterProfile,
    private readonly clock: Clock,
    private readonly events: MachineEvents,
  ) {
    this.#poweredSince = clock.now()
    this.paper = new Paper(profile.widthDots, profile.headToCutterRows)
    this.#nonVolatile = new NonVolatileMemory(profile.nvGraphicsBytes, profile.userNvBytes)
    this.body = new PrinterBody(() => this.mechanism.paperState)
    this.mechanism = new Mechanism(profile, clock, this.paper, {
      controls: this.#newControls(),
      counters: this.#nonVolatile.counters,
      mayMove: () => this.#powered && !this.body.offline,
      cutterMoves: () => this.#tryCutter(),
      progressed: () => this.changed(),
      cutOff: (piece, cut) => events.cutOff(piece, cut),
    })
    this.engine = this.#newEngine()
  }

  get powered(): boolean {
    return this.#powered
  }

  get plugged(): boolean {
    return this.#plugged
  }

  get reachable(): boolean {
    return this.#powered && this.#plugged
  }

  get buttonsEnabled(): boolean {
    return this.#buttonsEnabled
  }

  /** The body is in another state now: work goes on if it can, and the hosts hear of it. */
  alter(change: Partial<BodyState>): void {
    this.body.set(change)
    this.changed()
  }

  /** Something is different: work goes on if it can, and the hosts hear of it. */
  changed(): void {
    if (this.#powered) {
      this.engine.announce()
      this.engine.pump()
      this.engine.announce()
    }
    this.events.changed()
  }

  /** Links drop, buffers and settings are lost; what is on paper stays, and so do cover, roll, jam and NV memory. */
  switchOff(): void {
    if (!this.#powered) return
    this.#powered = false
    this.#nonVolatile.counters.poweredFor(this.clock.now() - this.#poweredSince)
    this.#cancelWait?.()
    this.mechanism.clear()
    this.engine.reset()
    this.body.switchOff()
    this.#forgetCommands()
    this.events.powerChanged(false)
    if (this.#plugged) this.events.reachChanged(false)
    this.events.changed()
  }

  switchOn(): void {
    if (this.#powered) return
    this.#powered = true
    this.#poweredSince = this.clock.now()
    this.events.powerChanged(true)
    if (this.#plugged) this.events.reachChanged(true)
    this.changed()
  }

  /** The cable is pulled or plugged in. Pulled, links drop; what was received is printed. */
  setPlugged(plugged: boolean): void {
    if (this.#plugged === plugged) return
    this.#plugged = plugged
    if (!plugged) this.engine.dropAll()
    if (this.#powered) this.events.reachChanged(plugged)
    this.changed()
  }

  /** A new roll is in: held work goes on from the row where it stopped, at once or after the wait of GS z 0. */
  loadRoll(): void {
    const wasOut = this.mechanism.paperState === 'out'
    if (wasOut && !this.mechanism.idle) this.paper.markSplice()
    this.mechanism.setRowsLeft(this.profile.rollRows)
    if (wasOut && this.#powered && this.#waitAfterRefillMs > 0) this.#waitForRecovery()
    this.changed()
  }

  /** The wait of GS z 0 is over: its time, FEED, or DLE ENQ 0. */
  endRecoveryWait(): void {
    this.#cancelWait?.()
    this.#cancelWait = undefined
    if (this.body.state.waitingForRecovery) this.alter({ waitingForRecovery: false })
  }

  #newEngine(): CommandEngine {
    const machine = this
    return new CommandEngine({
      profile: this.profile,
      clock: this.clock,
      mechanism: this.mechanism,
      nonVolatile: this.#nonVolatile,
      get conditions() {
        return machine.body.conditions
      },
      get powered() {
        return machine.#powered
      },
      get offline() {
        return machine.body.offline
      },
      get bytesPerSecond() {
        return machine.cable.bytesPerSecond
      },
      mayReply: (what) => this.#powered && this.cable.bringsBack && (what === 'flow' || !this.silent),
      pass: (bytes, end) => this.cable.pass(bytes, end),
      pulseDrawer: (pin, onMs, offMs, source) => this.#pulse({ at: this.clock.now(), pin, onMs, offMs, source }),
      sound: (times, source) => this.#sound(times, source),
      recoverFromError: () => this.#recoverFromError(),
      endRecoveryWait: () => this.endRecoveryWait(),
      note: (note) => this.paper.markNote(note),
      powerOff: () => this.switchOff(),
      changed: () => this.events.changed(),
    })
  }

  #newControls(): MachineControls {
    const machine = this
    return {
      restart: () => {
        this.#forgetCommands()
        this.engine.restart()
      },
      enterUserSettings: () => this.engine.enterUserSettings(),
      get inUserSettings() {
        return machine.engine.inUserSettings
      },
      startHexDump: () => this.engine.startHexDump(columnsOf(this.profile)['A'] ?? 0),
      select: (selected) => this.engine.select(selected),
      stopAtNearEnd: (stopsAtNearEnd) => this.alter({ stopsAtNearEnd }),
      enableButtons: (enabled) => {
        this.#buttonsEnabled = enabled
      },
      waitAfterRefill: (waitMs) => {
        this.#waitAfterRefillMs = waitMs
      },
      initialised: () => this.#forgetCommands(),
      sound: (times, source) => this.#sound(times, source),
      sendBlocks: (blocks) => this.engine.sendBlocks(blocks),
    }
  }

  /** What ESC @ and a restart put back besides the settings of print. */
  #forgetCommands(): void {
    this.#buttonsEnabled = true
    this.#waitAfterRefillMs = 0
    if (this.body.state.stopsAtNearEnd) this.alter({ stopsAtNearEnd: false })
  }

  #tryCutter(): boolean {
    const { cutterJammed } = this.body.state
    if (cutterJammed) {
      this.body.set({ cutterError: true })
      this.engine.announce()
    }
    return !cutterJammed
  }

  #recoverFromError(): void {
    this.body.recover()
    this.changed()
  }

  #waitForRecovery(): void {
    this.body.set({ waitingForRecovery: true })
    this.#cancelWait = this.clock.schedule(this.#waitAfterRefillMs, () => this.endRecoveryWait())
  }

  #pulse(pulse: DrawerPulse): void {
    this.events.pulsed(pulse)
    this.alter({ drawerOpen: true })
  }

  #sound(times: Buzz['times'], source: Buzz['source']): void {
    this.events.buzzed({ at: this.clock.now(), times, source })
    this.events.changed()
  }
}
