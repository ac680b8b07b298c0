/**
 * Every emulated model meets the driver unannounced: who it is taken for, how its prints are confirmed, and whether receipts in
 * three languages come out whole, as text or as pictures, as the row of model data promises. The two sides share no data.
 */
import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../drivers/clocks/virtual-clock.js'
import type { LinkOpener } from '../../../drivers/links/byte-link.js'
import { memoryLinkPair } from '../../../drivers/links/memory-link.js'
import { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import { printerModel, printerModelNames } from '../../../drivers/printers/emulated/models/printer-model.js'
import type { DoubleByteCharset } from '../../../drivers/printers/emulated/models/profiles.js'
import { EscPosPrinter } from '../../../drivers/printers/escpos-printer.js'
import type { PrinterProfile } from '../../../drivers/printers/profiles/printer-profile.js'
import { profileNamed } from '../../../drivers/printers/profiles/profiles.js'
import type { Language } from '../../../src/domain/language.js'
import type { PaperLine } from '../../../src/domain/paper-line.js'
import type { PrinterDescription } from '../../../src/ports/receipt-printer.js'

const signal = new AbortController().signal
/** Longer than anything the driver waits for. */
const AGES_MS = 60_000

interface Expected {
  readonly model: string
  readonly charset?: DoubleByteCharset
  /** The row a shop would choose, where asking cannot tell. */
  readonly configured?: string
  readonly row: string
  readonly chosen: PrinterDescription['profile']['chosen']
  readonly level: PrinterDescription['confirmation']
}

const detected = (model: string, level: Expected['level']): Expected[] => [
  { model, charset: 'cp949', row: `${model}-korean`, chosen: 'detected', level },
  { model, charset: 'gb18030', row: `${model}-gbk`, chosen: 'detected', level },
  { model, charset: 'gb2312', row: `${model}-gb2312`, chosen: 'detected', level },
  { model, charset: 'big5', row: model, chosen: 'detected', level },
  { model, charset: 'none', row: model, chosen: 'detected', level },
]

const EXPECTED: readonly Expected[] = [
  ...detected('emu-80', 'process-id'),
  ...detected('emu-58', 'process-id'),
  { model: 'emu-80-chinese', row: 'emu-80-gbk', chosen: 'detected', level: 'process-id' },
  { model: 'emu-80-clone', row: 'generic-80', chosen: 'assumed', level: 'fence' },
  ...['tm-t88vi', 'tm-t88vii', 'tm-m30', 'tm-m30ii', 'tm-m30iii', 'tm-t20', 'tm-t20ii', 'tm-t20iii'].flatMap((model) =>
    detected(model, 'process-id'),
  ),
  ...['srp-350iii', 'srp-350plusiii', 'srp-380', 'star-mc-print3', 'star-tsp143iv'].flatMap((model) =>
    detected(model, 'fence'),
  ),
  { model: 'xprinter-80', row: 'generic-80', chosen: 'assumed', level: 'fence' },
  { model: 'xprinter-80', configured: 'xprinter-80', row: 'xprinter-80', chosen: 'configured', level: 'fence' },
  { model: 'xprinter-58', configured: 'xprinter-58', row: 'xprinter-58', chosen: 'configured', level: 'fence' },
  // The row of a model leaves the font open: the printer is heard on that too.
  { model: 'tm-t88vi', configured: 'tm-t88vi', row: 'tm-t88vi-korean', chosen: 'configured', level: 'process-id' },
]

const rowNamed = (name: string): PrinterProfile => {
  const row = profileNamed(name)
  if (!row) throw new RangeError(`there is no row ${name}`)
  return row
}

const ignore = () => undefined

function bench({ model, charset, configured }: Expected) {
  const clock = new VirtualClock(0)
  const profile = { ...printerModel(model, charset && { charset }), speed: 'instant' } as const
  const emulated = new EmulatedPrinter({ clock, profile })
  const opener: LinkOpener = {
    address: 'memory:printer',
    async open() {
      const [near, far] = memoryLinkPair('memory:printer')
      emulated.connect(far)
      return near
    },
  }
  const printer = new EscPosPrinter({ opener, clock, ...(configured && { profile: rowNamed(configured) }) })
  const inTime = async <T>(promise: Promise<T>): Promise<T> => {
    await clock.advance(AGES_MS)
    return promise
  }
  return { emulated, printer, inTime }
}

/** Text, and how it must come out: by font where the row has it, and drawn otherwise. */
type Line = readonly [text: string, byFont: (row: PrinterProfile) => boolean]
const always = () => true
const never = () => false
const western = ({ codePages }: PrinterProfile) => codePages.length > 1
const korean = ({ glyphs }: PrinterProfile) => glyphs.korean !== 'none'
const wide = ({ glyphs }: PrinterProfile) => glyphs.korean === 'cp949'
const chinese = ({ glyphs }: PrinterProfile) => glyphs.chinese !== 'none'
const gbk = ({ glyphs }: PrinterProfile) => glyphs.chinese === 'gbk'

const LINES: Readonly<Record<Language, readonly Line[]>> = {
  ko: [
    ['현금영수증', korean],
    ['아메리카노 2', korean],
    ['똠양꿍', wide],
    ['Cafe 4,500', always],
    // Single-byte pages are out of reach while Hangul is in use.
    ['Café', (row) => western(row) && !korean(row)],
    ['谢谢惠顾', never],
    ['커피 😀', never],
  ],
  zh: [
    ['合计 9.50', chinese],
    ['陈景镕 谢谢', gbk],
    ['Tea 9.50', always],
    ['현금', never],
    ['𠮷', never],
  ],
  en: [
    ['Total 9.50', always],
    ['Café £9.50', western],
    ['Paid €9.50', western],
    ['“Tea” – £1, €2', western],
    ['日本', never],
  ],
}

describe.each(EXPECTED)('$model ($charset, told: $configured)', (expected) => {
  const row = rowNamed(expected.row)

  it(`is driven as ${expected.row}, ${expected.chosen}, at ${expected.level} level`, async () => {
    const { printer, inTime } = bench(expected)
    const described = await inTime(printer.describe(signal))
    expect(described).toMatchObject({
      ...{ kind: 'accepted', value: { confirmation: expected.level, columns: row.columns } },
    })
    expect(described).toMatchObject({ value: { profile: { name: expected.row, chosen: expected.chosen } } })
    if (row.expects) expect(row.expects).toBe(expected.level)
    await inTime(printer.close())
  })

  it.each(['ko', 'zh', 'en'] as const)('prints a receipt in %s whole', async (language) => {
    const { printer, emulated, inTime } = bench(expected)
    const texts = LINES[language]
    const full = 'x'.repeat(row.columns)
    const lines: PaperLine[] = [
      ...texts.map(([text]): PaperLine => ({ kind: 'text', text, bold: true, width: 2, height: 2, align: 'center' })),
      ...texts.map(([text]): PaperLine => ({ kind: 'text', text, align: 'right' })),
      { kind: 'text', text: full },
      { kind: 'cut' },
    ]
    const outcome = await inTime(printer.print({ jobId: '0001', language, lines }, ignore, signal))
    expect(outcome).toMatchObject({ kind: 'accepted', value: { confirmation: expected.level } })
    if (row.cut.command === 'none') emulated.tearOff()
    const [receipt, ...rest] = emulated.receipts()
    expect(rest).toEqual([])
    expect(receipt?.notUnderstood).toEqual([])
    const found = receipt?.lines.map((line) => line.trim()).filter((line) => line !== '')
    const once = texts.map(([text, byFont]) => (byFont(row) ? text : expect.stringMatching(/^\[image /)))
    expect(found).toEqual([...once, ...once, full])
    await inTime(printer.close())
  })
})

it('is told of every emulated model', () => {
  expect(new Set(EXPECTED.map(({ model }) => model))).toEqual(new Set(printerModelNames()))
})
