/**
 * What a customer's card and numbers leave behind: nothing but masks. Every byte of every file below the data folder, the
 * emulated counterparts' books and the printed papers included, and everything ever said on a screen, is searched.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { TEST_CARDS } from '../../drivers/card-readers/emulated/test-cards.js'
import { inShop, type ShopWorld } from './shop-world.js'

const LIMIT_MS = 90_000
const MOBILE = '01098761234'
const BUSINESS = '2208162517'
const CASH_RECEIPT_CARD = '154420201234567898'

/** Everything inside the data folder: no socket of the test's world is involved. */
const ALL_EMULATED = [
  ...['--reader', 'emulated:?card=koreanCredit&afterMs=0'],
  ...['--acquirer', 'emulated:', '--tax', 'emulated:', '--printer', 'emulated:'],
]
const SALES: readonly (readonly string[])[] = [
  ['--item', '원두:150,000', '--pay', 'card:50000', '--pay', 'cash', '--cash-receipt', `personal:${MOBILE}`],
  ['--item', '케이크:30,000', '--pay', 'transfer', '--cash-receipt', 'business:220-81-62517'],
  ['--item', '라떼:5000', '--pay', 'cash', '--cash-receipt', `personal-card:${CASH_RECEIPT_CARD}`],
  ['--item', '텀블러:28,000', '--pay', 'card', '--reader', 'emulated:?card=magneticOnly&entry=swipe&afterMs=0'],
]

const CARDS = [TEST_CARDS.koreanCredit, TEST_CARDS.magneticOnly]
const SECRETS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(CARDS.map(({ pan }, index) => [`card number ${index + 1}`, pan])),
  ...Object.fromEntries(
    CARDS.flatMap(({ expiry, serviceCode }, index) =>
      ['=', 'D'].map((separator) => [`track data ${index + 1} (${separator})`, separator + expiry + serviceCode]),
    ),
  ),
  'mobile number': MOBILE,
  'business number': BUSINESS,
  'cash-receipt card': CASH_RECEIPT_CARD,
}

/** The ways a program might write something down without meaning to. */
function disguises(secret: string): readonly Buffer[] {
  const written = [secret, ...groupings(secret)].flatMap((text) => [
    Buffer.from(text, 'latin1'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
  ])
  return /^\d+$/.test(secret) ? [...written, packedDecimal(secret), withinBase64(secret)] : written
}

/** Two digits a byte, as on the wire of many hosts. */
function packedDecimal(digits: string): Buffer {
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}f`, 'hex')
}

/** Without the last characters, which depend on what follows. */
function withinBase64(digits: string): Buffer {
  return Buffer.from(Buffer.from(digits).toString('base64').replace(/=+$/, '').slice(0, -1))
}

/** As people group them: fours for cards, 3-4-4 for mobile numbers, 3-2-5 for business numbers. */
function groupings(text: string): readonly string[] {
  const grouped = [/^(\d{4})(\d{4})(\d{4})(\d{4,})$/, /^(\d{3})(\d{4})(\d{4})$/, /^(\d{3})(\d{2})(\d{5})$/]
  return grouped.flatMap((groups) => {
    const parts = groups.exec(text)?.slice(1)
    return parts ? [parts.join('-'), parts.join(' ')] : []
  })
}

interface Place {
  readonly name: string
  readonly bytes: Buffer
}

/** @returns `what in where` for every secret found. */
function leaks(places: readonly Place[]): readonly string[] {
  return Object.entries(SECRETS).flatMap(([what, secret]) =>
    places
      .filter(({ bytes }) => disguises(secret).some((disguise) => bytes.includes(disguise)))
      .map(({ name }) => `${what} in ${name}`),
  )
}

function filesBelow(folder: string): readonly Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name))
    .map((file) => ({ name: file.slice(folder.length + 1), bytes: readFileSync(file) }))
}

describe('after a day of sales, one of them killed on the way', () => {
  const said: Place[] = []
  let left: readonly Place[] = []

  async function say(shop: ShopWorld, command: readonly string[]): Promise<number | null> {
    const { status, stdout, stderr } = await shop.run(command)
    said.push({ name: `what "${command[0]}" said`, bytes: Buffer.from(stdout + stderr) })
    return status
  }

  beforeAll(
    () =>
      inShop(async (shop) => {
        for (const sale of SALES) expect(await say(shop, ['sell', ...ALL_EMULATED, ...sale])).toBe(0)
        const killed = await shop.start(['sell', ...ALL_EMULATED, ...(SALES[0] ?? [])])
        await killed.line(/현금영수증을 발급하고/)
        const { stdout, stderr } = await killed.kill()
        said.push({ name: 'what the killed till said', bytes: Buffer.from(stdout + stderr) })
        const leftByTheDead = filesBelow(shop.dataPath)
        await say(shop, ['resume', ...ALL_EMULATED, '--wait', '15'])
        for (const command of [
          ['sales', '--all'],
          ['journal', 'show'],
          ['journal', 'verify'],
        ])
          await say(shop, command)
        left = [...leftByTheDead, ...filesBelow(shop.dataPath)]
      }),
    LIMIT_MS,
  )

  it('looks where the traces would be', () => {
    const names = left.map(({ name }) => name)
    for (const name of [
      'journal.db',
      'journal.db-wal',
      join('emulated', 'acquirer.jsonl'),
      join('emulated', 'tax-gateway.jsonl'),
    ]) {
      expect(names).toContain(name)
    }
    expect(names.filter((name) => name.endsWith('.txt'))).not.toHaveLength(0)
    const masked = left.filter(({ bytes }) => bytes.includes('536112******1234') || bytes.includes('010****1234'))
    expect(masked.map(({ name }) => name)).toEqual(
      expect.arrayContaining([join('emulated', 'acquirer.jsonl'), 'journal.db-wal']),
    )
    expect(said.some(({ bytes }) => bytes.includes('010****1234'))).toBe(true)
  })

  it('would find a number in any of its disguises', () => {
    const { pan } = TEST_CARDS.koreanCredit
    const texts = [MOBILE, '010-9876-1234', '5361 1200 0038 1234', '220-81-62517', `${pan}=4909201`]
    const coded = [
      Buffer.from(BUSINESS, 'utf16le'),
      Buffer.from(pan, 'hex'),
      Buffer.from(Buffer.from(pan).toString('base64')),
    ]
    for (const bytes of [...texts.map((text) => Buffer.from(text)), ...coded]) {
      expect(
        leaks([{ name: 'a slip', bytes: Buffer.concat([Buffer.from('before '), bytes, Buffer.from(' after')]) }]),
      ).not.toEqual([])
    }
  })

  it('leaves no card number, track data or number of a customer in any file', () => {
    expect(leaks(left)).toEqual([])
  })

  it('said none of them on any screen', () => {
    expect(leaks(said)).toEqual([])
  })
})
