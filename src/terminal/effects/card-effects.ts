/** Reading a card, and everything asked of the acquirer about it. */
import type { Acquirer } from '../../ports/acquirer.js'
import type { CardReader } from '../../ports/card-reader.js'
import type { CardVault } from '../card-vault.js'
import { paymentEffect } from './typed-effect.js'

interface CardParts {
  readonly cardReader: CardReader
  readonly acquirer: Acquirer
  readonly vault: CardVault
  /** Remembers whose authorisation a STAN is, for replies that come too late. */
  readonly onAuthorising: (stan: string, flowId: string) => void
}

/** Of a purchase, a void or a refund: what became of it, by its own key. */
export function inquiryEffects({ acquirer }: Pick<CardParts, 'acquirer'>) {
  return {
    'acquirer.inquire': paymentEffect<'acquirer.inquire'>({
      async run({ original, amount }, { signal }) {
        const outcome = await acquirer.inquire(original, amount, signal)
        if (outcome.kind !== 'accepted') return { type: 'inquiry.unanswered' }
        const answer = outcome.value
        switch (answer.status) {
          case 'approved':
            return { type: 'inquiry.approved', approval: answer.approval }
          case 'declined':
            return { type: 'inquiry.declined', failure: answer.failure, hostCode: answer.hostCode }
          case 'reversed':
            return { type: 'inquiry.reversed' }
          case 'notFound':
            return { type: 'inquiry.notFound' }
        }
      },
      afterRestart: 'runAgain',
      onBroken: { type: 'inquiry.unanswered' },
    }),
  }
}

export function cardEffects({ cardReader, acquirer, vault, onAuthorising }: CardParts) {
  return {
    ...inquiryEffects({ acquirer }),
    'reader.read': paymentEffect<'reader.read'>({
      async run({ amount, accepts }, { flowId, signal }) {
        // Whatever an earlier read of this sale left behind is not to be charged.
        vault.take(flowId)
        const outcome = await cardReader.read({ amount, accepts }, signal)
        if (outcome.kind === 'accepted') {
          vault.hold(flowId, outcome.value)
          return { type: 'card.read', card: outcome.value.summary }
        }
        return { type: 'card.notRead', failure: outcome.kind === 'unknown' ? 'reader.linkLost' : outcome.failure }
      },
      // Whoever stands at the counter now may be another customer: their card must not pay for this sale.
      afterRestart: { type: 'card.notRead', failure: 'terminal.restarted' },
      onBroken: { type: 'card.notRead', failure: 'reader.unreachable' },
    }),

    'acquirer.authorise': paymentEffect<'acquirer.authorise'>({
      async run({ key, amount, instalmentMonths }, { flowId, signal }) {
        const card = vault.take(flowId)
        if (!card) return { type: 'acquirer.unknown', reason: 'restarted' }
        onAuthorising(key.stan, flowId)
        const outcome = await acquirer.authorise({ key, amount, card, instalmentMonths }, signal)
        switch (outcome.kind) {
          case 'accepted':
            return { type: 'acquirer.approved', approval: outcome.value }
          case 'refused': {
            const { failure, detail, hostCode } = outcome
            return { type: 'acquirer.declined', failure, detail, ...(hostCode !== undefined && { hostCode }) }
          }
          case 'unavailable':
            return { type: 'acquirer.unavailable', failure: outcome.failure }
          case 'unknown':
            return { type: 'acquirer.unknown', reason: outcome.reason }
        }
      },
      // The card is gone from memory and the request may have left: the chart asks the host.
      afterRestart: { type: 'acquirer.unknown', reason: 'restarted' },
      onBroken: { type: 'acquirer.unknown', reason: 'unreadable-reply' },
    }),

    'acquirer.reverse': paymentEffect<'acquirer.reverse'>({
      async run(request, { signal }) {
        const outcome = await acquirer.reverse(request, signal)
        if (outcome.kind === 'accepted') return { type: 'reversal.acknowledged' }
        if (outcome.kind !== 'refused') return { type: 'reversal.unanswered' }
        const { detail, hostCode } = outcome
        return { type: 'reversal.refused', detail, ...(hostCode !== undefined && { hostCode }) }
      },
      // Perhaps it was heard: the next one is a repeat (0421) under the same key.
      afterRestart: { type: 'reversal.unanswered' },
      onBroken: { type: 'reversal.unanswered' },
    }),
  }
}
