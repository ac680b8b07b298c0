/**
 * What the index tables must say, told from the entries alone. This is deliberately not the code that writes them: a
 * mistake in either shows as a difference.
 */
import type { EntryBody } from './entry-body.js'

/** A row an index table must hold; `seq` is the entry that accounts for it. */
export interface ExpectedRow {
  readonly seq: number
  readonly columns: Readonly<Record<string, string | number | null>>
}

export class Indexes {
  readonly flows = new Map<string, ExpectedRow>()
  readonly intents = new Map<string, ExpectedRow>()
  /** By flow and id, as JSON. */
  readonly deadlines = new Map<string, ExpectedRow>()
  /** By ref; the entry each was sealed with. */
  readonly secrets = new Map<string, ExpectedRow>()
  /** Numbers of all entries that have a publication, ascending. */
  readonly published: number[] = []

  /** Takes the next entry in. Returns what is wrong with it, if anything. */
  add(body: EntryBody): string | undefined {
    const { seq, flowId } = body
    const before = this.flows.get(flowId)
    if (body.opens !== undefined && before !== undefined) return `opens flow ${flowId} a second time`
    if (body.opens === undefined && before === undefined) return `belongs to flow ${flowId}, which was never opened`
    const opened = before?.columns ?? { chart: body.opens?.chart ?? '', opened_at: body.at, opened_seq: seq }
    const latest = body.publication === undefined ? (before?.columns['latest_seq'] ?? null) : seq
    this.flows.set(flowId, {
      seq,
      columns: { ...opened, flow_id: flowId, last_seq: seq, latest_seq: latest, closed: Number(body.closesFlow) },
    })
    if (body.publication !== undefined) this.published.push(seq)
    for (const ref of body.secretRefs) this.secrets.set(ref, { seq, columns: { ref, seq } })
    this.#addDeadlines(body)
    return this.#addIntents(body)
  }

  #addIntents({ seq, flowId, intents, settledIntents }: EntryBody): string | undefined {
    for (const [position, { key }] of intents.entries()) {
      if (this.intents.has(key)) return `writes intent ${key} a second time`
      this.intents.set(key, { seq, columns: { key, flow_id: flowId, seq, position, settled_seq: null } })
    }
    for (const key of settledIntents) {
      const intent = this.intents.get(key)
      if (intent === undefined || intent.columns['flow_id'] !== flowId)
        return `settles intent ${key}, which its flow never wrote`
      if (intent.columns['settled_seq'] === null) {
        this.intents.set(key, { seq, columns: { ...intent.columns, settled_seq: seq } })
      }
    }
    return undefined
  }

  #addDeadlines({ seq, flowId, deadlinesCancelled, deadlinesSet }: EntryBody): void {
    for (const id of deadlinesCancelled) this.deadlines.delete(deadlineName(flowId, id))
    for (const { id, dueAt } of deadlinesSet) {
      this.deadlines.set(deadlineName(flowId, id), { seq, columns: { flow_id: flowId, id, due_at: dueAt, seq } })
    }
  }
}

export function deadlineName(flowId: string, id: string): string {
  return JSON.stringify([flowId, id])
}
