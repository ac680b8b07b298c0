/**
 * What is known of a printer, whoever heard it: jobs, probes and watchers all write here, and everybody who wants to know
 * reads one report. It outlives links, so that "since when" is not lost with a cable.
 */
import type { FailureCode } from '../../../src/domain/failures.js'
import type { Clock } from '../../../src/ports/clock.js'
import type { PrinterReport, PrinterStatus, StatusAspect } from '../../../src/ports/receipt-printer.js'

/** What a change of an aspect is told by. */
const VALUE_OF: Readonly<Record<Exclude<StatusAspect, 'link'>, (status: PrinterStatus) => unknown>> = {
  online: ({ online }) => online,
  paper: ({ paper }) => paper,
  cover: ({ coverOpen }) => coverOpen,
  cutter: ({ cutter }) => cutter,
  drawer: ({ drawer }) => drawer,
  error: ({ error }) => error,
}
const ASPECTS = Object.keys(VALUE_OF) as (keyof typeof VALUE_OF)[]

export class StatusBoard {
  readonly #clock: Clock
  readonly #listeners = new Set<(report: PrinterReport) => void>()
  #report: PrinterReport
  /** Why it cannot be talked to. */
  #linkFailure: FailureCode = 'printer.unreachable'

  constructor(clock: Clock) {
    this.#clock = clock
    this.#report = { link: 'down', since: {}, changed: [], concerns: [] }
  }

  get report(): PrinterReport {
    return this.#report
  }

  /** Calls back with the report as it stands, and at every change. Returns how to stop. */
  listen(listener: (report: PrinterReport) => void): () => void {
    this.#listeners.add(listener)
    listener({ ...this.#report, changed: [] })
    return () => this.#listeners.delete(listener)
  }

  /** The printer said something of itself, and so is there. */
  observe(status: PrinterStatus): void {
    const before = this.#report.status
    const changed: StatusAspect[] = ASPECTS.filter(
      (each) => !before || VALUE_OF[each](before) !== VALUE_OF[each](status),
    )
    if (this.#report.link === 'down') changed.unshift('link')
    if (changed.length === 0 && before?.fault === status.fault) return
    this.#publish({ link: 'up', status }, changed)
  }

  /** The link went, or could not be had. */
  lose(failure: FailureCode): void {
    const known = this.#report.since.link !== undefined
    if (known && this.#report.link === 'down' && this.#linkFailure === failure) return
    this.#linkFailure = failure
    this.#publish({ ...this.#report, link: 'down' }, ['link'])
  }

  #publish({ link, status }: Pick<PrinterReport, 'link' | 'status'>, changed: readonly StatusAspect[]): void {
    const now = this.#clock.now()
    const since = { ...this.#report.since, ...Object.fromEntries(changed.map((aspect) => [aspect, now])) }
    const concerns = link === 'down' ? [this.#linkFailure] : status ? concernsOf(status) : []
    this.#report = { link, since, changed, concerns, ...(status && { status }) }
    for (const listener of [...this.#listeners]) listener(this.#report)
  }
}

function concernsOf({ fault, paper }: PrinterStatus): readonly FailureCode[] {
  const concerns: FailureCode[] = fault ? [fault] : []
  return paper === 'nearEnd' ? [...concerns, 'printer.paperNearEnd'] : concerns
}
