/**
 * Fetches the settlement file of a closed batch over HTTP. Nothing happens at the acquirer by asking, so whatever goes
 * wrong it may be asked again; only a file that is not there is told from one that cannot be had now.
 */
import { accepted, type Outcome, refused, unavailable, unknown } from '../../../src/domain/outcome.js'
import type { SettlementFile } from '../../../src/ports/acquirer.js'
import type { Clock } from '../../../src/ports/clock.js'
import { exchange } from '../../http/http-exchange.js'
import { readSettlementFile, type SettlementFileProblem } from './settlement-file.js'

/** Of a file that is wrong in every line a person needs no more to ask for another. */
const MOST_TOLD = 5

export interface SettlementFileSource {
  /** `http://host:port` of the acquirer's file service; left out = it has none. */
  readonly filesUrl: string | undefined
  readonly terminalNumber: string
  readonly clock: Clock
  /** How long the whole transfer may take. */
  readonly limitMs: number
}

/**
 * unavailable `host.settlementFileMissing` – no file service, or none of this batch (404); unavailable
 * `host.unreachable` – no connection; refused `host.systemMalfunction` – another status; refused
 * `host.settlementFileUnreadable` – a file that is not believed, with what is wrong in which line.
 */
export async function fetchSettlementFile(
  batchNumber: number,
  source: SettlementFileSource,
  signal: AbortSignal,
): Promise<Outcome<SettlementFile>> {
  const { filesUrl, terminalNumber, clock, limitMs } = source
  if (filesUrl === undefined) return unavailable('host.settlementFileMissing', 'no address for files is set')
  const place = `${encodeURIComponent(terminalNumber)}/${batchNumber.toString().padStart(6, '0')}.csv`
  const url = `${filesUrl.replace(/\/$/, '')}/settlements/${place}`
  const fetched = await exchange({ url, method: 'GET', headers: { accept: 'text/csv' } }, limitMs, clock, signal)
  if (fetched.kind === 'neverSent') return unavailable('host.unreachable', fetched.detail)
  if (fetched.kind === 'lost') return unknown(fetched.reason)
  const { status, text } = fetched.reply
  if (status === 404) return unavailable('host.settlementFileMissing', `there is no file of batch ${batchNumber}`)
  if (status !== 200) return refused('host.systemMalfunction', `HTTP status ${status}`, String(status))
  const read = readSettlementFile(text, { terminalNumber, batchNumber })
  if (read.ok) return accepted(read.value)
  return refused('host.settlementFileUnreadable', read.problem.slice(0, MOST_TOLD).map(problemText).join(', '))
}

function problemText({ line, fault }: SettlementFileProblem): string {
  return `line ${line} ${fault}`
}
