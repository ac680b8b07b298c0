/** Card days: closed with the host, and what came of it. */
import { z } from 'zod'
import { type Parsed, problem } from '../domain/parsed.js'
import type { SettlementCommand } from '../flows/settlement/settlement-machine.js'
import type { SettlementView } from '../terminal/settlement-flow.js'
import { type Answer, answered, badInput, created, not, ok } from './answer.js'
import { commandProblem, withWord } from './approval.js'
import { readCommand } from './commands.js'
import type { ApiProblem } from './problem.js'
import { readBody } from './read-body.js'
import type { ApiRequest, Route } from './route.js'
import { operator, personsWord } from './shared-shapes.js'
import type { ServedShop } from './shop.js'
import { LONGEST_WAIT_SECONDS, waitFor, waitIn } from './waiting.js'

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
        known(request, async (id) => {
          const wait = waitIn(request.query)
          if (wait === undefined)
            return badInput({ field: 'wait', rule: 'notWhole', least: 0, most: LONGEST_WAIT_SECONDS })
          await waitFor(shop, id, wait, () => !UNDER_WAY.has(settlements.view(id).step))
          return ok(settlements.view(id))
        }),
    },
    {
      method: 'POST',
      path: '/settlements/:settlementId/commands',
      handle: (request) =>
        known(request, async (id) => {
          const read = readCommand<SettlementCommand>(COMMANDS, request.body)
          if (!read.ok) return { problem: read.problem }
          const { command, approval } = read.value
          const done = await withWord(terminal, approval, (word): Parsed<SettlementView, ApiProblem> => {
            const view = settlements.command(id, command, word)
            return view.ok ? view : problem(commandProblem(view.problem, command.type))
          })
          return answered(done, ok)
        }),
    },
  ]
}
