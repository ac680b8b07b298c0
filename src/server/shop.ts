/** What the server serves: a terminal that runs, its journal to read lists from, and what the shop is like. */
import type { Language } from '../domain/language.js'
import type { Currency } from '../domain/money.js'
import type { Clock } from '../ports/clock.js'
import type { JournalReader } from '../ports/journal.js'
import type { Terminal } from '../terminal/terminal.js'

export interface ServedShop {
  readonly terminal: Terminal
  readonly journal: Pick<JournalReader, 'flows' | 'flow'>
  readonly clock: Clock
  readonly name: string
  readonly terminalId: string
  readonly language: Language
  readonly currency: Currency
  /** VAT contained in the prices: 1000 = 10 %. */
  readonly vatRateBasisPoints: number
  readonly utcOffsetMinutes: number
  readonly training: boolean
}
