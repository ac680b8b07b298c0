/** Which PortOne an address opens, and which addresses nobody can mean. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { type DriverSurroundings, taxAuthorityAt } from '../../drivers/open-drivers.js'
import { EMULATED_PORTONE_ACCOUNT } from '../../drivers/tax-authorities/emulated-portone/portone-account.js'
import { serveEmulatedPortone } from '../../drivers/tax-authorities/emulated-portone/serve-emulated-portone.js'
import { AFTERNOON, PHONE, patience, receipt } from './cash-receipt-samples.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'portone-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function surroundings(changes: Partial<DriverSurroundings> = {}): DriverSurroundings {
  return {
    clock: new VirtualClock(AFTERNOON),
    emulatedFolder: folder,
    utcOffsetMinutes: 540,
    taxSecret: EMULATED_PORTONE_ACCOUNT.secret,
    ...changes,
  }
}

describe('an address of PortOne', () => {
  it('opens the driver on it, with channel and store', async () => {
    const gateway = await serveEmulatedPortone({ clock: new VirtualClock(AFTERNOON) })
    const [channelKey] = EMULATED_PORTONE_ACCOUNT.channelKeys
    const text = `portone:${gateway.url}?channelKey=${channelKey}&store=${EMULATED_PORTONE_ACCOUNT.storeId}`
    const authority = await (await taxAuthorityAt(text, surroundings()))()
    expect(authority.address).toBe(text)
    expect(await authority.check(patience())).toMatchObject({ kind: 'accepted' })
    expect(await authority.issue(receipt('A-1'), patience())).toMatchObject({ kind: 'accepted' })
    expect(gateway.book.records()).toMatchObject([{ channelKey, storeId: EMULATED_PORTONE_ACCOUNT.storeId }])
    await authority.close()
    await gateway.close()
  })

  it('opens an emulated one that remembers', async () => {
    const first = await (await taxAuthorityAt('portone:emulated', surroundings()))()
    expect(await first.issue(receipt('A-1'), patience())).toMatchObject({ kind: 'accepted' })
    await first.close()
    const second = await (await taxAuthorityAt('portone:emulated', surroundings()))()
    expect(await second.query('A-1', patience())).toMatchObject({ value: { found: true } })
    await second.close()
    expect(readFileSync(path.join(folder, 'portone.jsonl'), 'utf8')).not.toContain(PHONE)
  })

  it.each([
    ['portone:https://api.portone.io', 'channelKey is missing'],
    ['portone:https://api.portone.io?channelKey=', 'channelKey is missing'],
    ['portone:api.portone.io?channelKey=a', 'expected e.g. portone:https://api.portone.io'],
    ['portone:https://api.portone.io?channelKey=a&secret=b', 'unknown option secret'],
    ['portone:emulated?channelKey=a', 'unknown option channelKey'],
  ])('is not %s', async (text, problem) => {
    await expect(taxAuthorityAt(text, surroundings())).rejects.toThrow(problem)
  })

  it('needs the secret, and not in the address', async () => {
    const { taxSecret: _secret, ...without } = surroundings()
    const opening = taxAuthorityAt('portone:https://api.portone.io?channelKey=a', without)
    await expect(opening).rejects.toThrow('TILLPROOF_TAX_SECRET')
  })
})
