/** `tillproof invoice`: an invoice to a named buyer, by the invoice service (数电票) or by hand at the tax office's site (세금계산서). */
import { Command, Option } from 'commander'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { showMoment } from '../domain/show-money.js'
import { parseApprovalNumber, parseLine, parseTradeDate } from '../domain/validation/input-parsers.js'
import type { InputProblem } from '../domain/validation/input-problem.js'
import { BUYER_DETAIL, type ClearBuyer, readInvoiceBuyer } from '../flows/invoice/invoice-buyer.js'
import type { InvoiceCounterCommand } from '../terminal/counter-command.js'
import type { InvoiceOpening, InvoiceProblem } from '../terminal/invoices.js'
import { evidenceFrom, reasonFrom } from './amend/amend-options.js'
import { InputError } from './cli-error.js'
import { INVOICE_RESTS, invoiceLines } from './invoice-lines.js'
import { openTill, type Till } from './open-till.js'
import { accepted, waitFrom, withOperator } from './sale-options.js'
import type { Settings } from './settings.js'
import { type ApprovalOptions, supervisedCommand, withApprovalOptions } from './supervised.js'
import { settingsFrom, type TillOptions, withTillOptions } from './till-options.js'
import { within } from './within.js'

interface InvoiceOptions extends TillOptions, ApprovalOptions {
  readonly operator: string
  readonly reason: string
  readonly evidence?: string
  readonly buyer?: string
  readonly taxNumber?: string
  readonly phone?: string
  readonly email?: string
  readonly record?: string
  readonly issuedOn?: string
  readonly withdraw: boolean
  readonly retry: boolean
  readonly takeBack?: 'issuedInError' | 'goodsReturned'
  readonly settled: boolean
  readonly wait: string
  readonly json: boolean
}

export function invoiceCommand(): Command {
  return withApprovalOptions(withTillOptions(new Command('invoice')))
    .description('an invoice to a named buyer: ask for one, record one issued by hand, take one back')
    .argument('<sale>', 'the sale’s number, e.g. CN1-000012; or an invoice asked for, e.g. KR1-000012/I000045')
    .requiredOption('--operator <name>', 'who does it')
    .option('--reason <text>', 'why', 'the customer asked for it')
    .option('--evidence <text>', 'what it rests on')
    .option(
      '--buyer <name>',
      'the buyer’s name (상호, 抬头); with an invoice asked for: the right one, to send it again',
    )
    .option('--tax-number <number>', 'the buyer’s business number (사업자등록번호) or tax number (税号)')
    .option('--phone <number>', 'where it is sent, in China')
    .option('--email <address>', 'where it is sent')
    .option(
      '--record <approval>',
      'with an invoice asked for: issued by hand under this approval number (24 characters)',
    )
    .option('--issued-on <date>', 'with --record: its date, yyyyMMdd')
    .option('--withdraw', 'with an invoice asked for: the buyer wants none any more', false)
    .option('--retry', 'with an invoice asked for: ask the service again now', false)
    .addOption(new Option('--take-back <why>', 'with an issued one: 红冲').choices(['issuedInError', 'goodsReturned']))
    .option(
      '--settled',
      'with an invoice asked for: what became of it was seen elsewhere; needs --evidence, and a supervisor',
      false,
    )
    .option('--wait <seconds>', 'how long to wait for the service', '30')
    .option('--json', 'print what became of it as JSON', false)
    .addHelpText(
      'after',
      `
Exit status: 0 issued, withdrawn or taken back, 3 still owed.

Examples:
  tillproof invoice CN1-000012 --shop china --operator mina --buyer 北京远山科技有限公司 --tax-number 911100006000300020
  tillproof invoice KR1-000012 --operator mina --buyer 한빛상사 --tax-number 117-81-78260 --reason "no cash receipt possible"
  tillproof invoice KR1-000012/I000045 --operator mina --record 202611234100000812345678 --issued-on 20261123`,
    )
    .action(invoice)
}

async function invoice(id: string, typed: InvoiceOptions): Promise<void> {
  const options = withOperator(typed)
  const settings = settingsFrom(options)
  const waitMs = waitFrom(options.wait) * 1_000
  const isAskedFor = id.includes('/')
  const opening = isAskedFor ? undefined : openingFrom(id, options, channelIn(settings))
  const commands = isAskedFor ? commandsFrom(options, settings) : []
  const till = await openTill({ settings, dataPath: options.data, onFault: (text) => console.error(`! ${text}`) })
  const { terminal } = till
  try {
    terminal.start()
    const opened = opening ? terminal.requestInvoice(opening) : undefined
    if (opened && !opened.ok) throw new InputError(openingProblem(opened.problem, id))
    const invoiceId = opened?.ok ? opened.value : id
    if (!terminal.invoices.knows(invoiceId))
      throw new InputError({ field: invoiceId, rule: 'unknownNumber', of: 'invoice' })
    if (commands.length > 0) await say(till, invoiceId, commands, options)
    await within(
      waitMs,
      terminal.invoices.reaching(invoiceId, ({ step }) => INVOICE_RESTS.has(step)),
    )
    const view = terminal.invoices.view(invoiceId)
    if (options.json) console.log(JSON.stringify({ invoiceId, ...view }, null, 2))
    else for (const line of invoiceLines(invoiceId, view, settings.language)) console.log(line)
    process.exitCode = view.promise === 'done' || view.promise === 'notNeeded' ? 0 : 3
  } finally {
    await till.close()
  }
}

/** The first that it is the time for. @throws CliError when it is for none. */
async function say(
  till: Till,
  invoiceId: string,
  commands: readonly InvoiceCounterCommand[],
  options: ApprovalOptions,
): Promise<void> {
  const { terminal, settings } = till
  for (const command of commands) {
    const said = await supervisedCommand(till, options, settings.language, command.type, (word) =>
      terminal.invoices.command(invoiceId, command, word),
    )
    if (said.ok) return
    if (said.problem === 'cashReceiptStands') {
      const [saleId = ''] = invoiceId.split('/')
      const see = `tillproof correct ${saleId} --cash-receipt none`
      throw new InputError({ field: invoiceId, rule: 'cashReceiptStands', see })
    }
  }
  throw new InputError({ field: invoiceId, rule: 'notNow', see: 'tillproof owed' })
}

function openingProblem(problem: InvoiceProblem, saleId: string): InputProblem {
  switch (problem) {
    case 'unknownSale':
      return { field: saleId, rule: 'unknownNumber', of: 'sale' }
    case 'notPaid':
      return { field: saleId, rule: 'nothingToInvoice' }
    case 'paidByCard':
      return { field: saleId, rule: 'invoiceForCard' }
    case 'alreadyAsked':
      return { field: saleId, rule: 'alreadyInvoiced' }
  }
}

/** @throws InputError that names the option and what was expected; never with the number itself. */
function openingFrom(saleId: string, options: InvoiceOptions, channel: InvoiceOpening['channel']): InvoiceOpening {
  const { operator, reason } = options
  return { saleId, channel, operator, reason: reasonFrom(reason), buyer: buyerFrom(options, channel) }
}

/** @throws InputError as above. */
function buyerFrom(options: InvoiceOptions, channel: InvoiceOpening['channel']): ClearBuyer {
  const { taxNumber, phone, email } = options
  if (!options.buyer?.trim()) throw new InputError({ field: '--buyer', rule: 'nameMissing' })
  const name = accepted(parseLine(options.buyer, LONGEST_BUYER), '--buyer')
  const draft = { name, ...(taxNumber && { taxNumber }), ...(phone && { phone }), ...(email && { email }) }
  const buyer = readInvoiceBuyer(draft, channel)
  if (buyer.ok) return buyer.value
  throw new InputError({ field: BUYER_OPTIONS[BUYER_DETAIL[buyer.problem]], rule: buyer.problem })
}

/** Characters of a buyer's name; as the service's charts take it. */
const LONGEST_BUYER = 100

const BUYER_OPTIONS = { name: '--buyer', taxNumber: '--tax-number', phone: '--phone', email: '--email' } as const

/** Characters of a tax invoice's approval number (세금계산서 승인번호). */
const APPROVAL_NUMBER = 24

/** 세금계산서 are issued by hand, 数电票 by the service. */
function channelIn({ currency }: Settings): InvoiceOpening['channel'] {
  return currency === 'KRW' ? 'manual' : 'service'
}

/** `yyyyMMdd` where the shop is. */
function todayIn({ utcOffsetMinutes }: Settings): string {
  return showMoment(systemClock.now(), utcOffsetMinutes).slice(0, 10).replaceAll('-', '')
}

/** What may be meant, the invoice before its red one. @throws CliError */
function commandsFrom(options: InvoiceOptions, settings: Settings): readonly InvoiceCounterCommand[] {
  const { operator, record, issuedOn = '', withdraw, retry, takeBack, evidence } = options
  const person = {
    operator,
    reason: reasonFrom(options.reason),
    ...(evidence !== undefined && { evidence: evidenceFrom(evidence) }),
  }
  if (record !== undefined) {
    const approvalNumber = accepted(parseApprovalNumber(record, APPROVAL_NUMBER), '--record', record)
    const day = accepted(parseTradeDate(issuedOn, todayIn(settings)), '--issued-on', issuedOn)
    return [{ type: 'invoice.recorded', approvalNumber, issuedOn: day, ...person }]
  }
  if (options.settled) {
    const word = { ...person, evidence: evidenceFrom(evidence) }
    return [
      { type: 'invoice.settledByPerson', ...word },
      { type: 'red.settledByPerson', ...word },
    ]
  }
  if (options.buyer !== undefined) {
    return [{ type: 'invoice.corrected', ...person, buyer: buyerFrom(options, channelIn(settings)) }]
  }
  if (withdraw) return [{ type: 'invoice.withdrawn', ...person }]
  if (takeBack) return [{ type: 'red.asked', why: takeBack, ...person }]
  if (!retry) return []
  return [
    { type: 'invoice.retried', ...person },
    { type: 'red.retried', ...person },
  ]
}
