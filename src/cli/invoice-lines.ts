/** How an invoice stands, in a few lines: its promise, its number, its page, and what is in the way. */
import type { Language } from '../domain/language.js'
import type { InvoiceView } from '../terminal/invoice-flow.js'
import { TILL_TEXTS } from './texts.js'
import { troubleLines } from './trouble-text.js'

/** Steps from which nothing more happens by itself soon. */
export const INVOICE_RESTS: ReadonlySet<string> = new Set([
  'owed',
  'issued',
  'voided',
  'withdrawn',
  'settledByPerson',
  'refused',
  'failed',
])

export function invoiceLines(invoiceId: string, view: InvoiceView, language: Language): readonly string[] {
  const { states } = TILL_TEXTS[language]
  const mark = view.promise === 'done' || view.promise === 'notNeeded' ? '✔' : '!'
  const number = view.invoiceNumber ?? view.approvalNumber ?? ''
  const lines = [`  ${mark} ${invoiceId}  ${view.buyer}  ${states[view.promise]}  ${number}`.trimEnd()]
  if (view.url !== undefined) lines.push(`      ${view.url}`)
  if (view.why) {
    lines.push(...troubleLines(view.why, view.hostCode, language).map((line) => `      ${line}`))
  }
  return lines
}
