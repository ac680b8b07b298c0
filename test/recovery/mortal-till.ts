/**
 * A terminal that dies at a chosen append, as a process does: what it had written stays, what it was doing is cut off, and
 * nothing it still meant to do happens. The next one opens the same folder in the same world.
 */
import type { ByteLink, LinkOpener } from '../../drivers/links/byte-link.js'
import { DriverError } from '../../src/ports/device.js'
import type { Journal } from '../../src/ports/journal.js'
import type { AmendmentView } from '../../src/terminal/amendment-view.js'
import type { Devices } from '../../src/terminal/devices.js'
import type { SaleView } from '../../src/terminal/sale-view.js'
import type { SettlementView } from '../../src/terminal/settlement-flow.js'
import { assembleTill, type Till, type TillOptions, type World } from '../terminal/shop-in-a-box.js'

export interface Doom {
  /** Which append since the terminal was opened; 1 is the first. */
  readonly at: number
  /**
   * `before` – the effects so far have run and this entry, the result of one perhaps, is never written; `after` – the
   * entry is durable and none of the effects it asks for has begun.
   */
  readonly side: 'before' | 'after'
}

/** What the dead process would have done next. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut'
}

/** What of a flow a person sees. */
export type FlowView = SaleView | AmendmentView

export type AnyView = FlowView | SettlementView

export interface MortalTill extends Pick<Till, 'terminal' | 'journal' | 'faults'> {
  readonly dead: boolean
  /** Resolves when it dies; never, if it is not doomed. */
  readonly death: Promise<void>
  /** Steps written since it was opened. */
  readonly appends: number
  /** Lets go of whatever is left of it; once is enough. @returns every flow as it last saw it. */
  bury(): Promise<readonly AnyView[]>
}

/** Not started yet: what the journal says can be looked at before anything is taken up. */
export function openMortalTill(world: World, doom?: Doom, options: Omit<TillOptions, 'between'> = {}): MortalTill {
  const life = new Life(doom)
  const till = assembleTill(world, {
    ...options,
    between: {
      journal: (journal) => life.journal(journal),
      devices: (devices) => life.devices(devices),
      printerLinks: (opener) => life.printerLinks(opener),
    },
  })
  let stopped: Promise<void> | undefined
  life.onDeath(() => {
    stopped = till.terminal.stop()
  })
  const bury = async () => {
    const views = allOf(till)
    await stopped
    await till.close()
    return views
  }
  let buried: ReturnType<typeof bury> | undefined
  return {
    terminal: till.terminal,
    journal: till.journal,
    get faults() {
      return till.faults.filter((error) => !(error instanceof PowerCut))
    },
    get dead() {
      return life.over
    },
    death: life.death,
    get appends() {
      return life.appends
    },
    bury() {
      buried ??= bury()
      return buried
    },
  }
}

type Watched = Pick<Till, 'journal' | 'terminal'>

/** Sales and what changes them, oldest first. */
export function flowsOf({ journal, terminal }: Watched): readonly FlowView[] {
  return journal
    .flows()
    .filter(({ flowId }) => !terminal.settlements.knows(flowId))
    .map(({ flowId }) => (terminal.knows(flowId) ? terminal.view(flowId) : terminal.amendment(flowId)))
}

/** Card days, oldest first. */
export function settlementsOf({ journal, terminal }: Watched): readonly SettlementView[] {
  return journal.flows().flatMap(({ flowId }) => {
    return terminal.settlements.knows(flowId) ? [terminal.settlements.view(flowId)] : []
  })
}

export function allOf(till: Watched): readonly AnyView[] {
  return [...flowsOf(till), ...settlementsOf(till)]
}

class Life {
  appends = 0
  over = false
  readonly death: Promise<void>
  #resolveDeath: (() => void) | undefined
  #stop: (() => void) | undefined
  readonly #links = new Set<ByteLink>()

  constructor(private readonly doom: Doom | undefined) {
    this.death = new Promise((resolve) => {
      this.#resolveDeath = resolve
    })
  }

  onDeath(stop: () => void): void {
    this.#stop = stop
  }

  journal(journal: Journal): Journal {
    const append: Journal['append'] = (step, opens) => {
      if (this.over) throw new PowerCut()
      const { at, side } = this.doom ?? {}
      const last = this.appends + 1 === at
      if (last && side === 'before') {
        this.#die()
        throw new PowerCut()
      }
      const entry = journal.append(step, opens)
      this.appends += 1
      if (last) this.#die()
      return entry
    }
    return withMethods(journal, (name, method) => (name === 'append' ? append : method))
  }

  devices(devices: Devices): Devices {
    const mortal = <T extends object>(device: T): T =>
      withMethods(device, (_name, method) => (...args: unknown[]) => {
        if (this.over) throw new PowerCut()
        return method(...args)
      })
    return {
      cardReader: mortal(devices.cardReader),
      acquirer: mortal(devices.acquirer),
      taxAuthority: mortal(devices.taxAuthority),
      invoiceService: mortal(devices.invoiceService),
      printer: mortal(devices.printer),
      ...(devices.fallbackPrinter && { fallbackPrinter: mortal(devices.fallbackPrinter) }),
    }
  }

  /** A dead process's sockets are closed by the system: what was written leaves, and not a byte more. */
  printerLinks(opener: LinkOpener): LinkOpener {
    return {
      address: opener.address,
      open: async (signal) => {
        const gone = () => new DriverError('link.unreachable', 'the terminal is dead')
        if (this.over) throw gone()
        const link = await opener.open(signal)
        this.#links.add(link)
        if (!this.over) return link
        void link.close()
        throw gone()
      },
    }
  }

  #die(): void {
    this.over = true
    for (const link of this.#links) void link.close()
    // Once the step is finished in memory, and before any effect of it begins.
    queueMicrotask(() => {
      this.#stop?.()
      this.#resolveDeath?.()
    })
  }
}

type Method = (...args: never[]) => unknown

/** The same object with some of its methods replaced. */
function withMethods<T extends object>(
  target: T,
  replace: (name: string | symbol, method: (...args: unknown[]) => unknown) => Method,
): T {
  return new Proxy(target, {
    get(_target, name) {
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? replace(name, value.bind(target)) : value
    },
  })
}
