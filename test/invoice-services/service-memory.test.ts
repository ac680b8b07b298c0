/** What outlives a restart on either side: the emulated service's ledger, and the token the driver was given. */
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { serveEmulatedInvoiceService } from '../../drivers/invoice-services/emulated/serve-emulated-invoice-service.js'
import { TokenFile } from '../../drivers/invoice-services/nuonuo/token-store.js'
import { SCRATCH_ROOT } from '../scratch-root.js'
import { AFTERNOON, BUYER_NAME, BUYER_TAX_NUMBER, invoice, PHONE, patience, red } from './invoice-samples.js'
import { driverFor, openings } from './opened-service.js'

const open = openings()
const folder = () => mkdtempSync(path.join(SCRATCH_ROOT, 'invoices-'))

describe('the emulated service’s ledger file', () => {
  it('brings everything back as it stood, without a name or a number of the buyer in it', async () => {
    const ledgerFile = path.join(folder(), 'ledger.jsonl')
    const first = await open({ ledgerFile })
    await first.service.request(invoice('T1-1'), patience())
    await first.clock.advance(5_000)
    first.server.buyerBooks('T1-1')
    const number = first.server.ledger.find('T1-1')?.invoiceNumber ?? ''
    await first.service.red(red('T1-2', number), patience())
    await first.server.close()

    const file = readFileSync(ledgerFile, 'utf8')
    for (const secret of [BUYER_NAME, BUYER_TAX_NUMBER, PHONE]) expect(file).not.toContain(secret)

    const clock = new VirtualClock(AFTERNOON + 10_000)
    const second = await serveEmulatedInvoiceService({ clock, ledgerFile })
    const driver = driverFor(second.url, clock)
    expect(await driver.query('T1-1', patience())).toMatchObject({ value: { invoice: { invoiceNumber: number } } })
    expect(await driver.queryRed('T1-2', patience())).toMatchObject({ value: { red: { state: 'awaitingBuyer' } } })
    expect(await driver.request(invoice('T1-1'), patience())).toMatchObject({ kind: 'accepted' })
    await second.close()
  })
})

describe('a token kept in a file', () => {
  it('serves the next run too, and only its owner can read it', async () => {
    const file = path.join(folder(), 'token.json')
    const { server, clock, service } = await open({ driver: { tokens: new TokenFile(file) } })
    await service.request(invoice('T1-1'), patience())
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const restarted = driverFor(server.url, clock, { tokens: new TokenFile(file) })
    expect(await restarted.query('T1-1', patience())).toMatchObject({ kind: 'accepted' })
    expect(server.requestCount('token')).toBe(1)
  })

  it('that is nowhere, or nowhere to be written, is asked for again', async () => {
    const { server, service } = await open({ driver: { tokens: new TokenFile(path.join(folder(), 'no', 'token')) } })
    for (const order of ['T1-1', 'T1-2']) {
      expect(await service.request(invoice(order), patience())).toMatchObject({ kind: 'accepted' })
    }
    expect(server.requestCount('token')).toBe(2)
  })
})
