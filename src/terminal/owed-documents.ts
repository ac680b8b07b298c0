/** The tax documents a shop still owes, as the journal's latest publications tell them: nothing is folded to list them. */
import type { FailureCode } from '../domain/failures.js'
import type { JournalReader } from '../ports/journal.js'
import { type PublishedDocument, type PublishedFlow, publishedFlow } from './published.js'

/** A document that does not stand yet. */
export interface OwedDocument extends PublishedDocument {
  readonly flowId: string
  readonly step: string
  readonly state: 'due'
  readonly why?: FailureCode
  /** The gateway's own code behind it. */
  readonly hostCode?: string
}

/** The most urgent first; those without a deadline last. */
export function owedDocuments(journal: Pick<JournalReader, 'flows'>): readonly OwedDocument[] {
  const owed = journal.flows().flatMap((record) => {
    const flow = publishedFlow(record)
    const entry = flow?.owed.find(({ promise }) => promise === 'tax')
    // An invoice is owed in its own right, see `tillproof owed`.
    if (!flow || !entry || flow.kind === 'invoice') return []
    return dueDocuments(flow).map((document) => ({
      ...document,
      flowId: flow.flowId,
      step: flow.taxStep ?? '',
      state: 'due' as const,
      ...(entry.why && { why: entry.why }),
      ...(entry.hostCode !== undefined && { hostCode: entry.hostCode }),
    }))
  })
  return owed.toSorted((a, b) => (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER))
}

/** What of a flow's documents is still to be made; of one whose steps are not planned yet, all of it. */
function dueDocuments({ documents, total }: PublishedFlow): readonly PublishedDocument[] {
  if (documents.length === 0) return [{ kind: 'revoke', state: 'due', amount: total }]
  const due = documents.filter(({ state }) => state === 'due')
  return due.length > 0 ? due : documents.slice(-1)
}
