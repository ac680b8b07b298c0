/** What stands on the screens of a till that may be dead by now, and how one waits before them. */
import { allKept } from '../../src/domain/promises.js'
import type { AmendmentView } from '../../src/terminal/amendment-view.js'
import type { SaleView } from '../../src/terminal/sale-view.js'
import type { World } from '../terminal/shop-in-a-box.js'
import type { MortalTill } from './mortal-till.js'

/** Nothing here takes so long, on however slow a machine: a till that says nothing for this long hangs. */
const LONGEST_SILENCE_MS = 15_000

interface SaleScreen {
  readonly flowId: string
  readonly sale: SaleView
  readonly amendment?: undefined
  readonly view: SaleView
}

interface AmendmentScreen {
  readonly flowId: string
  readonly sale?: undefined
  readonly amendment: AmendmentView
  readonly view: AmendmentView
}

export type Screen = SaleScreen | AmendmentScreen

export function screensOf({ terminal, journal }: MortalTill): readonly Screen[] {
  return journal.flows().flatMap(({ flowId }): readonly Screen[] => {
    if (terminal.settlements.knows(flowId)) return []
    if (terminal.knows(flowId)) {
      const sale = terminal.view(flowId)
      return [{ flowId, sale, view: sale }]
    }
    const amendment = terminal.amendment(flowId)
    return [{ flowId, amendment, view: amendment }]
  })
}

export function isAtRest({ journal }: MortalTill) {
  return ({ flowId, view }: Screen) => allKept(view.promises) && journal.openIntents(flowId).length === 0
}

export function isExchanged(till: MortalTill, saleId: string): boolean {
  return screensOf(till).some(({ amendment }) => amendment?.record.exchange?.saleId === saleId)
}

/** No charge and no payout of it is under way or in doubt. */
export function hasItsMoney({ view }: Screen): boolean {
  return view.promises.money === 'done' || view.promises.money === 'notNeeded'
}

/** Whether money or a document of this sale is on its way back. */
export function isGoingBack(till: MortalTill, saleId: string): boolean {
  return screensOf(till).some(({ amendment, view: { promises } }) => {
    return amendment?.record.saleId === saleId && !allKept({ ...promises, paper: 'done' })
  })
}

export function mendPrinter({ sale, amendment }: Screen, { printer }: World): void {
  const failure = sale ? sale.papers.failure : amendment.paper.failure
  if (failure === 'printer.paperOut') printer.loadPaper()
  if (failure !== 'printer.unreachable') return
  printer.powerOn()
  // Out of paper with a dead till's bytes still to come, it takes no other connection: its lamp says so, the screen cannot.
  if (printer.conditions.paper === 'out') printer.loadPaper()
}

/** Undefined when the till died of it. */
export function surviving<T>(till: MortalTill, work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (till.dead) return undefined
    throw error
  }
}

/** Resolves with the next step of any flow after entry `seen`, at once if it is there already, or when the till dies. */
export async function stirring(till: MortalTill, seen: number): Promise<void> {
  if (till.journal.nextSeq !== seen) return
  let hush: NodeJS.Timeout | undefined
  let stop: (() => void) | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    hush = setTimeout(() => reject(new Error(`the till hangs\n${inWords(till)}`)), LONGEST_SILENCE_MS)
  })
  const stepped = new Promise<void>((resolve) => {
    stop = till.terminal.onStep(() => resolve())
  })
  try {
    await Promise.race([till.death, stepped, silence])
  } finally {
    clearTimeout(hush)
    stop?.()
  }
}

export function inWords(till: MortalTill): string {
  return screensOf(till)
    .map(({ flowId, view }) => {
      const asked = till.journal.openIntents(flowId).map(({ type }) => type)
      return [flowId, view.stage, JSON.stringify(view.steps), JSON.stringify(view.owed), ...asked].join(' ')
    })
    .join('\n')
}
