/** Cards and requests the acquirer's tests share. The numbers are the card brands' published test numbers. */
import type { EntryMode, PresentedCard } from '../../src/domain/card.js'
import { Pan, Track2 } from '../../src/domain/identifiers/pan.js'
import { money } from '../../src/domain/money.js'
import type {
  Approval,
  AuthorisationRequest,
  HostMessageKey,
  ReversalRequest,
  TakeBackRequest,
} from '../../src/ports/acquirer.js'

export const TEST_PAN = '4111111111111111'
export const TEST_TRACK2 = `${TEST_PAN}=30122011234567890`

/** 2026-03-05 14:00:07.250 in Seoul, 05:00:07 UTC. */
export const SENT_AT = Date.UTC(2026, 2, 5, 5, 0, 7, 250)

/** Never aborted. */
export const patient = new AbortController().signal

export function sampleCard(pan = TEST_PAN, entryMode: EntryMode = 'chip', track2?: string): PresentedCard {
  const card = Pan.parse(pan)
  if (!card.ok) throw new RangeError(`not a card number: ${card.problem}`)
  const summary = { maskedPan: card.value.masked, entryMode, hasChip: true }
  if (track2 === undefined) return { pan: card.value, expiry: '3012', summary }
  const track = Track2.parse(track2)
  if (!track.ok) throw new RangeError(`not a track: ${track.problem}`)
  return { pan: card.value, expiry: '3012', track2: track.value, summary }
}

export function keyOf(stan: number, sentAt = SENT_AT): HostMessageKey {
  return { stan: stan.toString().padStart(6, '0'), sentAt }
}

export function purchase(changes: Partial<AuthorisationRequest> = {}): AuthorisationRequest {
  return {
    key: keyOf(1),
    amount: money(12_000, 'KRW'),
    card: sampleCard(TEST_PAN, 'chip', TEST_TRACK2),
    instalmentMonths: 0,
    ...changes,
  }
}

export function reversalOf(original: AuthorisationRequest, changes: Partial<ReversalRequest> = {}): ReversalRequest {
  return {
    original: original.key,
    key: keyOf(501, SENT_AT + 40_000),
    amount: original.amount,
    reason: 'noReply',
    repeat: 0,
    ...changes,
  }
}

/** The whole of an approved purchase, unless told otherwise. */
export function takeBackOf(
  original: AuthorisationRequest,
  approval: Approval,
  changes: Partial<TakeBackRequest> = {},
): TakeBackRequest {
  const { key, amount } = original
  const { rrn, approvalCode, approvedAmount = amount } = approval
  return {
    manner: 'void',
    key: keyOf(601, SENT_AT + 60_000),
    original: { key, amount: approvedAmount, rrn, approvalCode },
    amount: approvedAmount,
    repeat: 0,
    ...changes,
  }
}
