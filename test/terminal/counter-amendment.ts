/** What a cashier does about a sale that was paid, in words short enough that a test reads like the day it is about. */
import type { AmendmentView } from '../../src/terminal/amendment-view.js'
import type { AmendmentOpening } from '../../src/terminal/amendments.js'
import type { AmendmentCounterCommand } from '../../src/terminal/counter-command.js'
import type { Terminal } from '../../src/terminal/terminal.js'

export class CounterAmendment {
  readonly id: string
  readonly #terminal: Terminal

  constructor(
    terminal: Terminal,
    saleId: string,
    change: AmendmentOpening['change'],
    more: Partial<AmendmentOpening> = {},
  ) {
    this.#terminal = terminal
    const opened = terminal.amend({ saleId, change, operator: 'kim', reason: 'changed their mind', ...more })
    if (!opened.ok) throw new Error(`${change.kind}: ${opened.problem.problem}`)
    this.id = opened.value.amendmentId
  }

  get view(): AmendmentView {
    return this.#terminal.amendment(this.id)
  }

  do(...commands: readonly AmendmentCounterCommand[]): this {
    for (const command of commands) {
      const done = this.#terminal.commandAmendment(this.id, command)
      if (!done.ok) throw new Error(`${command.type}: ${done.problem}`)
    }
    return this
  }

  /** The amount is entered again, twice. */
  confirm(): this {
    const confirmed = { type: 'amendment.confirmed', total: this.view.total } as const
    return this.do(confirmed, confirmed)
  }

  reaching(until: (view: AmendmentView) => boolean): Promise<AmendmentView> {
    return this.#terminal.amendmentReaching(this.id, until)
  }

  /** Once its money has come to this step. */
  money(step: string): Promise<AmendmentView> {
    return this.reaching(({ steps }) => steps.money === step)
  }

  tax(step: string): Promise<AmendmentView> {
    return this.reaching(({ steps }) => steps.tax === step)
  }

  /** Once nothing is owed any more. */
  complete(): Promise<AmendmentView> {
    return this.reaching(({ stage }) => stage === 'complete')
  }
}
