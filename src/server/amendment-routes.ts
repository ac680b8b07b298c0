/** What is done about a sale afterwards: voids, refunds, returns, exchanges, corrections and refusals. */
import { z } from 'zod'
import type { TaxIdentifier } from '../domain/identifiers/tax-identifier.js'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import type { AmendmentView } from '../terminal/amendment-view.js'
import type { AmendmentOpening } from '../terminal/amendments.js'
import type { AmendmentCounterCommand } from '../terminal/counter-command.js'
import { type Answer, answered, created, not, ok } from './answer.js'
import { withWord } from './approval.js'
import { answerCommand } from './commands.js'
import type { ApiProblem } from './problem.js'
import { readBody } from './read-body.js'
import type { ApiRequest, Route } from './route.js'
import { paperCommandShapes } from './sale-commands.js'
import { linesSchema, priced } from './sale-routes.js'
import { amountIn, approval, identifier, language, operator, personsWord, reason } from './shared-shapes.js'
import type { ServedShop } from './shop.js'
import { answerAfter } from './waiting.js'

export function amendmentRoutes(shop: ServedShop): readonly Route[] {
  const { terminal } = shop
  const openings = openingShapes(shop)
  const commands = commandShapes(shop)

  const known = ({ params }: ApiRequest, then: (amendmentId: string) => Answer | Promise<Answer>) => {
    const amendmentId = `${params['saleId']}/${params['amendment']}`
    return terminal.knowsAmendment(amendmentId) ? then(amendmentId) : not('notFound')
  }

  return [
    {
      method: 'GET',
      path: '/sales/:saleId/amendments',
      handle: ({ params: { saleId = '' } }) =>
        terminal.knows(saleId)
          ? ok(terminal.amendmentsOf(saleId).map((record) => terminal.amendment(record.amendmentId)))
          : not('notFound'),
    },
    {
      method: 'POST',
      path: '/sales/:saleId/amendments',
      handle: async ({ params: { saleId = '' }, body }) => {
        if (!terminal.knows(saleId)) return not('notFound')
        const read = readOpening(shop, openings, saleId, body)
        if (!read.ok) return { problem: read.problem }
        const { opening, approval: given } = read.value
        const opened = await withWord(terminal, given, (word): Parsed<AmendmentView, ApiProblem> => {
          const view = terminal.amend(opening, word)
          if (view.ok) return view
          if (view.problem.problem !== 'approvalNeeded') return problem({ kind: 'refused', problem: view.problem })
          const { problem: _named, ...cause } = view.problem
          return problem({ kind: 'approvalNeeded', cause })
        })
        return answered(opened, (view) => created(view, pathOf(view.amendmentId)))
      },
    },
    {
      method: 'GET',
      path: '/sales/:saleId/amendments/:amendment',
      handle: (request) =>
        known(request, (amendmentId) =>
          answerAfter(shop, request, {
            flowId: amendmentId,
            isReached: () => isSettled(terminal.amendment(amendmentId)),
            view: () => terminal.amendment(amendmentId),
          }),
        ),
    },
    {
      method: 'POST',
      path: '/sales/:saleId/amendments/:amendment/commands',
      handle: (request) =>
        known(request, (amendmentId) =>
          answerCommand(
            terminal,
            { shapes: commands, body: request.body },
            (command: AmendmentCounterCommand, word) =>
              terminal.commandAmendment(amendmentId, reassigned(command), word),
            () => terminal.amendment(amendmentId).steps,
          ),
        ),
    },
  ]
}

const AT_REST: ReadonlySet<string> = new Set(['once', 'twice', 'handingOver', 'transferring', 'refused'])

/** Nothing more happens at the counter without a person. */
function isSettled({ stage, steps }: AmendmentView): boolean {
  return stage !== 'serving' || AT_REST.has(steps.money)
}

function pathOf(amendmentId: string): string {
  const [saleId, amendment] = amendmentId.split('/')
  return `/api/v1/sales/${saleId}/amendments/${amendment}`
}

function openingShapes({ currency }: ServedShop) {
  const amount = amountIn(currency)
  const by = z.enum(['card', 'cash', 'transfer']).exactOptional()
  const lines = z
    .array(
      z.strictObject({ line: z.int().min(1).max(999), quantityThousandths: z.int().positive().max(1_000_000_000) }),
    )
    .min(1)
    .max(200)
    .exactOptional()
  return {
    void: {},
    refusal: {},
    refund: { amount: amount.exactOptional(), by },
    return: { lines, by },
    exchange: { lines, by, given: linesSchema({ currency }) },
    correction: {
      use: z.enum(['personalDeduction', 'businessExpense']).exactOptional(),
      identifier: identifier.exactOptional(),
      total: amount.exactOptional(),
      order: z.enum(['revokeFirst', 'issueFirst', 'revokeOnly']).exactOptional(),
    },
  } as const satisfies Readonly<Record<AmendmentOpening['change']['kind'], z.ZodRawShape>>
}

interface ReadOpening {
  readonly opening: AmendmentOpening
  readonly approval?: { readonly name: string; readonly pin: string }
}

/** `kind` chooses what else there may be. */
function readOpening(
  shop: ServedShop,
  shapes: ReturnType<typeof openingShapes>,
  saleId: string,
  body: unknown,
): Parsed<ReadOpening, ApiProblem> {
  const kind = typeof body === 'object' && body !== null && 'kind' in body ? body.kind : undefined
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) {
    return problem({ kind: 'badInput', problems: [{ field: 'kind', rule: 'notOneOf', choices: Object.keys(shapes) }] })
  }
  const shape: z.ZodRawShape = shapes[kind as keyof typeof shapes]
  const common = { operator, reason, language: language.exactOptional(), approval }
  const taxReason = z.literal([1, 2, 3]).exactOptional()
  const read = readBody(z.strictObject({ kind: z.literal([kind]), ...shape, ...common, taxReason }), body)
  if (!read.ok) return read
  const { operator: who, reason: why, language: spoken, taxReason: code, approval: given, ...change } = read.value
  const made = changeOf(shop, change as Readonly<Record<string, unknown>>)
  if (!made.ok) return made
  const opening = {
    ...{ saleId, change: made.value, operator: who, reason: why },
    ...(spoken && { language: spoken }),
    ...(code && { taxReason: code }),
  } as AmendmentOpening
  return parsed({ opening, ...(given && { approval: given }) })
}

/** Lines are counted from 1 on paper and from 0 inside; goods given are priced as a sale of their own. */
function changeOf(
  shop: ServedShop,
  { lines, given, identifier: whom, ...change }: Readonly<Record<string, unknown>>,
): Parsed<AmendmentOpening['change'], ApiProblem> {
  const sale = given === undefined ? undefined : priced(shop, { lines: given as never })
  if (sale && !sale.ok) return sale
  const back = (lines as readonly { line: number }[] | undefined)?.map((each) => ({ ...each, line: each.line - 1 }))
  const receipt = whom as { use: string; identifier: TaxIdentifier } | undefined
  return parsed({
    ...change,
    ...(change['kind'] === 'correction' && { use: receipt?.use ?? change['use'] ?? 'personalDeduction' }),
    ...(receipt && { identifier: receipt.identifier }),
    ...(back && { lines: back }),
    ...(sale && { given: sale.value }),
  } as unknown as AmendmentOpening['change'])
}

function commandShapes({ currency }: ServedShop) {
  return {
    'amendment.confirmed': { total: amountIn(currency).exactOptional() },
    'amendment.calledOff': { reason },
    'cash.handedOver': {},
    'transfer.sent': { operator, reference: reason },
    'payout.retried': {},
    'payout.redirected': { by: z.enum(['cash', 'transfer']), operator, reason },
    'payout.settledByPerson': personsWord,
    'tax.retried': {},
    'tax.reassigned': { identifier: identifier.exactOptional() },
    'tax.settledByPerson': personsWord,
    ...paperCommandShapes,
  } as const satisfies Readonly<Partial<Record<AmendmentCounterCommand['type'], z.ZodRawShape>>>
}

/** Its identifier brings the use along; without one the shop issues to itself. */
function reassigned(command: AmendmentCounterCommand): AmendmentCounterCommand {
  if (command.type !== 'tax.reassigned') return command
  const whom = command.identifier as unknown as { use: 'personalDeduction'; identifier: TaxIdentifier } | undefined
  return whom ? { type: command.type, ...whom } : { type: command.type, use: 'personalDeduction' }
}
