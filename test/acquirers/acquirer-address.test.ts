/** What an acquirer's address can say, tried on the driver it opens. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { serveEmulatedAcquirer } from '../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { acquirerAt } from '../../drivers/open-drivers.js'
import { SCRATCH_ROOT } from '../scratch-root.js'
import { keyOf, patient, purchase, SENT_AT } from './sample-purchase.js'

describe('an acquirer’s address', () => {
  const clock = new VirtualClock(SENT_AT)
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(path.join(SCRATCH_ROOT, 'tillproof-acquirer-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const open = async (address: string) => {
    const opened = await acquirerAt(address, { clock, emulatedFolder: folder, utcOffsetMinutes: 540 })
    return opened()
  }
  const none = { count: 0, amountMinor: 0 }
  const totals = { currency: 'KRW', purchases: { count: 1, amountMinor: 12_000 }, refunds: none } as const

  test('iso8583: signs on and fetches files where it is told to', async () => {
    const host = await serveEmulatedAcquirer({ clock, requireSignOn: true })
    const plain = await open(`iso8583://127.0.0.1:${host.port}`)
    expect(await plain.authorise(purchase(), patient)).toMatchObject({ kind: 'refused', failure: 'host.notSignedOn' })
    expect(await plain.settlementFile(1, patient)).toMatchObject({ failure: 'host.settlementFileMissing' })
    await plain.close()

    const acquirer = await open(`iso8583://127.0.0.1:${host.port}?signOn=yes&files=${host.filesUrl}`)
    expect((await acquirer.authorise(purchase(), patient)).kind).toBe('accepted')
    await acquirer.settle({ key: keyOf(900), batchNumber: 1, totals, afterUpload: false }, patient)
    expect(await acquirer.settlementFile(1, patient)).toMatchObject({ kind: 'accepted', value: { totals } })
    await acquirer.close()
    await host.close()
  })

  test('emulated: signs on by itself where its script requires it, and remembers its batches', async () => {
    const script = path.join(folder, 'host.yaml')
    writeFileSync(script, 'requireSignOn: true\n')
    const first = await open(`emulated:?script=${script}`)
    const sale = await first.authorise(purchase(), patient)
    await first.settle({ key: keyOf(900), batchNumber: 1, totals, afterUpload: false }, patient)
    await first.close()

    const second = await open(`emulated:?script=${script}`)
    expect(await second.inquire(keyOf(1), purchase().amount, patient)).toMatchObject({
      value: { status: 'approved', approval: sale.kind === 'accepted' && sale.value },
    })
    expect(await second.settlementFile(1, patient)).toMatchObject({ kind: 'accepted', value: { totals } })
    await second.close()
  })

  test.each(['signOn=true', 'files=ftp://127.0.0.1', 'files=127.0.0.1:80', 'files=http://a/b', 'file=http://a'])(
    '%s is refused',
    async (option) => {
      const surroundings = { clock, emulatedFolder: folder, utcOffsetMinutes: 540 }
      await expect(acquirerAt(`iso8583://127.0.0.1:1?${option}`, surroundings)).rejects.toMatchObject({
        code: 'address.malformed',
      })
    },
  )
})
