/**
 * Carries an amendment through at the counter: confirms it twice, sells what is given in exchange, waits for what goes by
 * itself, and tells of everything. What needs a person who is not there stays open, and says how to go on.
 */
import type { Language } from '../../domain/language.js'
import { isPositive, type Money } from '../../domain/money.js'
import { showMoment, showMoney } from '../../domain/show-money.js'
import type { AmendmentView } from '../../terminal/amendment-view.js'
import type { Terminal } from '../../terminal/terminal.js'
import { CliError, InputError } from '../cli-error.js'
import { type CounterPerson, serveSale } from '../counter-person.js'
import { Keyboard } from '../keyboard.js'
import type { Till } from '../open-till.js'
import { SaleTranscript } from '../sale-transcript.js'
import { within } from '../within.js'
import { type AmendOptions, amountFrom } from './amend-options.js'
import { AMEND_TEXTS } from './amend-texts.js'
import { AmendmentTranscript } from './amendment-transcript.js'

/** Somebody may be changing the roll; the rest goes on by itself after this. */
const UNDER_WAY_LIMIT_MS = 2 * 60_000

const PASSING: ReadonlySet<string> = new Set([
  ...['sending', 'inquiring', 'exchanging', 'submitting', 'querying', 'checkingVerdicts', 'queued', 'paused'],
])

const NEEDS_PERSON: ReadonlySet<string> = new Set(['once', 'twice', 'handingOver', 'refused'])

export interface CarryOut {
  readonly amendmentId: string
  readonly options: AmendOptions
  readonly language: Language
  /** Pays the difference of an exchange. */
  readonly person?: CounterPerson
}

/** @returns the amendment as it stands when nothing more happens by itself soon. */
export async function carryOut(till: Till, work: CarryOut): Promise<AmendmentView> {
  const { terminal, settings } = till
  const { amendmentId, language, options } = work
  const write = options.json ? () => undefined : (line: string) => console.log(line)
  const setup = { language, utcOffsetMinutes: settings.utcOffsetMinutes, write }
  const transcript = new AmendmentTranscript(setup)
  const stop = terminal.onStep((id) => id === amendmentId && transcript.saw(terminal.amendment(id)))
  try {
    transcript.saw(terminal.amendment(amendmentId))
    if (work.person) await sellInExchange(till, work, work.person, new SaleTranscript(setup), write)
    await handOver(terminal, work)
    await within(
      UNDER_WAY_LIMIT_MS,
      terminal.amendmentReaching(amendmentId, (view) => !isAmendmentPassing(view)),
    )
    const view = terminal.amendment(amendmentId)
    transcript.summary(view)
    if (view.steps.money === 'handingOver') write(`      ${nextStep(view, language)}`)
    if (options.json) console.log(JSON.stringify(view, null, 2))
    return view
  } finally {
    stop()
  }
}

/** What stands in the way is said first; then the amount is entered again, twice. @throws CliError when it differs; then nothing has happened. */
export async function confirmTwice(
  { terminal, settings }: Till,
  { amendmentId, options, language }: CarryOut,
): Promise<void> {
  const { total, tax } = terminal.amendment(amendmentId)
  const texts = AMEND_TEXTS[language]
  if (tax.revocation?.isOver && !options.json) {
    console.log(`    ${texts.revocationOver(showMoment(tax.revocation.until, settings.utcOffsetMinutes))}`)
  }
  const [first, second] = isPositive(total) ? await amountsAgain(total, options, language) : [undefined, undefined]
  for (const given of [first, second]) {
    const done = terminal.commandAmendment(amendmentId, { type: 'amendment.confirmed', ...(given && { total: given }) })
    if (done.ok) continue
    terminal.commandAmendment(amendmentId, { type: 'amendment.calledOff', reason: 'the amounts entered differ' })
    throw new CliError(texts.notTheSame)
  }
}

async function amountsAgain(total: Money, { confirm }: AmendOptions, language: Language): Promise<readonly Money[]> {
  const { currency } = total
  if (confirm !== undefined) {
    const again = amountFrom(confirm, currency, '--confirm')
    return [again, again]
  }
  if (!process.stdin.isTTY) throw new InputError({ field: '--confirm', rule: 'amountAgain' })
  const texts = AMEND_TEXTS[language]
  const keyboard = new Keyboard()
  try {
    const first = amountFrom(await keyboard.ask(texts.confirmOnce(showMoney(total, language))), currency, '--confirm')
    return [first, amountFrom(await keyboard.ask(texts.confirmTwice), currency, '--confirm')]
  } finally {
    keyboard.close()
  }
}

async function sellInExchange(
  { terminal }: Till,
  { amendmentId, language }: CarryOut,
  person: CounterPerson,
  transcript: SaleTranscript,
  write: (line: string) => void,
): Promise<void> {
  const sale = await terminal.exchangeSale(amendmentId, AbortSignal.timeout(UNDER_WAY_LIMIT_MS))
  if (!sale) return
  const { saleId } = sale
  write(`    ${AMEND_TEXTS[language].exchangeSale(saleId, showMoney(sale.due, language))}`)
  const stop = terminal.onStep((id) => id === saleId && transcript.saw(terminal.view(id)))
  try {
    transcript.saw(sale)
    await serveSale(terminal, saleId, person)
  } finally {
    stop()
  }
}

/** Cash is handed over by a hand: said beforehand, asked at the keyboard, or left for when it has happened. */
async function handOver(terminal: Terminal, { amendmentId, options, language }: CarryOut): Promise<void> {
  const view = await within(
    UNDER_WAY_LIMIT_MS,
    terminal.amendmentReaching(amendmentId, ({ steps }) => steps.money !== 'exchanging'),
  )
  if (view?.steps.money !== 'handingOver') return
  if (options.handedOver || (await saidSo(view, language))) {
    terminal.commandAmendment(amendmentId, { type: 'cash.handedOver' })
  }
}

async function saidSo({ payout, total }: AmendmentView, language: Language): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const keyboard = new Keyboard()
  try {
    const amount = showMoney(payout?.amount ?? total, language)
    return /^y/i.test((await keyboard.ask(AMEND_TEXTS[language].handedOver(amount))).trim())
  } finally {
    keyboard.close()
  }
}

function nextStep({ amendmentId }: AmendmentView, language: Language): string {
  return AMEND_TEXTS[language].next(`tillproof refund ${amendmentId} --operator … --handed-over`)
}

/** Something ends by itself soon, or the customer is still waited with for what nobody has to do anything about. */
export function isAmendmentPassing({ steps, stage }: AmendmentView): boolean {
  if (PASSING.has(steps.money) || PASSING.has(steps.tax) || PASSING.has(steps.paper)) return true
  return stage === 'serving' && !NEEDS_PERSON.has(steps.money)
}

/** Exit status: 0 nothing owed, 3 something owed, 4 called off. */
export function exitStatusOf(view: AmendmentView): number {
  if (view.record.state === 'calledOff') return 4
  return view.stage === 'complete' ? 0 : 3
}
