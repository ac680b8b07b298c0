/** Card numbers, tracks and customers' numbers are in no file and on no paper, while the shop is open and after. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { TEST_CARDS } from '../../drivers/card-readers/emulated/test-cards.js'
import { CashReceiptCard } from '../../src/domain/identifiers/cash-receipt-card.js'
import { type BuyerDraft, type ClearBuyer, readInvoiceBuyer } from '../../src/flows/invoice/invoice-buyer.js'
import { CounterSale, mobile } from './counter.js'
import { CounterAmendment } from './counter-amendment.js'
import { businessNumber, useShop, won } from './shop-in-a-box.js'

const shop = useShop(() => ({ gatewayRules: { revocableFrom: 'issued' } }))

const MOBILE = '01012345678'
const REJECTED_MOBILE = '01087654321'
const CORRECTED_MOBILE = '01055556666'
const BUSINESS = '2208162517'
/** An invoice's buyer, as asked for and as corrected. */
const BUYER = { business: '1178178260', phone: '0212345678', email: 'ledger@hanbit.example' }
const RIGHT_BUYER = '1248100998'
const RECEIPT_CARD = '154420201234567890'
const { pan, expiry, serviceCode } = TEST_CARDS.koreanCredit

function cashReceiptCard(): CashReceiptCard {
  const parsed = CashReceiptCard.parse(RECEIPT_CARD)
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.value
}

/** As typed, as grouped, as packed: every spelling a leak might have. */
const SPELLINGS: readonly string[] = [
  ...[MOBILE, REJECTED_MOBILE, CORRECTED_MOBILE].flatMap((digits) => [
    digits,
    `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`,
    `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`,
    digits.slice(1),
  ]),
  ...[BUSINESS, BUYER.business, RIGHT_BUYER].flatMap((digits) => [
    digits,
    `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`,
  ]),
  BUYER.phone,
  BUYER.email,
  RECEIPT_CARD,
  pan,
  pan.replace(/(\d{4})(?=\d)/g, '$1 '),
  pan.replace(/(\d{4})(?=\d)/g, '$1-'),
  `${expiry}${serviceCode}`,
]

/** UTF-8, both UTF-16 byte orders, and the digits packed two to a byte (BCD). */
function needles(text: string): readonly Buffer[] {
  const utf16 = Buffer.from(text, 'utf16le')
  const digits = text.replace(/\D/g, '')
  const packed =
    digits.length >= 10 ? [Buffer.from(digits.padEnd(digits.length + (digits.length % 2), 'f'), 'hex')] : []
  return [Buffer.from(text), utf16, Buffer.from(utf16).swap16(), ...packed]
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

async function leaks(): Promise<readonly string[]> {
  const files = await filesUnder(shop.world.folder)
  const found: string[] = []
  for (const file of files) {
    const bytes = await readFile(file)
    for (const [index, spelling] of SPELLINGS.entries()) {
      if (needles(spelling).some((needle) => bytes.includes(needle)))
        found.push(`${path.basename(file)}: spelling ${index}`)
    }
  }
  return found
}

/** The cash receipt goes to another number, and then some of the money back. */
async function correctedAndRefunded(saleId: string): Promise<void> {
  const identifier = mobile(CORRECTED_MOBILE)
  const change = { kind: 'correction', use: 'personalDeduction', identifier } as const
  await new CounterAmendment(shop.terminal, saleId, change).confirm().complete()
  const refund = new CounterAmendment(shop.terminal, saleId, { kind: 'refund', amount: won(1_000) })
  await refund.confirm().do({ type: 'cash.handedOver' }).complete()
}

async function invoiced(): Promise<void> {
  const sale = new CounterSale(shop.terminal, 7_000).payCash(won(7_000)).do({ type: 'tax.declined' })
  await sale.complete()
  const said = { operator: 'kim', reason: 'the customer asked for it' }
  const draft = { name: '한빛상사', taxNumber: BUYER.business, phone: BUYER.phone, email: BUYER.email }
  const asked = shop.terminal.requestInvoice({ saleId: sale.id, channel: 'manual', buyer: read(draft), ...said })
  if (!asked.ok) throw new Error(asked.problem)
  const buyer = read({ ...draft, taxNumber: RIGHT_BUYER })
  expect(shop.terminal.invoices.command(asked.value, { type: 'invoice.corrected', buyer, ...said }).ok).toBe(true)
}

function read(draft: BuyerDraft): ClearBuyer {
  const buyer = readInvoiceBuyer(draft, 'manual')
  if (!buyer.ok) throw new Error(buyer.problem)
  return buyer.value
}

describe('what must not be kept', () => {
  it('is nowhere on the disk or on paper, after every way of giving it', async () => {
    shop.till.cardReader.enqueue({ kind: 'chip', card: 'koreanCredit' }, { kind: 'swipe', card: 'koreanCredit' })
    shop.till.cardReader.enqueue({ kind: 'contactless', card: 'koreanCredit' })
    await shop.world.host.script({ fault: 'dropReply', on: 'authorise' })
    await new CounterSale(shop.terminal, 9_000).do({ type: 'tender.card' }).complete()
    await new CounterSale(shop.terminal, 9_000).do({ type: 'tender.card' }).complete()
    const typedTwice = new CounterSale(shop.terminal, 30_000)
      .payCash(won(30_000))
      .do(
        { type: 'tax.useChosen', use: 'personalDeduction', identifierKind: 'mobileNumber' },
        { type: 'tax.numberEntered', identifier: mobile(REJECTED_MOBILE) },
        { type: 'tax.numberRejected' },
      )
    await typedTwice.identify(mobile(MOBILE)).complete()
    const business = new CounterSale(shop.terminal, 30_000).payCash(won(30_000))
    await business.identify(businessNumber(BUSINESS), 'businessExpense').complete()
    const card = new CounterSale(shop.terminal, 30_000).payCash(won(30_000))
    const carded = await card.identify(cashReceiptCard()).complete()
    await correctedAndRefunded(carded.saleId)
    await invoiced()
    await shop.world.gateway.script({ kind: 'refuse' })
    const deferred = new CounterSale(shop.terminal, 30_000).payCash(won(30_000)).identify(mobile(MOBILE))
    await deferred.paper('confirmed')

    expect((await filesUnder(shop.world.folder)).map((file) => path.basename(file)).toSorted()).toEqual(
      expect.arrayContaining(['gateway.jsonl', 'host.jsonl', 'journal.db', 'sealing.key']),
    )
    expect(await leaks()).toEqual([])
    const paper = shop.world.printer
      .receipts()
      .map(({ text }) => text)
      .join('\n')
    expect(SPELLINGS.filter((spelling) => paper.includes(spelling))).toEqual([])
    // The sealed number is still there for who may see it: without it the deferred document could not be issued.
    await shop.restart()
    await shop.world.gateway.script({ kind: 'mend' })
    await shop.terminal.reaching(deferred.id, ({ stage }) => stage === 'complete')
    const documents = shop.world.gateway.ledger.documents()
    expect(documents.filter((document) => shop.world.gateway.ledger.isIssuedTo(document, MOBILE))).toHaveLength(2)
    await shop.till.close()
    expect(await leaks()).toEqual([])
  })

  it('would be found if it were there', async () => {
    for (const [index, spelling] of SPELLINGS.entries()) {
      for (const needle of needles(spelling)) {
        await writeFile(path.join(shop.world.folder, 'planted'), Buffer.concat([Buffer.of(7), needle, Buffer.of(7)]))
        expect(await leaks()).toContain(`planted: spelling ${index}`)
      }
    }
  })
})
