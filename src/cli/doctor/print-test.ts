/** Prints the test slips, one job a language, each known by a number of its own and each with a limit. */
import { limit } from '../../../drivers/waiting.js'
import { failureWords } from '../../domain/failure-words.js'
import { LANGUAGES, type Language } from '../../domain/language.js'
import type { Outcome } from '../../domain/outcome.js'
import type { Clock } from '../../ports/clock.js'
import type { PrintNotice, ReceiptPrinter } from '../../ports/receipt-printer.js'
import { calendarMoment } from '../../receipt/format/format-moment.js'
import type { PrinterProbe, TestPrint } from './printer-probe.js'
import { testSheet } from './test-sheet.js'
import { DOCTOR_TEXTS } from './texts.js'

export interface PrintTestSetup {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** The operator's: the slip in it shows everything. */
  readonly language: Language
  readonly utcOffsetMinutes: number
  /** Told what is going on, in the operator's language. */
  readonly progress: (text: string) => void
}

/** Time to load a roll, not to go and buy one. */
const JOB_LIMIT_MS = 90_000
/** 20h to 7Dh: the characters of a job ID, without the tilde that marks jobs of the driver's own. */
const ID_CHARACTERS = 0x7e - 0x20
const ID_STEP_MS = 100

/** Stops at the first slip that is not known to be on paper: what follows would only add to the doubt. */
export async function printTest(
  printer: ReceiptPrinter,
  { description }: PrinterProbe,
  setup: PrintTestSetup,
): Promise<readonly TestPrint[]> {
  const { clock, signal, progress } = setup
  const texts = DOCTOR_TEXTS[setup.language]
  const prints: TestPrint[] = []
  if (!description) return prints
  const startedAt = clock.now()
  for (const [index, language] of LANGUAGES.entries()) {
    const facts = { address: printer.address, description, time: timeOf(startedAt, setup.utcOffsetMinutes) }
    const lines = testSheet(language, facts, language === setup.language)
    const jobId = jobIdAt(startedAt, index)
    progress(texts.progress.printing(texts.languages[language]))
    const waiting = limit(clock, JOB_LIMIT_MS, signal)
    try {
      const watch = (notice: PrintNotice) => tell(notice, setup)
      const outcome = await printer.print({ jobId, language, lines }, watch, waiting.signal)
      const failure = failureOf(outcome)
      prints.push({
        ...{ language, jobId, outcome: outcome.kind },
        ...(failure !== undefined && { failure }),
        ...(outcome.evidence && { evidence: outcome.evidence }),
      })
      if (outcome.kind !== 'accepted') return prints
    } finally {
      waiting.clear()
    }
  }
  return prints
}

function tell(notice: PrintNotice, { language, progress }: PrintTestSetup): void {
  const words = DOCTOR_TEXTS[language].progress
  if (notice.kind === 'resumed') progress(words.resumed)
  if (notice.kind !== 'paused') return
  const { what, remedy } = failureWords(notice.failure, language)
  progress(words.paused(`${what} – ${remedy}`))
}

function failureOf(outcome: Outcome<unknown>): TestPrint['failure'] {
  return outcome.kind === 'refused' || outcome.kind === 'unavailable' ? outcome.failure : undefined
}

/** Another one every tenth of a second for ninety days, so that no late answer to an earlier run passes for this one's. */
function jobIdAt(epochMs: number, index: number): string {
  let rest = Math.floor(epochMs / ID_STEP_MS) + index
  let id = ''
  for (let place = 0; place < 4; place++) {
    id = String.fromCharCode(0x20 + (rest % ID_CHARACTERS)) + id
    rest = Math.floor(rest / ID_CHARACTERS)
  }
  return id
}

function timeOf(epochMs: number, utcOffsetMinutes: number): string {
  const { year, month, day, hour, minute } = calendarMoment(epochMs, utcOffsetMinutes)
  return `${year}-${month}-${day} ${hour}:${minute}`
}
