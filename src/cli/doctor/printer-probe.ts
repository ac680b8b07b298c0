/** What came of asking one printer: data that the rules judge, and nothing judged yet. */
import type { LinkAnswer } from '../../../drivers/discovery/ask-link.js'
import type { RateScan } from '../../../drivers/discovery/scan-rates.js'
import type { FailureCode } from '../../domain/failures.js'
import type { Language } from '../../domain/language.js'
import type { Outcome } from '../../domain/outcome.js'
import type { PrintEvidence, PrinterDescription, PrinterStatus } from '../../ports/receipt-printer.js'

/** Failures to talk to it at all. What its bare link says is told instead, in more detail. */
export const LINK_FAILURES: ReadonlySet<FailureCode> = new Set([
  'printer.unreachable',
  'printer.forbidden',
  'printer.inUse',
  'printer.linkLost',
])

export interface PrinterProbe {
  readonly status?: PrinterStatus
  readonly description?: PrinterDescription
  /** Why it could not be described, in the catalogue's terms. */
  readonly failure?: FailureCode
  /** What its bare link said, asked only when the printer itself could not be talked to. */
  readonly link?: LinkAnswer
  /** It was still not back when every limit had passed. */
  readonly hung?: true
  /** With --scan-baud. */
  readonly rates?: RateScan
  /** With --print; in the order of printing. */
  readonly prints?: readonly TestPrint[]
}

export interface TestPrint {
  readonly language: Language
  readonly jobId: string
  readonly outcome: Outcome<unknown>['kind']
  readonly failure?: FailureCode
  readonly evidence?: PrintEvidence
}
