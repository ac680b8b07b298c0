/**
 * Head, paper feed and cutter: takes finished work and carries it out row by row, in its own time. It stops wherever it is
 * when the paper ends or the cover opens, and goes on from that very row.
 */
import type { Clock } from '../../../src/ports/clock.js'
import type { Bitmap } from './bitmap.js'
import type { Paper } from './paper.js'
import type { PrinterProfile } from './profiles.js'
import type { CutKind, PaperPiece, PrintedSymbol } from './receipt.js'

export type Work =
  /** Print a bitmap as wide as the paper; `says` is what it says, for the transcript. */
  | { readonly kind: 'print'; readonly bitmap: Bitmap; readonly says?: string; readonly symbol?: PrintedSymbol }
  | { readonly kind: 'feed'; readonly rows: number; readonly says?: string }
  | { readonly kind: 'cut'; readonly cut: CutKind }
  /** Something to do once all work before it is done. Takes no time and no paper. */
  | { readonly kind: 'then'; readonly action: () => void }

/** What the mechanism asks of, and tells, the machine around it. */
export interface Housing {
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

  constructor(
    private readonly profile: PrinterProfile,
    private readonly clock: Clock,
    private readonly paper: Paper,
    private readonly housing: Housing,
  ) {
    this.#rowsLeft = profile.rollRows
  }

  /** Dot rows waiting for the head. */
  get pendingRows(): number {
    return this.#pendingRows
  }

  get idle(): boolean {
    return this.#queue.length === 0
  }

  get paperState(): 'present' | 'nearEnd' | 'out' {
    if (this.#rowsLeft <= 0) return 'out'
    return this.#rowsLeft <= this.profile.nearEndRows ? 'nearEnd' : 'present'
  }

  /** Puts a roll in, or leaves `rows` of the one that is there. */
  setRowsLeft(rows: number): void {
    this.#rowsLeft = rows
  }

  add(work: Work): void {
    this.#queue.push(work)
    this.#pendingRows += rowsOf(work)
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
    if (work.kind === 'cut') return this.#afterMs(cutMs(this.profile), () => this.#cut(work.cut))
    const rows = Math.min(STEP_ROWS, rowsOf(work) - this.#rowsDone, this.#rowsLeft)
    return this.#afterMs(rows * msPerRow(this.profile), () => this.#move(work, rows))
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
    if (work.kind === 'print') this.paper.print(work.bitmap, this.#rowsDone, rows)
    else this.paper.feed(rows)
    this.#rowsDone += rows
    this.#pendingRows -= rows
    const before = this.paperState
    this.#rowsLeft -= rows
    if (this.#rowsDone === rowsOf(work)) this.#finishWork()
    if (this.paperState !== before) this.housing.progressed()
  }

  #cut(cut: CutKind): void {
    if (!this.housing.mayMove() || !this.housing.cutterMoves()) return
    this.#finishWork()
    const piece = this.paper.cut()
    if (piece) this.housing.cutOff(piece, cut)
  }

  #finishWork(): void {
    const work = this.#queue.shift()
    this.#rowsDone = 0
    if (work?.kind === 'print' || work?.kind === 'feed') {
      if (work.says !== undefined) this.paper.markLine(work.says)
      if (work.kind === 'print' && work.symbol) this.paper.markSymbol(work.symbol)
    }
  }
}

const rowsOf = (work: Work): number =>
  work.kind === 'print' ? work.bitmap.heightDots : work.kind === 'feed' ? work.rows : 0

function msPerRow(profile: PrinterProfile): number {
  return profile.speed === 'instant' ? 0 : 1000 / (profile.speed.mmPerSecond * profile.dotsPerMm)
}

const cutMs = (profile: PrinterProfile): number => (profile.speed === 'instant' ? 0 : profile.speed.cutMs)
