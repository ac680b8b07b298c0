/** Supervisors in a real data folder: what a PIN opens, what wrong ones close, and what the file gives away. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemRandom } from '../../drivers/random/system-random.js'
import { type DataFolder, openDataFolder } from '../../src/journal/data-folder.js'
import { pinProblemText } from '../../src/operators/pin-words.js'
import { openSupervisorDesk, readSupervisors } from '../../src/operators/supervisor-desk.js'
import type { Clock } from '../../src/ports/clock.js'
import type { SupervisorDesk } from '../../src/ports/operators.js'
import { SCRATCH_ROOT } from '../scratch-root.js'

const MINUTE = 60_000
const KIM = { name: '김점장', pin: '481516' }
const LEE = { name: 'Lee', pin: '735192' }
/** Cheap, or every try would cost the test a tenth of a second. */
const CHEAP = { N: 2 ** 10, r: 8, p: 1 }

let now: number
let folder: DataFolder
let home: string
const clock: Clock = { now: () => now, schedule: () => () => undefined }

beforeEach(async () => {
  now = Date.UTC(2026, 10, 23)
  home = await mkdtemp(path.join(SCRATCH_ROOT, 'tillproof-pin-'))
  folder = openDataFolder(path.join(home, 'data'), { clock })
})

afterEach(async () => {
  folder.close()
  await rm(home, { recursive: true, force: true })
})

function desk(cost = CHEAP): SupervisorDesk {
  return openSupervisorDesk({ folder, clock, random: systemRandom, shopNumbers: ['116-82-00276', '02-123-4567'], cost })
}

async function wrongly(at: SupervisorDesk, times: number) {
  const answers = []
  for (let tries = 0; tries < times; tries++) answers.push(await at.verify({ ...KIM, pin: '999000' }))
  return answers
}

describe('a supervisor', () => {
  it('is believed by name and PIN, however they are typed', async () => {
    const at = desk()
    await at.add(LEE)
    for (const who of [LEE, { ...LEE, name: ' lee ' }, { name: 'ＬＥＥ', pin: '７３５１９２' }]) {
      expect(await at.verify(who)).toEqual({ ok: true, value: { name: 'Lee' } })
    }
    expect(await at.verify({ ...LEE, name: 'Park' })).toMatchObject({ problem: { kind: 'unknownName' } })
  })

  it('is added by another one, but for the first', async () => {
    const at = desk()
    expect(await at.add(KIM)).toMatchObject({ ok: true })
    expect(await at.add(LEE)).toMatchObject({ problem: { kind: 'approvalNeeded' } })
    expect(await at.add(LEE, { ...KIM, pin: '111222' })).toMatchObject({
      problem: { kind: 'notApproved', problem: { kind: 'wrongPin', attemptsLeft: 4 } },
    })
    expect(await at.add(LEE, KIM)).toMatchObject({ ok: true, value: { name: 'Lee' } })
    expect((await at.list()).map(({ name }) => name)).toEqual(['김점장', 'Lee'])
    expect(await at.add({ ...LEE, name: 'LEE' }, KIM)).toMatchObject({ problem: { kind: 'nameTaken' } })
  })

  it('can be removed, but not the last one', async () => {
    const at = desk()
    await at.add(KIM)
    expect(await at.remove(KIM.name, KIM)).toMatchObject({ problem: { kind: 'lastSupervisor' } })
    await at.add(LEE, KIM)
    expect(await at.remove(KIM.name, LEE)).toMatchObject({ ok: true })
    expect(await at.verify(KIM)).toMatchObject({ problem: { kind: 'unknownName' } })
  })

  it.each([
    ['12345', 'notSixToTwelveDigits'],
    ['1234567890123', 'notSixToTwelveDigits'],
    ['48a516', 'notSixToTwelveDigits'],
    ['777777', 'allEqual'],
    ['345678', 'run'],
    ['987654', 'run'],
    ['890123', 'run'],
    ['1168200276', 'shopsOwnNumber'],
    ['021234567', 'shopsOwnNumber'],
  ])('may not have the PIN %s', async (pin, rule) => {
    expect(await desk().add({ ...KIM, pin })).toMatchObject({ problem: { kind: 'unfitPin', rule } })
    expect(await desk().list()).toEqual([])
  })

  it('changes the PIN knowing the present one', async () => {
    const at = desk()
    await at.add(KIM)
    expect(await at.changePin({ ...KIM, pin: '111222' }, '602214')).toMatchObject({ problem: { kind: 'notApproved' } })
    expect(await at.changePin(KIM, KIM.pin)).toMatchObject({ problem: { rule: 'sameAsBefore' } })
    expect(await at.changePin(KIM, '602214')).toMatchObject({ ok: true })
    expect(await at.verify(KIM)).toMatchObject({ problem: { kind: 'wrongPin' } })
    expect(await at.verify({ ...KIM, pin: '602214' })).toMatchObject({ ok: true })
  })
})

describe('wrong PINs', () => {
  it('lock the name for five minutes at the fifth, and not even the right one opens it before', async () => {
    const at = desk()
    await at.add(KIM)
    const until = now + 5 * MINUTE
    expect(await wrongly(at, 5)).toMatchObject([
      ...[4, 3, 2, 1].map((attemptsLeft) => ({ problem: { kind: 'wrongPin', attemptsLeft } })),
      { problem: { kind: 'lockedOut', until } },
    ])
    expect(await at.verify(KIM)).toMatchObject({ problem: { kind: 'lockedOut', until } })
    now = until
    expect(await at.verify(KIM)).toMatchObject({ ok: true })
  })

  it('leave others alone', async () => {
    const at = desk()
    await at.add(KIM)
    await at.add(LEE, KIM)
    await wrongly(at, 5)
    expect(await at.verify(LEE)).toMatchObject({ ok: true })
  })

  it('count across restarts', async () => {
    await desk().add(KIM)
    await wrongly(desk(), 4)
    folder.close()
    folder = openDataFolder(folder.path, { clock })
    expect(await wrongly(desk(), 1)).toMatchObject([{ problem: { kind: 'lockedOut' } }])
    expect(readSupervisors(folder.path, now)).toMatchObject([{ name: KIM.name, lockedUntil: now + 5 * MINUTE }])
  })

  it('are on the disk before they are looked at, so pulling the plug gives no try back', async () => {
    await desk().add(KIM)
    // Asked, and the machine gone before the answer: scrypt is still at work in its own thread.
    const at = desk({ N: 2 ** 15, r: 8, p: 1 })
    const asked = at.verify({ ...KIM, pin: '999000' })
    await Promise.resolve()
    const { supervisors } = JSON.parse(await readFile(folder.file('supervisors.json'), 'utf8'))
    expect(supervisors[0].wrongTries).toBe(1)
    await asked
  })

  it('asked all at once are no more than five', async () => {
    const at = desk()
    await at.add(KIM)
    const answers = await Promise.all(Array.from({ length: 12 }, () => at.verify({ ...KIM, pin: '999000' })))
    const looked = answers.filter((answer) => !answer.ok && answer.problem.kind === 'wrongPin')
    expect(looked).toHaveLength(4)
    expect(await at.verify(KIM)).toMatchObject({ problem: { kind: 'lockedOut' } })
  })

  it('cost what the file says, and a dearer hash comes with the next right PIN', async () => {
    await desk().add(KIM)
    expect(await desk({ N: 2 ** 11, r: 8, p: 1 }).verify(KIM)).toMatchObject({ ok: true })
    const { supervisors } = JSON.parse(await readFile(folder.file('supervisors.json'), 'utf8'))
    expect(supervisors[0].pin).toMatchObject({ kdf: 'scrypt', N: 2 ** 11, r: 8, p: 1 })
    expect(await desk().verify(KIM)).toMatchObject({ ok: true })
  })
})

describe('the file', () => {
  it('is for its owner alone, and holds no PIN', async () => {
    const at = desk()
    await at.add(KIM)
    await wrongly(at, 1)
    const file = folder.file('supervisors.json')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const text = await readFile(file, 'utf8')
    for (const pin of [KIM.pin, '999000']) {
      expect(text).not.toContain(pin)
      expect(text).not.toContain(Buffer.from(pin).toString('base64').replace(/=+$/, ''))
    }
  })

  it.each([
    ['not JSON', '{"version":1,'],
    ['at supervisors.0.name', '{"version":1,"supervisors":[{"pinSince":1}]}'],
    ['at version', '{"version":2,"supervisors":[]}'],
  ])('stops everything when it is damaged: %s', async (what, content) => {
    await writeFile(folder.file('supervisors.json'), content)
    await expect(desk().verify(KIM)).rejects.toThrow(what)
    await expect(desk().add(KIM)).rejects.toThrow('Restore it from a backup')
  })

  it('is not written by who gave the folder up', async () => {
    const at = desk()
    await at.add(KIM)
    folder.close()
    await expect(at.verify(KIM)).rejects.toThrow('given up')
  })
})

it('tells a person what is wrong and for how long', () => {
  const locked = { kind: 'lockedOut', until: now + 61 * MINUTE } as const
  expect(pinProblemText(locked, 'ko', now)).toBe('PIN을 여러 번 틀려 잠겼습니다. 1시간 1분 뒤에 다시 입력해 주세요.')
  expect(pinProblemText(locked, 'en', now)).toBe('Locked after too many wrong PINs. Try again in 1 h 1 min.')
  expect(pinProblemText(locked, 'zh', now)).toBe('PIN 码输错次数过多，已被锁定，请在 1 小时 1 分钟后重试。')
})
