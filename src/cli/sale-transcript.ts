/**
 * Writes down what happens to a sale, line by line, as it happens: one line whenever one of its parts moves, and at the
 * end the three promises with whatever is still owed and why.
 */
import type { FailureCode } from '../domain/failures.js'
import type { Language } from '../domain/language.js'
import { isPositive } from '../domain/money.js'
import { PROMISE_NAMES } from '../domain/promises.js'
import { showMoment, showMoney } from '../domain/show-money.js'
import type { SaleSteps, SaleView } from '../terminal/sale-view.js'
import { TILL_TEXTS, type TillTexts } from './texts.js'
import { owedLines, troubleLines } from './trouble-text.js'

export interface TranscriptSetup {
  readonly language: Language
  readonly utcOffsetMinutes: number
  readonly write: (line: string) => void
}

const PARTS = ['tender', 'reversal', 'tax'] as const

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
    this.#sawPaper(view)
  }

  /** The three promises, and what is still owed. */
  summary(view: SaleView): void {
    const { write, language } = this.#setup
    const { promises, states } = this.#texts
    const kept = PROMISE_NAMES.map((name) => `${promises[name]} ${states[view.promises[name]]}`)
    write(`  ${mark(view)} ${view.saleId}  ${this.#money(view.total)}  ${kept.join(' · ')}`)
    for (const line of owedLines(view.owed, language)) write(`      ${line}`)
    for (const line of this.#deadline(view.tax)) write(`        ${line}`)
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

  #sawStep(part: Exclude<keyof SaleSteps, 'paper'>, view: SaleView): void {
    const step = view.steps[part]
    if (this.#steps.get(part) === step) return
    this.#steps.set(part, step)
    const said = (this.#texts.steps[part] as Readonly<Record<string, string>>)[step] ?? ''
    if (said !== '') this.#line(`${said}${this.#detail(part, step, view)}`)
    if (part === 'tax') this.#sawTax(step, view.tax)
  }

  /** Said while the customer is still there: what the shop owes of itself, and what putting it off may cost. */
  #sawTax(step: string, tax: SaleView['tax']): void {
    const { duty } = this.#texts
    if (tax.maintenanceUntil !== undefined && step === 'deferred') {
      this.#line(`! ${duty.maintenance(this.#moment(tax.maintenanceUntil))}`)
    } else if (tax.failure !== undefined && TAX_TROUBLE.has(step)) {
      this.#failure(tax.failure, tax.hostCode)
    }
    if (step === 'choosingUse' && tax.duty?.isCompulsory) this.#line(duty.compulsory(this.#money(tax.duty.amount)))
    if (step !== 'deferred') return
    for (const line of this.#deadline(tax)) this.#line(line)
  }

  /** By when an owed document must stand, and what it costs if it does not. */
  #deadline({ dueAt, duty }: SaleView['tax']): readonly string[] {
    if (dueAt === undefined) return []
    const moment = this.#moment(dueAt)
    const { dueBy, duty: texts } = this.#texts
    return [duty && isPositive(duty.atRisk) ? texts.atRisk(moment, this.#money(duty.atRisk)) : dueBy(moment)]
  }

  /** The same step at another printer is another one; a queue is only spoken of where there is one. */
  #sawPaper({ steps: { paper: step }, papers }: SaleView): void {
    const { steps, print } = this.#texts
    const before = this.#steps.get('paper') ?? ''
    const now = papers.printer === 'fallback' ? `${step} on the other printer` : step
    if (before === now) return
    this.#steps.set('paper', now)
    if (step === 'queued') {
      if (papers.printer === 'fallback') this.#turnedTo(papers, before)
      if (papers.ahead) this.#line(`${steps.paper.queued}  ${print.before(papers.ahead.saleId)}`)
      if (papers.ahead?.failure) this.#failure(papers.ahead.failure)
      return
    }
    const said = (steps.paper as Readonly<Record<string, string>>)[step] ?? ''
    if (said !== '') this.#line(`${said}${this.#paperDetail(step, papers, before)}`)
    if (papers.failure !== undefined && PAPER_TROUBLE.has(step)) this.#failure(papers.failure)
  }

  /** And why, where it takes over what the main printer was at. */
  #turnedTo({ last }: SaleView['papers'], before: string): void {
    const { print } = this.#texts
    const takesOver = AT_MAIN.has(before) && last?.printer === 'main'
    this.#line(takesOver ? `${print.onFallback}  (${print.on.main}: ${print.ends[last.end]})` : print.onFallback)
    if (takesOver && last.failure) this.#failure(last.failure)
  }

  /** How sure it is, where the step itself does not say; a person who saw it is surer than any printer. */
  #paperDetail(step: string, { printer, last }: SaleView['papers'], before: string): string {
    const { print } = this.#texts
    if (step === 'sending' && printer === 'fallback') return `  (${print.on.fallback})`
    const tells = (step === 'confirmed' && !before.startsWith('unknown')) || step === 'unknown'
    if (!tells || !last || last.end === 'confirmed' || last.end === 'unknown' || last.end === 'failed') return ''
    return `  (${print.ends[last.end]})`
  }

  #detail(part: keyof SaleSteps, step: string, view: SaleView): string {
    const { taxNumber, number, give } = this.#texts
    if (part === 'tender' && step === 'returningCash') return `  ${give(this.#money(view.toReturn))}`
    if (part !== 'tax') return ''
    if (step.startsWith('confirming') && view.tax.masked !== undefined) return `  ${number(view.tax.masked)}`
    return step === 'issued' && view.tax.approvalNumber !== undefined ? `  ${taxNumber(view.tax.approvalNumber)}` : ''
  }

  #failure(code: FailureCode, hostCode?: string): void {
    const [first = '', ...said] = troubleLines(code, hostCode, this.#setup.language)
    for (const line of [`! ${first}`, ...said]) this.#line(line)
  }

  #line(text: string): void {
    this.#setup.write(`    ${text}`)
  }

  #moment(at: number): string {
    return showMoment(at, this.#setup.utcOffsetMinutes)
  }

  #money(amount: SaleView['total']): string {
    return showMoney(amount, this.#setup.language)
  }
}

const TAX_TROUBLE: ReadonlySet<string> = new Set(['choosingUse', 'deferred', 'unanswered', 'refused', 'rejected'])
/** Steps of a receipt that the main printer has. */
const AT_MAIN: ReadonlySet<string> = new Set(['queued', 'sending', 'paused'])
const PAPER_TROUBLE: ReadonlySet<string> = new Set(['paused', 'failed', 'owed'])

function mark({ stage }: SaleView): string {
  return stage === 'complete' ? '✔' : stage === 'owing' ? '!' : '…'
}
