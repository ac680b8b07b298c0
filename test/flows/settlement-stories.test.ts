/** Card days as they are closed in a shop, told line by line: what the chart asks for, and what stands meanwhile. */
import { describe, expect, it } from 'vitest'
import { begin, file, inputOf, PERSON, RECORDS, tell, walk } from './settlement-fixture.js'

const unanswered = { type: 'settle.unanswered' } as const
const differs = { type: 'settle.differs', hostTotals: inputOf().totals } as const
const balanced = { type: 'settle.balanced' } as const
const taken = { type: 'upload.taken' } as const

describe('closing the card day', () => {
  it('is one message and one file where both sides count alike', () => {
    const start = begin()
    expect(start.asked).toMatchObject([{ type: 'host.settle', params: { batchNumber: 3, afterUpload: false } }])
    expect(tell(start, balanced, { type: 'file.fetched', file: file() })).toEqual([
      'settle.balanced → fetching, owed (host.settlementFileMissing); asks host.settlementFile',
      'file.fetched → agreed, done',
    ])
  })

  it('asks again under the same key where nobody answered, waiting longer each time', () => {
    const lines = tell(
      begin(),
      unanswered,
      { after: 'hostBackoff' },
      unanswered,
      { type: 'settlement.retried' },
      balanced,
    )
    expect(lines).toEqual([
      'settle.unanswered → settlingAgain, unknown',
      'after hostBackoff → settling, unknown; asks host.settle',
      'settle.unanswered → settlingAgain, unknown',
      'settlement.retried → settling, unknown; asks host.settle',
      'settle.balanced → fetching, owed (host.settlementFileMissing); asks host.settlementFile',
    ])
    const [first, again] = [begin(), walk(begin(), unanswered, { after: 'hostBackoff' })]
    expect(again.asked).toEqual(first.asked)
  })

  it('uploads every payment where the host counted otherwise, one by one, and says the totals again as another message', () => {
    expect(
      tell(begin(), differs, taken, { type: 'upload.unanswered' }, { after: 'hostBackoff' }, taken, taken),
    ).toEqual([
      'settle.differs → uploading, unknown; asks host.upload',
      'upload.taken → uploading, unknown; asks host.upload',
      'upload.unanswered → uploadAgain, unknown',
      'after hostBackoff → uploading, unknown; asks host.upload',
      'upload.taken → uploading, unknown; asks host.upload',
      'upload.taken → closing, unknown; asks host.settle',
    ])
    const closing = walk(begin(), differs, taken, taken, taken)
    expect(begin().asked).toMatchObject([{ params: { key: { stan: '000007' }, afterUpload: false } }])
    expect(closing.asked).toMatchObject([{ params: { key: { stan: '000008' }, afterUpload: true } }])
    expect(tell(closing, differs, { type: 'settlement.retried' })).toEqual([
      'settle.differs → outOfBalance, unknown (host.outOfBalance)',
      'settlement.retried → settling, unknown; asks host.settle',
    ])
  })

  it('has nothing to upload on a day without payments', () => {
    expect(tell(begin(inputOf([])), differs, balanced)).toEqual([
      'settle.differs → closing, unknown; asks host.settle',
      'settle.balanced → fetching, owed (host.settlementFileMissing); asks host.settlementFile',
    ])
  })

  it('waits for the file, and says what is wrong with one that is no good', () => {
    const closed = walk(begin(), balanced)
    const damaged = {
      type: 'file.missing',
      failure: 'host.settlementFileUnreadable',
      detail: 'line 2 cutShort',
    } as const
    expect(tell(closed, { type: 'file.missing' }, { after: 'fileBackoff' }, damaged, { after: 'fileBackoff' })).toEqual(
      [
        'file.missing → awaitingFile, owed (host.settlementFileMissing)',
        'after fileBackoff → fetching, owed (host.settlementFileMissing); asks host.settlementFile',
        'file.missing → awaitingFile, owed (host.settlementFileUnreadable)',
        'after fileBackoff → fetching, owed (host.settlementFileMissing); asks host.settlementFile',
      ],
    )
    expect(walk(closed, damaged).snapshot.context.standing.detail).toBe('line 2 cutShort')
    expect(walk(closed, damaged, { after: 'fileBackoff' }).snapshot.context.standing).not.toHaveProperty('detail')
  })

  it('calls for a person where the file pays otherwise, who may fetch it anew or settle it with evidence', () => {
    const closed = walk(begin(), balanced)
    const less = { type: 'file.fetched', file: file(RECORDS.slice(1)) } as const
    const differing = walk(closed, less)
    expect(differing.snapshot.context.findings).toMatchObject([
      { finding: 'missingInFile', transaction: { stan: '000001' } },
    ])
    expect(tell(differing, { type: 'settlement.retried' }, { type: 'file.fetched', file: file() })).toEqual([
      'settlement.retried → fetching, owed (host.settlementFileMissing); asks host.settlementFile',
      'file.fetched → agreed, done',
    ])
    expect(tell(differing, { type: 'settlement.settledByPerson', ...PERSON })).toEqual([
      'settlement.settledByPerson → settledByPerson, done',
    ])
  })

  it('keeps the host’s reason where it refuses', () => {
    const refused = { type: 'settle.refused', failure: 'host.notSignedOn', hostCode: '77' } as const
    expect(tell(begin(), refused)).toEqual(['settle.refused → refused, owed (host.notSignedOn)'])
    const again = walk(begin(), differs, taken, taken, taken, refused, { type: 'settlement.retried' })
    expect(again.asked).toMatchObject([{ params: { key: { stan: '000013' }, afterUpload: false } }])
    expect(walk(begin(), refused).snapshot.context.refusal).toEqual({ failure: 'host.notSignedOn', hostCode: '77' })
  })
})
