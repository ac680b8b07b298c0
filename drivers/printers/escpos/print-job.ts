/**
 * From a job's end on the wire to its outcome for the terminal, and the cleaning up that each end calls for. Nothing is
 * ever sent a second time from here.
 */
import { accepted, refused, unknown } from '../../../src/domain/outcome.js'
import type { ConfirmationLevel, PrintJobEnd, PrintOutcome } from '../../../src/ports/receipt-printer.js'
import { limit } from '../../waiting.js'
import { clearBuffers } from './clear-buffers.js'
import { PrintRun, type RunEnd } from './print-run.js'
import type { PrinterConnection } from './printer-connection.js'
import type { RunOptions } from './run-options.js'

export interface PrintJobOptions extends RunOptions {
  readonly connection: PrinterConnection
  readonly confirmation: ConfirmationLevel
}

const END_AT: Readonly<Record<ConfirmationLevel, PrintJobEnd>> = {
  'process-id': 'confirmed',
  fence: 'processed',
  transport: 'handedOff',
  'hand-off': 'handedOff',
}

/** Prints over a session that has just answered. From here on something has been sent. */
export async function runPrintJob(options: PrintJobOptions): Promise<PrintOutcome> {
  const { connection, confirmation } = options
  const run = new PrintRun(options)
  switch (await endOf(run, connection)) {
    case 'confirmed':
      connection.leaveDone(confirmation)
      return { ...accepted({ confirmation }), evidence: run.evidence(END_AT[confirmation]) }
    case 'refused':
      await connection.drop()
      return { ...refused('printer.unreachable', 'the print queue refused it'), evidence: run.evidence('failed') }
    case 'aborted':
      return stopJob(run, options)
    case 'lost':
      await forsake(run, connection)
      return { ...unknown('disconnected'), evidence: run.evidence('unknown') }
    case 'stalled':
      await forsake(run, connection)
      return { ...unknown('timeout'), evidence: run.evidence('unknown') }
    case 'broken':
      await forsake(run, connection)
      return { ...unknown('interrupted'), evidence: run.evidence('unknown') }
  }
}

/** A document that cannot be encoded to its end is a bug; what was sent of it is cleared away all the same. */
async function endOf(run: PrintRun, connection: PrinterConnection): Promise<RunEnd> {
  try {
    return await run.run()
  } catch (error) {
    await forsake(run, connection)
    throw error
  }
}

/** The printer may hold part of the job: the link is given up, and the next one begins by clearing. */
async function forsake(run: PrintRun, connection: PrinterConnection, leftovers?: 'uncut'): Promise<void> {
  connection.leaveUncertain(leftovers, run.openBytes)
  await run.settled(AbortSignal.abort())
  await connection.drop()
}

async function stopJob(run: PrintRun, options: PrintJobOptions): Promise<PrintOutcome> {
  const { connection, confirmation, clock, limits, session } = options
  const within = limit(clock, limits.clearMs)
  const settled = await run.settled(within.signal)
  within.clear()
  // A spooler has nothing to be asked; what it was not yet given it never gets.
  if (!settled || session.endsAtSpooler) {
    await forsake(run, connection)
    return { ...unknown('interrupted'), evidence: run.evidence('unknown') }
  }
  const { cleared, confirmed } = await clearListening(options)
  // It was on paper before it could be stopped.
  if (confirmed) return { ...accepted({ confirmation }), evidence: run.evidence(END_AT[confirmation]) }
  await cutOff(run, options, cleared)
  return { ...unknown('interrupted'), evidence: run.evidence(cleared === 'answered' ? 'partial' : 'unknown') }
}

/** Clears the buffers, in the ear for the job's own echo. The caller's signal has aborted already: this has its own limit. */
async function clearListening({ confirmation, evidence, limits, session }: PrintJobOptions) {
  let confirmed: boolean | undefined
  const stopListening = session.listen((event) => {
    if (confirmation === 'process-id' && event.kind === 'processId' && evidence?.isAnswer(event)) confirmed = true
  })
  const wait = { limitMs: limits.clearMs, signal: new AbortController().signal }
  const cleared = await clearBuffers(session, wait)
  stopListening()
  return { cleared: cleared.kind, confirmed: confirmed === true }
}

/** A printer that threw nothing away prints the rest some day, and answers the fence behind it as if it were the next. */
async function cutOff(run: PrintRun, options: PrintJobOptions, cleared: string): Promise<void> {
  const { connection, confirmation, limits, session } = options
  const wait = { limitMs: limits.clearMs, signal: new AbortController().signal }
  const nothingDue = cleared === 'answered' || (cleared === 'silent' && confirmation === 'transport')
  if (nothingDue && (await connection.cutOffStopped(session, confirmation, wait))) return
  await forsake(run, connection, cleared === 'silent' && confirmation === 'fence' ? 'uncut' : undefined)
}
