/** What is owed, and the tax documents: lists read without folding anything, and trying again. */
import { z } from 'zod'
import type { AmendmentCounterCommand } from '../terminal/counter-command.js'
import { owedDocuments } from '../terminal/owed-documents.js'
import { publishedFlow } from '../terminal/published.js'
import type { Terminal } from '../terminal/terminal.js'
import { answered, not, ok } from './answer.js'
import { readBody } from './read-body.js'
import type { Route } from './route.js'
import type { ServedShop } from './shop.js'

const RETRY = z.strictObject({
  /** Sales or amendments; everything owed unless given. */
  flows: z.array(z.string().max(60)).max(1_000).exactOptional(),
  /** As a document of today, or to the shop itself (자진발급). */
  as: z.enum(['redated', 'selfIssued']).exactOptional(),
})

export function listRoutes({ terminal, journal }: ServedShop): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/owed',
      handle: () =>
        ok(
          journal
            .flows()
            .flatMap((flow) => publishedFlow(flow) ?? [])
            .filter(({ owed, halfWay }) => owed.length > 0 || halfWay !== undefined),
        ),
    },
    { method: 'GET', path: '/tax/documents', handle: () => ok(owedDocuments(journal)) },
    {
      method: 'GET',
      path: '/tax/documents/:saleId',
      handle: ({ params: { saleId = '' } }) => {
        const sale = journal.flow(saleId)
        if (!sale || !terminal.knows(saleId)) return not('notFound')
        return ok([sale, ...journal.flows({ under: saleId })].flatMap((flow) => publishedFlow(flow) ?? []))
      },
    },
    {
      method: 'POST',
      path: '/tax/retries',
      handle: ({ body }) =>
        answered(readBody(RETRY, body), ({ flows, as }) => {
          const chosen = flows ?? owedDocuments(journal).map(({ flowId }) => flowId)
          const tried = chosen.filter((flowId) => retry(terminal, flowId, as))
          return ok({ tried, notNow: chosen.filter((flowId) => !tried.includes(flowId)) })
        }),
    },
  ]
}

/** @returns whether it was the time for it; a document that changes another keeps the day it was made on. */
function retry(terminal: Terminal, flowId: string, as: 'redated' | 'selfIssued' | undefined): boolean {
  if (terminal.knowsAmendment(flowId)) {
    if (as === 'redated') return false
    const command: AmendmentCounterCommand =
      as === 'selfIssued' ? { type: 'tax.reassigned', use: 'personalDeduction' } : { type: 'tax.retried' }
    return terminal.commandAmendment(flowId, command).ok
  }
  if (as === 'selfIssued') return terminal.command(flowId, { type: 'tax.selfIssued' }).ok
  return terminal.command(flowId, { type: 'tax.retried', redated: as === 'redated' }).ok
}
