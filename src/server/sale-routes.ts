/** Sales: opened, looked at, commanded; and what of one is still to be given back. */
import { z } from 'zod'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import { type PricedSale, priceSale } from '../domain/sale.js'
import { parseLine } from '../domain/validation/input-parsers.js'
import type { CounterCommand } from '../terminal/counter-command.js'
import type { SaleView } from '../terminal/sale-view.js'
import { type Answer, answered, created, not, ok } from './answer.js'
import { answerCommand } from './commands.js'
import type { ApiProblem } from './problem.js'
import { checked, readBody } from './read-body.js'
import type { ApiRequest, Route } from './route.js'
import { saleCommandShapes } from './sale-commands.js'
import { amountOrNothingIn, language, operator } from './shared-shapes.js'
import type { ServedShop } from './shop.js'
import { answerAfter } from './waiting.js'

const MOST_LINES = 200
const MOST_LISTED = 200
/** Thousandths: a million pieces. */
const MOST_QUANTITY = 1_000_000_000

export function saleRoutes(shop: ServedShop): readonly Route[] {
  const { terminal } = shop
  const shapes = saleCommandShapes(shop.currency)
  const schema = openingSchema(shop)

  /** The sale of the address. */
  const known = ({ params }: ApiRequest, then: (saleId: string) => Answer | Promise<Answer>) => {
    const { saleId = '' } = params
    return terminal.knows(saleId) ? then(saleId) : not('notFound')
  }

  return [
    { method: 'GET', path: '/shop', handle: () => ok(shopFacts(shop)) },
    { method: 'GET', path: '/sales', handle: ({ query }) => ok(listed(shop, isTrue(query, 'open'))) },
    {
      method: 'POST',
      path: '/sales',
      handle: ({ body }) => {
        const read = readBody(schema, body)
        if (!read.ok) return { problem: read.problem }
        const { operator: who, language: spoken = shop.language, ...draft } = read.value
        return answered(priced(shop, draft), (sale) => {
          const saleId = terminal.openSale({ sale, operator: who, language: spoken })
          return created(terminal.view(saleId), `/api/v1/sales/${saleId}`)
        })
      },
    },
    {
      method: 'GET',
      path: '/sales/:saleId',
      handle: (request) =>
        known(request, (saleId) =>
          answerAfter(shop, request, {
            flowId: saleId,
            isReached: () => isSettled(terminal.view(saleId)),
            view: () => terminal.view(saleId),
          }),
        ),
    },
    {
      method: 'GET',
      path: '/sales/:saleId/account',
      handle: (request) =>
        known(request, (saleId) => {
          const account = terminal.account(saleId)
          if (!account.ok) return not('notPaid')
          const { record: _record, ...left } = account.value
          return ok(left)
        }),
    },
    {
      method: 'POST',
      path: '/sales/:saleId/commands',
      handle: (request) =>
        known(request, (saleId) =>
          answerCommand<CounterCommand, SaleView>(
            terminal,
            { shapes, body: request.body },
            (command, word) => terminal.command(saleId, command, word),
            () => terminal.view(saleId).steps,
          ),
        ),
    },
  ]
}

/** Nothing more happens at the counter without a person. */
function isSettled({ stage, steps }: SaleView): boolean {
  return stage !== 'serving' || ['choosing', 'confirmingTransfer', 'returningCash'].includes(steps.tender)
}

function shopFacts({ name, terminalId, currency, language: spoken, utcOffsetMinutes, training }: ServedShop) {
  return { name, terminalId, currency, language: spoken, utcOffsetMinutes, training }
}

/** The newest first. */
function listed({ journal }: ServedShop, openOnly: boolean) {
  const sales = journal
    .flows(openOnly ? { open: true } : {})
    .filter(({ chart, latest }) => chart.startsWith('payment@') && latest !== undefined)
  return sales
    .slice(-MOST_LISTED)
    .toReversed()
    .map(({ flowId, latest }) => {
      const { stage, promises, owed, total, openedAt } = latest ?? {}
      return { saleId: flowId, stage, promises, owed, total, openedAt }
    })
}

export function isTrue(query: unknown, name: string): boolean {
  const given = query as Readonly<Record<string, unknown>> | null
  return given?.[name] === 'true'
}

function openingSchema({ currency }: ServedShop) {
  const amount = amountOrNothingIn(currency)
  return z.strictObject({
    operator,
    language: language.exactOptional(),
    lines: linesSchema({ currency }),
    discount: amount.exactOptional(),
    serviceCharge: amount.exactOptional(),
  })
}

/** Goods, each with its price a unit and its quantity in thousandths. */
export function linesSchema({ currency }: Pick<ServedShop, 'currency'>) {
  const amount = amountOrNothingIn(currency)
  const line = z.strictObject({
    name: checked((text) => parseLine(text, 60)),
    unitPrice: amount,
    quantityThousandths: z.int().positive().max(MOST_QUANTITY).default(1_000),
    taxFree: z.boolean().exactOptional(),
    discount: amount.exactOptional(),
  })
  return z.array(line).min(1).max(MOST_LINES)
}

type SaleGoods = Omit<Parameters<typeof priceSale>[0], 'currency' | 'vatRateBasisPoints'>

/** Amounts that do not add up are named by their field. */
export function priced({ currency, vatRateBasisPoints }: ServedShop, goods: SaleGoods): Parsed<PricedSale, ApiProblem> {
  const sale = priceSale({ currency, vatRateBasisPoints, ...goods })
  if (sale.ok) return parsed(sale.value)
  return problem({ kind: 'badInput', problems: [{ field: sale.problem.field, rule: 'tooLarge' }] })
}
