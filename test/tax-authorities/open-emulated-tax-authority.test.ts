/** The tax authority in a box: driver and gateway opened and closed as one. */
import { expect, it } from 'vitest'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { serveEmulatedTaxGateway } from '../../drivers/tax-authorities/emulated/serve-emulated-tax-gateway.js'
import { openEmulatedTaxAuthority } from '../../drivers/tax-authorities/open-emulated-tax-authority.js'
import { AFTERNOON, NEXT_MORNING, patience, receipt } from './cash-receipt-samples.js'

it('issues over real HTTP on one virtual clock, and closes both', async () => {
  const clock = new VirtualClock(AFTERNOON)
  const authority = await openEmulatedTaxAuthority({ clock })
  expect(authority.address).toBe('emulated:tax')
  expect(await authority.issue(receipt('D-1'), patience())).toMatchObject({ value: { approvalNumber: 'TB0000001' } })
  await clock.advance(NEXT_MORNING - AFTERNOON)
  expect(await authority.query('D-1', patience())).toMatchObject({ value: { document: { status: 'confirmed' } } })
  const { url } = authority.gateway
  await authority.close()
  await authority.close()
  await expect(fetch(url)).rejects.toThrow()
})

it('is not opened for a member whose number cannot be', async () => {
  const members = [{ linkId: 'L', secretKey: 'a2V5', corpNum: '1234567890' }]
  await expect(openEmulatedTaxAuthority({ clock: new VirtualClock(AFTERNOON), members })).rejects.toMatchObject({
    code: 'gateway.memberInvalid',
  })
})

it('a gateway says when its port is taken', async () => {
  const clock = new VirtualClock(AFTERNOON)
  const first = await serveEmulatedTaxGateway({ clock })
  await expect(serveEmulatedTaxGateway({ clock, port: first.port })).rejects.toMatchObject({
    code: 'address.unavailable',
  })
  await first.close()
})
