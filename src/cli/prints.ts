/**
 * The prints of a sale as the journal has them: each asked for by one entry and answered by another, with what the answer
 * rests on. Read from the entries alone, so that it can be looked at years later and without a terminal.
 */
import { failureWords } from '../domain/failure-words.js'
import type { FailureCode } from '../domain/failures.js'
import type { Language } from '../domain/language.js'
import { END_AT, type PrinterRole } from '../flows/paper/paper-progress.js'
import type { PaymentEffects } from '../flows/payment/payment-effects.js'
import type { PaymentResult } from '../flows/payment/payment-events.js'
import type { JournalEntry } from '../ports/journal.js'
import type { PrintEvidence, PrinterStatus, PrintJobEnd } from '../ports/receipt-printer.js'
import { TILL_TEXTS } from './texts.js'

export interface JournaledPrint {
  readonly jobId: string
  readonly printer: PrinterRole
  /** 0 = the original. */
  readonly copyNumber: number
  /** Absent while it is under way. */
  readonly end?: PrintJobEnd
  /** Why nothing printed. */
  readonly failure?: FailureCode
  /** Absent where no byte of it can have left, and where the terminal died before it heard. */
  readonly evidence?: PrintEvidence
}

type PrintAnswer = Extract<PaymentResult, { type: 'printer.printed' | 'printer.notPrinted' | 'printer.unknown' }>

/** Oldest first. @param entries of one sale, all of them. */
export function printsIn(entries: readonly JournalEntry[]): readonly JournaledPrint[] {
  const asked = entries.flatMap(({ intents }) => intents.filter(({ type }) => type === 'printer.print'))
  return asked.map(({ key, params }) => {
    const { jobId, printer, copyNumber } = params as unknown as PaymentEffects['printer.print']
    const answer = entries.find(({ settledIntents }) => settledIntents.includes(key))?.event
    return { jobId, printer, copyNumber, ...(answer && cameTo(answer as unknown as PrintAnswer)) }
  })
}

function cameTo(answer: PrintAnswer): Pick<JournaledPrint, 'end' | 'failure' | 'evidence'> {
  const { evidence } = answer
  const proof = evidence && { evidence }
  switch (answer.type) {
    case 'printer.printed':
      return { end: evidence?.end ?? END_AT[answer.confirmation], ...proof }
    case 'printer.notPrinted':
      return { end: 'failed', failure: answer.failure, ...proof }
    case 'printer.unknown':
      return { end: evidence?.end ?? 'unknown', ...proof }
  }
}

/** A line for each print, and one below it for what its end rests on, or why nothing printed. */
export function printLines(prints: readonly JournaledPrint[], language: Language): readonly string[] {
  const { print } = TILL_TEXTS[language]
  return prints.flatMap(({ jobId, printer, copyNumber, end, failure, evidence }) => {
    const paper = copyNumber === 0 ? print.original : print.copy(copyNumber)
    const line = [print.job(jobId), print.on[printer], paper, end ? print.ends[end] : print.underWay].join('  ')
    const grounds = evidence ? groundsOf(evidence, language) : failure && failureWords(failure, language).what
    return grounds === undefined ? [line] : [line, `  ${grounds}`]
  })
}

function groundsOf({ bytesAccepted, wholeAccepted, replies, status }: PrintEvidence, language: Language): string {
  const { print } = TILL_TEXTS[language]
  const condition = status ? print.condition(conditionOf(status, language)) : print.noCondition
  return [print.bytes(bytesAccepted, wholeAccepted), print.replies(replies), condition].join(' · ')
}

function conditionOf({ fault, paper }: PrinterStatus, language: Language): string {
  const { print, devices } = TILL_TEXTS[language]
  return fault ? failureWords(fault, language).what : `${print.online}, ${devices.paper[paper]}`
}
