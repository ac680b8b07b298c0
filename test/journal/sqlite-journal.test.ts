/** The journal's contract: what is written is there after reopening, all of a step or nothing of it. */
import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assertDurable, openForWriting } from '../../src/journal/connection.js'
import type { DataFolder } from '../../src/journal/data-folder.js'
import { SqliteDatabase } from '../../src/journal/database.js'
import { chainHash, genesisHash } from '../../src/journal/hash-chain.js'
import { CHART, fillJournal, intent, journalIn, NOON, ownedFolder, step, TERMINAL, tamper } from './opened-journal.js'

describe('append', () => {
  it('returns what a later process reads', () => {
    const folder = ownedFolder()
    const first = journalIn(folder)
    const written = [
      first.append(
        step('sale-1', {
          event: { type: 'sale.opened', amountMinor: 12_000, item: '김밥 "특" \\ 🍙', none: undefined },
          intents: [intent('auth-1', { stan: '000001' })],
          deadlinesSet: [{ id: 'reply', dueAt: NOON + 30_000 }],
          secrets: [{ ref: 's1', clear: '01012345678' }],
          publication: { money: 'owed' },
        }),
        CHART,
      ),
      first.append(step('sale-1', { settledIntents: ['auth-1'], deadlinesCancelled: ['reply'], closesFlow: true })),
    ]
    first.close()

    const second = journalIn(folder)
    expect(second.entries()).toStrictEqual(written)
    expect(second.entries('sale-1')).toStrictEqual(written)
    expect(second.entries('sale-2')).toEqual([])
    expect(written[0]).toMatchObject({ seq: 1, secretRefs: ['s1'], event: { item: '김밥 "특" \\ 🍙' } })
    expect(written[0]).not.toHaveProperty('secrets')
    expect(written[0]).not.toHaveProperty('opens')
  })

  it('numbers entries without gaps, across reopening and refused steps', () => {
    const folder = ownedFolder()
    const first = journalIn(folder)
    expect(first.nextSeq).toBe(1)
    expect(first.append(step('sale-1'), CHART).seq).toBe(1)
    expect(() => first.append(step('sale-9'))).toThrow()
    expect(first.nextSeq).toBe(2)
    first.close()

    const second = journalIn(folder)
    expect(second.nextSeq).toBe(2)
    expect(second.append(step('sale-1')).seq).toBe(2)
  })

  it('chains every entry to the one before, beginning with the terminal', () => {
    const folder = ownedFolder()
    const journal = journalIn(folder)
    const one = journal.append(step('sale-1', { event: { type: 'sale.opened' } }), CHART)
    // Computed with sha256sum over the documented texts, so that old journals stay verifiable.
    expect(genesisHash(TERMINAL)).toBe('c601fd9586670000bab46171fcf2c7da3e323a1c1340cbdf1d3b6c2f04e86813')
    expect(one.hash).toBe('aa766b3463b0ad42f8da979236b32c82322d1534501cdee4960ee2ba3ac59256')
    const two = journal.append(step('sale-1'))
    expect(two.hash).toBe(chainHash(one.hash, storedBody(folder, 2)))
  })

  it.each([
    ['an intent key used before', step('sale-1', { intents: [intent('new'), intent('a')] }), undefined],
    ['an intent key used twice', step('sale-1', { intents: [intent('new'), intent('new')] }), undefined],
    ['an unknown intent settled', step('sale-1', { intents: [intent('new')], settledIntents: ['nobody'] }), undefined],
    ["another flow's intent settled", step('sale-2', { intents: [intent('new')], settledIntents: ['b'] }), undefined],
    [
      'a ref used before',
      step('sale-1', { intents: [intent('new')], secrets: [{ ref: 'customer-1', clear: 'other text' }] }),
      undefined,
    ],
    ['a flow that names no chart', step('sale-3', { intents: [intent('new')] }), undefined],
    ['a flow opened twice', step('sale-1', { intents: [intent('new')] }), CHART],
    ['a time between two milliseconds', step('sale-1', { at: NOON + 0.5, intents: [intent('new')] }), undefined],
    ['a value JSON cannot hold', step('sale-1', { event: { type: 'x', n: Number.NaN } }), undefined],
  ])('writes nothing of a step with %s', (_, bad, opens) => {
    const journal = journalIn(ownedFolder())
    fillJournal(journal)
    const before = everything(journal)
    expect(() => journal.append(bad, opens)).toThrow()
    expect(everything(journal)).toEqual(before)
    // The key was not burnt: the same step without the mistake goes through.
    expect(journal.append(step('sale-1', { intents: [intent('new')] })).seq).toBe(6)
    expect(journal.verify().intact).toBe(true)
  })

  it('stands back when another hand wrote in the file meanwhile', () => {
    const folder = ownedFolder()
    const journal = journalIn(folder)
    fillJournal(journal)
    tamper(folder, `INSERT INTO entries VALUES (6, 0, 'sale-1', '{}', '')`)
    expect(() => journal.append(step('sale-1'))).toThrow()
  })

  it('refuses once the folder was given up, and goes on reading', () => {
    const folder = ownedFolder()
    const journal = journalIn(folder)
    fillJournal(journal)
    folder.close()
    expect(() => journal.append(step('sale-1'))).toThrow(expect.objectContaining({ code: 'journal.notOwned' }))
    expect(journal.entries()).toHaveLength(5)
  })
})

describe('bookkeeping', () => {
  it('keeps open intents, oldest first, until they are settled', () => {
    const journal = journalIn(ownedFolder())
    journal.append(step('sale-1', { intents: [intent('z', { n: 1 }), intent('y')] }), CHART)
    journal.append(step('sale-2', { intents: [intent('other')] }), CHART)
    journal.append(step('sale-1', { intents: [intent('x')], settledIntents: ['y'] }))
    expect(journal.openIntents('sale-1')).toEqual([intent('z', { n: 1 }), intent('x')])
    journal.append(step('sale-1', { settledIntents: ['z', 'x', 'y'] }))
    expect(journal.openIntents('sale-1')).toEqual([])
    expect(journal.openIntents('sale-2')).toEqual([intent('other')])
  })

  it('an intent written and withdrawn by one step is not open', () => {
    const journal = journalIn(ownedFolder())
    journal.append(step('sale-1', { intents: [intent('a')], settledIntents: ['a'] }), CHART)
    expect(journal.openIntents('sale-1')).toEqual([])
    expect(journal.verify().intact).toBe(true)
  })

  it('keeps deadlines, soonest first, until cancelled; setting one again moves it', () => {
    const journal = journalIn(ownedFolder())
    const set = (id: string, afterMs: number) => ({ id, dueAt: NOON + afterMs })
    journal.append(step('sale-1', { deadlinesSet: [set('reply', 30), set('paper', 10)] }), CHART)
    journal.append(step('sale-2', { deadlinesSet: [set('reply', 99)] }), CHART)
    expect(journal.openDeadlines('sale-1')).toEqual([set('paper', 10), set('reply', 30)])
    journal.append(
      step('sale-1', { deadlinesCancelled: ['paper', 'reply', 'never'], deadlinesSet: [set('reply', 60)] }),
    )
    expect(journal.openDeadlines('sale-1')).toEqual([set('reply', 60)])
    expect(journal.openDeadlines('sale-2')).toEqual([set('reply', 99)])
    expect(journal.verify().intact).toBe(true)
  })

  it('lists flows by age with their latest publication, open ones apart', () => {
    const journal = journalIn(ownedFolder())
    fillJournal(journal)
    const common = { openedAt: NOON, latest: { money: 'done' } }
    const sale1 = { ...common, flowId: 'sale-1', chart: 'payment@1', openedSeq: 1, lastSeq: 5, closed: false }
    const sale2 = { ...common, flowId: 'sale-2', chart: 'refund@2', openedSeq: 2, lastSeq: 4, closed: true }
    expect(journal.flows()).toEqual([sale1, sale2])
    expect(journal.flows({ open: true })).toEqual([sale1])
    expect(journal.flows({ open: false })).toEqual([sale2])
    expect(journal.flow('sale-2')).toEqual(sale2)
    expect(journal.flow('sale-3')).toBeUndefined()
  })

  it('a flow that published nothing has no latest, and a later step opens a closed flow again', () => {
    const journal = journalIn(ownedFolder())
    journal.append(step('sale-1', { closesFlow: true }), CHART)
    expect(journal.flow('sale-1')).toStrictEqual({
      ...{ flowId: 'sale-1', ...CHART, openedAt: NOON, openedSeq: 1, lastSeq: 1, closed: true },
    })
    journal.append(step('sale-1'))
    expect(journal.flow('sale-1')?.closed).toBe(false)
  })

  it('keeps publications until they are marked delivered, also across reopening', () => {
    const folder = ownedFolder()
    const first = journalIn(folder)
    fillJournal(first)
    expect(first.undelivered().map(({ seq, flowId }) => [seq, flowId])).toEqual([
      [1, 'sale-1'],
      [4, 'sale-2'],
      [5, 'sale-1'],
    ])
    first.delivered(3)
    first.close()

    const second = journalIn(folder)
    expect(second.undelivered()).toEqual([
      { seq: 4, flowId: 'sale-2', body: { money: 'done' } },
      { seq: 5, flowId: 'sale-1', body: { money: 'done' } },
    ])
    second.delivered(5)
    second.delivered(5)
    expect(second.undelivered()).toEqual([])
    expect(second.verify().intact).toBe(true)
  })
})

describe('on the disk', () => {
  it('the writing connection syncs every commit', () => {
    const db = openForWriting(ownedFolder().file('journal.db'), () => undefined)
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('secure_delete', { simple: true })).toBe(1)
    expect(() => assertDurable(db)).not.toThrow()
    db.pragma('synchronous = NORMAL')
    expect(() => assertDurable(db)).toThrow(expect.objectContaining({ code: 'journal.notDurable' }))
    db.close()
  })

  it('nobody but the owner may read any of its files', () => {
    const folder = ownedFolder()
    fillJournal(journalIn(folder))
    const names = ['journal.db', 'journal.db-wal', 'journal.db-shm', 'sealing.key', 'owner.db', 'owner.json']
    expect(names.map((name) => (statSync(folder.file(name)).mode & 0o777).toString(8))).toEqual(names.map(() => '600'))
  })
})

function storedBody(folder: DataFolder, seq: number): string {
  const db = new SqliteDatabase(folder.file('journal.db'), { readonly: true })
  const body = db.prepare<[number], string>('SELECT body FROM entries WHERE seq = ?').pluck().get(seq)
  db.close()
  return body ?? ''
}

function everything(journal: ReturnType<typeof journalIn>) {
  return {
    entries: journal.entries(),
    flows: journal.flows(),
    intents: journal.openIntents('sale-1'),
    deadlines: journal.openDeadlines('sale-1'),
    undelivered: journal.undelivered(),
    nextSeq: journal.nextSeq,
    secret: journal.reveal('customer-1'),
    check: journal.verify(),
  }
}
