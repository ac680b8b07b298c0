/** Writes down what happens to a card day that is being closed, a line a step, and what came of it at the end. */
import type { Language } from '../domain/language.js'
import { money } from '../domain/money.js'
import type { SettlementFinding, TransactionTotals } from '../domain/settlement.js'
import { showMoney } from '../domain/show-money.js'
import type { SettlementView } from '../terminal/settlement-flow.js'
import { OWED_TEXTS } from './owed-texts.js'
import type { TranscriptSetup } from './sale-transcript.js'
import { troubleLines } from './trouble-text.js'

/** Steps from which nothing more happens by itself soon. */
export const SETTLEMENT_RESTS: ReadonlySet<string> = new Set([
  ...['awaitingFile', 'agreed', 'differs', 'outOfBalance', 'refused', 'settledByPerson'],
])

export class SettlementTranscript {
  readonly #setup: TranscriptSetup
  readonly #told = new Set<string>()

  constructor(setup: TranscriptSetup) {
    this.#setup = setup
  }

  saw({ step }: SettlementView): void {
    const said = OWED_TEXTS[this.#setup.language].settled.steps[step]
    if (said === undefined || this.#told.has(step)) return
    this.#told.add(step)
    this.#setup.write(`    ${said}`)
  }

  summary(view: SettlementView): void {
    for (const line of settlementLines(view, this.#setup.language)) this.#setup.write(line)
  }
}

function settlementLines(view: SettlementView, language: Language): readonly string[] {
  const { settled } = OWED_TEXTS[language]
  const mark = view.promise === 'done' ? '✔' : '!'
  const [purchases, refunds] = amountsOf(view.totals, language)
  const lines = [`  ${mark} ${view.settlementId}  ${settled.head(view.batchNumber, purchases, refunds)}`]
  if (view.hostTotals) lines.push(`      ${settled.hostTotals(...amountsOf(view.hostTotals, language))}`)
  for (const finding of view.findings ?? []) {
    lines.push(`      ${settled.findings[finding.finding](findingText(finding, language))}`)
  }
  if (view.findings?.length === 0) lines.push(`      ${settled.agreed}`)
  if (view.why) {
    const [first = ''] = troubleLines(view.why, view.hostCode ?? view.detail, language)
    lines.push(`      ${first}`)
  }
  return lines
}

function amountsOf({ currency, purchases, refunds }: TransactionTotals, language: Language): [string, string] {
  const text = ({ count, amountMinor }: { count: number; amountMinor: number }) =>
    `${count} / ${showMoney(money(amountMinor, currency), language)}`
  return [text(purchases), text(refunds)]
}

function findingText(finding: SettlementFinding, language: Language): string {
  const { stan, rrn, amount } = finding.transaction
  const other = finding.finding === 'amountDiffers' ? ` ≠ ${showMoney(finding.inFile, language)}` : ''
  return `${showMoney(amount, language)}${other}  STAN ${stan}  RRN ${rrn}`
}
