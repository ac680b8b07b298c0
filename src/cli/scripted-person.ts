/**
 * A person at the counter who knows beforehand what to do: pays in the order given, identifies as given, and calls the
 * sale off when nothing is left to pay with.
 */
import type { CashReceiptUse, TaxIdentifier } from '../domain/identifiers/tax-identifier.js'
import { isPositive, type Money } from '../domain/money.js'
import type { CommandProblem, CounterCommand } from '../terminal/counter-command.js'
import type { SaleView } from '../terminal/sale-view.js'
import { CommandRefused } from './command-refused.js'
import type { CounterPerson } from './counter-person.js'

export type PlannedTender =
  | { readonly kind: 'card'; readonly amount?: Money; readonly instalmentMonths?: number }
  | { readonly kind: 'cash'; readonly received?: Money }
  | { readonly kind: 'transfer'; readonly amount?: Money }

export type PlannedCashReceipt =
  | { readonly kind: 'none' }
  | { readonly kind: 'selfIssued' }
  | { readonly kind: 'issued'; readonly use: CashReceiptUse; readonly identifier: TaxIdentifier }

export interface CounterPlan {
  readonly tenders: readonly PlannedTender[]
  readonly cashReceipt: PlannedCashReceipt
}

export class ScriptedPerson implements CounterPerson {
  readonly #tenders: PlannedTender[]
  readonly #cashReceipt: PlannedCashReceipt
  #entered = false

  constructor({ tenders, cashReceipt }: CounterPlan) {
    this.#tenders = [...tenders]
    this.#cashReceipt = cashReceipt
  }

  async decide(view: SaleView): Promise<CounterCommand> {
    switch (view.steps.tender) {
      case 'confirmingTransfer':
        return { type: 'transfer.received' }
      case 'returningCash':
        return { type: 'cash.returned' }
      case 'choosing':
        return this.#nextTender(view)
      default:
        return this.#taxCommand(view)
    }
  }

  refused(_command: CounterCommand, problem: CommandProblem): never {
    throw new CommandRefused(problem)
  }

  #nextTender({ due }: SaleView): CounterCommand {
    const tender = this.#tenders.shift()
    switch (tender?.kind) {
      case 'card': {
        const { amount, instalmentMonths } = tender
        return {
          type: 'tender.card',
          ...(amount && { amount }),
          ...(instalmentMonths !== undefined && { instalmentMonths }),
        }
      }
      case 'cash':
        return { type: 'tender.cash', received: tender.received ?? due }
      case 'transfer':
        return { type: 'tender.transfer', ...(tender.amount && { amount: tender.amount }) }
      default:
        return { type: 'sale.cancelled', reason: isPositive(due) ? 'nothing left to pay with' : 'called off' }
    }
  }

  #taxCommand({ steps }: SaleView): CounterCommand {
    const plan = this.#cashReceipt
    if (plan.kind === 'none') return { type: 'tax.declined' }
    // A number the gateway turned down will not do the second time either.
    if (plan.kind === 'selfIssued' || (steps.tax === 'choosingUse' && this.#entered)) {
      return { type: 'tax.selfIssued' }
    }
    switch (steps.tax) {
      case 'choosingUse':
        return { type: 'tax.useChosen', use: plan.use, identifierKind: plan.identifier.kind }
      case 'entering':
        this.#entered = true
        return { type: 'tax.numberEntered', identifier: plan.identifier }
      default:
        return { type: 'tax.numberConfirmed' }
    }
  }
}
