/**
 * What a scenario is played on, as the replay needs to see it: a terminal that can be started anew, a clock that moves only
 * when told to, devices that take orders, and their books. Who builds it chooses the drivers; see `src/cli/replay`.
 */
import type { Language } from '../domain/language.js'
import type { Money } from '../domain/money.js'
import type { Clock } from '../ports/clock.js'
import type { Terminal } from '../terminal/terminal.js'

/** What a scenario may do something to. */
export const STAGE_DEVICES = ['host', 'gateway', 'invoiceService', 'printer', 'secondPrinter', 'reader'] as const
export type StageDevice = (typeof STAGE_DEVICES)[number]

/** Time that passes when it is told to, everything between two deadlines having come to rest. */
export interface SteppedClock extends Clock {
  nextDueAt(): number | undefined
  advance(durationMs: number): Promise<void>
}

/** What a scenario says of the shop: a preset, and what is different there. Read by whoever builds the stage. */
export interface StageShop {
  readonly preset: string
  readonly otherwise: Readonly<Record<string, unknown>>
}

export interface StageSupervisor {
  readonly name: string
  readonly pin: string
}

export interface StageSetup {
  readonly shop: StageShop
  /** Epoch milliseconds. */
  readonly startsAt: (utcOffsetMinutes: number) => number
  readonly seed: number
  /** None: nobody supervises. */
  readonly supervisors: readonly StageSupervisor[]
  /** Orders each device has from the beginning. */
  readonly world: Readonly<Partial<Record<StageDevice, unknown>>>
}

/** What the counterparts' own books say. */
export interface StageBooks {
  readonly host: {
    readonly captured: Money
    readonly transactions: readonly {
      readonly kind: 'purchase' | 'void' | 'refund'
      readonly state: 'approved' | 'declined' | 'reversed'
      readonly amount: Money
    }[]
  }
  /** Documents in the order they were taken. */
  readonly gateway: readonly {
    readonly kind: 'issue' | 'revoke'
    readonly amount: Money
    readonly use: string
    /** The customer, masked. */
    readonly to: string
    readonly tradeDate: string
    readonly rejected: boolean
    readonly reason?: string
  }[]
  /** Invoices in the order they were asked for. */
  readonly invoices: readonly {
    readonly amount: Money
    readonly state: 'underWay' | 'issued' | 'failed' | 'unsigned' | 'red'
    /** At the counter, or by the customer with the receipt's code. */
    readonly via: 'counter' | 'phone'
    /** Masked. */
    readonly buyer: string
  }[]
  /** Everything cut off, oldest first; with what its bar and matrix codes say. */
  readonly papers: readonly {
    readonly printer: 'main' | 'second'
    readonly text: string
    readonly codes: readonly string[]
  }[]
  readonly drawerOpened: number
}

/** Something a counterpart did, in a few words without anything private. */
export interface StageNote {
  readonly at: number
  readonly who: string
  readonly what: string
}

export interface StageBuyer {
  readonly name: string
  readonly taxNumber?: string
  readonly phone?: string
  readonly email?: string
}

export interface ReplayStage {
  readonly clock: SteppedClock
  readonly shopName: string
  readonly language: Language
  readonly currency: Money['currency']
  readonly utcOffsetMinutes: number
  readonly vatRateBasisPoints: number
  /** The test card its customers have. */
  readonly usualCard: string
  /** The one that runs now. */
  readonly terminal: Terminal
  /** Puts an order in force that `problems` of the device has nothing against. */
  order(device: StageDevice, given: unknown): Promise<void>
  /** A customer opens a code's page and asks for an invoice. @returns the page's HTTP status. */
  scan(code: string, buyer: StageBuyer): Promise<number>
  /** What the buyer of the invoice of that order number does at the tax office. */
  buyerDoes(what: 'books' | 'agrees' | 'refuses', orderNumber: string): void
  /** The till dies as in a power cut: what it was doing is cut off. Devices go on. */
  cutPower(): Promise<void>
  /** A till on the same journal, taking up what the last one left. */
  startTill(): void
  books(): StageBooks
  /** What counterparts did since the last look. */
  notes(): readonly StageNote[]
  /** Errors the terminal told of because nobody else would see them. */
  faults(): readonly string[]
  close(): Promise<void>
}

/** The devices' own formats, asked while a scenario is read so that a mistake is found before anything is played. */
export interface OrderFormats {
  /** @returns what is wrong with an order, a line each; none when it can be carried out. */
  problems(device: StageDevice, given: unknown, when: 'fromTheStart' | 'later'): readonly string[]
  shopProblems(shop: StageShop): readonly string[]
}

export type OpenStage = (setup: StageSetup) => Promise<ReplayStage>
