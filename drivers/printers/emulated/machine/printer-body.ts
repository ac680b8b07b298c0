/**
 * What is the matter with the printer's body, apart from the roll: cover, cutter, head, panel, drawer. Causes and errors
 * are kept apart, because an error may outlast its cause until somebody says so (DLE ENQ) or the power goes.
 */
import { type Conditions, FINE, isOffline } from './status-bytes.js'

export interface BodyState {
  readonly coverOpen: boolean
  /** The cover was opened in the middle of printing, on a model that calls that an error. */
  readonly openedInPrint: boolean
  /** Something is in the cutter's way: the next cut fails. */
  readonly cutterJammed: boolean
  readonly cutterError: boolean
  readonly headHot: boolean
  /** The cause of a mechanical error is there. */
  readonly mechanicalCause: boolean
  readonly mechanicalError: boolean
  readonly unrecoverableError: boolean
  readonly switchedOffline: boolean
  readonly drawerOpen: boolean
  readonly feedButton: boolean
  readonly waitingForRecovery: boolean
  readonly stopsAtNearEnd: boolean
}

const WELL: BodyState = {
  coverOpen: false,
  openedInPrint: false,
  cutterJammed: false,
  cutterError: false,
  headHot: false,
  mechanicalCause: false,
  mechanicalError: false,
  unrecoverableError: false,
  switchedOffline: false,
  drawerOpen: false,
  feedButton: false,
  waitingForRecovery: false,
  stopsAtNearEnd: false,
}

export class PrinterBody {
  #state: BodyState = WELL
  #conditions: Conditions = FINE
  #offline: boolean = false

  /** @param paper what the roll is like now. */
  constructor(private readonly paper: () => Conditions['paper']) {}

  get state(): BodyState {
    return this.#state
  }

  set(change: Partial<BodyState>): void {
    this.#state = { ...this.#state, ...change }
    this.#look()
  }

  get conditions(): Conditions {
    if (this.#conditions.paper !== this.paper()) this.#look()
    return this.#conditions
  }

  get offline(): boolean {
    if (this.#conditions.paper !== this.paper()) this.#look()
    return this.#offline
  }

  /** An error of the cutter's or of the mechanism's is over if its cause is. */
  recover(): void {
    this.set({ cutterError: false, mechanicalError: this.#state.mechanicalCause })
  }

  /** What a person cannot see from outside is as new: the power went. */
  switchOff(): void {
    this.set({
      cutterError: false,
      openedInPrint: false,
      mechanicalError: this.#state.mechanicalCause,
      unrecoverableError: false,
      waitingForRecovery: false,
      stopsAtNearEnd: false,
    })
  }

  #look(): void {
    const { openedInPrint, headHot, cutterJammed, mechanicalCause, ...shown } = this.#state
    const autoRecoverableError = headHot || (shown.coverOpen && openedInPrint)
    this.#conditions = { ...shown, autoRecoverableError, paper: this.paper() }
    this.#offline = isOffline(this.#conditions)
  }
}
