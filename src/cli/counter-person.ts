/**
 * Whoever stands at the counter: asked what to do next whenever a sale needs a person, and told when something could not
 * be done. A script and a keyboard both answer.
 */

import type { CommandProblem, CounterCommand } from '../terminal/counter-command.js'
import type { SaleView } from '../terminal/sale-view.js'
import type { Terminal } from '../terminal/terminal.js'

export interface CounterPerson {
  /** The next command for a sale that needs one. */
  decide(view: SaleView): Promise<CounterCommand>
  refused(command: CounterCommand, problem: CommandProblem): void
}

const NEEDS_PERSON: Readonly<Record<'tender' | 'tax', ReadonlySet<string>>> = {
  tender: new Set(['choosing', 'confirmingTransfer', 'returningCash']),
  tax: new Set(['choosingUse', 'entering', 'confirmingOnce', 'confirmingTwice']),
}

/** Serves one sale until it needs nobody at the counter: the customer may go, or what was corrected is under way. */
export async function serveSale(terminal: Terminal, saleId: string, person: CounterPerson): Promise<SaleView> {
  for (;;) {
    const view = await terminal.reaching(saleId, (sale) => sale.stage !== 'serving' || needsPerson(sale))
    if (!needsPerson(view)) return view
    const command = await person.decide(view)
    const done = terminal.command(saleId, command)
    if (!done.ok) person.refused(command, done.problem)
  }
}

function needsPerson({ steps }: SaleView): boolean {
  return NEEDS_PERSON.tender.has(steps.tender) || NEEDS_PERSON.tax.has(steps.tax)
}
