/**
 * What a customer gave of themselves, on their way under seal: the only place of the terminal where one is in clear, between a
 * person's hand and the journal's vault.
 */
import type { SealedIdentifier } from '../domain/identifiers/sealed-identifier.js'
import type { TaxIdentifier } from '../domain/identifiers/tax-identifier.js'
import type { ClearBuyer } from '../flows/invoice/invoice-buyer.js'
import type { SealedBuyer } from '../flows/invoice/invoice-events.js'
import type { SecretRecord } from '../ports/journal.js'
import type { AmendmentCounterCommand, CounterCommand, InvoiceCounterCommand } from './counter-command.js'
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

export function sealedInvoiceCommand(command: InvoiceCounterCommand, seq: number): Sealed {
  if (command.type !== 'invoice.corrected') return { event: command as unknown as FlowEvent, secrets: [] }
  const { buyer, secret } = sealedBuyer(command.buyer, seq)
  return { event: { ...command, buyer: { ...buyer } }, secrets: [secret] }
}

/** @param seq of the step that brings it. */
export function sealedBuyer(
  { clear, masked }: ClearBuyer,
  seq: number,
): { readonly buyer: SealedBuyer; readonly secret: SecretRecord } {
  const ref = `buyer-${seq}`
  return { buyer: { ref, masked }, secret: { ref, clear } }
}

/** Where there is nothing to seal. */
export function plainCommand(command: { readonly type: string }): Sealed {
  return { event: command as FlowEvent, secrets: [] }
}
