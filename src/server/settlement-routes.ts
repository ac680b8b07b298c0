/** Card days: closed with the host, and what came of it. */
import { z } from 'zod'
import type { SettlementCommand } from '../flows/settlement/settlement-machine.js'
import { type Answer, answered, created, not, ok } from './answer.js'
import { answerCommand } from './commands.js'
import { readBody } from './read-body.js'
import type { ApiRequest, Route } from './route.js'
import { operator, personsWord } from './shared-shapes.js'
import type { ServedShop } from './shop.js'
import { answerAfter } from './waiting.js'

const COMMANDS = { 'settlement.retried': {}, 'settlement.settledByPerson': personsWord }
const UNDER_WAY: ReadonlySet<string> = new Set(['settling', 'uploading', 'closing', 'fetching'])

export function settlementRoutes(shop: ServedShop): readonly Route[] {
  const { terminal, journal } = shop
  const { settlements } = terminal

  const known = ({ params: { settlementId = '' } }: ApiRequest, then: (id: string) => Answer | Promise<Answer>) =>
    settlements.knows(settlementId) ? then(settlementId) : not('notFound')

  return [
    {
      method: 'GET',
      path: '/settlements',
      handle: () =>
        ok(
          journal
            .flows()
            .filter(({ chart }) => chart.startsWith('settlement@'))
            .map(({ latest }) => latest),
        ),
    },
    {
      method: 'POST',
      path: '/settlements',
      handle: ({ body }) =>
        answered(readBody(z.strictObject({ operator }), body), (given) => {
          const settlementId = terminal.settle(given.operator)
          return created(settlements.view(settlementId), `/api/v1/settlements/${settlementId}`)
        }),
    },
    {
      method: 'GET',
      path: '/settlements/:settlementId',
      handle: (request) =>
        known(request, (id) =>
          answerAfter(shop, request, {
            flowId: id,
            isReached: () => !UNDER_WAY.has(settlements.view(id).step),
            view: () => settlements.view(id),
          }),
        ),
    },
    {
      method: 'POST',
      path: '/settlements/:settlementId/commands',
      handle: (request) =>
        known(request, (id) =>
          answerCommand(
            terminal,
            { shapes: COMMANDS, body: request.body },
            (command: SettlementCommand, word) => settlements.command(id, command, word),
            () => ({ step: settlements.view(id).step }),
          ),
        ),
    },
  ]
}
