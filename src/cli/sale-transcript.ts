/**
 * Writes down what happens to a sale, line by line, as it happens: one line whenever one of its parts moves, and at the
 * end the three promises with whatever is still owed and why.
 */
import { type FailureWords, failureWords } from '../domain/failure-words.js'
import type { FailureCode } from '../domain/failures.js'
import type { Language } from '../domain/language.js'
import { isPositive } from '../domain/money.js'
import { PROMISE_NAMES } from '../domain/promises.js'
import type { SaleSteps, SaleView } from '../terminal/sale-view.js'
import { showMoment, showMoney } from './show-money.js'
import { TILL_TEXTS, type TillTexts } from './texts.js'

export interface TranscriptSetup {
  readonly language: Language
  readonly utcOffsetMinutes: number
  readonly write: (line: string) => void
}

const PARTS = ['tender', 'reversal', 'tax', 'paper'] as const

export class SaleTranscript {
  readonly #setup: TranscriptSetup
  readonly #texts: TillTexts
  readonly #steps = new Map<string, string>()
  #noticedAt: number | undefined
  #tenders = 0

  constructor(setup: TranscriptSetup) {
    this.#setup = setup
    this.#texts = TILL_TEXTS[setup.language]
  }

  /** Looks at the sale after a step and writes what is new. */
  saw(view: SaleView): void {
    for (const tender of view.record.tenders.slice(this.#tenders)) this.#sawTender(tender)
    this.#tenders = view.record.tenders.length
    this.#sawNotice(view)
    for (const part of PARTS) this.#sawStep(part, view)
  }

  /** The three promises, and what is still owed. */
  summary(view: SaleView): void {
    const { write, language, utcOffsetMinutes } = this.#setup
    const { promises, states, owedLine, dueBy } = this.#texts
    const kept = PROMISE_NAMES.map((name) => `${promises[name]} ${states[view.promises[name]]}`)
    write(`  ${mark(view)} ${view.saleId}  ${this.#money(view.total)}  ${kept.join(' · ')}`)
    for (const { promise, state, why } of view.owed) {
      const words = why === undefined ? undefined : failureWords(why, language)
      write(`      ${owedLine(promises[promise], states[state], words?.what ?? '')}`)
      if (words) write(`        → ${words.remedy}`)
    }
    if (view.tax.dueAt !== undefined) write(`        ${dueBy(showMoment(view.tax.dueAt, utcOffsetMinutes))}`)
  }

  #sawTender(tender: SaleView['record']['tenders'][number]): void {
    const { approved, change } = this.#texts
    if (tender.kind === 'card') {
      const { issuerName, approvalCode } = tender.approval
      this.#line(approved(issuerName, tender.card.maskedPan, approvalCode))
    } else if (tender.kind === 'cash' && isPositive(tender.change)) {
      this.#line(change(this.#money(tender.change)))
    }
  }

  #sawNotice({ notice }: SaleView): void {
    if (!notice || notice.at === this.#noticedAt) return
    this.#noticedAt = notice.at
    this.#failure(notice.failure, notice.hostCode)
  }

  #sawStep(part: keyof SaleSteps, view: SaleView): void {
    const step = view.steps[part]
    if (this.#steps.get(part) === step) return
    this.#steps.set(part, step)
    const said = (this.#texts.steps[part] as Readonly<Record<string, string>>)[step] ?? ''
    if (said !== '') this.#line(`${said}${this.#detail(part, step, view)}`)
    if (part === 'tax' && view.tax.failure !== undefined && TAX_TROUBLE.has(step)) {
      this.#failure(view.tax.failure, view.tax.hostCode)
    }
    if (part === 'paper' && view.papers.failure !== undefined && PAPER_TROUBLE.has(step)) {
      this.#failure(view.papers.failure)
    }
  }

  #detail(part: keyof SaleSteps, step: string, view: SaleView): string {
    const { taxNumber, number, give } = this.#texts
    if (part === 'tender' && step === 'returningCash') return `  ${give(this.#money(view.toReturn))}`
    if (part !== 'tax') return ''
    if (step.startsWith('confirming') && view.tax.masked !== undefined) return `  ${number(view.tax.masked)}`
    return step === 'issued' && view.tax.approvalNumber !== undefined ? `  ${taxNumber(view.tax.approvalNumber)}` : ''
  }

  #failure(code: FailureCode, hostCode?: string): void {
    const { what, remedy }: FailureWords = failureWords(code, this.#setup.language)
    this.#line(`! ${what}${hostCode === undefined ? '' : ` [${hostCode}]`} – ${remedy}`)
  }

  #line(text: string): void {
    this.#setup.write(`    ${text}`)
  }

  #money(amount: SaleView['total']): string {
    return showMoney(amount, this.#setup.language)
  }
}

const TAX_TROUBLE: ReadonlySet<string> = new Set(['choosingUse', 'deferred', 'unanswered', 'refused', 'rejected'])
const PAPER_TROUBLE: ReadonlySet<string> = new Set(['paused', 'failed', 'owed'])

function mark({ stage }: SaleView): string {
  return stage === 'complete' ? '✔' : stage === 'owing' ? '!' : '…'
}
