/**
 * A cashier who serves one errand after another at tills that may die. They know what they were asked for and what they
 * did with their own hands; of everything else they know only what the screen says.
 */
import type { AmendmentRequest } from '../../src/domain/plan-amendment.js'
import type { AmendmentView } from '../../src/terminal/amendment-view.js'
import type { AmendmentOpening } from '../../src/terminal/amendments.js'
import { mobile } from '../terminal/counter.js'
import { coffees, type World, won } from '../terminal/shop-in-a-box.js'
import { type AmendmentErrand, type Errand, type Goods, isAmendment, type Paying, type SaleErrand } from './errands.js'
import { ExpectedSums, type Taking } from './expected-sums.js'
import { type MortalTill, settlementsOf } from './mortal-till.js'
import { Purse } from './purse.js'
import { amendmentAct, type HandedMoney, saleAct } from './screen-reading.js'
import {
  hasItsMoney,
  inWords,
  isAtRest,
  isExchanged,
  isGoingBack,
  mendPrinter,
  type Screen,
  screensOf,
  stirring,
  surviving,
} from './till-screens.js'
import { strike } from './trouble.js'

const MOST_ACTIONS = 2_000
interface Underway {
  readonly flowId: string
  readonly taking: Taking
}

export class ShopCashier {
  readonly purse = new Purse()
  readonly sums = new ExpectedSums()
  readonly #errands: readonly Errand[]
  readonly #underway = new Map<number, Underway>()
  readonly #saleOf = new Map<number, string>()
  /** Sales whose customers walked away. */
  readonly #left = new Set<string>()
  /** Card days that were closed. */
  #cardDays = 0
  #at = 0

  constructor(errands: readonly Errand[]) {
    this.#errands = errands
  }

  /** Which errand is being served. */
  get at(): number {
    return this.#at
  }

  /** Serves until every errand is done and nobody is owed anything, or the till dies. */
  async serve(till: MortalTill, world: World): Promise<void> {
    for (let actions = 0; !till.dead; actions++) {
      if (actions > MOST_ACTIONS) throw new Error(`the cashier goes round in circles\n${inWords(till)}`)
      const seen = till.journal.nextSeq
      const screens = screensOf(till)
      for (const screen of screens) mendPrinter(screen, world)
      if (this.#act(till, screens)) {
        // A till that died in this step is dead by now.
        await Promise.resolve()
      } else if (this.#at < this.#errands.length) {
        if (!(await this.#advance(till, world))) await stirring(till, seen)
      } else if (screens.every(isAtRest(till))) return
      else await stirring(till, seen)
    }
  }

  /** Does the first thing that any screen asks for. */
  #act(till: MortalTill, screens: readonly Screen[]): boolean {
    for (const { sale, amendment } of screens) {
      const asked = sale
        ? saleAct(sale, this.#payingOf(till, sale.saleId))
        : amendmentAct(amendment, this.#errandOf(amendment))
      if (!asked) continue
      const flowId = sale ? sale.saleId : amendment.amendmentId
      if (asked.money) this.#hand(flowId, asked.money)
      if (asked.name === 'sale.cancelled') this.#left.add(flowId)
      const done = surviving(till, () => asked.press(till.terminal, flowId))
      if (done && !done.ok && asked.isWish) continue
      if (done && !done.ok) throw new Error(`the screen asked for ${asked.name} and it was refused: ${done.problem}`)
      if (done && asked.money) this.purse.known(`${flowId} ${asked.money.occasion}`)
      return true
    }
    return false
  }

  #hand(flowId: string, { occasion, amount }: HandedMoney): void {
    this.purse.move(`${flowId} ${occasion}`, amount)
  }

  /** @returns false when there is nothing to do but wait. */
  async #advance(till: MortalTill, world: World): Promise<boolean> {
    const errand = this.#errands[this.#at]
    if (!errand) return false
    if (errand.errand === 'gateway') {
      await world.gateway.script({ kind: errand.is === 'down' ? 'refuse' : 'mend' })
      this.#at += 1
      return true
    }
    if (errand.errand === 'trouble') {
      this.#at += 1
      await strike(world, errand.trouble)
      return true
    }
    if (errand.errand === 'settlement') return this.#closeCardDay(till)
    // Goods that were to be given in an exchange that never came about.
    if (isAmendment(errand) && !this.#saleOf.has(errand.of)) {
      this.#at += 1
      return true
    }
    if (errand.errand === 'lateReceipt') return this.#issueLate(till, errand.of)
    const underway = this.#underway.get(this.#at)
    if (!underway) return this.#open(till, errand)
    const screens = screensOf(till)
    if (screens.some(({ view }) => view.stage === 'serving')) return false
    this.#close(till, errand, underway)
    this.#at += 1
    return true
  }

  #closeCardDay(till: MortalTill): boolean {
    const begun = settlementsOf(till)[this.#cardDays]
    if (!begun) {
      if (!screensOf(till).every(hasItsMoney)) return false
      surviving(till, () => till.terminal.settle('kim'))
      return true
    }
    if (begun.promise !== 'done') return false
    this.#cardDays += 1
    this.sums.cardDayClosed((index) => {
      const saleId = this.#saleOf.get(index) ?? ''
      return till.terminal.view(saleId).record.tenders.some(({ kind }) => kind === 'card')
    })
    this.#at += 1
    return true
  }

  #issueLate(till: MortalTill, of: number): boolean {
    const saleId = this.#saleOf.get(of)
    const isMissing = saleId !== undefined && till.terminal.view(saleId).steps.tax === 'noDocument'
    const isDue = saleId !== undefined && this.sums.owesNoDocument(of)
    if (isMissing) {
      const issued = surviving(till, () => till.terminal.command(saleId, { type: 'tax.selfIssued' }))
      if (!issued) return true
      // Until all of it is back nobody can say what is left to declare.
      if (isDue && !issued.ok && isGoingBack(till, saleId)) return false
      if (issued.ok !== isDue) throw new Error(`a late receipt for ${of} was ${issued.ok ? 'issued' : issued.problem}`)
    }
    // The document is on its way, perhaps by a till that died of it.
    if (isDue) this.sums.document(of)
    this.#at += 1
    return true
  }

  /** Opens the errand's flow, unless the till that died of it did. */
  #open(till: MortalTill, errand: SaleErrand | AmendmentErrand): boolean {
    const taking = isAmendment(errand) ? this.sums.taking(errand) : { reported: 0, receiptable: 0, pieces: 0 }
    const known = new Set([...this.#underway.values()].map(({ flowId }) => flowId))
    const opened = screensOf(till).find(({ flowId }) => !known.has(flowId) && !isExchanged(till, flowId))
    if (opened) return this.#began(opened.flowId, taking as Taking)
    if (!isAmendment(errand)) {
      const { unit, quantity } = errand.goods
      const opening = { sale: coffees(unit, quantity), operator: 'kim', language: 'ko' } as const
      const saleId = surviving(till, () => till.terminal.openSale(opening))
      if (saleId !== undefined) this.#began(saleId, taking as Taking)
      return true
    }
    const answer = surviving(till, () => till.terminal.amend(this.#opening(errand)))
    if (!answer) return true
    if (answer.ok) {
      if (typeof taking === 'string') throw new Error(`${inShort(errand)} was taken, and should be refused: ${taking}`)
      return this.#began(answer.value.amendmentId, taking)
    }
    const { problem } = answer.problem
    // While the gateway is down there is nothing to correct yet.
    const isExpected = problem === taking || (errand.errand === 'correction' && problem === 'documentNotReady')
    if (!isExpected) throw new Error(`${inShort(errand)} was refused: ${problem} and not ${JSON.stringify(taking)}`)
    this.#at += 1
    return true
  }

  #began(flowId: string, taking: Taking): true {
    this.#underway.set(this.#at, { flowId, taking })
    return true
  }

  /** The customer is gone: what has become of it counts. */
  #close(till: MortalTill, errand: Errand, { flowId, taking }: Underway): void {
    if (errand.errand === 'sale') this.#sold(till, flowId, errand.goods, errand, 0)
    if (!isAmendment(errand)) return
    const { record, total } = till.terminal.amendment(flowId)
    if (total.amountMinor !== taking.reported + taking.receiptable) {
      throw new Error(`${inShort(errand)} gives back ${total.amountMinor} and not ${JSON.stringify(taking)}`)
    }
    const isCalledOff = errand.callsOff !== undefined || this.#left.has(record.exchange?.saleId ?? '')
    if ((record.state === 'calledOff') !== isCalledOff) throw new Error(`${inShort(errand)} is ${record.state}`)
    if (isCalledOff) return
    this.sums.take(errand.of, taking)
    if (!errand.given || !record.exchange) return
    const credited = Math.min(total.amountMinor, errand.given.unit * errand.given.quantity)
    const paidOut = total.amountMinor - credited
    // What is paid out comes first from what a card company reports.
    const receiptable = taking.receiptable - Math.max(0, paidOut - taking.reported)
    this.#sold(till, record.exchange.saleId, errand.given, errand.given, receiptable)
  }

  #sold(till: MortalTill, saleId: string, goods: Goods, paying: Paying, credited: number): void {
    this.#saleOf.set(this.#at, saleId)
    const { steps } = till.terminal.view(saleId)
    const isPaid = steps.tender === 'paid'
    if (isPaid === this.#left.has(saleId)) throw new Error(`${saleId} is ${steps.tender}`)
    const taken = this.purse.total(`${saleId} takes`)
    if (isPaid) this.sums.sold(this.#at, goods, credited + taken, paying.receipt === 'number')
  }

  #opening(errand: AmendmentErrand): AmendmentOpening {
    const saleId = this.#saleOf.get(errand.of)
    if (saleId === undefined) throw new Error(`${inShort(errand)} is about a sale there is not`)
    return { saleId, change: changeOf(errand), operator: 'kim', reason: 'changed their mind' }
  }

  #payingOf(till: MortalTill, saleId: string): Paying {
    const errand = this.#errands[this.#at]
    if (errand?.errand === 'sale') return errand
    if (errand && isAmendment(errand) && errand.given && isExchanged(till, saleId)) return errand.given
    return { parts: [], receipt: 'declined' }
  }

  #errandOf({ amendmentId }: AmendmentView): AmendmentErrand | undefined {
    const underway = this.#underway.get(this.#at)
    const errand = this.#errands[this.#at]
    // Not known yet to whoever's till died while it was opened: it is the one at hand all the same.
    const isAtHand = underway === undefined || underway.flowId === amendmentId
    return errand && isAmendment(errand) && isAtHand ? errand : undefined
  }

  /** The sale of an errand, once its customer is gone. */
  saleOf(errand: number): string | undefined {
    return this.#saleOf.get(errand)
  }
}

function inShort({ errand, of }: AmendmentErrand): string {
  return `the ${errand} of ${of}`
}

function changeOf({ errand, amount, quantity, given, order }: AmendmentErrand): AmendmentOpening['change'] {
  if (errand === 'refusal') return { kind: errand }
  if (errand === 'correction') {
    const identifier = mobile('010-9999-8888')
    return { kind: errand, use: 'personalDeduction', identifier, ...(order && { order }) }
  }
  const lines = quantity === undefined ? undefined : [{ line: 0, quantityThousandths: quantity * 1_000 }]
  return {
    kind: errand,
    ...(amount !== undefined && { amount: won(amount) }),
    ...(lines && { lines }),
    ...(given && { given: coffees(given.unit, given.quantity) }),
  } satisfies AmendmentRequest
}
