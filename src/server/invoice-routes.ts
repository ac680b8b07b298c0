/** Invoices to named buyers: asked for, recorded, taken back. */
import { z } from 'zod'
import { type Parsed, parsed } from '../domain/parsed.js'
import { parseApprovalNumber, parseTradeDate } from '../domain/validation/input-parsers.js'
import { BUYER_DETAIL, type ClearBuyer, readInvoiceBuyer } from '../flows/invoice/invoice-buyer.js'
import type { InvoiceCounterCommand } from '../terminal/counter-command.js'
import type { InvoiceView } from '../terminal/invoice-flow.js'
import type { InvoiceOpening } from '../terminal/invoices.js'
import { type Answer, answered, created, not, ok } from './answer.js'
import { answerCommand } from './commands.js'
import { checked, readBody } from './read-body.js'
import type { ApiRequest, Route } from './route.js'
import { operator, personsWord, reason } from './shared-shapes.js'
import type { ServedShop } from './shop.js'
import { answerAfter } from './waiting.js'

/** Characters of a 세금계산서's approval number. */
const APPROVAL_DIGITS = 24
const short = z.string().max(200)
const person = { operator, reason, evidence: reason.exactOptional() }

const buyer = z.strictObject({
  name: short,
  taxNumber: short.exactOptional(),
  phone: short.exactOptional(),
  email: short.exactOptional(),
})

function openingSchema(channel: InvoiceOpening['channel']) {
  return z.strictObject({
    channel: z.enum(['service', 'manual']).exactOptional(),
    buyer: clearBuyer(channel),
    operator,
    reason,
  })
}

function commandShapes(channel: InvoiceOpening['channel']) {
  return {
    'invoice.corrected': { ...person, buyer: clearBuyer(channel) },
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
  } as const satisfies Readonly<Record<InvoiceCounterCommand['type'], z.ZodRawShape>>
}

/** A buyer as they are sealed and as they are shown. */
function clearBuyer(channel: InvoiceOpening['channel']) {
  return buyer.transform((draft, context): ClearBuyer => {
    const read = readInvoiceBuyer(draft, channel)
    if (read.ok) return read.value
    const path = [BUYER_DETAIL[read.problem]]
    context.addIssue({ code: 'custom', path, params: { broken: { rule: read.problem } } })
    return z.NEVER
  })
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
        const channel = channelIn(body) ?? (shop.currency === 'KRW' ? 'manual' : 'service')
        return answered(readBody(openingSchema(channel), body), (given) => {
          const opened = terminal.requestInvoice({ saleId, channel, ...given })
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
          answerCommand(
            terminal,
            { shapes: commandShapes(invoices.view(invoiceId).channel), body: request.body },
            (command: InvoiceCounterCommand, word) => withNumber(invoiceId, invoices.command(invoiceId, command, word)),
            () => ({ step: invoices.view(invoiceId).step }),
          ),
        ),
    },
  ]
}

/** The body's own word; what else it may be is found when it is read. */
function channelIn(body: unknown): InvoiceOpening['channel'] | undefined {
  const channel = typeof body === 'object' && body !== null && 'channel' in body ? body.channel : undefined
  return channel === 'service' || channel === 'manual' ? channel : undefined
}

function withNumber<Problem>(invoiceId: string, view: Parsed<InvoiceView, Problem>) {
  return view.ok ? parsed({ invoiceId, ...view.value }) : view
}
