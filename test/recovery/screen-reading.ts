/** What a cashier does on seeing a screen: the one thing it asks for, and the money that goes from hand to hand with it. */
import type { AmendmentView } from '../../src/terminal/amendment-view.js'
import type { AmendmentCounterCommand, CounterCommand } from '../../src/terminal/counter-command.js'
import type { SaleView } from '../../src/terminal/sale-view.js'
import type { Terminal } from '../../src/terminal/terminal.js'
import { mobile } from '../terminal/counter.js'
import { won } from '../terminal/shop-in-a-box.js'
import type { AmendmentErrand, Paying } from './errands.js'

export interface HandedMoney {
  /** Within its flow. Payments of the customer begin with `takes`. */
  readonly occasion: string
  /** Won, into the shop; negative out of it. */
  readonly amount: number
}

export interface Act {
  readonly name: string
  readonly money?: HandedMoney
  /** It is only asked for: the till may refuse it. */
  readonly isWish?: true
  readonly press: (
    terminal: Terminal,
    flowId: string,
  ) => { readonly ok: true } | { readonly ok: false; readonly problem: string }
}

const KIM = { operator: 'kim', reason: 'printUnconfirmed' } as const
const IN_CASH = { type: 'payout.redirected', by: 'cash', operator: 'kim', reason: 'the card is closed' } as const
const LEE = { operator: 'lee', reason: 'seen on the statement', evidence: 'statement line 12' } as const

function onSale(command: CounterCommand, money?: HandedMoney): Act {
  const press: Act['press'] = (terminal, saleId) => terminal.command(saleId, command)
  return { name: command.type, press, ...(money && { money }) }
}

function onAmendment(command: AmendmentCounterCommand, money?: HandedMoney): Act {
  const press: Act['press'] = (terminal, amendmentId) => terminal.commandAmendment(amendmentId, command)
  return { name: command.type, press, ...(money && { money }) }
}

export function saleAct(view: SaleView, paying: Paying): Act | undefined {
  return moneyAct(view, paying) ?? receiptAct(view, paying) ?? paperAct(view)
}

function moneyAct(view: SaleView, { parts, leavesAt }: Paying): Act | undefined {
  const { steps, record, due, toReturn } = view
  const paid = record.tenders.filter(({ kind }) => kind !== 'credit').length
  const part = parts[paid] ?? { by: 'cash' }
  const amount = Math.min(part.amount ?? due.amountMinor, due.amountMinor)
  const money = { occasion: `takes ${paid}`, amount }
  if (steps.reversal === 'refused') return onSale({ type: 'reversal.settledByPerson', ...LEE })
  if (steps.tender === 'returningCash') {
    return onSale({ type: 'cash.returned' }, { occasion: 'returns', amount: -toReturn.amountMinor })
  }
  if (steps.tender === 'confirmingTransfer') return onSale({ type: 'transfer.received' }, money)
  if (steps.tender !== 'choosing') return undefined
  if (leavesAt !== undefined && paid >= leavesAt) return onSale({ type: 'sale.cancelled', reason: 'too dear' })
  if (part.by === 'card') return onSale({ type: 'tender.card', amount: won(amount) })
  if (part.by === 'transfer') return onSale({ type: 'tender.transfer', amount: won(amount) })
  return onSale({ type: 'tender.cash', received: won(amount) }, money)
}

function receiptAct({ steps }: SaleView, { receipt }: Paying): Act | undefined {
  switch (steps.tax) {
    case 'choosingUse':
      if (receipt === 'declined') return onSale({ type: 'tax.declined' })
      return onSale({ type: 'tax.useChosen', use: 'personalDeduction', identifierKind: 'mobileNumber' })
    case 'entering':
      return onSale({ type: 'tax.numberEntered', identifier: mobile() })
    case 'confirmingOnce':
    case 'confirmingTwice':
      return onSale({ type: 'tax.numberConfirmed' })
    default:
      return undefined
  }
}

function paperAct({ steps }: SaleView): Act | undefined {
  if (steps.paper !== 'unknown' && steps.paper !== 'owed') return undefined
  return onSale({ type: 'paper.reprinted', ...KIM })
}

export function amendmentAct(view: AmendmentView, errand: AmendmentErrand | undefined): Act | undefined {
  const { steps } = view
  const act = payoutAct(view, errand)
  if (act) return act
  if (steps.paper !== 'unknown' && steps.paper !== 'owed') return undefined
  return onAmendment({ type: 'paper.reprinted', ...KIM })
}

function payoutAct({ steps, total, payout, record }: AmendmentView, errand?: AmendmentErrand): Act | undefined {
  const amount = -(payout?.amount.amountMinor ?? 0)
  const occasion = `payout ${record.payouts.findIndex(({ state }) => state === 'due')}`
  switch (steps.money) {
    case 'once':
    case 'twice':
      if (errand?.callsOff === steps.money) return onAmendment({ type: 'amendment.calledOff', reason: 'no' })
      return onAmendment({ type: 'amendment.confirmed', total })
    case 'handingOver':
      return onAmendment({ type: 'cash.handedOver' }, { occasion, amount })
    case 'transferring':
      return onAmendment({ type: 'transfer.sent', operator: 'lee', reference: '20261123-0001' }, { occasion, amount })
    case 'refused':
      return onAmendment(IN_CASH)
    case 'waiting':
      return errand?.impatient && { ...onAmendment(IN_CASH), isWish: true }
    default:
      return undefined
  }
}
