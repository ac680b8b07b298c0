/** What a cashier and a customer do, in words short enough that a test reads like the day it is about. */
import { MobileNumber } from '../../src/domain/identifiers/mobile-number.js'
import type { TaxIdentifier } from '../../src/domain/identifiers/tax-identifier.js'
import type { Money } from '../../src/domain/money.js'
import type { CounterCommand } from '../../src/terminal/counter-command.js'
import type { SaleView } from '../../src/terminal/sale-view.js'
import type { Terminal } from '../../src/terminal/terminal.js'
import { coffees } from './shop-in-a-box.js'

export const CHIP = { kind: 'chip', card: 'koreanCredit' } as const

export function mobile(digits = '010-1234-5678'): MobileNumber {
  const parsed = MobileNumber.parse(digits)
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.value
}

/** One sale at the counter. Every command must be taken, or the test ends here and says which was not. */
export class CounterSale {
  readonly id: string
  readonly #terminal: Terminal

  constructor(terminal: Terminal, totalMinor: number) {
    this.#terminal = terminal
    this.id = terminal.openSale({ sale: coffees(totalMinor), operator: 'kim', language: 'ko' })
  }

  get view(): SaleView {
    return this.#terminal.view(this.id)
  }

  do(...commands: readonly CounterCommand[]): this {
    for (const command of commands) {
      const done = this.#terminal.command(this.id, command)
      if (!done.ok) throw new Error(`${command.type}: ${done.problem}`)
    }
    return this
  }

  payCash(received: Money): this {
    return this.do({ type: 'tender.cash', received })
  }

  /** The customer names the use and types the number, and confirms it twice. */
  identify(identifier: TaxIdentifier = mobile(), use: 'personalDeduction' | 'businessExpense' = 'personalDeduction') {
    return this.do(
      { type: 'tax.useChosen', use, identifierKind: identifier.kind },
      { type: 'tax.numberEntered', identifier },
      { type: 'tax.numberConfirmed' },
      { type: 'tax.numberConfirmed' },
    )
  }

  reaching(until: (view: SaleView) => boolean): Promise<SaleView> {
    return this.#terminal.reaching(this.id, until)
  }

  /** Once the tender has come to this step. */
  tender(step: string): Promise<SaleView> {
    return this.reaching(({ steps }) => steps.tender === step)
  }

  tax(step: string): Promise<SaleView> {
    return this.reaching(({ steps }) => steps.tax === step)
  }

  paper(step: string): Promise<SaleView> {
    return this.reaching(({ steps }) => steps.paper === step)
  }

  /** Once nothing is owed to anybody. */
  complete(): Promise<SaleView> {
    return this.reaching(({ stage }) => stage === 'complete')
  }

  /** Once the customer may go. */
  leaving(): Promise<SaleView> {
    return this.reaching(({ stage }) => stage !== 'serving')
  }
}
