/**
 * The people of a scenario at the counter: each step they take becomes the commands a screen would send. What the terminal
 * does not allow comes back as the problem's name.
 */

import type { CashReceiptUse } from '../domain/identifiers/tax-identifier.js'
import { parseTaxIdentifier, type TaxIdentifier, type TaxIdentifierKind } from '../domain/identifiers/tax-identifier.js'
import { type Money, parseMoney } from '../domain/money.js'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import { type PricedSale, priceSale } from '../domain/sale.js'
import { inputProblemText } from '../domain/validation/input-words.js'
import type { AmendmentOpening } from '../terminal/amendments.js'
import type { AmendmentCounterCommand, CounterCommand } from '../terminal/counter-command.js'
import type { SupervisorsWord } from '../terminal/supervision.js'
import { BackOffice } from './back-office.js'
import { commandOf, type DeedCommand, USUAL_OPERATOR } from './deeds.js'
import type { ReplayStage } from './replay-stage.js'
import { StepMistake } from './step-mistake.js'
import type { Step, StepOf } from './step-schema.js'

type Goods = StepOf<'sell'>['lines']
type Amending = StepOf<'void' | 'refund' | 'return' | 'exchange' | 'correct' | 'refuse'>
type ReceiptFor = { readonly use: CashReceiptUse; readonly kind: TaxIdentifierKind }

export class Counter {
  readonly sales = new Map<string, string>()
  readonly amendments = new Map<string, string>()

  readonly #backOffice: BackOffice

  constructor(private readonly stage: ReplayStage) {
    this.#backOffice = new BackOffice(stage)
  }

  get settlements(): ReadonlyMap<string, string> {
    return this.#backOffice.settlements
  }

  get invoices(): ReadonlyMap<string, string> {
    return this.#backOffice.invoices
  }

  /** @returns why it is not allowed, or nothing. @throws StepMistake */
  async take(step: Step): Promise<string | undefined> {
    const approval = await this.#approval(step)
    if (!approval.ok) return approval.problem
    const word = approval.value
    switch (step.verb) {
      case 'sell':
        return this.#sell(step)
      case 'pay':
        return this.#pay(step)
      case 'identify':
        return this.#identify(step)
      case 'decline':
        return this.#command(step.decline, { type: 'tax.declined' })
      case 'selfIssue':
        return this.#command(step.selfIssue, { type: 'tax.selfIssued' })
      case 'cancel':
        return this.#command(step.cancel, { type: 'sale.cancelled', reason: step.reason })
      case 'handOver':
        return this.#command(
          step.handOver,
          this.sales.has(step.handOver) ? { type: 'cash.returned' } : { type: 'cash.handedOver' },
        )
      case 'confirm':
        return this.#confirm(step.confirm, 1)
      case 'callOff':
        return this.#command(step.callOff, { type: 'amendment.calledOff', reason: step.reason })
      case 'settle':
        return this.#backOffice.settle(step)
      case 'invoice':
        return this.#backOffice.invoice(step, this.#idOf(this.sales, step.of))
      case 'scan':
        return this.#backOffice.scan(step, this.#idOf(this.sales, step.scan))
      case 'buyer':
        return this.#backOffice.buyerDoes(step)
      case 'do':
        return this.#command(step.do, commandOf(step.what, step.with), word)
      case 'void':
      case 'refund':
      case 'return':
      case 'exchange':
      case 'correct':
      case 'refuse':
        return this.#amend(step, word)
      default:
        return undefined
    }
  }

  /** What came of entering a supervisor's name and PIN, where the step has them. */
  async #approval(step: Step): Promise<Parsed<SupervisorsWord | undefined, string>> {
    if (!('approvedBy' in step)) return parsed(undefined)
    const approval = await this.stage.terminal.approve(step.approvedBy)
    return approval.ok ? approval : problem(approval.problem.kind)
  }

  #sell(step: StepOf<'sell'>): undefined {
    const { terminal, language } = this.stage
    const opening = {
      sale: this.#priced(step.lines, step),
      operator: step.operator ?? USUAL_OPERATOR,
      language: step.language ?? language,
    }
    this.sales.set(step.sell, terminal.openSale(opening))
    return undefined
  }

  async #pay(step: StepOf<'pay'>): Promise<string | undefined> {
    const { stage } = this
    const amount = step.amount === undefined ? undefined : this.#money(step.amount)
    switch (step.by) {
      case 'cash':
        return this.#command(step.pay, { type: 'tender.cash', received: amount ?? this.#due(step.pay) })
      case 'transfer':
        return this.#command(step.pay, { type: 'tender.transfer', ...(amount && { amount }) })
      case 'card':
        await stage.order('reader', step.present ?? [{ kind: 'chip', card: stage.usualCard }])
        return this.#command(step.pay, {
          type: 'tender.card',
          ...(amount && { amount }),
          ...(step.months !== undefined && { instalmentMonths: step.months }),
        })
    }
  }

  #identify(step: StepOf<'identify'>): string | undefined {
    const identifier = identifierOf(step, step.number)
    if (!identifier.ok) return identifier.problem
    const commands: readonly CounterCommand[] = [
      { type: 'tax.useChosen', use: step.use, identifierKind: step.kind },
      { type: 'tax.numberEntered', identifier: identifier.value },
      ...Array.from({ length: step.confirmed }, () => ({ type: 'tax.numberConfirmed' }) as const),
    ]
    return firstProblem(commands, (command) => this.#command(step.identify, command))
  }

  #amend(step: Amending, word: SupervisorsWord | undefined): string | undefined {
    const change = this.#changeOf(step)
    if (!change.ok) return change.problem
    const name = nameOf(step)
    const opening = {
      saleId: this.#idOf(this.sales, step.of),
      change: change.value,
      operator: step.operator ?? USUAL_OPERATOR,
      reason: step.reason ?? 'changed their mind',
      ...(step.language && { language: step.language }),
    }
    const opened = this.stage.terminal.amend(opening, word)
    if (!opened.ok) return opened.problem.problem
    const { amendmentId, record } = opened.value
    this.amendments.set(name, amendmentId)
    if (step.verb === 'exchange' && record.exchange) this.sales.set(step.sold, record.exchange.saleId)
    return this.#confirm(name, step.confirmed)
  }

  #changeOf(step: Amending): Parsed<AmendmentOpening['change'], string> {
    switch (step.verb) {
      case 'void':
        return parsed({ kind: 'void' })
      case 'refuse':
        return parsed({ kind: 'refusal' })
      case 'refund':
        return parsed({
          kind: 'refund',
          ...(step.amount !== undefined && { amount: this.#money(step.amount) }),
          ...(step.by && { by: step.by }),
        })
      case 'return':
        return parsed({ kind: 'return', ...linesOf(step), ...(step.by && { by: step.by }) })
      case 'exchange':
        return parsed({
          kind: 'exchange',
          given: this.#priced(step.given, {}),
          ...linesOf(step),
          ...(step.by && { by: step.by }),
        })
      case 'correct': {
        const identifier = step.number === undefined ? undefined : identifierOf(step, step.number)
        if (identifier && !identifier.ok) return identifier
        return parsed({
          kind: 'correction',
          use: step.use,
          ...(identifier && { identifier: identifier.value }),
          ...(step.total !== undefined && { total: this.#money(step.total) }),
          ...(step.order && { order: step.order }),
        })
      }
    }
  }

  /** The amount is entered again each time. */
  #confirm(name: string, times: number): string | undefined {
    const { total } = this.stage.terminal.amendment(this.#idOf(this.amendments, name))
    const confirmations = Array.from({ length: times }, () => ({ type: 'amendment.confirmed', total }) as const)
    return firstProblem(confirmations, (confirmation) => this.#command(name, confirmation))
  }

  /** Of the sale, amendment, card day or invoice that has that name. */
  #command(name: string, command: DeedCommand, word?: SupervisorsWord): string | undefined {
    if (this.#backOffice.knows(name)) return this.#backOffice.command(name, command, word)
    const { terminal } = this.stage
    const amendmentId = this.amendments.get(name)
    const done =
      amendmentId === undefined
        ? terminal.command(this.#idOf(this.sales, name), command as CounterCommand, word)
        : terminal.commandAmendment(amendmentId, command as AmendmentCounterCommand, word)
    return done.ok ? undefined : done.problem
  }

  #idOf(ids: ReadonlyMap<string, string>, name: string): string {
    const id = ids.get(name)
    if (id === undefined) {
      throw new StepMistake(`there is nothing called ${name} yet. Write one of ${[...ids.keys()].join(', ') || 'none'}`)
    }
    return id
  }

  #priced(goods: Goods, extras: { readonly discount?: string; readonly serviceCharge?: string }): PricedSale {
    const { currency, vatRateBasisPoints } = this.stage
    const priced = priceSale({
      ...{ currency, vatRateBasisPoints },
      ...(extras.discount !== undefined && { discount: this.#money(extras.discount) }),
      ...(extras.serviceCharge !== undefined && { serviceCharge: this.#money(extras.serviceCharge) }),
      lines: goods.map(({ name, price, quantity, taxFree, discount }) => ({
        ...{ name, quantityThousandths: quantity, unitPrice: this.#money(price) },
        ...(taxFree !== undefined && { taxFree }),
        ...(discount !== undefined && { discount: this.#money(discount) }),
      })),
    })
    if (priced.ok) return priced.value
    throw new StepMistake(`${inputProblemText(priced.problem, 'en')}`)
  }

  #due(name: string): Money {
    return this.stage.terminal.view(this.#idOf(this.sales, name)).due
  }

  #money(text: string): Money {
    const amount = parseMoney(text, this.stage.currency)
    if (!amount) throw new StepMistake(`${text} is no amount of ${this.stage.currency}. Correct its decimals`)
    return amount
  }
}

function identifierOf({ kind, use }: ReceiptFor, number: string): Parsed<TaxIdentifier, string> {
  return parseTaxIdentifier(kind, number, use)
}

function linesOf({ lines }: StepOf<'return' | 'exchange'>) {
  return lines && { lines: lines.map(({ line, quantity }) => ({ line: line - 1, quantityThousandths: quantity })) }
}

/** What an amendment is called from then on: the value of its verb. */
function nameOf(step: Amending): string {
  switch (step.verb) {
    case 'void':
      return step.void
    case 'refund':
      return step.refund
    case 'return':
      return step.return
    case 'exchange':
      return step.exchange
    case 'correct':
      return step.correct
    case 'refuse':
      return step.refuse
  }
}

function firstProblem<T>(commands: readonly T[], give: (command: T) => string | undefined): string | undefined {
  for (const command of commands) {
    const stopped = give(command)
    if (stopped !== undefined) return stopped
  }
  return undefined
}
