/**
 * A second printer as a shop has it: named in the settings or on the command line, told of on the screen when it takes over,
 * and every print of a sale to be looked at afterwards, with what it rests on, in three languages.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inShop, type ShopWorld } from './shop-world.js'

const LIMIT_MS = 90_000
const ID = 'KR1-000001'
/** Inside the till; what it prints lies in the data folder. */
const SECOND = ['--fallback-printer', 'emulated:']
const SALE = ['--item', '라떼:5000', '--pay', 'card']

/** The receipts the second printer cut. */
function onSecond({ dataPath }: ShopWorld): readonly string[] {
  const folder = join(dataPath, 'emulated', 'fallback', 'paper')
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  return files.sort().map((name) => readFileSync(join(folder, name), 'utf8'))
}

async function detail(shop: ShopWorld, language: string): Promise<string> {
  const { status, stdout, stderr } = await shop.run(['sales', ID, '--language', language])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

describe.concurrent('a second printer', () => {
  it(
    'prints the original when the first is off, says so, and is shown with its evidence',
    () =>
      inShop(async (shop) => {
        shop.printer.powerOff()
        const sold = await shop.run(['sell', ...SECOND, ...SALE, '--language', 'en'])
        expect(sold).toMatchObject({ status: 0, stderr: '' })
        expect(sold.stdout).toContain('The receipt goes to the fallback printer  (main printer: nothing printed)')
        expect(sold.stdout).toContain('Printing the receipt  (fallback printer)')
        expect(onSecond(shop)).toEqual([expect.not.stringContaining('재발행')])

        const en = await detail(shop, 'en')
        expect(en).toMatch(/print [0-9A-Z]{4} {2}main printer {2}original {2}nothing printed\n/)
        expect(en).toMatch(/print [0-9A-Z]{4} {2}fallback printer {2}original {2}confirmed/)
        expect(en).toMatch(
          /\d+ bytes taken, all of it · it answered [0-9a-f]*3722[0-9a-f]{8}00[0-9a-f]* · printer then: ready, paper in/,
        )
        expect(await detail(shop, 'ko')).toMatch(
          /예비 프린터 {2}원본 {2}출력 확인.*\n.*바이트 전송, 전부 · 프린터 응답 [0-9a-f]*3722/,
        )
        expect(await detail(shop, 'zh')).toMatch(/备用打印机 {2}原件 {2}已确认.*\n.*已送出 \d+ 字节，全部/)
        const shown = await shop.run(['journal', 'show', ID])
        expect(shown.stdout).toMatch(/ {2}printer\.printed {2}[0-9a-f]{12}\n {6}= .*end confirmed/)
      }),
    LIMIT_MS,
  )

  it(
    'prints a marked copy when the first lost its cable in the middle',
    () =>
      inShop(async (shop) => {
        shop.printer.cutLinkAfter(600)
        const sold = await shop.run(['sell', ...SECOND, ...SALE])
        expect(sold).toMatchObject({ status: 0, stderr: '' })
        expect(sold.stdout).toContain('예비 프린터로 출력합니다  (주 프린터: 출력 여부 알 수 없음)')
        expect(onSecond(shop)).toEqual([expect.stringMatching(/재발행 #1.*원본 출력 미확인/s)])
        expect(await detail(shop, 'en')).toMatch(/main printer {2}original {2}not known\n.*bytes taken/)
      }),
    LIMIT_MS,
  )

  it(
    'prints what a person asks it for',
    () =>
      inShop(async (shop) => {
        expect(await shop.run(['sell', ...SECOND, ...SALE])).toMatchObject({ status: 0, stderr: '' })
        const asked = ['finish', ID, 'reprint-on-fallback', ...SECOND, '--operator', 'mina']
        expect(await shop.run(asked)).toMatchObject({ status: 0, stderr: '' })
        expect(shop.printer.receipts()).toHaveLength(1)
        expect(onSecond(shop)).toEqual([expect.stringContaining('재발행 #1')])
      }),
    LIMIT_MS,
  )

  it(
    'is named in the settings file too, with how long the first is waited for',
    () =>
      inShop(async (shop) => {
        const settings = join(shop.folder, 'shop.yaml')
        await writeFile(
          settings,
          [
            '{ terminal: KR1, language: ko, currency: KRW, utcOffsetMinutes: 540, vatPercent: 10, training: true,',
            '  shop: { name: 한강커피, businessNumber: 116-82-00276, ownerName: 김하늘, address: 서울, telephone: 02-1 },',
            '  devices: { reader: "emulated:", acquirer: "emulated:", tax: "none:", printer: "emulated:",',
            '    fallbackPrinter: "emulated:?charset=cp949" }, rules: { fallbackAfterSeconds: 30 } }',
          ].join('\n'),
        )
        shop.printer.powerOff()
        const sold = await shop.run(['sell', '--settings', settings, ...SALE])
        expect(sold).toMatchObject({ status: 0, stderr: '' })
        const [opened] = shop.entries()
        expect(opened?.event['input']).toMatchObject({ policy: { paper: { fallback: true, fallbackAfterMs: 30_000 } } })
        expect(onSecond(shop)).toHaveLength(1)
      }),
    LIMIT_MS,
  )

  it.each([
    ['tcp:127.0.0.1:9100', 'tcp:127.0.0.1:9100'],
    ['tcp:192.0.2.7:9100', 'tcp://192.0.2.7'],
    ['tcp:Printer.local', 'tcp:printer.LOCAL:9100?profile=generic-chinese-80'],
    ['serial:/dev/ttyUSB0?baud=19200', 'serial:///dev/ttyUSB0'],
    ['emulated:', 'emulated:'],
  ])(
    'that is the first under another name is refused: %s and %s',
    (printer, fallback) =>
      inShop(async (shop) => {
        const refused = await shop.run(['sell', ...SALE, '--printer', printer, '--fallback-printer', fallback])
        expect(refused).toMatchObject({ status: 2, stdout: '' })
        expect(refused.stderr).toContain(`devices.fallbackPrinter ${fallback}: 이미 쓰고 있는 프린터(${printer})입니다`)
        expect(existsSync(shop.dataPath)).toBe(false)
      }),
    LIMIT_MS,
  )
})

describe('the prints of a sale', () => {
  it(
    'are listed with the sales a receipt is in doubt on, and asked for by number of any other',
    () =>
      inShop(async (shop) => {
        shop.printer.cutLinkAfter(600)
        expect(await shop.run(['sell', ...SALE])).toMatchObject({ status: 3 })
        const listed = await shop.run(['sales', '--language', 'en'])
        expect(listed.stdout).toMatch(
          /^KR1-000001 .*Receipt not known.*main printer {2}original {2}not known\n +\d+ bytes/s,
        )
        expect(
          await shop.run(['finish', ID, 'receipt-seen', '--operator', 'mina', '--evidence', 'in my hand']),
        ).toMatchObject({ status: 0 })
        expect((await shop.run(['sales', '--all', '--language', 'en'])).stdout).not.toContain('main printer')
        expect(await detail(shop, 'en')).toContain('main printer  original  not known')
        const none = await shop.run(['sales', 'KR1-000099'])
        expect(none).toMatchObject({
          status: 2,
          stderr: expect.stringContaining('KR1-000099: there is no sale of this number'),
        })
      }),
    LIMIT_MS,
  )
})
