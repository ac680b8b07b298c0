/** Waiting for a flow on behalf of a request: for so long at most, and without leaving anything behind. */
import type { Clock } from '../ports/clock.js'
import type { Terminal } from '../terminal/terminal.js'
import { type Answer, badInput, ok } from './answer.js'
import type { ApiRequest } from './route.js'

const LONGEST_WAIT_SECONDS = 30

/** Resolves when `isReached` holds after a step of the flow, at once if it does already, or when the time is up. */
function waitFor(
  { terminal, clock }: { readonly terminal: Terminal; readonly clock: Clock },
  flowId: string,
  seconds: number,
  isReached: () => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    if (seconds <= 0 || isReached()) {
      resolve()
      return
    }
    const end = () => {
      stop()
      cancel()
      resolve()
    }
    const stop = terminal.onStep((stepped) => {
      if (stepped === flowId && isReached()) end()
    })
    const cancel = clock.schedule(seconds * 1_000, end)
  })
}

/** How a flow stands once `isReached` holds, or when the request has waited as long as it said. */
export async function answerAfter(
  shop: { readonly terminal: Terminal; readonly clock: Clock },
  { query }: ApiRequest,
  {
    flowId,
    isReached,
    view,
  }: { readonly flowId: string; readonly isReached: () => boolean; readonly view: () => unknown },
): Promise<Answer> {
  const seconds = waitIn(query)
  if (seconds === undefined) return badInput({ field: 'wait', rule: 'notWhole', least: 0, most: LONGEST_WAIT_SECONDS })
  await waitFor(shop, flowId, seconds, isReached)
  return ok(view())
}

/** `?wait=5`; 0 where it is not given, undefined where it is no number of seconds. */
function waitIn(query: unknown): number | undefined {
  const wait = typeof query === 'object' && query !== null && 'wait' in query ? String(query.wait) : '0'
  return /^\d{1,2}$/.test(wait) && Number(wait) <= LONGEST_WAIT_SECONDS ? Number(wait) : undefined
}
