/**
 * Carries out real-time commands, at once and whatever the printer is doing: they are how a host speaks to a printer that
 * is out of paper, in an error or full. Those it knows and has no part for are taken without a word.
 */

import type { RealTimeCommand } from '../grammar/real-time-scanner.js'
import type { PrinterProfile } from '../models/profiles.js'
import type { Connection } from './connection.js'
import type { Buzz } from './machine-controls.js'
import { automaticStatus, type Conditions, offlineResponse, POWER_OFF_NOTICE, realTimeStatus } from './status-bytes.js'

/** What real-time commands do to the machine. */
export interface RealTimeMachine {
  readonly profile: PrinterProfile
  readonly conditions: Conditions
  pulseDrawer(pin: 2 | 5, onMs: number, offMs: number, source: 'ESC p' | 'DLE DC4'): void
  sound(times: Buzz['times'], source: Buzz['source']): void
  /** Leaves an error whose cause is gone. */
  recoverFromError(): void
  /** DLE ENQ 0: as if FEED had been pressed by one who waits for the printer to go on. */
  endRecoveryWait(): void
  /** DLE ENQ 2, DLE DC4 fn 8. */
  emptyBuffers(): void
  powerOff(): void
}

const DLE_DC4 = 0x14

export class RealTimeDesk {
  /** GS ( D after power-on: the drawer pulse is obeyed, switching off is not. */
  readonly #enabled = { pulse: true, powerOff: false }

  constructor(private readonly machine: RealTimeMachine) {}

  /** GS ( D. */
  enable(kind: 'pulse' | 'powerOff', enabled: boolean): void {
    this.#enabled[kind] = enabled
  }

  /** @returns true when the buffers were emptied, so that the command's own bytes are gone too. */
  obey(command: RealTimeCommand, from: Connection): boolean {
    const { machine } = this
    switch (command.kind) {
      case 'status':
        if (machine.profile.answers.dleEot) from.reply(Uint8Array.of(realTimeStatus(command.n, machine.conditions)))
        return false
      case 'recover':
        return this.#recover(command.n)
      case 'pulse':
        this.#pulse(command.m, command.t)
        return false
      case 'powerOff':
        this.#powerOff(from)
        return false
      case 'clear':
        return this.#clearBuffers(from)
      case 'other':
        this.#other(command.bytes, from)
        return false
    }
  }

  /** DLE ENQ 1: goes on where it stopped; 2: clears everything first. Only in an error that waits for it. */
  #recover(n: number): boolean {
    const { machine } = this
    if (n === 0) machine.endRecoveryWait()
    const { cutterError, mechanicalError } = machine.conditions
    if (n === 0 || !(cutterError || mechanicalError)) return false
    if (n === 2) machine.emptyBuffers()
    machine.recoverFromError()
    return n === 2
  }

  /** DLE DC4 fn 1: not in an error. */
  #pulse(m: number, t: number): void {
    const { cutterError, mechanicalError, unrecoverableError } = this.machine.conditions
    if (!this.#enabled.pulse || cutterError || mechanicalError || unrecoverableError) return
    if (m <= 1 && t >= 1 && t <= 8) this.machine.pulseDrawer(m === 0 ? 2 : 5, t * 100, t * 100, 'DLE DC4')
  }

  /** DLE DC4 fn 2: says so first. */
  #powerOff(from: Connection): void {
    if (!this.#enabled.powerOff) return
    from.reply(POWER_OFF_NOTICE)
    this.machine.powerOff()
  }

  /** DLE DC4 fn 8: answers `37 25 00` when done. */
  #clearBuffers(from: Connection): boolean {
    if (!this.machine.profile.answers.clearBuffers) return false
    this.machine.emptyBuffers()
    this.machine.recoverFromError()
    from.reply(Uint8Array.of(0x37, 0x25, 0x00))
    return true
  }

  /** DLE EOT 7, 8 and 18 ask for ink, peeler and display: not there, not answered. */
  #other([, kind, fn, ...parameters]: readonly number[], from: Connection): void {
    if (kind !== DLE_DC4) return
    if (fn === 3) this.#buzz(parameters)
    if (fn === 7) this.#transmitStatus(parameters[0] ?? 0, from)
  }

  /** DLE DC4 fn 3 a n r t1 t2: a is the pattern, 0 stops; n how often, 255 until stopped. */
  #buzz([a = 0, n = 0]: readonly number[]): void {
    if (a >= 1 && a <= 7 && n > 0) this.machine.sound(n === 255 ? 'until stopped' : n, 'DLE DC4')
  }

  /** DLE DC4 fn 7 m: once, in the format of the command that enables it. */
  #transmitStatus(m: number, from: Connection): void {
    const { profile, conditions } = this.machine
    if (!profile.specifiedStatuses.includes(m)) return
    if (m === 1) from.reply(automaticStatus(conditions))
    if (m === 4) from.reply(offlineResponse(conditions, from.offlineResponse === 'withCause'))
  }
}
