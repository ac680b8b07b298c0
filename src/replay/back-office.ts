/**
 * What a scenario's people do away from the counter: close the card day, have an invoice issued to a named buyer, and what
 * that buyer does with a phone and at the tax office.
 */
import { orderNumberOfSale } from '../flows/invoice/order-number.js'
import type { SettlementCommand } from '../flows/settlement/settlement-machine.js'
import type { InvoiceCounterCommand } from '../terminal/counter-command.js'
import type { InvoiceOpening } from '../terminal/invoices.js'
import type { SupervisorsWord } from '../terminal/supervision.js'
import { clearBuyer } from './clear-buyer.js'
import { type DeedCommand, USUAL_OPERATOR } from './deeds.js'
import type { ReplayStage } from './replay-stage.js'
import { StepMistake } from './step-mistake.js'
import type { StepOf } from './step-schema.js'

export class BackOffice {
  readonly settlements = new Map<string, string>()
  readonly invoices = new Map<string, string>()

  constructor(private readonly stage: ReplayStage) {}

  /** What was begun last is gone on with first, under whichever name it is asked for again. */
  settle(step: StepOf<'settle'>): undefined {
    this.settlements.set(step.settle, this.stage.terminal.settle(step.operator ?? USUAL_OPERATOR))
    return undefined
  }

  /** @returns why it is not allowed, or nothing. @throws StepMistake for a buyer that is none. */
  invoice(step: StepOf<'invoice'>, saleId: string): string | undefined {
    const { currency, terminal } = this.stage
    const by = step.by ?? (currency === 'KRW' ? 'hand' : 'service')
    const channel = by === 'hand' ? 'manual' : 'service'
    const opening: InvoiceOpening = {
      ...{ saleId, channel, buyer: clearBuyer(step.buyer, channel) },
      operator: step.operator ?? USUAL_OPERATOR,
      reason: step.reason ?? 'the customer asked for it',
    }
    const opened = terminal.requestInvoice(opening)
    if (!opened.ok) return opened.problem
    this.invoices.set(step.invoice, opened.value)
    return undefined
  }

  /** @returns `page410` and the like where the page does not take it. @throws StepMistake where no receipt has a code. */
  async scan(step: StepOf<'scan'>, saleId: string): Promise<string | undefined> {
    const order = orderNumberOfSale(this.stage.terminal.view(saleId).record)
    const codes = this.stage.books().papers.flatMap((paper) => paper.codes)
    const code = codes.findLast((each) => isCodeOf(each, order))
    if (code === undefined) throw new StepMistake(`no receipt of ${step.scan} has a code to scan`)
    const status = await this.stage.scan(code, step.buyer)
    return status === 200 ? undefined : `page${status}`
  }

  buyerDoes({ buyer, does }: StepOf<'buyer'>): undefined {
    const invoiceId = this.invoices.get(buyer)
    if (invoiceId === undefined) throw new StepMistake(`there is no invoice called ${buyer} yet`)
    this.stage.buyerDoes(does, this.stage.terminal.invoices.view(invoiceId).orderNumber)
    return undefined
  }

  knows(name: string): boolean {
    return this.settlements.has(name) || this.invoices.has(name)
  }

  /** @returns why it is not allowed, or nothing. */
  command(name: string, command: DeedCommand, word: SupervisorsWord | undefined): string | undefined {
    const { settlements, invoices } = this.stage.terminal
    const settlementId = this.settlements.get(name)
    const done =
      settlementId === undefined
        ? invoices.command(this.invoices.get(name) ?? '', command as InvoiceCounterCommand, word)
        : settlements.command(settlementId, command as SettlementCommand, word)
    return done.ok ? undefined : done.problem
  }
}

function isCodeOf(code: string, orderNumber: string): boolean {
  return URL.canParse(code) && new URL(code).searchParams.get('o') === orderNumber
}
