/**
 * One data folder, one till: the second to come is told who holds it, and a till that was killed holds nothing any more.
 */
import { expect, it } from 'vitest'
import { inShop } from './shop-world.js'

const LIMIT_MS = 60_000
const WAITS_FOR_A_CARD = ['--reader', 'emulated:?card=koreanCredit&afterMs=600000', '--pay', 'card']

it(
  'turns a second till away by the name of the first, and opens at once when the first is killed',
  () =>
    inShop(async (shop) => {
      const first = await shop.start(['sell', '--item', '아메리카노:4500', ...WAITS_FOR_A_CARD])
      await first.line(/카드를 꽂거나/)
      const entries = shop.entries()

      for (const command of [
        ['sell', '--item', '라떼:5000', '--pay', 'cash'],
        ['resume'],
        ['finish', 'KR1-000001', 'cancel', '--operator', 'mina'],
      ]) {
        const second = await shop.run(command)
        expect(second).toMatchObject({ status: 2, stdout: '' })
        expect(second.stderr).toMatch(new RegExp(`다른 프로그램\\(.+, PID ${first.pid}, .+\\)이 데이터 폴더`))
        expect(second.stderr).toContain(shop.dataPath)
        expect(second.stderr).not.toMatch(/^\s+at /m)
      }
      expect(shop.entries()).toEqual(entries)

      await first.kill()
      const third = await shop.run(['sell', '--item', '라떼:5000', '--pay', 'cash:10000'])
      expect(third).toMatchObject({ status: 0, stderr: '' })
      expect(shop.printer.receipts()).toHaveLength(1)
    }),
  LIMIT_MS,
)

it(
  'charges the card of the next customer to the next sale, not to the one that died waiting for a card',
  () =>
    inShop(async (shop) => {
      const first = await shop.start(['sell', '--item', '선물 세트:90,000', ...WAITS_FOR_A_CARD])
      await first.line(/카드를 꽂거나/)
      await first.kill()

      const next = await shop.run(['sell', '--item', '라떼:5000', '--pay', 'card'])
      expect(next).toMatchObject({ status: 0, stderr: '' })
      expect(shop.host.ledger.transactions().map(({ amount }) => amount.amountMinor)).toEqual([5_000])
      // The first is still there to be seen, and a person ends it.
      const listed = await shop.run(['sales'])
      expect(listed.stdout).toMatch(/KR1-000001 .*90,000/)
      const cancelled = await shop.run(['finish', 'KR1-000001', 'cancel', '--operator', 'mina'])
      expect(cancelled).toMatchObject({ status: 0, stderr: '' })
      expect(shop.host.ledger.transactions()).toHaveLength(1)
    }),
  LIMIT_MS,
)

it(
  'is read while it is open: lists, journal and its check need no ownership',
  () =>
    inShop(async (shop) => {
      const first = await shop.start(['sell', '--item', '아메리카노:4500', ...WAITS_FOR_A_CARD])
      await first.line(/카드를 꽂거나/)
      expect(await shop.run(['sales'])).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^KR1-000001 .*4,500/),
      })
      expect(await shop.run(['journal', 'show'])).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/reader\.read/),
      })
      expect(await shop.run(['journal', 'verify'])).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^intact: 2 entries/),
      })
    }),
  LIMIT_MS,
)
