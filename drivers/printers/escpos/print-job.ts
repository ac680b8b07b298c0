/**
 * From a job's end on the wire to its outcome for the terminal, and the cleaning up that each end calls for. Nothing is
 * ever sent a second time from here.
 */
import { accepted, type Outcome, unknown } from '../../../src/domain/outcome.js'
import type { ConfirmationLevel, PrintConfirmation } from '../../../src/ports/receipt-printer.js'
import { limit } from '../../waiting.js'
import type { PrinterProfile } from '../profiles/printer-profile.js'
import { clearBuffers, partingCut } from './clear-buffers.js'
import { PrintRun, type RunOptions } from './print-run.js'
import type { PrinterConnection } from './printer-connection.js'

export interface PrintJobOptions extends Omit<RunOptions, 'answersStatus'> {
  readonly connection: PrinterConnection
  readonly confirmation: ConfirmationLevel
  readonly profile: PrinterProfile
}

/** Prints over a session that has just answered. From here on something has been sent. */
export async function runPrintJob(options: PrintJobOptions): Promise<Outcome<PrintConfirmation>> {
  const { connection, confirmation, profile } = options
  const run = new PrintRun({ ...options, answersStatus: profile.answersStatus })
  switch (await run.run()) {
    case 'confirmed':
      return accepted({ confirmation })
    case 'aborted':
      return stopJob(run, options)
    case 'lost':
      await forsake(run, connection)
      return unknown('disconnected')
    case 'stalled':
      await forsake(run, connection)
      return unknown('timeout')
    case 'broken':
      await forsake(run, connection)
      return unknown('interrupted')
  }
}

/** The printer may hold part of the job: the link is given up, and the next one begins by clearing. */
async function forsake(run: PrintRun, connection: PrinterConnection, leftovers?: 'uncut'): Promise<void> {
  connection.leaveUncertain(leftovers)
  await run.settled(AbortSignal.abort())
  await connection.drop()
}

async function stopJob(run: PrintRun, options: PrintJobOptions): Promise<Outcome<PrintConfirmation>> {
  const { connection, confirmation, clock, evidence, limits, profile, session } = options
  const within = limit(clock, limits.clearMs)
  const settled = await run.settled(within.signal)
  within.clear()
  if (!settled) {
    await forsake(run, connection)
    return unknown('interrupted')
  }
  let confirmed: boolean | undefined
  const stopListening = session.listen((event) => {
    if (confirmation === 'process-id' && event.kind === 'processId' && evidence?.isAnswer(event)) confirmed = true
  })
  // The caller's signal has aborted already; cleaning up has its own limit.
  const wait = { limitMs: limits.clearMs, signal: new AbortController().signal }
  const cleared = await clearBuffers(session, wait)
  stopListening()
  // It was on paper before it could be stopped.
  if (confirmed) return accepted({ confirmation })
  // A printer that threw nothing away prints the rest some day, and answers the fence behind it as if it were the next.
  const nothingDue = cleared.kind === 'answered' || (cleared.kind === 'silent' && confirmation === 'transport')
  const cutOff = nothingDue && (await session.tell(partingCut(profile), wait))
  if (!cutOff)
    await forsake(run, connection, cleared.kind === 'silent' && confirmation === 'fence' ? 'uncut' : undefined)
  return unknown('interrupted')
}
