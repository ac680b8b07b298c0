/** A supervisor's word over HTTP: asked for where it is needed, given for a PIN, and the PIN kept nowhere. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Credentials } from '../../src/ports/operators.js'
import { CHIP } from '../terminal/counter.js'
import { won } from '../terminal/shop-in-a-box.js'
import { useServedShop } from './served-shop.js'

const PARK = { name: '박점장', pin: '481516' }

/** Knows one supervisor; how PINs are kept is tested where they are kept. */
const desk = {
  verify: ({ name, pin }: Credentials) =>
    Promise.resolve(
      name === PARK.name && pin === PARK.pin
        ? ({ ok: true, value: { name } } as const)
        : ({ ok: false, problem: { kind: 'wrongPin', attemptsLeft: 3 } } as const),
    ),
}

const shop = useServedShop({ cards: [CHIP], supervision: { desk, refundsUpTo: won(1_000) } })

it('a void waits for a supervisor, whose PIN is nowhere afterwards', async () => {
  const line = { name: '라떼', unitPrice: won(5_000) }
  const { saleId } = (await shop.post('/sales', { operator: 'mina', lines: [line] })).body
  await shop.post(`/sales/${saleId}/commands`, { type: 'tender.card' })
  expect((await shop.get(`/sales/${saleId}?wait=10`)).body).toMatchObject({ promises: { money: 'done' } })
  const voided = (approval?: Credentials) =>
    shop.post(`/sales/${saleId}/amendments`, {
      kind: 'void',
      operator: 'mina',
      reason: '식음',
      ...(approval && { approval }),
    })
  const before = shop.till.journal.nextSeq
  const replies = [await voided(), await voided({ ...PARK, pin: '101112' })]
  expect(replies).toMatchObject([
    { status: 403, body: { type: 'urn:tillproof:approvalNeeded', because: 'void' } },
    { status: 403, body: { type: 'urn:tillproof:wrongPin' } },
  ])
  expect(shop.till.journal.nextSeq).toBe(before)
  replies.push(await voided(PARK))
  expect(replies[2]).toMatchObject({ status: 201, body: { record: { approvedBy: PARK.name } } })
  const kept = readdirSync(shop.world.dataPath).map((name) =>
    readFileSync(path.join(shop.world.dataPath, name), 'latin1'),
  )
  for (const text of [...kept, ...replies.map(({ body }) => JSON.stringify(body)), ...shop.faults.map(String)]) {
    expect(text).not.toMatch(/481516|101112/)
  }
})
