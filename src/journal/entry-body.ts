/**
 * The text of an entry, as stored and hashed, and the way back. Everything the index tables say can be told from these
 * texts alone; that is why the chart a flow opens with is among them.
 */
import type { JournalEntry, StepRecord } from '../ports/journal.js'
import { canonicalJson } from './canonical-json.js'
import { JournalError } from './journal-error.js'

/** An entry's text, read. */
export interface EntryBody extends Omit<JournalEntry, 'hash'> {
  /** On the first entry of a flow only. */
  readonly opens?: { readonly chart: string }
}

/**
 * The canonical JSON of a step about to become entry `seq`. Secrets are in it by ref only.
 *
 * @throws JournalError `journal.stepRefused`, `journal.secretInClear`
 */
export function writeBody(seq: number, step: StepRecord, opens?: { readonly chart: string }): string {
  if (step.secrets.length > 0) refuseClearSecrets(step)
  return canonicalJson({
    seq,
    at: step.at,
    flowId: step.flowId,
    opens: opens && { chart: opens.chart },
    event: step.event,
    intents: step.intents.map(({ key, type, params }) => ({ key, type, params })),
    settledIntents: step.settledIntents,
    deadlinesSet: step.deadlinesSet.map(({ id, dueAt }) => ({ id, dueAt })),
    deadlinesCancelled: step.deadlinesCancelled,
    secretRefs: step.secrets.map(({ ref }) => ref),
    publication: step.publication,
    closesFlow: step.closesFlow,
  })
}

export function readBody(text: string): EntryBody {
  return JSON.parse(text)
}

export function toEntry(body: EntryBody, hash: string): JournalEntry {
  const { opens: _, ...entry } = body
  return { ...entry, hash }
}

/** A shorter text occurs by chance (in an amount, in a word), so of those only a whole JSON string counts as a find. */
const TELLING_LENGTH = 6
/** What people and programs group digits with. */
const GROUPING = /[\s().-]/g

/** The last net under the caller's duty: a secret must not stand in its step, neither as it is nor grouped otherwise. */
function refuseClearSecrets(step: StepRecord): void {
  const { flowId, event, publication, settledIntents } = step
  const intents = step.intents.map(({ key, type, params }) => ({ key, type, params }))
  const refs = step.secrets.map(({ ref }) => ref)
  const text = canonicalJson({ flowId, event, publication, settledIntents, intents, refs })
  const ungroupedText = text.replace(GROUPING, '')
  for (const { clear } of step.secrets) {
    if (clear === '') continue
    const quoted = JSON.stringify(clear)
    const wanted = clear.length < TELLING_LENGTH ? quoted : quoted.slice(1, -1)
    const ungrouped = wanted.replace(GROUPING, '')
    if (text.includes(wanted) || (ungrouped.length >= TELLING_LENGTH && ungroupedText.includes(ungrouped))) {
      throw new JournalError(
        'journal.secretInClear',
        'A secret also stands in clear in its step. Write its ref instead.',
      )
    }
  }
}
