/**
 * A process that appends steps as fast as it can and prints each number once `append` returned. It stops only by being
 * killed, or when the disk refuses: then it prints the codes of that error and of the one a further append gives.
 * Arguments: the built product's folder, the data folder.
 */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [, , built, path] = process.argv
const load = (module) => import(pathToFileURL(join(built, module)).href)
const { openDataFolder } = await load('src/journal/data-folder.js')
const { openJournal } = await load('src/journal/sqlite-journal.js')
const { systemClock } = await load('drivers/clocks/system-clock.js')
const { systemRandom } = await load('drivers/random/system-random.js')

const folder = openDataFolder(path, { clock: systemClock })
const journal = openJournal({ folder, terminalId: 'till-1', random: systemRandom })
const tell = (line) => writeSync(1, `${line}\n`)

try {
  for (;;) tell(appendNext().seq)
} catch (error) {
  tell(`${error.code} ${codeOf(appendNext)} next ${journal.nextSeq}`)
  journal.close()
  folder.close()
}

/** Every second step settles what the one before asked for, so that all tables are in motion. */
function appendNext() {
  const seq = journal.nextSeq
  const asks = seq % 2 === 1
  const flowId = `sale-${Math.ceil(seq / 2)}`
  return journal.append(
    {
      flowId,
      at: systemClock.now(),
      event: { type: 'card.read', note: 'x'.repeat(200) },
      intents: asks ? [{ key: `auth-${seq}`, type: 'acquirer.authorise', params: { stan: String(seq) } }] : [],
      settledIntents: asks ? [] : [`auth-${seq - 1}`],
      deadlinesSet: asks ? [{ id: 'reply', dueAt: seq }] : [],
      deadlinesCancelled: asks ? [] : ['reply'],
      secrets: asks ? [{ ref: `secret-${seq}`, clear: `secret text of ${seq}` }] : [],
      publication: { seq },
      closesFlow: !asks,
    },
    asks ? { chart: 'payment@1' } : undefined,
  )
}

function codeOf(action) {
  try {
    action()
    return 'none'
  } catch (error) {
    return error.code
  }
}
