/** What a person says or does afterwards, through `tillproof finish`: once each, and told honestly by the exit status. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inWatchedShop, killedAt } from './killed-till.js'
import { inShop, type ShopWorld, TERMINAL } from './shop-world.js'

const LIMIT_MS = 90_000
const ID = 'KR1-000001'
/** Nobody presents a card. */
const NOBODY_COMES = ['--reader', 'emulated:?card=koreanCredit&afterMs=600000']
const AS_MINA = ['--operator', 'mina']
const SEEN = ['--evidence', 'whole, with the total and the cut']

async function sold(shop: ShopWorld, ...options: readonly string[]): Promise<void> {
  expect(await shop.run(['sell', '--item', '라떼:5000', ...options])).toMatchObject({ status: 0, stderr: '' })
}

const MIDDLE_OF_THE_RECEIPT = 500

/** A shop with a sale whose till died in the middle of its receipt: nobody can tell how much of it came out. */
function withPaperUnknown(use: (shop: ShopWorld) => Promise<void>): Promise<void> {
  return inWatchedShop(
    async (shop, sights) => {
      const sale = ['sell', '--item', '라떼:5000', '--pay', 'cash']
      const inTheMiddle = `byte ${MIDDLE_OF_THE_RECEIPT} leaves for the printer`
      expect(await killedAt(shop, sights, sale, (what) => what === inTheMiddle)).toBe(true)
      expect(await shop.run(['resume', '--wait', '1'])).toMatchObject({ status: 3, stderr: '' })
      expect(shop.sale()?.latest?.['promises']).toMatchObject({ paper: 'unknown' })
      await use(shop)
    },
    [MIDDLE_OF_THE_RECEIPT],
  )
}

/** A cancelled sale whose first card stays charged, because the host refuses to reverse it. */
function withRefusedReversal(use: (shop: ShopWorld) => Promise<void>): Promise<void> {
  return inShop(async (shop) => {
    shop.host.addRule({ on: 'reverse', responseCode: '05' })
    shop.host.addRule({ when: { amountMinor: 4_000 }, responseCode: '51' })
    const sale = ['--item', '라떼:5000', '--pay', 'card:1000', '--pay', 'card']
    expect(await shop.run(['sell', ...sale])).toMatchObject({ status: 3 })
    // Later than the first pause between two tries.
    expect(await shop.run(['resume', '--wait', '1'], { laterMs: 10_000 })).toMatchObject({ status: 3 })
    expect(shop.sale()?.latest).toMatchObject({ promises: { money: 'unknown' } })
    await use(shop)
  })
}

function secondTime(words: string): (what: string) => boolean {
  let times = 0
  return (what) => what.includes(words) && ++times === 2
}

describe.concurrent('resume', () => {
  it(
    'does not wait where only a person can go on',
    () =>
      withPaperUnknown(async (shop) => {
        const resumed = await shop.run(['resume', '--wait', '300'])
        expect(resumed).toMatchObject({ status: 3, stderr: '' })
        expect(resumed.stdout).toContain('영수증 확인 필요')
      }),
    LIMIT_MS,
  )
})

describe.concurrent('finish', () => {
  it(
    'reprints a receipt nobody can tell of, as a copy, and waits for it',
    () =>
      withPaperUnknown(async (shop) => {
        const reprinted = await shop.run(['finish', ID, 'reprint', ...AS_MINA, '--reason', 'printUnconfirmed'])
        expect(reprinted).toMatchObject({ status: 0, stderr: '' })
        const finished = shop.printer.receipts().filter(({ text }) => text.includes('이용해 주셔서 감사합니다'))
        expect(finished.map(({ text }) => text.includes('재발행 #1'))).toEqual([true])
        expect(shop.sale()?.latest?.['promises']).toMatchObject({ paper: 'done' })
      }),
    LIMIT_MS,
  )

  it(
    'takes a person’s word that the receipt was seen, and prints nothing',
    () =>
      withPaperUnknown(async (shop) => {
        expect(await shop.run(['finish', ID, 'receipt-seen', '--operator', ' mina ', ...SEEN])).toMatchObject({
          status: 0,
          stderr: '',
        })
        expect(shop.printer.receipts()).toEqual([])
        expect(shop.entries().at(-1)?.event).toMatchObject({
          ...{ type: 'paper.seen', operator: 'mina', reason: 'printUnconfirmed' },
          evidence: 'whole, with the total and the cut',
        })
      }),
    LIMIT_MS,
  )

  it(
    'prints another copy of a sale that is long complete, and waits for it',
    () =>
      inShop(async (shop) => {
        await sold(shop, '--pay', 'card')
        expect(await shop.run(['finish', ID, 'reprint', ...AS_MINA])).toMatchObject({ status: 0, stderr: '' })
        expect(shop.printer.receipts().map(({ text }) => text.includes('재발행'))).toEqual([false, true])
      }),
    LIMIT_MS,
  )

  it(
    'cancels a sale whose till died, with one reversal of what its card had paid',
    () =>
      inWatchedShop(async (shop, sights) => {
        const requests: string[] = []
        shop.host.onTrace(({ step, kind }) => step === 'received' && requests.push(kind))
        // The second card never comes: the till waits for it when it dies.
        const script = join(shop.folder, 'one-card.yaml')
        await writeFile(script, 'presentations: [{ kind: chip, card: koreanCredit }]')
        const tenders = ['--pay', 'card:50000', '--pay', 'card', '--reader', `emulated:?script=${script}`]
        const sale = ['sell', '--item', '선물 세트:90,000', ...tenders]
        expect(await killedAt(shop, sights, sale, secondTime('카드를 꽂거나'))).toBe(true)

        expect(await shop.run(['finish', ID, 'cancel', ...AS_MINA])).toMatchObject({ status: 0, stderr: '' })
        expect(requests).toEqual(['authorise', 'reverse'])
        expect(shop.host.ledger.transactions().map(({ state }) => state)).toEqual(['reversed'])
        expect(shop.sale()?.latest?.['promises']).toEqual({ money: 'notNeeded', tax: 'notNeeded', paper: 'notNeeded' })
      }),
    LIMIT_MS,
  )

  it(
    'owes the cash of a cancelled sale until a person says it was handed back',
    () =>
      inWatchedShop(async (shop, sights) => {
        const sale = ['sell', '--item', '선물 세트:90,000', '--pay', 'cash:30000', '--pay', 'card', ...NOBODY_COMES]
        expect(await killedAt(shop, sights, sale, (what) => what.includes('카드를 꽂거나'))).toBe(true)

        const cancelling = await shop.start(['finish', ID, 'cancel', ...AS_MINA])
        await cancelling.line(/돌려드릴 금액 30,000원/)
        // It would wait a while for the cash; the person cuts that short.
        await cancelling.kill()
        expect(shop.sale()?.latest).toMatchObject({ promises: { money: 'owed' } })
        expect(await shop.run(['finish', ID, 'cash-returned', ...AS_MINA])).toMatchObject({ status: 0, stderr: '' })
        expect(shop.sale()?.latest?.['promises']).toMatchObject({ money: 'notNeeded' })
      }),
    LIMIT_MS,
  )

  it(
    'retries the cash receipt at once, with one submission',
    () =>
      inShop(async (shop) => {
        await shop.gateway.script({ on: 'any', times: 'always', fault: { kind: 'httpStatus', status: 503 } })
        const sale = ['--item', '원두:120,000', '--pay', 'cash', '--cash-receipt', 'self']
        expect(await shop.run(['sell', ...sale])).toMatchObject({ status: 3 })
        await shop.gateway.script({ kind: 'mend' })
        const before = shop.gateway.requestCount('issue')
        expect(await shop.run(['finish', ID, 'retry-tax', ...AS_MINA])).toMatchObject({ status: 0, stderr: '' })
        expect(shop.gateway.requestCount('issue') - before).toBe(1)
        expect(shop.gateway.ledger.documents()).toHaveLength(1)
      }),
    LIMIT_MS,
  )

  it(
    'retries at once a reversal the host had refused',
    () =>
      withRefusedReversal(async (shop) => {
        shop.host.addRule({ on: 'reverse', responseCode: '00' })
        expect(await shop.run(['finish', ID, 'retry-reversal', ...AS_MINA])).toMatchObject({ status: 0, stderr: '' })
        expect(shop.host.ledger.netCaptured(TERMINAL, 'KRW').amountMinor).toBe(0)
      }),
    LIMIT_MS,
  )

  it(
    'settles on a person’s word a reversal no machine can',
    () =>
      withRefusedReversal(async (shop) => {
        const word = [...AS_MINA, '--reason', 'reversed by phone', '--evidence', 'call of 22 November']
        expect(await shop.run(['finish', ID, 'reversal-settled', ...word])).toMatchObject({ status: 0, stderr: '' })
        expect(shop.entries().at(-1)?.event).toMatchObject({
          type: 'reversal.settledByPerson',
          operator: 'mina',
          reason: 'reversed by phone',
          evidence: 'call of 22 November',
        })
      }),
    LIMIT_MS,
  )

  it(
    'keeps no more of the command line in the journal than who said so and why',
    () =>
      withPaperUnknown(async (shop) => {
        const word = [...AS_MINA, '--reason', 'notHandedOver', '--evidence', 'letter of 22 November']
        expect(await shop.run(['finish', ID, 'receipt-settled', ...word])).toMatchObject({ status: 0 })
        const event = {
          type: 'paper.settledByPerson',
          operator: 'mina',
          reason: 'notHandedOver',
          evidence: 'letter of 22 November',
        }
        expect(shop.entries().at(-1)?.event).toEqual(event)
      }),
    LIMIT_MS,
  )

  it(
    'refuses what cannot be, with 2 and nothing changed',
    () =>
      inShop(async (shop) => {
        await sold(shop, '--pay', 'cash')
        const entries = shop.entries()
        for (const [args, says] of [
          [['KR1-999999', 'cancel'], 'KR1-999999: 이 단말기에 없는 거래 번호입니다'],
          [[ID, 'cancel'], `${ID} cancel: 지금은 할 수 없습니다`],
          [[ID, 'receipt-seen', ...SEEN], `${ID} receipt-seen: 지금은 할 수 없습니다`],
          [[ID, 'burn'], 'burn: '],
        ] as const) {
          const refused = await shop.run(['finish', ...args, ...AS_MINA])
          expect(refused).toMatchObject({ status: 2, stdout: '' })
          expect(refused.stderr).toContain(says)
        }
        expect(shop.entries()).toEqual(entries)
      }),
    LIMIT_MS,
  )
})
