/** `tillproof exchange`: goods for goods; the difference is paid by the customer or given back, whichever way it falls. */
import { Command } from 'commander'
import { type AmendOptions, reasonFrom, withAmendOptions } from './amend/amend-options.js'
import { carryOut, confirmTwice, exitStatusOf } from './amend/carry-out.js'
import { openAmendment } from './amend/open-amendment.js'
import { openTill } from './open-till.js'
import { cashReceiptFrom, receiptLinesFrom, saleFrom, tenderFrom, withOperator } from './sale-options.js'
import { ScriptedPerson } from './scripted-person.js'
import { settingsFrom } from './till-options.js'

interface ExchangeOptions extends AmendOptions {
  readonly line: string[]
  readonly item: string[]
  readonly pay: string[]
  readonly cashReceipt?: string
}

const collect = (value: string, before: string[]) => [...before, value]

export function exchangeCommand(): Command {
  return withAmendOptions(new Command('exchange'))
    .description('take goods back and give others; the difference is paid either way')
    .argument('<sale>', 'the sale’s number, e.g. KR1-000012')
    .option(
      '--line <number[:quantity]>',
      'goods taken back, by their place on the receipt; all unless given',
      collect,
      [],
    )
    .option('--item <name:price[:quantity[:free]]>', 'goods given, as in sell; repeat for more', collect, [])
    .option('--pay <tender>', 'how a difference is paid, as in sell; repeat for more', collect, [])
    .option('--cash-receipt <whom>', 'for a difference in cash, as in sell')
    .addHelpText(
      'after',
      `
Nothing is given back before the goods given are paid for; if they are not, nothing has happened.
Exit status: 0 nothing owed, 3 something owed, 4 called off.

Examples:
  tillproof exchange KR1-000012 --line 1 --item 텀블러:32000 --pay card --operator mina --reason "wrong colour" --confirm 28,000
  tillproof exchange KR1-000012 --item 라떼:4000 --operator mina --reason "smaller one" --confirm 5,000 --handed-over`,
    )
    .action(exchange)
}

async function exchange(saleId: string, typed: ExchangeOptions): Promise<void> {
  const options = withOperator(typed)
  const settings = settingsFrom(options)
  const language = options.language ?? settings.language
  const given = saleFrom({ item: options.item }, settings)
  const tenders = options.pay.map((text) => tenderFrom(text, settings.currency, settings.policy.card.instalments))
  const person = new ScriptedPerson({ tenders, cashReceipt: cashReceiptFrom(options.cashReceipt ?? 'none') })
  const lines = receiptLinesFrom(options.line)
  const change = { kind: 'exchange', given, ...(lines.length > 0 && { lines }) } as const
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  try {
    till.terminal.start()
    const { operator } = options
    const opening = { saleId, change, operator, reason: reasonFrom(options.reason), language }
    const amendmentId = await openAmendment({ till, options, language }, opening)
    const work = { amendmentId, options, language, person }
    await confirmTwice(till, work)
    process.exitCode = exitStatusOf(await carryOut(till, work))
  } finally {
    await till.close()
  }
}
