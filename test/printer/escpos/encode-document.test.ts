import { describe, expect, it } from 'vitest'
import { encodeDocument } from '../../../drivers/printers/encode/encode-document.js'
import type { PrinterProfile } from '../../../drivers/printers/profiles/printer-profile.js'
import { DEFAULT_PROFILE, PROFILE_NAMES, profileNamed } from '../../../drivers/printers/profiles/profiles.js'
import type { Language } from '../../../src/domain/language.js'
import type { PaperLine } from '../../../src/domain/paper-line.js'
import { DriverError } from '../../../src/ports/device.js'

type TextLine = Extract<PaperLine, { kind: 'text' }>

function profile(name: string): PrinterProfile {
  const found = profileNamed(name)
  if (!found) throw new Error(`no profile ${name}`)
  return found
}

/** Reset, and settings. */
const OPENING_PIECES = 2

/** Hexadecimal bytes of everything behind the opening. */
function body(language: Language, lines: readonly PaperLine[], of: PrinterProfile = DEFAULT_PROFILE): string {
  return hex([...encodeDocument({ language, lines }, of)].slice(OPENING_PIECES))
}

function opening(language: Language, lines: readonly PaperLine[], of: PrinterProfile): string {
  const [reset, settings] = encodeDocument({ language, lines }, of)
  return hex(reset && settings ? [reset, settings] : [])
}

function hex(pieces: readonly Uint8Array[]): string {
  return Buffer.concat(pieces).toString('hex')
}

const text = (value: string, style: Partial<TextLine> = {}): TextLine => ({ kind: 'text', text: value, ...style })
const RASTER = '1d763000'

describe('the opening', () => {
  it.each([
    ['ko', 'generic-korean-80', '1b40 1b32 1b6100 1b7400 1c26 1b520d'],
    ['zh', 'generic-chinese-80', '1b40 1b32 1b6100 1b7400 1c26 1b5200'],
    ['en', 'generic-korean-80', '1b40 1b32 1b6100 1b7400 1c2e 1b5200'],
    // No Han in memory: single-byte, and Han is drawn.
    ['zh', 'generic-korean-80', '1b40 1b32 1b6100 1b7400 1c2e 1b5200'],
    ['ko', 'generic-80', '1b40 1b32 1b6100 1b7400 1c2e'],
  ] as const)('resets and selects the set of %s on %s', (language, name, bytes) => {
    expect(opening(language, [], profile(name))).toBe(bytes.replaceAll(' ', ''))
  })
})

describe('text', () => {
  it('is CP949 in Korean, whole beyond KS X 1001, with ₩ at 5Ch', () => {
    expect(body('ko', [text('합계 ₩5,000')])).toBe('c7d5b0e8205c352c3030300a')
    expect(body('ko', [text('뷁')])).toBe('94ee0a')
    // Decomposed Hangul is the same word.
    expect(body('ko', [text('합계'.normalize('NFD'))])).toBe('c7d5b0e80a')
  })

  it('is GBK in Chinese', () => {
    expect(body('zh', [text('合计 9.50')], profile('generic-chinese-80'))).toBe('bacfbcc620392e35300a')
  })

  it('is ASCII and PC437 in English', () => {
    expect(body('en', [text('Total £9.50')])).toBe(`${Buffer.from('Total ').toString('hex')}9c392e35300a`)
  })

  it('borrows backslash, ¥ and ₩ from the national set that has them', () => {
    expect(body('ko', [text('\\')])).toBe('1b52005c1b520d0a')
    expect(body('zh', [text('¥')], profile('generic-chinese-80'))).toBe('1b52085c1b52000a')
    expect(body('en', [text('₩')])).toBe('1b520d5c1b52000a')
  })

  it('states each style and takes it back', () => {
    expect(body('ko', [text('가', { bold: true, inverse: true, width: 2, height: 2 })])).toBe(
      '1b45011d21111d4201b0a11b45001d42001d21000a',
    )
  })

  it('magnifies double-byte text as the model wants it', () => {
    const size = (doubleByteSize: PrinterProfile['glyphs']['doubleByteSize'], style: Partial<TextLine>) =>
      body('ko', [text('가', style)], { ...DEFAULT_PROFILE, glyphs: { ...DEFAULT_PROFILE.glyphs, doubleByteSize } })
    expect(size('fs', { height: 2 })).toBe('1d21011c2108b0a11d21001c21000a')
    expect(size('fs-quadruple', { width: 2, height: 2 })).toBe('1d21111c210c1c5701b0a11d21001c21001c57000a')
    // In single-byte mode there is nothing for FS ! to act on.
    expect(body('en', [text('A', { width: 2 })], profile('generic-chinese-80'))).toBe('1d2110411d21000a')
  })

  it('is aligned by the printer, told only when it changes', () => {
    const lines = [
      text('a', { align: 'center' }),
      text('b', { align: 'center' }),
      text('c'),
      text('', { align: 'right' }),
    ]
    expect(body('en', lines)).toBe('1b6101610a620a1b6100630a1b61020a')
  })

  it('keeps every space, and a full line in one line', () => {
    const full = `  ${'x'.repeat(20)}${' '.repeat(6)}${'y'.repeat(19)} `
    expect(body('en', [text(full)])).toBe(`${Buffer.from(full).toString('hex')}0a`)
  })

  it('takes the room for characters the printer draws wide from the widest gap', () => {
    // ☎ is one column to the layout and two in CP949.
    const line = `☎ 126${' '.repeat(38)}5,000`
    const printed = Buffer.from(body('ko', [text(line)]), 'hex')
    expect(printed.length).toBe(48 + 1)
    expect(printed.toString('latin1')).toMatch(/^..\s126 {37}5,000\n$/)
  })
})

describe('what the printer has no glyph for', () => {
  it.each([
    ['ko', 'é', 'generic-korean-80'],
    ['ko', '감사합니다 😀', 'generic-korean-80'],
    ['zh', '한글', 'generic-chinese-80'],
    ['zh', '𠮷', 'generic-chinese-80'],
    ['zh', '谢谢', 'generic-korean-80'],
    ['en', '日本', 'generic-80'],
    ['en', '₩', 'generic-80'],
  ] as const)('is drawn: %s %s on %s', (language, value, name) => {
    const bytes = body(language, [text(value)], profile(name))
    expect(bytes.startsWith(RASTER)).toBe(true)
    expect(bytes).not.toContain('0a1d')
    // Not an empty picture.
    expect(bytes.slice(16)).toMatch(/[^0]/)
  })

  it('is drawn on the column grid, 12 dots a column, and takes the whole line with it only', () => {
    // 7 columns of 12 dots → 88 dots = 11 bytes; 24 + 8 rows.
    const bytes = body('ko', [text('Café 가'), text('나')])
    expect(bytes.slice(0, 16)).toBe(`${RASTER}0b002000`)
    expect(bytes.length / 2).toBe(8 + 11 * 32 + 3)
    expect(bytes.endsWith('b3aa0a')).toBe(true)
  })

  it('is limited to KS X 1001 where the model is', () => {
    const old = { ...DEFAULT_PROFILE, glyphs: { ...DEFAULT_PROFILE.glyphs, korean: 'ks-x-1001' } } as const
    expect(body('ko', [text('가')], old)).toBe('b0a10a')
    expect(body('ko', [text('뷁')], old).startsWith(RASTER)).toBe(true)
  })

  it('is drawn in full when inverse, magnified or wider than the paper', () => {
    const heads = (line: TextLine) => body('en', [line]).match(/1d763000......../g)
    expect(heads(text('é가', { inverse: true, width: 2, height: 2 }))).toEqual([`${RASTER}09003800`])
    expect(heads(text('가'.repeat(30)))).toHaveLength(2)
  })

  it('never lets a control character through', () => {
    expect(body('en', [text('a\u001bp\u0000')]).startsWith(RASTER)).toBe(true)
  })
})

describe('the rest of a document', () => {
  it('feeds and cuts as the model does', () => {
    const lines: PaperLine[] = [{ kind: 'feed', lines: 2 }, { kind: 'cut' }]
    const cut = (command: PrinterProfile['cut']['command']) =>
      body('en', lines, { ...DEFAULT_PROFILE, cut: { command, feedLines: command === 'feed-and-cut' ? 0 : 1 } })
    expect(cut('feed-and-cut')).toBe('0a0a1d564200')
    expect(cut('cut')).toBe('0a0a0a1d5601')
    expect(cut('cut-legacy')).toBe('0a0a0a1b6d')
    expect(cut('none')).toBe('0a0a0a')
    expect(body('en', [text('a')], { ...DEFAULT_PROFILE, newline: '\r\n' })).toBe('610d0a')
  })

  it('prints QR codes of UTF-8, centred, no wider than the paper', () => {
    expect(body('ko', [{ kind: 'qr', data: '한' }])).toBe(
      ['1b6101', '1d286b0400314132', '00', '1d286b0300314306', '1d286b0300314531', '1d286b0600315030', 'ed959c']
        .concat('1d286b0300315130')
        .join(''),
    )
    // 1,000 bytes need version 26: 121 modules and the quiet zone, 2 dots each on 384.
    expect(body('ko', [{ kind: 'qr', data: 'x'.repeat(1000) }], profile('generic-korean-58'))).toContain('31430' + '2')
    expect(() => body('ko', [{ kind: 'qr', data: 'x'.repeat(2332) }])).toThrow(DriverError)
  })

  it('prints pictures as they are, and smaller when they are wider than the paper', () => {
    const bits = Uint8Array.from({ length: 16 }, (_, index) => index)
    expect(body('en', [{ kind: 'image', widthDots: 16, heightDots: 8, bits }])).toBe(
      `1b6101${RASTER}02000800${Buffer.from(bits).toString('hex')}`,
    )
    const wide = { kind: 'image', widthDots: 1152, heightDots: 16, bits: new Uint8Array(2304).fill(255) } as const
    expect(body('en', [wide]).slice(6, 22)).toBe(`${RASTER}48000800`)
  })

  it('breaks real-time commands that a picture happens to contain by one dot', () => {
    const bits = Uint8Array.of(0x10, 0x04, 0x10, 0x05, 0x10, 0x14, 0x10, 0x06)
    const bytes = body('en', [{ kind: 'image', widthDots: 8, heightDots: 8, bits }])
    expect(bytes.endsWith('1804180518141006')).toBe(true)
  })

  it('never carries a drawer pulse', () => {
    for (const name of PROFILE_NAMES)
      expect(body('ko', [text('금고'), { kind: 'cut' }], profile(name))).not.toContain('1b70')
  })
})

describe('single-byte pages', () => {
  it('are taken where the model has them, and the first one comes back', () => {
    const epson = profile('tm-t88vi')
    expect(body('en', [text('€5')], epson)).toBe('1b7413d5351b74000a')
    expect(body('en', [text('5€')], epson)).toBe('351b7413d51b74000a')
    expect(body('en', [text('é – £€')], epson)).toBe('82201b741096201b74009c1b7413d51b74000a')
    expect(body('en', [text('Café €')], profile('generic-80')).startsWith(RASTER)).toBe(true)
  })

  it('are out of reach in double-byte mode', () => {
    expect(body('ko', [text('é')], profile('tm-t88vi-korean')).startsWith(RASTER)).toBe(true)
    expect(body('ko', [text('é')], profile('tm-t88vi')).startsWith(RASTER)).toBe(false)
  })
})

describe('a model that switches fonts with the next line', () => {
  it('is given one that feeds nothing before the first', () => {
    expect(opening('zh', [text('合计')], profile('clone-late-80'))).toBe('1b401b321b61001b74001c261b52001b33000a1b32')
  })
})

describe('a printer of 180 dots an inch', () => {
  it('is given 42 columns of 12 dots, by font and as dots', () => {
    const row = profile('tm-t88vi-korean')
    const full = '谢'.repeat(21)
    expect(body('ko', [text('x'.repeat(42))], row)).toBe(`${'78'.repeat(42)}0a`)
    // 504 of 512 dots, in one picture.
    expect(body('ko', [text(full)], row).match(/1d763000......../g)).toEqual(['1d7630003f002000'])
  })
})

describe('pieces', () => {
  it('are made when they are asked for, and can be asked for again', () => {
    let asked = 0
    const counted: PaperLine = {
      kind: 'text',
      get text() {
        asked++
        return 'x'
      },
    }
    const pieces = encodeDocument({ language: 'ko', lines: [counted, counted] }, DEFAULT_PROFILE)
    const [reset, settings] = pieces
    expect(hex(reset && settings ? [reset, settings] : [])).toBe('1b401b321b61001b74001c261b520d')
    expect(asked).toBe(0)
    expect(hex([...pieces])).toBe(hex([...pieces]))
  })

  it('do not begin where they could not end', () => {
    const lines: PaperLine[] = [text('x'), { kind: 'qr', data: 'x'.repeat(2332) }]
    expect(() => encodeDocument({ language: 'ko', lines }, DEFAULT_PROFILE)).toThrow(
      expect.objectContaining({ code: 'printer.qrTooLong' }),
    )
  })
})
