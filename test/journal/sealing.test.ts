/** Sealed texts: in clear in no file, there after reopening, and gone for good once erased. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DataFolder } from '../../src/journal/data-folder.js'
import { SqliteDatabase } from '../../src/journal/database.js'
import { seal, unseal } from '../../src/journal/sealing.js'
import { CHART, intent, journalIn, ownedFolder, repeatableRandom, step, tamper, tempFolder } from './opened-journal.js'

const PHONE = '01098765432'

describe('the cipher', () => {
  const key = repeatableRandom('key').bytes(32)
  const sealed = seal(key, 'till-1:7:phone', PHONE, repeatableRandom('nonce'))

  it('opens with its key at its place only', () => {
    expect(unseal(key, 'till-1:7:phone', sealed)).toBe(PHONE)
    expect(unseal(key, 'till-1:8:phone', sealed)).toBeUndefined()
    expect(unseal(key, 'till-2:7:phone', sealed)).toBeUndefined()
    expect(unseal(repeatableRandom('other').bytes(32), 'till-1:7:phone', sealed)).toBeUndefined()
  })

  it('opens with no bit changed', () => {
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(unseal(key, 'till-1:7:phone', changed)).toBeUndefined()
    }
    expect(unseal(key, 'till-1:7:phone', sealed.subarray(0, 20))).toBeUndefined()
  })
})

describe('a sealed text', () => {
  it('stands in clear in no file of the folder, before and after closing', () => {
    const folder = ownedFolder()
    const journal = journalIn(folder)
    journal.append(
      step('sale-1', { secrets: [{ ref: 'phone-1', clear: PHONE }], event: { type: 'x', shown: 'seen' } }),
      CHART,
    )
    expect(filesHolding(folder, PHONE)).toEqual([])
    // The search can find: what is not sealed is there.
    expect(filesHolding(folder, 'seen')).toContain('journal.db-wal')
    journal.close()
    expect(filesHolding(folder, PHONE)).toEqual([])
    expect(filesHolding(folder, 'seen')).toEqual(['journal.db'])
  })

  it.each(['', '김', PHONE, 'kim"\\@example.com\n', '😀'.repeat(3000)])('is revealed after reopening', (clear) => {
    const folder = ownedFolder()
    const first = journalIn(folder)
    first.append(step('sale-1', { secrets: [{ ref: 'r', clear }] }), CHART)
    expect(first.reveal('r')).toBe(clear)
    first.close()
    expect(journalIn(folder).reveal('r')).toBe(clear)
  })

  it('is gone from every file after erasing, and the chain stays whole', () => {
    const folder = ownedFolder()
    const journal = journalIn(folder)
    journal.append(
      step('sale-1', {
        secrets: [
          { ref: 'a', clear: PHONE },
          { ref: 'b', clear: 'another text' },
        ],
      }),
      CHART,
    )
    const sealed = sealedTexts(folder)
    expect(filesHolding(folder, sealed.get('a'))).toEqual(['journal.db-wal'])
    journal.erase('a')
    journal.erase('a')
    journal.erase('never sealed')
    expect(journal.reveal('a')).toBeUndefined()
    expect(journal.reveal('b')).toBe('another text')
    expect(filesHolding(folder, sealed.get('a'))).toEqual([])
    expect(filesHolding(folder, sealed.get('b'))).toEqual(['journal.db'])
    expect(journal.verify().intact).toBe(true)
    expect(journal.entries()[0]?.secretRefs).toEqual(['a', 'b'])
    expect(() => journal.append(step('sale-1', { secrets: [{ ref: 'a', clear: 'a stranger' }] }))).toThrow(
      /already used/,
    )
    journal.close()
    expect(journalIn(folder).reveal('a')).toBeUndefined()
  })

  it('leaves no stale copy behind, however many were sealed and whatever their length', () => {
    const folder = ownedFolder()
    const journal = journalIn(folder)
    const lengths = [11, 40, 300, 1500, 5000]
    for (let n = 0; n < 120; n++) {
      const clear = `text ${n} `.padEnd(lengths[(n * 7) % lengths.length] ?? 0, 'x')
      journal.append(step('sale-1', { secrets: [{ ref: `r${n}`, clear }] }), n === 0 ? CHART : undefined)
    }
    const sealed = sealedTexts(folder)
    for (let n = 0; n < 120; n++) if ((n * 7) % 10 !== 0) journal.erase(`r${(n * 77) % 120}`)
    const bytes = readdirSync(folder.path).map((name) => bytesOf(folder.file(name)))
    const remaining = [...sealed].filter(([, text]) => bytes.some((file) => file.includes(text))).map(([ref]) => ref)
    const alive = [...sealed.keys()].filter((ref) => journal.reveal(ref) !== undefined)
    expect(alive).toHaveLength(12)
    expect(remaining).toEqual(alive)
  })

  it('is wiped from the log as soon as a reader lets go of it', () => {
    const folder = ownedFolder()
    const journal = journalIn(folder)
    journal.append(step('sale-1', { secrets: [{ ref: 'a', clear: PHONE }] }), CHART)
    const sealed = sealedTexts(folder).get('a')
    const reader = new SqliteDatabase(folder.file('journal.db'), { readonly: true })
    reader.exec('BEGIN')
    reader.prepare('SELECT * FROM secrets').all()
    journal.erase('a')
    journal.append(step('sale-1'))
    expect(filesHolding(folder, sealed)).toContain('journal.db-wal')
    reader.exec('COMMIT')
    reader.close()
    journal.append(step('sale-1'))
    expect(filesHolding(folder, sealed)).toEqual([])
  })

  it('that was changed is not revealed as something else', () => {
    const folder = ownedFolder()
    const journal = journalIn(folder)
    journal.append(
      step('sale-1', {
        secrets: [
          { ref: 'a', clear: PHONE },
          { ref: 'b', clear: 'another text' },
        ],
      }),
      CHART,
    )
    tamper(folder, `UPDATE secrets SET sealed = (SELECT sealed FROM secrets WHERE ref = 'b') WHERE ref = 'a'`)
    expect(() => journal.reveal('a')).toThrow(expect.objectContaining({ code: 'journal.secretTampered' }))
  })
})

describe('a step that also holds its secret in clear', () => {
  const secrets = [{ ref: 'phone-1', clear: PHONE }]
  it.each([
    ['in its event', step('s', { secrets, event: { type: 'x', deep: [{ note: `call ${PHONE} back` }] } })],
    ['in a member name', step('s', { secrets, event: { type: 'x', [PHONE]: true } })],
    ['as a number', step('s', { secrets: [{ ref: 'b', clear: '1208147521' }], event: { type: 'x', n: 1208147521 } })],
    ['grouped otherwise', step('s', { secrets, publication: { to: '010-9876-5432' } })],
    ['in an intent', step('s', { secrets, intents: [intent('k', { to: PHONE })] })],
    ['in an intent key', step('s', { secrets, intents: [intent(`sms-${PHONE}`)] })],
    ['in its ref', step('s', { secrets: [{ ref: PHONE, clear: PHONE }] })],
    ['in the flow id', step(`sale-${PHONE}`, { secrets })],
    [
      'with escapes',
      step('s', { secrets: [{ ref: 'b', clear: 'kim "k" \\ lee' }], event: { type: 'kim "k" \\ lee!' } }),
    ],
    [
      'as a short text of its own',
      step('s', { secrets: [{ ref: 'b', clear: '김' }], event: { type: 'x', name: '김' } }),
    ],
  ])('%s is refused, without repeating it', (_, bad) => {
    const folder = ownedFolder()
    const journal = journalIn(folder)
    expect(() => journal.append(bad, CHART)).toThrow(
      expect.objectContaining({ code: 'journal.secretInClear', message: expect.not.stringContaining(PHONE) }),
    )
    expect(journal.entries()).toEqual([])
    expect(filesHolding(folder, PHONE)).toEqual([])
  })

  it.each([
    ['a short text inside a word', '김', '김밥'],
    ['a short number inside another', '1234', '512345'],
    ['the masked form', PHONE, '010-****-5432'],
  ])('is not what %s is', (_, clear, shown) => {
    const journal = journalIn(ownedFolder())
    const event = { type: 'x', shown }
    expect(journal.append(step('s', { secrets: [{ ref: 'r', clear }], event }), CHART).seq).toBe(1)
  })
})

describe('the key file', () => {
  it('is made at the first opening, private, where it was asked for', () => {
    const folder = ownedFolder()
    const keyFile = join(tempFolder(), 'stick', 'till.key')
    const first = journalIn(folder, { keyFile })
    first.append(step('sale-1', { secrets: [{ ref: 'a', clear: PHONE }] }), CHART)
    first.close()
    expect(statSync(keyFile)).toMatchObject({ size: 32 })
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
    expect(existsSync(folder.file('sealing.key'))).toBe(false)
    expect(journalIn(folder, { keyFile }).reveal('a')).toBe(PHONE)
  })

  it.each([
    ['missing', 'journal.keyMissing', (key: string) => rmSync(key)],
    ['cut short', 'journal.keyWrong', (key: string) => writeFileSync(key, 'short')],
    ['of another journal', 'journal.keyWrong', (key: string) => writeFileSync(key, new Uint8Array(32))],
  ])('that is %s keeps a journal with secrets closed, and says so', (_, code, spoil) => {
    const folder = ownedFolder()
    const first = journalIn(folder)
    first.append(step('sale-1', { secrets: [{ ref: 'a', clear: PHONE }] }), CHART)
    first.close()
    const key = folder.file('sealing.key')
    const right = readFileSync(key)
    spoil(key)
    expect(() => journalIn(folder)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(key) }))
    // Refusing must not have changed anything: with the right key it opens again.
    writeFileSync(key, right)
    expect(journalIn(folder).reveal('a')).toBe(PHONE)
  })

  it('that is missing is made anew when nothing sealed depends on it', () => {
    const folder = ownedFolder()
    const first = journalIn(folder)
    first.append(step('sale-1', { secrets: [{ ref: 'a', clear: PHONE }] }), CHART)
    first.erase('a')
    first.close()
    rmSync(folder.file('sealing.key'))
    const second = journalIn(folder)
    second.append(step('sale-1', { secrets: [{ ref: 'b', clear: PHONE }] }))
    second.close()
    expect(journalIn(folder).reveal('b')).toBe(PHONE)
  })

  it('that was there before the journal is taken over', () => {
    const folder = ownedFolder()
    const keyFile = join(tempFolder(), 'till.key')
    writeFileSync(keyFile, repeatableRandom('old').bytes(32))
    journalIn(folder, { keyFile }).close()
    expect(readFileSync(keyFile)).toEqual(repeatableRandom('old').bytes(32))
    mkdirSync(folder.file('elsewhere'))
    renameSync(keyFile, folder.file('elsewhere/till.key'))
    expect(() => journalIn(folder, { keyFile: folder.file('elsewhere/till.key') }).close()).not.toThrow()
  })
})

/** Names of the folder's files that hold these bytes. */
function filesHolding(folder: DataFolder, wanted: string | Buffer | undefined): readonly string[] {
  expect(wanted).toBeDefined()
  return readdirSync(folder.path).filter((name) => bytesOf(folder.file(name)).includes(wanted ?? ''))
}

/** Read by another process: closing a file here would drop the locks SQLite holds on it. */
function bytesOf(path: string): Buffer {
  return execFileSync('cat', [path], { maxBuffer: 1 << 26 })
}

/** The middle of every sealed text, by ref: long enough to be found only as itself. */
function sealedTexts(folder: DataFolder): ReadonlyMap<string, Buffer> {
  const db = new SqliteDatabase(folder.file('journal.db'), { readonly: true })
  const rows = db.prepare<[], { ref: string; sealed: Buffer }>('SELECT ref, sealed FROM secrets').all()
  db.close()
  return new Map(rows.map(({ ref, sealed }) => [ref, sealed.subarray(12, 36)]))
}
