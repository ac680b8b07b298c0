/**
 * A card reader made of a script and a clock: each read plays the next presentation, and more can be presented by hand.
 * It stands on the same port as a real one, so the terminal cannot tell them apart.
 */
import type { EntryMode, PresentedCard } from '../../../src/domain/card.js'
import type { FailureCode } from '../../../src/domain/failures.js'
import { Track2 } from '../../../src/domain/identifiers/pan.js'
import { accepted, type Outcome, refused, unavailable } from '../../../src/domain/outcome.js'
import type { CardReader, CardReadRequest } from '../../../src/ports/card-reader.js'
import type { Clock } from '../../../src/ports/clock.js'
import { DriverError } from '../../../src/ports/device.js'
import { busyReader, OpenRead, timedOut } from '../open-read.js'
import { presentedCard } from '../presented-card.js'
import type { Presentation, ScriptedPresentation } from './presentation.js'
import { TEST_CARDS, type TestCard, type TestCardName } from './test-cards.js'

const READ_ERRORS: Readonly<Record<EntryMode, FailureCode>> = {
  chip: 'reader.chipUnreadable',
  contactless: 'reader.tapUnreadable',
  swipe: 'reader.stripeUnreadable',
}

export class EmulatedCardReader implements CardReader {
  readonly #clock: Clock
  readonly #script: ScriptedPresentation[]
  readonly #waiting = new OpenRead()
  #cancelNext: () => void = () => undefined
  #closed: boolean = false

  /**
   * @param script played one presentation a read; a read beyond its end waits for `present`.
   * @throws DriverError `reader.badCard` when it holds a card that cannot exist.
   */
  constructor(
    clock: Clock,
    script: readonly ScriptedPresentation[] = [],
    readonly address = 'emulated:card-reader',
  ) {
    this.#clock = clock
    this.#script = script.map(checked)
  }

  /** What the terminal waits for now, for a screen to show; undefined while nobody reads. */
  get waitingFor(): CardReadRequest | undefined {
    return this.#waiting.request
  }

  /** Adds to the end of the script. A read that waits already is not touched. @throws as the constructor does. */
  enqueue(...presentations: readonly ScriptedPresentation[]): void {
    this.#script.push(...presentations.map(checked))
  }

  async read(request: CardReadRequest, signal: AbortSignal): Promise<Outcome<PresentedCard>> {
    if (this.#waiting.request) throw busyReader(this.address)
    if (this.#closed) return unavailable('reader.unreachable', 'the reader is closed')
    if (signal.aborted) return timedOut()
    const outcome = this.#waiting.wait(request, signal)
    try {
      this.#begin()
      return await outcome
    } finally {
      this.#cancelNext()
    }
  }

  /**
   * Presents this now, ahead of the script.
   * @returns whether it ended a read. A card is dropped while nobody reads, and ignored in an entry mode not accepted.
   * @throws DriverError `reader.badCard` when the card cannot exist.
   */
  present(presentation: Presentation): boolean {
    const { request } = this.#waiting
    if (!request) return false
    const outcome = outcomeOf(presentation, request)
    if (!outcome) return false
    this.#waiting.end(outcome)
    return true
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#waiting.end(unavailable('reader.linkLost', 'the reader was closed'))
  }

  #begin(): void {
    const [next] = this.#script
    if (next?.kind === 'unplugged' && next.afterMs === undefined) {
      this.#script.shift()
      this.#waiting.end(unavailable('reader.unreachable'))
    } else {
      this.#playNext()
    }
  }

  #playNext(): void {
    const next = this.#script.shift()
    if (!next || next.kind === 'nothing') return
    const play = () => {
      if (!this.present(next)) this.#playNext()
    }
    if (next.afterMs === undefined) play()
    else this.#cancelNext = this.#clock.schedule(next.afterMs, play)
  }
}

/** @returns undefined when the reader takes no notice of it. */
function outcomeOf(presentation: Presentation, request: CardReadRequest): Outcome<PresentedCard> | undefined {
  switch (presentation.kind) {
    case 'chip':
    case 'contactless':
    case 'swipe': {
      const card = cardOf(presentation.card, presentation.kind)
      return request.accepts.includes(presentation.kind) ? accepted(card) : undefined
    }
    case 'error': {
      if (!request.accepts.includes(presentation.entry)) return undefined
      return refused(READ_ERRORS[presentation.entry], 'the card could not be read')
    }
    case 'cancel':
      return refused('reader.cancelledByCustomer', 'the customer pressed cancel')
    case 'unplugged':
      return unavailable('reader.linkLost')
    case 'nothing':
      return undefined
  }
}

/** Refuses a bad card where the script is given, rather than in the middle of a sale. */
function checked(presentation: ScriptedPresentation): ScriptedPresentation {
  if ('card' in presentation) cardOf(presentation.card, presentation.kind)
  return presentation
}

function cardOf(choice: TestCardName | TestCard, entryMode: EntryMode): PresentedCard {
  const card: TestCard = typeof choice === 'string' ? TEST_CARDS[choice] : choice
  const track2 = Track2.parse(`${card.pan}D${card.expiry}${card.serviceCode}`)
  if (!track2.ok) throw new DriverError('reader.badCard', `this card cannot exist: ${track2.problem}`)
  if (entryMode === 'swipe') return presentedCard(track2.value, entryMode)
  const { aid, label } = card
  if (!track2.value.hasChip || aid === undefined || label === undefined) {
    throw new DriverError('reader.badCard', `a card without a chip application cannot be read by ${entryMode}`)
  }
  return presentedCard(track2.value, entryMode, { aid, label })
}
