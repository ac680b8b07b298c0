/** The tax office speaks the next morning in Korea: accepted by the gateway is not yet final. */
import { describe, expect, it } from 'vitest'
import { AFTERNOON, mobile, NEXT_MORNING, patience, receipt } from './cash-receipt-samples.js'
import { openings } from './opened-authority.js'

const open = openings()
const document = { documentNumber: 'D-1', approvalNumber: 'TB0000001', tradeDate: '20260305' }
const found = (more: object) => ({ kind: 'accepted', value: { found: true, document: { ...document, ...more } } })

describe('a receipt issued in the afternoon', () => {
  it('is only issued until 09:00 the next day, then confirmed', async () => {
    const { authority, clock } = await open()
    await authority.issue(receipt('D-1'), patience())
    await clock.advance(NEXT_MORNING - 1 - AFTERNOON)
    expect(await authority.query('D-1', patience())).toEqual(found({ status: 'issued' }))
    await clock.advance(1)
    expect(await authority.query('D-1', patience())).toEqual(found({ status: 'confirmed', resultCode: '0000' }))
  })

  it('is rejected the next day when the number turns out to be nobody’s', async () => {
    const identity = '01011112222'
    const { authority, clock } = await open({ rules: { identities: [{ identity, rejectNextDay: '1004' }] } })
    const issued = await authority.issue(receipt('D-1', { identifier: mobile(identity) }), patience())
    expect(issued).toMatchObject({ kind: 'accepted', value: { status: 'issued' } })
    await clock.advance(NEXT_MORNING - 1 - AFTERNOON)
    expect(await authority.query('D-1', patience())).toEqual(found({ status: 'issued' }))
    await clock.advance(1)
    expect(await authority.query('D-1', patience())).toEqual(found({ status: 'rejected', resultCode: '1004' }))
  })

  it('takes as long as the rules say', async () => {
    const confirmation = { days: 2, hour: 14, resultCode: 'OK' }
    const { authority, clock } = await open({ rules: { confirmation } })
    await authority.issue(receipt('D-1'), patience())
    await clock.advance(NEXT_MORNING - AFTERNOON + 29 * 60 * 60 * 1000 - 1)
    expect(await authority.query('D-1', patience())).toEqual(found({ status: 'issued' }))
    await clock.advance(1)
    expect(await authority.query('D-1', patience())).toEqual(found({ status: 'confirmed', resultCode: 'OK' }))
  })
})
