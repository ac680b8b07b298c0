/**
 * Head, paper feed and cutter: takes finished work and carries it out row by row, in its own time. It stops wherever it is
 * when the paper ends or the cover opens, and goes on from that very row.
 */
import type { Clock } from '../../../../src/ports/clock.js'
import type { PrinterProfile } from '../models/profiles.js'
import type { Paper, Print } from '../paper/paper.js'
import type { CutKind, PaperPiece, Shown } from '../paper/receipt.js'
import type { MachineControls } from './machine-controls.js'
import type { MaintenanceCounters } from './maintenance-counters.js'

export type Work =
  /** Print a bitmap as wide as the paper; `shows` is what is on it, its boxes counted from its top. */
  | ({ readonly kind: 'print'; readonly shows: readonly Shown[] } & Print)
  | { readonly kind: 'feed'; readonly rows: number; readonly shows?: readonly Shown[] }
  /** Feed backwards (ESC K, ESC e). */
  | { readonly kind: 'feedBack'; readonly rows: number }
  | { readonly kind: 'cut'; readonly cut: CutKind }
  /** Stand still (GS ^). */
  | { readonly kind: 'wait'; readonly ms: number }
  /** Something to do once all work before it is done. Takes no time and no paper. */
  | { readonly kind: 'then'; readonly action: () => void }

/** What the mechanism asks of, and tells, the machine around it. */
export interface Housing {
  /** What commands can do to the machine besides. */
  readonly controls: MachineControls
  readonly counters: MaintenanceCounters
  /** False while it must not move: cover open, offline, error. Paper end it knows itself. */
  mayMove(): boolean
  /** False once the cutter met an obstacle; the cut stays to be done. */
  cutterMoves(): boolean
  /** The roll ended, ran low, or work was done: status may have changed, and there may be room for more. */
  progressed(): void
  cutOff(piece: PaperPiece, cut: CutKind): void
}

/** Rows printed between two looks at cover and paper: 1 mm. */
const STEP_ROWS = 8

export class Mechanism {
  #rowsLeft: number
  #queue: Work[] = []
  /** Rows of the first work already done. */
  #rowsDone = 0
  #pendingRows = 0
  #cancelStep: (() => void) | undefined
  #running: boolean = false
  /** Rows moved forward since the printer was made, and what is to happen at some of them. */
  #rowsMoved = 0
  #rowMarks: { readonly at: number; readonly then: () => void }[] = []
  /** Goes through the motions and leaves the paper as it is: a printer that says it prints and does not. */
  lying: boolean = false
  #worksAdded = 0
  #cutsAdded = 0

  constructor(
    private readonly profile: PrinterProfile,
    private readonly clock: Clock,
    private readonly paper: Paper,
    private readonly housing: Housing,
  ) {
    this.#rowsLeft = profile.rollRows
  }

  get controls(): MachineControls {
    return this.housing.controls
  }

  /** How many works that show on paper, and how many cuts, were ever asked for. */
  get worksAdded(): number {
    return this.#worksAdded
  }

  get cutsAdded(): number {
    return this.#cutsAdded
  }

  /** Rows fed forward since the printer was made. */
  get rowsMoved(): number {
    return this.#rowsMoved
  }

  /** Calls back when `rows` more rows are fed, between that row and the next. Returns a function that takes it back. */
  afterRows(rows: number, then: () => void): () => void {
    const mark = { at: this.#rowsMoved + rows, then }
    this.#rowMarks = [...this.#rowMarks, mark].sort((a, b) => a.at - b.at)
    if (rows <= 0) this.#reachMarks()
    return () => {
      this.#rowMarks = this.#rowMarks.filter((one) => one !== mark)
    }
  }

  /** A person feeds paper. Only with no work begun: elsewhere the button does nothing. */
  feedByHand(rows: number): void {
    if (!this.idle || this.#rowsLeft <= 0) return
    const count = Math.min(rows, this.#rowsLeft)
    this.paper.feed(count)
    this.#moved(count, false)
  }

  /** Dot rows waiting for the head. */
  get pendingRows(): number {
    return this.#pendingRows
  }

  /** Pieces of work not done, those that cost no paper included. */
  get pendingWorks(): number {
    return this.#queue.length
  }

  get idle(): boolean {
    return this.#queue.length === 0
  }

  get paperState(): 'present' | 'nearEnd' | 'out' {
    if (this.#rowsLeft <= 0) return 'out'
    return this.#rowsLeft <= this.profile.nearEndRows ? 'nearEnd' : 'present'
  }

  /** Dot rows left of the roll. */
  get rowsLeft(): number {
    return this.#rowsLeft
  }

  /** Puts a roll in, or leaves `rows` of the one that is there. */
  setRowsLeft(rows: number): void {
    this.#rowsLeft = rows
  }

  add(work: Work): void {
    this.#queue.push(work)
    this.#pendingRows += rowsOf(work)
    if (work.kind === 'cut') this.#cutsAdded++
    else if (rowsOf(work) > 0) this.#worksAdded++
  }

  /** Loses all work not done, as on power-off or when buffers are cleared. What is on paper stays. */
  clear(): void {
    this.#cancelStep?.()
    this.#cancelStep = undefined
    this.#queue = []
    this.#rowsDone = 0
    this.#pendingRows = 0
  }

  /** Works on, as far as it may. Harmless at any time. */
  run(): void {
    if (this.#running || this.#cancelStep) return
    this.#running = true
    while (!this.#cancelStep && this.#beginStep());
    this.#running = false
  }

  /** Does, or schedules, one step. False when there is nothing that can be done now. */
  #beginStep(): boolean {
    const work = this.#queue[0]
    if (!work) return false
    if (work.kind === 'then') {
      this.#finishWork()
      work.action()
      return true
    }
    if (!this.housing.mayMove() || this.#rowsLeft <= 0) return false
    if (work.kind === 'feedBack')
      return this.#afterMs(work.rows * msPerRow(this.profile), () => this.#feedBack(work.rows))
    if (work.kind === 'wait') return this.#afterMs(work.ms, () => this.#finishWork())
    if (work.kind === 'cut') return this.#afterMs(cutMs(this.profile), () => this.#cut(work.cut))
    const rows = Math.min(this.#stepRows(), rowsOf(work) - this.#rowsDone)
    return this.#afterMs(rows * msPerRow(this.profile), () => this.#move(work, rows))
  }

  /** As far as it goes without a look at cover and paper. */
  #stepRows(): number {
    const { speed, nearEndRows } = this.profile
    const step = speed === 'instant' ? Number.POSITIVE_INFINITY : STEP_ROWS
    const toNearEnd = this.#rowsLeft > nearEndRows ? this.#rowsLeft - nearEndRows : this.#rowsLeft
    const toMark = (this.#rowMarks[0]?.at ?? Number.POSITIVE_INFINITY) - this.#rowsMoved
    return Math.min(step, toNearEnd, this.lying ? step : toMark)
  }

  #afterMs(delayMs: number, step: () => void): boolean {
    const finish = () => {
      this.#cancelStep = undefined
      step()
    }
    if (this.profile.speed === 'instant') {
      finish()
      return true
    }
    this.#cancelStep = this.clock.schedule(delayMs, () => {
      finish()
      this.run()
      this.housing.progressed()
    })
    return true
  }

  #move(work: Work & { kind: 'print' | 'feed' }, rows: number): void {
    // The cover may have been opened while this step was under way: the head lifts and nothing is burnt.
    if (!this.housing.mayMove()) return
    if (!this.lying && work.kind === 'print') this.paper.print(work, this.#rowsDone, rows)
    else if (!this.lying) this.paper.feed(rows)
    this.#rowsDone += rows
    this.#pendingRows -= rows
    if (this.#rowsDone === rowsOf(work)) this.#finishWork()
    if (!this.lying) this.#moved(rows, work.kind === 'print')
  }

  /** Paper went forward: the roll is shorter, and what was to happen at this row does. */
  #moved(rows: number, printing: boolean): void {
    const before = this.paperState
    this.#rowsLeft -= rows
    this.#rowsMoved += rows
    this.housing.counters.moved(rows, printing)
    this.#reachMarks()
    if (this.paperState !== before) this.housing.progressed()
  }

  #reachMarks(): void {
    for (let mark = this.#rowMarks[0]; mark && mark.at <= this.#rowsMoved; mark = this.#rowMarks[0]) {
      this.#rowMarks.shift()
      mark.then()
    }
  }

  #feedBack(rows: number): void {
    if (!this.housing.mayMove()) return
    if (!this.lying) this.#rowsLeft += this.paper.feedBack(rows)
    this.#finishWork()
  }

  #cut(cut: CutKind): void {
    if (!this.housing.mayMove() || !this.housing.cutterMoves()) return
    this.#finishWork()
    if (this.lying) return
    this.housing.counters.cut()
    const piece = this.paper.cut()
    if (piece) this.housing.cutOff(piece, cut)
  }

  #finishWork(): void {
    const work = this.#queue.shift()
    this.#rowsDone = 0
    if (this.lying) return
    if ((work?.kind === 'print' || work?.kind === 'feed') && work.shows) this.paper.markShown(work.shows, rowsOf(work))
  }
}

const rowsOf = (work: Work): number =>
  work.kind === 'print' ? work.bitmap.heightDots : work.kind === 'feed' ? work.rows : 0

function msPerRow(profile: PrinterProfile): number {
  return profile.speed === 'instant' ? 0 : 1000 / (profile.speed.mmPerSecond * profile.dotsPerMm)
}

const cutMs = (profile: PrinterProfile): number => (profile.speed === 'instant' ? 0 : profile.speed.cutMs)
