/**
 * Marks of papers that are not what they look like: copies and practice sales. They open and close the paper, and a
 * practice mark also heads every payment, so that no torn-off part can be taken for real.
 */
import type { ReceiptBlock } from '../../domain/receipt-document.js'
import { isKnownCopyReason } from '../copy-reason.js'
import { calendarMoment } from '../format/format-moment.js'
import type { ReceiptTexts } from '../texts.js'

/** Which paper of the sale this is. */
export interface PaperIssue {
  /** 0 = the original. */
  readonly copyNumber: number
  /** A `KnownCopyReason`, given in the receipt's language, or an operator's own words, given as they are. */
  readonly copyReason?: string
  /** Epoch milliseconds. Printed on copies. */
  readonly printedAt: number
}

/** The marks for top and bottom of the paper; none for an original of a real sale. */
export function paperMarks(
  training: boolean,
  paper: PaperIssue,
  utcOffsetMinutes: number,
  texts: ReceiptTexts,
): ReceiptBlock[] {
  const marks: ReceiptBlock[] = []
  if (training) marks.push({ kind: 'mark', mark: 'training', ...trainingWords(texts) })
  if (paper.copyNumber > 0) marks.push(copyMark(paper, utcOffsetMinutes, texts))
  return marks
}

/** The practice mark between sections, without its explanation. */
export function sectionMarks(training: boolean, texts: ReceiptTexts): ReceiptBlock[] {
  return training ? [{ kind: 'mark', mark: 'training', text: texts.training.mark, details: [] }] : []
}

function trainingWords(texts: ReceiptTexts): { text: string; details: readonly string[] } {
  return { text: texts.training.mark, details: texts.training.details }
}

function copyMark(paper: PaperIssue, utcOffsetMinutes: number, texts: ReceiptTexts): ReceiptBlock {
  const { copy } = texts
  const details = [`${copy.printedAt} ${texts.dateTime(calendarMoment(paper.printedAt, utcOffsetMinutes))}`]
  if (paper.copyReason) {
    const words = isKnownCopyReason(paper.copyReason) ? copy.reasons[paper.copyReason] : paper.copyReason
    details.push(`${copy.reason} ${words}`)
  }
  return { kind: 'mark', mark: 'copy', text: copy.mark(paper.copyNumber), details }
}
