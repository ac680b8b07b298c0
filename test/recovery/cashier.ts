/**
 * The people around a terminal that may die: a cashier who looks at the sale, does what it asks for next and starts again
 * after a power cut, knowing only what the screen says; and someone who puts paper in when told to.
 */
import { allKept } from '../../src/domain/promises.js'
import type { CounterCommand } from '../../src/terminal/counter-command.js'
import type { SaleView } from '../../src/terminal/sale-view.js'
import { mobile } from '../terminal/counter.js'
import { coffees, type World } from '../terminal/shop-in-a-box.js'
import type { MortalTill } from './mortal-till.js'

export interface Customer {
  readonly totalMinor: number
  /** What the customer wants of the money now; undefined when they wait. */
  readonly pays: (view: SaleView) => CounterCommand | undefined
  /** The number they type for a cash receipt. */
  readonly number?: (view: SaleView) => string
  /** What somebody does about the world on seeing this. */
  readonly mends?: (view: SaleView, world: World) => void
}

const MOST_ACTIONS = 200

/** Serves the one sale of this till until nothing is owed and nothing is under way, or the till dies. */
export async function serve(till: MortalTill, world: World, customer: Customer): Promise<void> {
  for (let actions = 0; !till.dead; actions++) {
    if (actions > MOST_ACTIONS) throw new Error('the cashier goes round in circles')
    const [sale] = till.journal.flows()
    const saleId = sale?.flowId ?? open(till, customer)
    if (saleId === undefined || till.dead) return
    const view = till.terminal.view(saleId)
    const idle = till.journal.openIntents(saleId).length === 0
    if (allKept(view.promises) && idle) return
    customer.mends?.(view, world)
    const command = nextCommand(view, customer)
    if (command) await act(till, saleId, command)
    else await Promise.race([till.death, changed(till, saleId)])
  }
}

function open(till: MortalTill, { totalMinor }: Customer): string | undefined {
  return surviving(till, () => till.terminal.openSale({ sale: coffees(totalMinor), operator: 'kim', language: 'ko' }))
}

async function act(till: MortalTill, saleId: string, command: CounterCommand): Promise<void> {
  const done = surviving(till, () => till.terminal.command(saleId, command))
  if (done && !done.ok) throw new Error(`the screen asked for ${command.type} and it was refused: ${done.problem}`)
  // A till that died in this step is dead by now.
  await Promise.resolve()
}

/** Undefined when the till died of it. */
function surviving<T>(till: MortalTill, work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (till.dead) return undefined
    throw error
  }
}

/** Resolves with the sale's next step; the journal is where a step shows first. */
function changed({ terminal, journal }: MortalTill, saleId: string): Promise<unknown> {
  const before = journal.nextSeq
  return terminal.reaching(saleId, () => journal.nextSeq !== before)
}

function nextCommand(view: SaleView, customer: Customer): CounterCommand | undefined {
  return moneyCommand(view, customer) ?? taxCommand(view, customer) ?? paperCommand(view)
}

const LEE = { operator: 'lee', reason: 'seen on the statement', evidence: 'statement line 12' } as const

function moneyCommand({ steps, ...view }: SaleView, customer: Customer): CounterCommand | undefined {
  if (steps.reversal === 'refused') return { type: 'reversal.settledByPerson', ...LEE }
  if (steps.tender === 'returningCash') return { type: 'cash.returned' }
  if (steps.tender === 'confirmingTransfer') return { type: 'transfer.received' }
  return steps.tender === 'choosing' ? customer.pays({ steps, ...view }) : undefined
}

function taxCommand(view: SaleView, { number }: Customer): CounterCommand | undefined {
  switch (view.steps.tax) {
    case 'choosingUse':
      if (!number) return { type: 'tax.declined' }
      return { type: 'tax.useChosen', use: 'personalDeduction', identifierKind: 'mobileNumber' }
    case 'entering':
      return { type: 'tax.numberEntered', identifier: mobile(number?.(view)) }
    case 'confirmingOnce':
    case 'confirmingTwice':
      return { type: 'tax.numberConfirmed' }
    default:
      return undefined
  }
}

function paperCommand({ steps }: SaleView): CounterCommand | undefined {
  if (steps.paper !== 'unknown' && steps.paper !== 'owed') return undefined
  return { type: 'paper.reprinted', operator: 'kim', reason: 'printUnconfirmed' }
}
