/** `tillproof journal`: reads the journal as it lies on the disk: what happened, in order, and whether the chain holds. */
import { Command } from 'commander'
import { readJournal } from '../journal/sqlite-journal.js'
import type { Json, JsonObject } from '../ports/journal.js'
import { withDataOption } from './till-options.js'

export function journalCommand(): Command {
  const journal = new Command('journal').description('look into the journal')
  journal.addCommand(
    withDataOption(new Command('verify'))
      .description('recompute the hash chain; exit status 1 when it does not hold')
      .action(verify),
  )
  journal.addCommand(
    withDataOption(new Command('show'))
      .description('what happened, entry by entry')
      .argument('[sale]', 'one sale only')
      .action(show),
  )
  return journal
}

function verify({ data }: { readonly data: string }): void {
  const journal = readJournal({ path: data })
  const check = journal.verify()
  journal.close()
  if (check.intact) {
    console.log(`intact: ${check.entries} entries, last hash ${check.lastHash}`)
  } else {
    console.log(`broken at entry ${check.atSeq}: ${check.problem}`)
    process.exitCode = 1
  }
}

/** As it lies on the disk, name by name: `end confirmed, bytesAccepted 612, …`. */
function evidenceText(evidence: Json): string {
  if (typeof evidence !== 'object' || evidence === null || Array.isArray(evidence)) return String(evidence)
  return Object.entries(evidence)
    .map(([name, value]) => (isObject(value) ? `${name} (${evidenceText(value)})` : `${name} ${value}`))
    .join(', ')
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(saleId: string | undefined, { data }: { readonly data: string }): void {
  const journal = readJournal({ path: data })
  for (const { seq, at, flowId, event, intents, deadlinesSet, hash } of journal.entries(saleId)) {
    console.log(`${seq}  ${new Date(at).toISOString()}  ${flowId}  ${event.type}  ${hash.slice(0, 12)}`)
    if (event['evidence'] !== undefined) console.log(`      = ${evidenceText(event['evidence'])}`)
    for (const { type, key } of intents) console.log(`      → ${type}  (${key})`)
    for (const { id, dueAt } of deadlinesSet) console.log(`      ⏲ ${id}  ${new Date(dueAt).toISOString()}`)
  }
  journal.close()
}
