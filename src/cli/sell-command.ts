/** `tillproof sell`: one sale, from the items to the confirmed receipt, scripted by options or asked at the keyboard. */
import { Command, Option } from 'commander'
import { LANGUAGES, type Language } from '../domain/language.js'
import { showMoney } from '../domain/show-money.js'
import type { SaleView } from '../terminal/sale-view.js'
import { InputError } from './cli-error.js'
import { type CounterPerson, serveSale } from './counter-person.js'
import { Keyboard } from './keyboard.js'
import { openTill, type Till } from './open-till.js'
import { PromptedPerson } from './prompted-person.js'
import { cashReceiptFrom, saleFrom, tenderFrom, withOperator } from './sale-options.js'
import { SaleTranscript } from './sale-transcript.js'
import { ScriptedPerson } from './scripted-person.js'
import type { Settings } from './settings.js'
import { TILL_TEXTS } from './texts.js'
import { settingsFrom, type TillOptions, withTillOptions } from './till-options.js'
import { isUnderWay } from './under-way.js'
import { within } from './within.js'

interface SellOptions extends TillOptions {
  readonly item: string[]
  readonly pay: string[]
  readonly cashReceipt?: string
  readonly discount?: string
  readonly serviceCharge?: string
  readonly language?: Language
  readonly operator: string
}

const collect = (value: string, before: string[]) => [...before, value]

export function sellCommand(): Command {
  return withTillOptions(new Command('sell'))
    .description('sell: take the money, issue the tax document, print the receipt')
    .option('--item <name:price[:quantity[:free]]>', 'something sold; repeat for more', collect, [])
    .option(
      '--pay <tender>',
      'card[:amount[:months]], cash[:received] or transfer[:amount]; repeat for more',
      collect,
      [],
    )
    .option('--cash-receipt <whom>', 'none, self, personal:number, business:number, personal-card:…, business-card:…')
    .option('--discount <amount>', 'taken off the whole sale')
    .option('--service-charge <amount>', 'added on top, outside VAT')
    .addOption(new Option('--language <language>', 'language of the receipt and the screen').choices(LANGUAGES))
    .option('--operator <name>', 'who sells', 'counter')
    .addHelpText(
      'after',
      `
Without --pay the tender is asked at the keyboard. Exit status: 0 nothing owed, 3 something owed, 4 sale cancelled.

Examples:
  tillproof sell --item 아메리카노:4500:2 --pay card
  tillproof sell --item 원두:120,000 --pay card:50000 --pay cash:100000 --cash-receipt personal:010-1234-5678
  tillproof sell --shop china --item 小笼包:28 --pay cash:100
  tillproof sell --printer serial:/dev/ttyUSB0?baud=19200 --item Latte:5000 --pay card`,
    )
    .action(sell)
}

async function sell(typed: SellOptions): Promise<void> {
  const options = withOperator(typed)
  const settings = settingsFrom(options)
  const language = options.language ?? settings.language
  const sale = saleFrom(options, settings)
  const person = counterPerson(options, language, settings)
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  try {
    till.terminal.start()
    const saleId = till.terminal.openSale({ sale, operator: options.operator, language })
    console.log(
      `${saleId}  ${settings.shop.name}  ${TILL_TEXTS[language].total(showMoney(sale.split.total, language))}`,
    )
    const view = await sellAndTell(till, saleId, person.person, language)
    process.exitCode = exitStatus(view)
  } finally {
    person.close()
    await till.close()
  }
}

/** What is under way is waited for this long after the customer may go: somebody may be changing the roll. */
const UNDER_WAY_LIMIT_MS = 5 * 60_000

/** Serves the sale, writing down what happens, and ends with its promises. */
export async function sellAndTell(
  { terminal, settings }: Till,
  saleId: string,
  person: CounterPerson,
  language: Language,
): Promise<SaleView> {
  const { utcOffsetMinutes } = settings
  const transcript = new SaleTranscript({ language, utcOffsetMinutes, write: (line) => console.log(line) })
  const stop = terminal.onStep((id) => id === saleId && transcript.saw(terminal.view(id)))
  try {
    await serveSale(terminal, saleId, person)
    await within(
      UNDER_WAY_LIMIT_MS,
      terminal.reaching(saleId, (view) => !isUnderWay(view)),
    )
    const view = terminal.view(saleId)
    transcript.summary(view)
    return view
  } finally {
    stop()
  }
}

function counterPerson(options: SellOptions, language: Language, { currency, policy }: Settings) {
  if (options.pay.length > 0) {
    const tenders = options.pay.map((text) => tenderFrom(text, currency, policy.card.instalments))
    const cashReceipt = cashReceiptFrom(options.cashReceipt ?? 'none')
    return { person: new ScriptedPerson({ tenders, cashReceipt }), close: () => undefined }
  }
  if (!process.stdin.isTTY) throw new InputError({ field: '--pay', rule: 'missing' })
  const keyboard = new Keyboard()
  return { person: new PromptedPerson(keyboard, language), close: () => keyboard.close() }
}

function exitStatus(view: SaleView): number {
  if (view.stage === 'owing') return 3
  return view.promises.money === 'notNeeded' ? 4 : 0
}
