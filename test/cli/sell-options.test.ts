/**
 * What is mistyped on a command line or in a settings file: refused with exit status 2 before anything is opened, naming
 * the option and what was expected, and never repeating a customer's number.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ended, tillproof } from './tillproof-process.js'

const LIMIT_MS = 60_000
const ITEM = ['--item', '라떼:5000']
const CARD = ['--pay', 'card']
const CASH = ['--pay', 'cash']

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tillproof-options-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let places = 0

interface Refusal extends Ended {
  readonly openedAnything: boolean
}

/** Runs a command on a data folder that does not exist yet. */
async function refused(args: readonly string[]): Promise<Refusal> {
  const data = join(folder, `data-${++places}`)
  const ended = await tillproof([...args, '--data', data], { cwd: folder })
  return { ...ended, openedAnything: existsSync(data) }
}

function expectRefusal({ status, stdout, stderr, openedAnything }: Refusal, ...says: readonly string[]): void {
  for (const words of says) expect(stderr).toContain(words)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect({ status, stdout, openedAnything }).toEqual({ status: 2, stdout: '', openedAnything: false })
}

describe.concurrent('an option that cannot be', () => {
  it.each([
    [['--item', '라떼', ...CARD], '--item 1 라떼: 상품을 이름:단가[:수량]으로 적어 주세요'],
    [[...ITEM, '--item', '라떼:abc', ...CARD], '--item 2 라떼:abc: 금액을 숫자로 적어 주세요'],
    [['--item', '라떼:5000:two', ...CARD], '--item 1 라떼:5000:two: 수량을 0보다 크게'],
    [[...ITEM, '--pay', 'gold'], '--pay gold: card, cash, transfer 중 하나를'],
    [[...ITEM, '--pay', 'card:much'], '--pay card:much: 금액을 숫자로'],
    [[...ITEM, '--pay', 'card:5000:37'], '--pay card:5000:37: 할부 개월은 카드에만 2~36개월'],
    [[...ITEM, '--pay', 'cash:5000:3', '--language', 'zh'], '--pay cash:5000:3: 分期只限刷卡'],
    [['--item', '원두:60000', '--pay', 'card:49999:3'], '--pay card:49999:3: 할부는 50,000원부터'],
    [[...ITEM, '--shop', 'elsewhere', '--pay', 'cash:1.234'], '--pay cash:1.234: expected an amount in USD'],
    [ITEM, '--pay: 빠졌습니다'],
    [[...ITEM, ...CARD, '--discount', 'half', '--shop', 'china'], '--discount half: 请用数字填写金额'],
    [[...ITEM, ...CARD, '--service-charge=-1', '--language', 'en'], '--service-charge -1: expected an amount of zero'],
    [[...ITEM, ...CARD, '--settings', 'nowhere.yaml'], '--settings nowhere.yaml: the file cannot be read'],
  ])('sell %j', async (options, says) => expectRefusal(await refused(['sell', ...options]), says), LIMIT_MS)

  it.each([
    ['resume', '--wait', 'a while', '--wait a while: 0부터 99999까지의 정수를'],
    ['owed', '--utc-offset', '9h', '--utc-offset 9h: expected a whole number from -720 to 840'],
    ['emulate', 'printer', '--model', '110mm', '--model 110mm: '],
    ['emulate', 'tax', '--port', '65536', '--port 65536: expected a whole number from 0 to 65535'],
  ])(
    '%s %s %s %s',
    async (...line) => {
      const { status, stderr } = await tillproof(line.slice(0, -1), { cwd: folder })
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(line.at(-1) ?? '') })
    },
    LIMIT_MS,
  )

  it.each([
    [['sell', ...CARD], '--item'],
    [['sell', '--item', '라떼:5000:0', ...CARD], '--item'],
    [['sell', ...ITEM, ...CARD, '--discount', '5001'], '--discount'],
  ])('%j is named as it was typed, not as the program calls it', async (args, option) => {
    expectRefusal(await refused(args), option)
  })

  it.each([
    [['sell', ...ITEM, ...CARD, '--language', 'fr'], '--language'],
    [['sell', ...ITEM, ...CARD, '--shop', 'mars'], '--shop'],
    [['sell', ...ITEM, ...CARD, '--colour', 'red'], '--colour'],
    [['finish', 'KR1-000001', 'cancel'], '--operator'],
    [['sell', ...ITEM, ...CARD, '--operator', ''], '--operator'],
  ])('%j ends with 2, as every other mistake does', async (args, option) => {
    expectRefusal(await refused(args), option)
  })
})

describe.concurrent('a number for the cash receipt', () => {
  it.each([
    ['personal:010-98-76', '98', '휴대전화 번호를 010-1234-5678처럼'],
    ['personal:1208147521', '1208147521', '휴대전화 번호를'],
    ['business:220-81-62518', '62518', '사업자등록번호가 맞지 않습니다'],
    ['business:22081625', '22081625', '사업자등록번호 10자리를'],
    ['personal-card:15442020', '15442020', '현금영수증 카드번호 13~19자리를'],
    ['personal-card:9001011234567', '9001011234567', '주민등록번호는 받지 않습니다'],
    ['mobile:010-9876-1234', '9876', 'none, self, personal:번호'],
  ])('%s is refused by kind and not repeated', async (given, secret, says) => {
    const refusal = await refused(['sell', ...ITEM, ...CASH, '--cash-receipt', given])
    expectRefusal(refusal, '--cash-receipt', says)
    expect(refusal.stderr).not.toContain(secret)
  })

  it('is not repeated either when its kind was left out', async () => {
    const refusal = await refused(['sell', ...ITEM, ...CASH, '--cash-receipt', '010-9876-1234'])
    expectRefusal(refusal, '--cash-receipt', 'none, self, personal:번호')
    expect(refusal.stderr).not.toContain('9876')
  })
})

describe.concurrent('what was typed in the wrong place', () => {
  it('is not repeated where it may be a telephone number, however it is grouped', async () => {
    const refusal = await refused(['sell', ...ITEM, '--pay', '010.9876.1234'])
    expectRefusal(refusal, '--pay …: card, cash, transfer 중 하나를')
  })

  it('is no instalments where it is 0 months: only what is wrong beside it is told', async () => {
    const refusal = await refused(['sell', '--item', '원두:60000', '--pay', 'card:30000:0', '--pay', 'gold'])
    expectRefusal(refusal, '--pay gold: card, cash, transfer 중 하나를')
  })

  it.each([
    ['\u3164', '--buyer: 비어 있습니다'],
    ['한빛\u001b[2J상사', '--buyer: 인쇄할 수 없는 문자가 있습니다'],
  ])('is no buyer of an invoice: %j', async (buyer, says) => {
    const whom = ['--operator', 'mina', '--buyer', buyer, '--tax-number', '220-81-62517']
    expectRefusal(await refused(['invoice', 'KR1-000001', ...whom]), says)
  })
})

describe.concurrent('an address no driver understands', () => {
  const DEVICES: readonly (readonly [string, string, string])[] = [
    ['--reader', 'usb:card', 'usb:card: usb 드라이버는 없습니다. tcp, serial, emulated 중에서 골라 주세요'],
    ['--acquirer', 'https://bank.example', 'https 드라이버는 없습니다. iso8583, emulated 중에서'],
    ['--acquirer', 'iso8583://127.0.0.1', '호스트:포트로 적어 주세요'],
    [
      '--acquirer',
      'iso8583://127.0.0.1:1?replyms=5',
      'replyms 옵션은 없습니다. 쓸 수 있는 옵션: terminal, merchant, replyMs',
    ],
    ['--tax', 'hometax:', 'hometax 드라이버는 없습니다. popbill, portone, emulated, none'],
    ['--tax', 'popbill:https://gateway.example?test=yes', 'linkId 옵션이 빠졌습니다'],
    ['--tax', 'none:?quick=yes', 'quick 옵션은 없습니다. 옵션 없이'],
    ['--printer', 'lpr:queue', 'lpr 드라이버는 없습니다. tcp, serial, usb, spooler, emulated'],
    ['--printer', 'tcp:127.0.0.1:9100?colour=red', 'colour 옵션은 없습니다. 쓸 수 있는 옵션: profile'],
    ['--printer', 'paper', '주소를 tcp:192.168.0.50:9100이나'],
  ]

  it.each(DEVICES)('%s %s is refused with what there is', async (option, address, says) => {
    const { status, stdout, stderr } = await refused(['sell', ...ITEM, ...CARD, option, address])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(says)
  })

  it.each(DEVICES.slice(0, 1))('%s %s is refused before the data folder is made', async (option, address, says) => {
    expectRefusal(await refused(['sell', ...ITEM, ...CARD, option, address]), says)
  })
})

describe.concurrent('a script for an emulated device', () => {
  it('that is not there is refused as a mistake, without a stack', async () => {
    const line = ['emulate', 'acquirer', '--port', '0', '--script', 'nowhere.yaml']
    const { status, stderr } = await tillproof(line, { cwd: folder })
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.not.stringMatching(/^\s+at /m) })
  })

  it('of the host that is malformed is refused by field', async () => {
    await writeFile(join(folder, 'host.yaml'), 'faults: [{ fault: explode }]')
    const { status, stderr } = await tillproof(['emulate', 'acquirer', '--port', '0', '--script', 'host.yaml'], {
      cwd: folder,
    })
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('faults[0].fault') })
  })
})

describe.concurrent('a settings file', () => {
  async function settingsFile(name: string, text: string): Promise<string> {
    await writeFile(join(folder, name), text)
    return name
  }

  it('that is wrong in many places is refused with every one of them', async () => {
    const file = await settingsFile(
      'wrong.yaml',
      `
terminal: till-number-one
language: fr
currency: KRW
utcOffsetMinutes: 9h
vatPercent: 10.001
colour: red
shop: { name: '', ownerName: 김하늘, address: 서울 }
devices: { reader: 'emulated:', acquirer: 'emulated:', tax: 'none:' }
rules: { cardWaitSeconds: 1 }
`,
    )
    const fields = [
      'terminal',
      'language',
      'utcOffsetMinutes',
      'vatPercent',
      'shop.name',
      'shop.telephone',
      'devices.printer',
    ]
    const refusal = await refused(['sell', ...ITEM, ...CARD, '--settings', file])
    expectRefusal(refusal, file, ...[...fields, 'rules.cardWaitSeconds'].map((field) => `  ${field}: `), 'colour')
  })

  it.each([
    [
      'ko',
      'vatPercent: 0부터 100까지의 퍼센트를 소수 둘째 자리까지',
      'shop.telephone: 빠졌습니다',
      'colour: 없는 항목',
    ],
    ['zh', 'vatPercent: 请填写 0 到 100 的百分比', 'shop.telephone: 缺少内容', 'colour: 没有这一项'],
    ['en', 'vatPercent: expected a percentage', 'shop.telephone: expected a value', 'colour: there is no such thing'],
  ])('is told what is wrong with it in the language it names: %s', async (language, ...says) => {
    const file = await settingsFile(
      `wrong-${language}.yaml`,
      `
{ terminal: T1, language: ${language}, currency: KRW, utcOffsetMinutes: 540, vatPercent: 101, colour: red,
  shop: { name: 가게, ownerName: 김하늘, address: 서울 },
  devices: { reader: 'emulated:', acquirer: 'emulated:', tax: 'emulated:', printer: 'emulated:' } }
`,
    )
    expectRefusal(await refused(['sell', ...ITEM, ...CARD, '--settings', file]), `${file}:`, ...says)
  })

  it('whose business number cannot be is refused by its check digit', async () => {
    const file = await settingsFile(
      'digit.yaml',
      `
{ terminal: T1, language: ko, currency: KRW, utcOffsetMinutes: 540, vatPercent: 10,
  shop: { name: 가게, businessNumber: 116-82-00277, ownerName: 김하늘, address: 서울, telephone: 02-1 },
  devices: { reader: 'emulated:', acquirer: 'emulated:', tax: 'emulated:', printer: 'emulated:' } }
`,
    )
    expectRefusal(
      await refused(['sell', ...ITEM, ...CARD, '--settings', file]),
      'shop.businessNumber: 사업자등록번호가 맞지',
    )
  })

  it('that is no YAML is refused as such', async () => {
    const file = await settingsFile('torn.yaml', 'shop: { name: [')
    expectRefusal(
      await refused(['sell', ...ITEM, ...CARD, '--settings', file]),
      'torn.yaml: it is not YAML. Correct line 1',
    )
  })
})
