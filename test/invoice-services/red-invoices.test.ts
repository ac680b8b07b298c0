/** Taking an invoice back: at once where the buyer has not booked it, and with the buyer's word within 72 hours where it has. */
import { describe, expect, it } from 'vitest'
import type { RedInvoiceState } from '../../src/ports/invoice-service.js'
import { HOUR_MS, invoice, patience, red } from './invoice-samples.js'
import { type Opened, openings } from './opened-service.js'

const open = openings()

/** An issued invoice, and its number. */
async function issued(): Promise<Opened & { readonly number: string }> {
  const opened = await open()
  await opened.service.request(invoice('T1-1'), patience())
  await opened.clock.advance(5_000)
  return { ...opened, number: opened.server.ledger.find('T1-1')?.invoiceNumber ?? '' }
}

async function stateOf({ service }: Opened, orderNumber: string): Promise<RedInvoiceState | 'notFound' | 'unanswered'> {
  const answer = await service.queryRed(orderNumber, patience())
  if (answer.kind !== 'accepted') return 'unanswered'
  return answer.value.found ? answer.value.red.state : 'notFound'
}

describe('a red invoice', () => {
  it('for one the buyer has not booked goes through without a word of the buyer', async () => {
    const opened = await issued()
    expect(await opened.service.red(red('T1-2', opened.number), patience())).toEqual({
      kind: 'accepted',
      value: { orderNumber: 'T1-2', state: 'applying' },
    })
    expect(await stateOf(opened, 'T1-2')).toBe('applying')
    await opened.clock.advance(3_000)
    expect(await stateOf(opened, 'T1-2')).toBe('applying')
    await opened.clock.advance(3_000)
    expect(await opened.service.queryRed('T1-2', patience())).toMatchObject({
      value: { red: { state: 'issued', redInvoiceNumber: expect.stringMatching(/^\d{20}$/) } },
    })
  })

  it.each([
    ['agrees', true, 'issued'],
    ['refuses', false, 'refusedByBuyer'],
  ] as const)('for a booked one waits for the buyer, who %s', async (_what, agreed, end) => {
    const opened = await issued()
    opened.server.buyerBooks('T1-1')
    await opened.service.red(red('T1-2', opened.number), patience())
    await opened.clock.advance(3_000)
    expect(await stateOf(opened, 'T1-2')).toBe('awaitingBuyer')
    await opened.clock.advance(71 * HOUR_MS)
    opened.server.buyerAnswers('T1-2', agreed)
    await opened.clock.advance(10_000)
    expect(await stateOf(opened, 'T1-2')).toBe(end)
  })

  it('for a booked one lapses after 72 hours of silence, and can then be asked for anew', async () => {
    const opened = await issued()
    opened.server.buyerBooks('T1-1')
    await opened.service.red(red('T1-2', opened.number), patience())
    expect(await opened.service.red(red('T1-3', opened.number), patience())).toMatchObject({
      kind: 'refused',
      hostCode: 'E9103',
    })
    await opened.clock.advance(72 * HOUR_MS)
    expect(await stateOf(opened, 'T1-2')).toBe('expired')
    expect(await opened.service.red(red('T1-3', opened.number), patience())).toMatchObject({ kind: 'accepted' })
  })

  it('asked for twice under one number is one, and under another is refused', async () => {
    const opened = await issued()
    await opened.service.red(red('T1-2', opened.number), patience())
    expect(await opened.service.red(red('T1-2', opened.number), patience())).toMatchObject({ kind: 'accepted' })
    expect(opened.server.ledger.reds()).toHaveLength(1)
  })

  it('whose reply was lost is unknown, and asking finds it', async () => {
    const opened = await issued()
    await opened.server.script({ on: 'red', fault: { kind: 'dropReply' } })
    expect(await opened.service.red(red('T1-2', opened.number), patience())).toMatchObject({ kind: 'unknown' })
    expect(await stateOf(opened, 'T1-2')).toBe('applying')
  })

  it('for an invoice that is not there, not issued or another buyer’s is refused', async () => {
    const opened = await issued()
    expect(await opened.service.red(red('T1-2', '9'.repeat(20)), patience())).toMatchObject({
      kind: 'refused',
      failure: 'invoice.originalMissing',
    })
    const other = { ...red('T1-2', opened.number), buyer: { name: '别家公司' } }
    expect(await opened.service.red(other, patience())).toMatchObject({
      kind: 'refused',
      failure: 'invoice.buyerInvalid',
    })
    expect(await stateOf(opened, 'T1-2')).toBe('notFound')
  })

  it('is still told as it was when the tax office’s news cannot be fetched', async () => {
    const opened = await issued()
    opened.server.buyerBooks('T1-1')
    await opened.service.red(red('T1-2', opened.number), patience())
    await opened.clock.advance(3_000)
    await opened.server.script({ on: 'refreshRed', fault: { kind: 'httpStatus', status: 500 } })
    expect(await stateOf(opened, 'T1-2')).toBe('awaitingBuyer')
  })
})
