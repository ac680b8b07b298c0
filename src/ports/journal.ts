/**
 * The journal: the durable truth of the terminal. It stores steps and knows nothing of what they mean. What `append`
 * returned is on the disk; what a process held only in memory is gone with it.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }
export type JsonObject = { readonly [key: string]: Json | undefined }

/** A request to the outside world, written before it is made. */
export interface IntentRecord {
  /** Idempotency key, unique in the journal. The same intent is re-driven with the same key, never a new one. */
  readonly key: string
  /** E.g. `acquirer.authorise`. */
  readonly type: string
  readonly params: JsonObject
}

export interface DeadlineRecord {
  /** Unique in its flow; setting it again replaces it. */
  readonly id: string
  /** Epoch milliseconds. */
  readonly dueAt: number
}

/** Clear text to be sealed (AES-256-GCM) in the same transaction; entries only ever hold its `ref`. */
export interface SecretRecord {
  readonly ref: string
  readonly clear: string
}

/** Everything one step writes, in one transaction. */
export interface StepRecord {
  readonly flowId: string
  readonly at: number
  readonly event: JsonObject & { readonly type: string }
  /** Effects to be run once this is durable. */
  readonly intents: readonly IntentRecord[]
  /** Keys of the intents that need no further driving: answered by this event, or withdrawn by it. */
  readonly settledIntents: readonly string[]
  readonly deadlinesSet: readonly DeadlineRecord[]
  readonly deadlinesCancelled: readonly string[]
  readonly secrets: readonly SecretRecord[]
  /** What listeners are to be told of this step, at least once; nothing when it changed nothing they can see. */
  readonly publication?: JsonObject
  /** True when the flow has nothing left to wait for. */
  readonly closesFlow: boolean
}

export interface JournalEntry extends Omit<StepRecord, 'secrets'> {
  /** Contiguous from 1. */
  readonly seq: number
  /** Refs sealed with this entry. */
  readonly secretRefs: readonly string[]
  /** SHA-256, hex, over the previous hash and this entry's canonical JSON. */
  readonly hash: string
}

export interface FlowRecord {
  readonly flowId: string
  /** Statechart and version, e.g. `payment@3`. */
  readonly chart: string
  readonly openedAt: number
  /** The entries it was opened and last moved by. */
  readonly openedSeq: number
  readonly lastSeq: number
  readonly closed: boolean
  /** The latest publication, for lists that need not fold anything. */
  readonly latest?: JsonObject
}

export interface Publication {
  readonly seq: number
  readonly flowId: string
  readonly body: JsonObject
}

export type ChainCheck =
  | { readonly intact: true; readonly entries: number; readonly lastHash: string }
  | { readonly intact: false; readonly atSeq: number; readonly problem: string }

export interface JournalReader {
  /** Oldest first. `under` – those whose ID begins with it and a slash: what belongs to another flow. */
  flows(filter?: { readonly open?: boolean; readonly under?: string }): readonly FlowRecord[]
  flow(flowId: string): FlowRecord | undefined
  /** All entries of a flow, oldest first; of all flows when none is named. */
  entries(flowId?: string): readonly JournalEntry[]
  /** Intents written and not yet settled, oldest first. */
  openIntents(flowId: string): readonly IntentRecord[]
  openDeadlines(flowId: string): readonly DeadlineRecord[]
  /** Recomputes every hash and checks that numbers are contiguous and the index tables agree with the entries. */
  verify(): ChainCheck
  close(): void
}

export interface Journal extends JournalReader {
  readonly terminalId: string
  /** The number the next appended step will get: the source of every key the step mints. */
  readonly nextSeq: number
  /**
   * Writes one step and returns its entry once it is on the disk (WAL, synchronous=FULL). The first step of a flow names
   * its chart.
   * @throws when the disk refuses; then nothing of the step was written.
   */
  append(step: StepRecord, opens?: { readonly chart: string }): JournalEntry
  /** The clear text behind a ref; undefined once erased. */
  reveal(ref: string): string | undefined
  /** Destroys the sealed text for good; entries and the hash chain stay valid. */
  erase(ref: string): void
  /** Publications not yet delivered, oldest first. */
  undelivered(): readonly Publication[]
  /** Marks all publications up to and including `seq` as delivered. */
  delivered(seq: number): void
}
