/**
 * Numbers a customer gave, on their way under seal: the only place of the terminal where one is in clear, between a
 * person's hand and the journal's vault.
 */
import type { SealedIdentifier } from '../domain/identifiers/sealed-identifier.js'
import type { TaxIdentifier } from '../domain/identifiers/tax-identifier.js'
import type { SecretRecord } from '../ports/journal.js'
import type { AmendmentCounterCommand, CounterCommand } from './counter-command.js'
import type { FlowEvent } from './effect-table.js'

export interface Sealed {
  readonly event: FlowEvent
  readonly secrets: readonly SecretRecord[]
}

/** What the chart may know of a number, and what the journal seals. @param seq of the step that brings it. */
export function sealedIdentifier(
  identifier: TaxIdentifier,
  seq: number,
): { readonly identifier: SealedIdentifier; readonly secret: SecretRecord } {
  const ref = `identifier-${seq}`
  const { kind, masked } = identifier
  return { identifier: { ref, kind, masked }, secret: { ref, clear: identifier.reveal() } }
}

export function sealedCommand(command: CounterCommand, seq: number): Sealed {
  if (command.type !== 'tax.numberEntered') return { event: command as unknown as FlowEvent, secrets: [] }
  const { identifier, secret } = sealedIdentifier(command.identifier, seq)
  return { event: { type: command.type, identifier: { ...identifier } }, secrets: [secret] }
}

export function sealedAmendmentCommand(command: AmendmentCounterCommand, seq: number): Sealed {
  if (command.type !== 'tax.reassigned') return { event: command as unknown as FlowEvent, secrets: [] }
  const { type, use } = command
  if (!command.identifier) return { event: { type, use, selfIssued: true }, secrets: [] }
  const { identifier, secret } = sealedIdentifier(command.identifier, seq)
  return { event: { type, use, selfIssued: false, identifier: { ...identifier } }, secrets: [secret] }
}
