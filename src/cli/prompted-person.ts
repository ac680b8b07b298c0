/** A person at the keyboard: asked in the shop's language, asked again when an answer cannot be. */
import { parseTaxIdentifier, type TaxIdentifierKind } from '../domain/identifiers/tax-identifier.js'
import type { Language } from '../domain/language.js'
import { parseMoney } from '../domain/money.js'
import type { CommandProblem, CounterCommand } from '../terminal/counter-command.js'
import type { SaleView } from '../terminal/sale-view.js'
import type { CounterPerson } from './counter-person.js'
import type { Keyboard } from './keyboard.js'
import { TILL_TEXTS, type TillTexts } from './texts.js'

export class PromptedPerson implements CounterPerson {
  readonly #keyboard: Keyboard
  readonly #texts: TillTexts['ask']
  #use: 'personalDeduction' | 'businessExpense' = 'personalDeduction'

  constructor(keyboard: Keyboard, language: Language) {
    this.#keyboard = keyboard
    this.#texts = TILL_TEXTS[language].ask
  }

  async decide(view: SaleView): Promise<CounterCommand> {
    switch (view.steps.tender) {
      case 'choosing':
        return this.#askTender(view)
      case 'confirmingTransfer':
        return { type: (await this.#yes(this.#texts.transferSeen)) ? 'transfer.received' : 'transfer.notReceived' }
      case 'returningCash':
        while (!(await this.#yes(this.#texts.cashReturned)));
        return { type: 'cash.returned' }
      default:
        return this.#askTax(view)
    }
  }

  refused(_command: CounterCommand, _problem: CommandProblem): void {
    this.#keyboard.say(this.#texts.notUnderstood)
  }

  async #askTender({ due }: SaleView): Promise<CounterCommand> {
    switch (await this.#choice(this.#texts.tender, ['c', 'h', 't', 'x'])) {
      case 'c':
        return { type: 'tender.card' }
      case 't':
        return { type: 'tender.transfer' }
      case 'x':
        return { type: 'sale.cancelled', reason: 'called off at the counter' }
      default:
        return { type: 'tender.cash', received: await this.#received(due) }
    }
  }

  async #askTax({ steps, tax }: SaleView): Promise<CounterCommand> {
    switch (steps.tax) {
      case 'choosingUse': {
        const question = tax.duty?.isCompulsory ? this.#texts.useCompulsory : this.#texts.use
        const choice = await this.#choice(question, ['p', 'b', 'n'])
        if (choice === 'n') return { type: 'tax.declined' }
        this.#use = choice === 'p' ? 'personalDeduction' : 'businessExpense'
        return { type: 'tax.useChosen', use: this.#use, identifierKind: this.#kind() }
      }
      case 'entering':
        return this.#askNumber()
      default: {
        const right = await this.#yes(this.#texts.confirm(tax.masked ?? ''))
        return { type: right ? 'tax.numberConfirmed' : 'tax.numberRejected' }
      }
    }
  }

  async #askNumber(): Promise<CounterCommand> {
    for (;;) {
      const identifier = parseTaxIdentifier(this.#kind(), await this.#keyboard.askUnseen(this.#texts.number), this.#use)
      if (identifier.ok) return { type: 'tax.numberEntered', identifier: identifier.value }
      this.#keyboard.say(this.#texts.badNumber)
    }
  }

  #kind(): TaxIdentifierKind {
    return this.#use === 'personalDeduction' ? 'mobileNumber' : 'businessNumber'
  }

  async #received(due: SaleView['due']): Promise<SaleView['due']> {
    for (;;) {
      const amount = parseMoney(await this.#keyboard.ask(this.#texts.received), due.currency)
      if (amount && amount.amountMinor > 0) return amount
      this.#keyboard.say(this.#texts.badAmount)
    }
  }

  async #yes(question: string): Promise<boolean> {
    return (await this.#choice(question, ['y', 'n'])) === 'y'
  }

  async #choice<const Choice extends string>(question: string, choices: readonly Choice[]): Promise<Choice> {
    for (;;) {
      const answer = (await this.#keyboard.ask(question)).trim().toLowerCase()
      const chosen = choices.find((choice) => choice === answer)
      if (chosen !== undefined) return chosen
      this.#keyboard.say(this.#texts.notUnderstood)
    }
  }
}
