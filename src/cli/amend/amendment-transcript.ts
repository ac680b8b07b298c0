/** Writes down what happens to an amendment, a line whenever one of its parts moves, and its three promises at the end. */
import type { FailureCode } from '../../domain/failures.js'
import { isPositive } from '../../domain/money.js'
import { PROMISE_NAMES } from '../../domain/promises.js'
import { showMoney } from '../../domain/show-money.js'
import type { AmendmentView } from '../../terminal/amendment-view.js'
import type { TranscriptSetup } from '../sale-transcript.js'
import { TILL_TEXTS } from '../texts.js'
import { owedLines, troubleLines } from '../trouble-text.js'
import { AMEND_TEXTS, type AmendTexts } from './amend-texts.js'

export class AmendmentTranscript {
  readonly #setup: TranscriptSetup
  readonly #steps = new Map<string, string>()
  #paid = 0

  constructor(setup: TranscriptSetup) {
    this.#setup = setup
  }

  saw(view: AmendmentView): void {
    const { language } = this.#setup
    const texts = AMEND_TEXTS[language]
    const done = view.record.payouts.filter(({ state }) => state !== 'due')
    for (const { amount, by, approval } of done.slice(this.#paid)) {
      const code = approval ? `  ${approval.approvalCode}` : ''
      this.#line(`${texts.givenBack(showMoney(amount, language), texts.ways[by])}${code}`)
    }
    this.#paid = done.length
    this.#sawStep('money', view.steps.money, moneyWords(view, texts), view.payout?.failure, view.payout?.hostCode)
    this.#sawStep('tax', view.steps.tax, texts.tax, view.tax.failure, view.tax.hostCode)
    this.#sawStep('paper', view.steps.paper, texts.paper, view.paper.failure)
  }

  summary(view: AmendmentView): void {
    const { write, language } = this.#setup
    const { promises, states } = TILL_TEXTS[language]
    const texts = AMEND_TEXTS[language]
    const kept = PROMISE_NAMES.map((name) => `${promises[name]} ${states[view.promises[name]]}`)
    const mark = view.stage === 'complete' ? '✔' : view.stage === 'owing' ? '!' : '…'
    const amount = isPositive(view.total) ? ` ${showMoney(view.total, language)}` : ''
    const head = `${texts.kinds[view.kind]}${amount}`
    write(`  ${mark} ${view.amendmentId}  ${head}  ${kept.join(' · ')}`)
    if (view.halfWay) write(`      ${texts.halfWay[view.halfWay]}`)
    for (const line of owedLines(view.owed, language)) write(`      ${line}`)
  }

  #sawStep(
    part: string,
    step: string,
    said: Readonly<Record<string, string>>,
    failure?: FailureCode,
    hostCode?: string,
  ): void {
    if (this.#steps.get(part) === step) return
    this.#steps.set(part, step)
    const text = said[step]
    if (text === undefined) return
    this.#line(text)
    if (failure && TROUBLE.has(step)) this.#failure(failure, hostCode)
  }

  #failure(failure: FailureCode, hostCode?: string): void {
    const [first = '', ...said] = troubleLines(failure, hostCode, this.#setup.language)
    for (const line of [`! ${first}`, ...said]) this.#line(line)
  }

  #line(text: string): void {
    this.#setup.write(`    ${text}`)
  }
}

/** Where no money moves, none is spoken of. */
function moneyWords(
  { kind, record }: AmendmentView,
  { money, exchanged }: AmendTexts,
): Readonly<Record<string, string>> {
  const { settled: _refunded, ...others } = money
  if (kind === 'exchange') return { ...others, settled: exchanged }
  return record.payouts.length > 0 ? money : others
}

const TROUBLE: ReadonlySet<string> = new Set([
  ...['waiting', 'refused', 'deferred', 'unanswered', 'postponed', 'byHand', 'rejected', 'paused', 'failed', 'owed'],
])
