/**
 * Plays a scenario from its first step to its last: people act, time passes, and what is expected is held against what can
 * be seen. Nothing in it knows what time it really is.
 */
import type { Language } from '../domain/language.js'
import type { InvoiceView } from '../terminal/invoice-flow.js'
import type { SettlementView } from '../terminal/settlement-flow.js'
import type { Checks } from './checks-schema.js'
import { Counter } from './counter.js'
import { describeStep } from './describe-step.js'
import { observe } from './observation.js'
import { type ReadScenario, ScenarioError } from './read-scenario.js'
import type { OpenStage, ReplayStage } from './replay-stage.js'
import type { Scenario } from './scenario-schema.js'
import { passingMs } from './scenario-values.js'
import { StepMistake } from './step-mistake.js'
import { AT_ONCE, type Step } from './step-schema.js'
import { type FlowState, Transcript, type TranscriptEntry } from './transcript.js'
import { type Unmet, unmet } from './unmet.js'

/** An expectation that does not hold, and where it is written. */
export interface Failing extends Unmet {
  readonly line: number
}

export interface Played {
  readonly file: string
  readonly title: string
  readonly transcript: readonly TranscriptEntry[]
  readonly failing: readonly Failing[]
}

export interface PlayOptions {
  readonly openStage: OpenStage
  /** Of the transcript. */
  readonly language: Language
}

/** @throws ScenarioError when a step cannot be taken as it is written. */
export async function playScenario(read: ReadScenario, { openStage, language }: PlayOptions): Promise<Played> {
  const { scenario, file } = read
  const stage = await openStage({
    shop: scenario.shop,
    seed: scenario.seed,
    world: scenario.world,
    supervisors: scenario.supervisors,
    startsAt: (utcOffsetMinutes) =>
      Date.parse(`${scenario.starts.replace(' ', 'T')}:00Z`) - utcOffsetMinutes * MINUTE_MS,
  })
  try {
    const play = new Play(read, stage, language)
    await play.run()
    return { file, title: titleOf(scenario, language), transcript: play.transcript.entries, failing: play.failing }
  } finally {
    await stage.close()
  }
}

const MINUTE_MS = 60_000

export function titleOf({ title }: Scenario, language: Language): string {
  return title[language] ?? title.en ?? title.ko ?? title.zh ?? ''
}

class Play {
  readonly transcript: Transcript
  readonly failing: Failing[] = []
  readonly #read: ReadScenario
  readonly #stage: ReplayStage
  readonly #counter: Counter

  constructor(read: ReadScenario, stage: ReplayStage, language: Language) {
    this.#read = read
    this.#stage = stage
    this.#counter = new Counter(stage)
    this.transcript = new Transcript(stage.utcOffsetMinutes, language)
  }

  async run(): Promise<void> {
    const { scenario, stepLines, expectLine, file } = this.#read
    const { clock } = this.#stage
    this.#startTill()
    for (const [index, step] of scenario.steps.entries()) {
      const line = stepLines[index] ?? 0
      try {
        await this.#take(step, line)
      } catch (error) {
        if (error instanceof StepMistake) throw new ScenarioError(`${file}:${line} ${step.verb}: ${error.message}`)
        throw error
      }
    }
    await clock.advance(0)
    this.#check(scenario.expect, expectLine)
    for (const fault of this.#stage.faults()) this.#fail(expectLine, 'faults', 'none', fault)
    this.transcript.summary(clock.now())
  }

  async #take(step: Step, line: number): Promise<void> {
    const { clock, utcOffsetMinutes } = this.#stage
    if (step.verb === 'expect') return this.#check(step.expect, line)
    this.#say('step', step.verb === 'pass' ? this.#passingText(step) : describeStep(step))
    switch (step.verb) {
      case 'pass':
        return clock.advance(passingMs(step.pass, clock.now(), utcOffsetMinutes))
      case 'powerCut':
        await this.#stage.cutPower()
        await clock.advance(step.powerCut)
        return this.#startTill()
      case 'host':
        return this.#stage.order('host', step.host)
      case 'gateway':
        return this.#stage.order('gateway', step.gateway)
      case 'printer':
        return this.#stage.order('printer', step.printer)
      case 'secondPrinter':
        return this.#stage.order('secondPrinter', step.secondPrinter)
      case 'invoiceService':
        return this.#stage.order('invoiceService', step.invoiceService)
      default: {
        const stopped = await this.#counter.take(step)
        if (stopped !== step.but) {
          this.#fail(line, step.verb, step.but ?? 'to be allowed', stopped ?? 'allowed')
        }
        for (const [name] of this.#cast()) this.#look(name)
        if (step.pause !== AT_ONCE) await clock.advance(step.pause)
      }
    }
  }

  #startTill(): void {
    this.#stage.startTill()
    const { terminal } = this.#stage
    terminal.onStep((flowId) => {
      const [name] = this.#cast().find(([, id]) => id === flowId) ?? []
      if (name !== undefined) this.#look(name)
    })
  }

  /** Everything that has a name, with its number. */
  #cast(): readonly (readonly [string, string])[] {
    const { sales, amendments, settlements, invoices } = this.#counter
    return [...sales, ...amendments, ...settlements, ...invoices]
  }

  #look(name: string): void {
    const now = this.#stage.clock.now()
    for (const { at, who, what } of this.#stage.notes()) this.transcript.add(at, who, what)
    const state = this.#stateOf(name)
    if (state) this.transcript.saw(now, name, state)
  }

  #stateOf(name: string): FlowState | undefined {
    const { terminal } = this.#stage
    const amendmentId = this.#counter.amendments.get(name)
    if (amendmentId !== undefined) {
      const { steps, owed, promises, tax } = terminal.amendment(amendmentId)
      return { steps: { ...steps }, promises: { ...promises }, troubles: troublesOf(owed, tax.failure) }
    }
    const settlementId = this.#counter.settlements.get(name)
    if (settlementId !== undefined) return plainState('settlement', terminal.settlements.view(settlementId))
    const invoiceId = this.#counter.invoices.get(name)
    if (invoiceId !== undefined) return plainState('invoice', terminal.invoices.view(invoiceId))
    const saleId = this.#counter.sales.get(name)
    if (saleId === undefined || !terminal.knows(saleId)) return undefined
    const { steps, owed, promises, notice, tax } = terminal.view(saleId)
    return {
      steps: { money: steps.tender, reversal: steps.reversal, tax: steps.tax, paper: steps.paper },
      promises: { ...promises },
      troubles: [...(notice ? [notice.failure] : []), ...troublesOf(owed, tax.failure)],
    }
  }

  #check(checks: Checks, line: number): void {
    for (const difference of unmet(checks, observe(this.#stage, this.#counter))) {
      this.failing.push({ ...difference, line })
      this.#say('expect', `✘ ${difference.what}: expected ${difference.expected}, was ${difference.was}`)
    }
  }

  #fail(line: number, what: string, expected: string, was: string): void {
    this.failing.push({ line, what, expected, was })
    this.#say('expect', `✘ ${what}: expected ${expected}, was ${was}`)
  }

  #say(who: string, what: string): void {
    for (const note of this.#stage.notes()) this.transcript.add(note.at, note.who, note.what)
    this.transcript.add(this.#stage.clock.now(), who, what)
  }

  #passingText({ pass }: Extract<Step, { readonly verb: 'pass' }>): string {
    const { clock, utcOffsetMinutes } = this.#stage
    const minutes = passingMs(pass, clock.now(), utcOffsetMinutes) / MINUTE_MS
    return `${Number(minutes.toFixed(2))} min pass`
  }
}

/** Of a flow that keeps one promise. */
function plainState(what: string, view: SettlementView | InvoiceView): FlowState {
  const { step, promise, why } = view
  return { steps: { [what]: step }, promises: { [what]: promise }, troubles: why === undefined ? [] : [why] }
}

function troublesOf(owed: readonly { readonly why?: string }[], failure: string | undefined): readonly string[] {
  return [...new Set([...owed.flatMap(({ why }) => why ?? []), ...(failure === undefined ? [] : [failure])])]
}
