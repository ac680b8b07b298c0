/** Invoices to named buyers: asked for, recorded, taken back. */
import { z } from 'zod'
import { BusinessNumber } from '../domain/identifiers/business-number.js'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import { parseApprovalNumber, parseTradeDate } from '../domain/validation/input-parsers.js'
import {
  type BuyerDraft,
  type BuyerProblem,
  buyerText,
  maskedBuyer,
  parseInvoiceBuyer,
} from '../flows/invoice/invoice-buyer.js'
import type { InvoiceCommand } from '../flows/invoice/invoice-events.js'
import type { InvoiceView } from '../terminal/invoice-flow.js'
import type { InvoiceOpening } from '../terminal/invoices.js'
import { type Answer, answered, created, not, ok } from './answer.js'
import { answerCommand } from './commands.js'
import type { ApiProblem } from './problem.js'
import { checked, readBody } from './read-body.js'
import type { ApiRequest, Route } from './route.js'
import { operator, personsWord, reason } from './shared-shapes.js'
import type { ServedShop } from './shop.js'
import { answerAfter } from './waiting.js'

/** Characters of a 세금계산서's approval number. */
const APPROVAL_DIGITS = 24
const short = z.string().max(200)
const person = { operator, reason, evidence: reason.exactOptional() }

const OPENING = z.strictObject({
  channel: z.enum(['service', 'manual']).exactOptional(),
  buyer: z.strictObject({
    name: short,
    taxNumber: short.exactOptional(),
    phone: short.exactOptional(),
    email: short.exactOptional(),
  }),
  operator,
  reason,
})

const COMMANDS = {
  'invoice.retried': person,
  'invoice.withdrawn': person,
  'invoice.settledByPerson': personsWord,
  'invoice.recorded': {
    ...person,
    approvalNumber: checked((text) => parseApprovalNumber(text, APPROVAL_DIGITS)),
    issuedOn: checked(parseTradeDate),
  },
  'red.asked': { ...person, why: z.enum(['issuedInError', 'goodsReturned']) },
  'red.retried': person,
  'red.givenUp': person,
  'red.settledByPerson': personsWord,
}

const UNDER_WAY: ReadonlySet<string> = new Set([
  'submitting',
  'querying',
  'asking',
  'issuing',
  'reddening',
  'askingRed',
])

export function invoiceRoutes(shop: ServedShop): readonly Route[] {
  const { terminal, journal } = shop
  const { invoices } = terminal

  const known = ({ params }: ApiRequest, then: (invoiceId: string) => Answer | Promise<Answer>) => {
    const invoiceId = `${params['saleId']}/${params['invoice']}`
    return invoices.knows(invoiceId) ? then(invoiceId) : not('notFound')
  }

  return [
    {
      method: 'GET',
      path: '/sales/:saleId/invoices',
      handle: ({ params: { saleId = '' } }) => {
        if (!terminal.knows(saleId)) return not('notFound')
        const asked = journal.flows({ under: saleId }).filter(({ chart }) => chart.startsWith('invoice@'))
        return ok(asked.map(({ flowId }) => ({ invoiceId: flowId, ...invoices.view(flowId) })))
      },
    },
    {
      method: 'POST',
      path: '/sales/:saleId/invoices',
      handle: ({ params: { saleId = '' }, body }) => {
        const read = readBody(OPENING, body)
        if (!read.ok) return { problem: read.problem }
        const { channel = shop.currency === 'KRW' ? 'manual' : 'service', buyer, ...said } = read.value
        return answered(sealable(buyer, channel), (sealed) => {
          const opened = terminal.requestInvoice({ saleId, channel, buyer: sealed, ...said })
          if (!opened.ok) return not(opened.problem === 'unknownSale' ? 'notFound' : opened.problem)
          const invoiceId = opened.value
          const path = `/api/v1/sales/${saleId}/invoices/${invoiceId.split('/')[1]}`
          return created({ invoiceId, ...invoices.view(invoiceId) }, path)
        })
      },
    },
    {
      method: 'GET',
      path: '/sales/:saleId/invoices/:invoice',
      handle: (request) =>
        known(request, (invoiceId) =>
          answerAfter(shop, request, {
            flowId: invoiceId,
            isReached: () => !UNDER_WAY.has(invoices.view(invoiceId).step),
            view: () => ({ invoiceId, ...invoices.view(invoiceId) }),
          }),
        ),
    },
    {
      method: 'POST',
      path: '/sales/:saleId/invoices/:invoice/commands',
      handle: (request) =>
        known(request, (invoiceId) =>
          answerCommand(terminal, { shapes: COMMANDS, body: request.body }, (command: InvoiceCommand, word) =>
            withNumber(invoiceId, invoices.command(invoiceId, command, word)),
          ),
        ),
    },
  ]
}

const FIELDS: Readonly<Record<BuyerProblem, string>> = {
  nameMissing: 'buyer.name',
  nameTooLong: 'buyer.name',
  taxNumberWrong: 'buyer.taxNumber',
  phoneWrong: 'buyer.phone',
  emailWrong: 'buyer.email',
}

/** The buyer as it is sealed and as it is shown. */
function sealable(draft: BuyerDraft, channel: InvoiceOpening['channel']): Parsed<InvoiceOpening['buyer'], ApiProblem> {
  if (channel === 'manual') {
    const number = BusinessNumber.parse(draft.taxNumber ?? '')
    if (number.ok) return parsed({ clear: JSON.stringify(draft), masked: `${draft.name} ${number.value.masked}` })
    return problem({ kind: 'badInput', problems: [{ field: 'buyer.taxNumber', rule: number.problem }] })
  }
  const buyer = parseInvoiceBuyer(draft)
  if (buyer.ok) return parsed({ clear: buyerText(draft), masked: maskedBuyer(buyer.value) })
  return problem({ kind: 'badInput', problems: [{ field: FIELDS[buyer.problem], rule: buyer.problem }] })
}

function withNumber<Problem>(invoiceId: string, view: Parsed<InvoiceView, Problem>) {
  return view.ok ? parsed({ invoiceId, ...view.value }) : view
}
