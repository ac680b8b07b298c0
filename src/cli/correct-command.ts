/** `tillproof correct`: a cash receipt issued wrongly is cancelled, and the right one issued (현금영수증 정정). */
import { Command, Option } from 'commander'
import type { CorrectionRequest } from '../terminal/amendments.js'
import { type AmendOptions, amountFrom, reasonFrom, withAmendOptions } from './amend/amend-options.js'
import { carryOut, confirmTwice, exitStatusOf } from './amend/carry-out.js'
import { openAmendment } from './amend/open-amendment.js'
import { InputError } from './cli-error.js'
import { openTill } from './open-till.js'
import { cashReceiptFrom, withOperator } from './sale-options.js'
import type { Settings } from './settings.js'
import { settingsFrom } from './till-options.js'

interface CorrectOptions extends AmendOptions {
  readonly cashReceipt: string
  readonly amount?: string
  readonly issueFirst: boolean
  readonly taxReason?: '1' | '2' | '3'
}

export function correctCommand(): Command {
  return withAmendOptions(new Command('correct'))
    .description('correct a cash receipt: wrong number, wrong use, wrong amount, or issued to a stranger')
    .argument('<sale>', 'the sale’s number, e.g. KR1-000012')
    .requiredOption(
      '--cash-receipt <whom>',
      'whom the right one is for: personal:number, business:number, …, self; none where an invoice takes its place',
    )
    .option('--amount <amount>', 'its total, where the amount was wrong')
    .option('--issue-first', 'issue the right one before the wrong one is cancelled', false)
    .addOption(
      new Option('--tax-reason <code>', '1 거래취소 sale cancelled, 2 오류발급 issued in error, 3 기타 other')
        .choices(['1', '2', '3'])
        .default('2'),
    )
    .addHelpText(
      'after',
      `
Exit status: 0 nothing owed, 3 something owed (also half-way: cancelled and not reissued, or the reverse), 4 called off.

Examples:
  tillproof correct KR1-000012 --cash-receipt personal:010-9999-8888 --operator mina --reason "mistyped number"
  tillproof correct KR1-000012 --cash-receipt business:116-82-00276 --operator mina --reason "business expense"
  tillproof correct KR1-000012 --cash-receipt self --issue-first --operator mina --reason "issued to a stranger"
  tillproof correct KR1-000012 --cash-receipt none --operator mina --reason "세금계산서 instead"`,
    )
    .action(correct)
}

async function correct(saleId: string, typed: CorrectOptions): Promise<void> {
  const options = withOperator(typed)
  const settings = settingsFrom(options)
  const language = options.language ?? settings.language
  const change = changeFrom(options, settings)
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  try {
    till.terminal.start()
    const { operator, taxReason = '2' } = options
    const opening = {
      ...{ saleId, change, operator, language, reason: reasonFrom(options.reason) },
      taxReason: Number(taxReason) as 1 | 2 | 3,
    }
    const amendmentId = await openAmendment({ till, options, language }, opening)
    const work = { amendmentId, options, language }
    await confirmTwice(till, work)
    process.exitCode = exitStatusOf(await carryOut(till, work))
  } finally {
    await till.close()
  }
}

/** @throws CliError */
function changeFrom({ cashReceipt, amount, issueFirst }: CorrectOptions, { currency }: Settings): CorrectionRequest {
  const whom = cashReceiptFrom(cashReceipt)
  if (whom.kind === 'none' && (amount !== undefined || issueFirst)) {
    const fields = ['--cash-receipt none', '--amount', '--issue-first']
    throw new InputError({ field: '--cash-receipt none', rule: 'onlyOneOf', fields })
  }
  if (whom.kind === 'none') return { kind: 'correction', use: 'personalDeduction', order: 'revokeOnly' }
  return {
    kind: 'correction',
    ...(whom.kind === 'issued'
      ? { use: whom.use, identifier: whom.identifier }
      : { use: 'personalDeduction' as const }),
    ...(amount !== undefined && { total: amountFrom(amount, currency, '--amount') }),
    order: issueFirst ? 'issueFirst' : 'revokeFirst',
  }
}
