/**
 * Streams that show what the printer can draw, a sheet for each subject, written byte by byte as a host would send them.
 * They are looked at by eye once and held to their dots ever after.
 */
import iconv from 'iconv-lite'
import { printerModel } from '../../drivers/printers/emulated/models/printer-model.js'
import { bytes, ESC, FS, GS, LF, type Part } from '../printer/emulated/printer-bench.js'

const word = (value: number) => [value & 0xff, value >> 8]
const line = (...parts: Part[]) => bytes(...parts, LF)
const title = (text: string) => bytes(ESC, 'a', 1, GS, '!', 0x11, text, LF, GS, '!', 0, ESC, 'a', 0)
const cut = bytes(GS, 'V', 66, 0)

/** Every Epson Katakana frame piece: a box with a column. */
const FRAME = {
  top: [0x9c, 0x95, 0x95, 0x95, 0x91, 0x95, 0x95, 0x9d],
  bottom: [0x9e, 0x95, 0x95, 0x95, 0x90, 0x95, 0x95, 0x9f],
  bar: [0x96],
}

const characters = bytes(
  title('Characters'),
  line(ESC, 'V', 1, 'Turned ABC', ESC, 'V', 0),
  line(GS, '!', 0x33, 'SAK8', GS, 'b', 1, 'SAK8', GS, 'b', 0, GS, '!', 0),
  line(ESC, 'M', 1, 'Font B: the quick brown fox jumps over the lazy dog 0123456789', ESC, 'M', 0),
  line(ESC, 'M', 2, 'Font C: the quick brown fox jumps over 0123456789', ESC, 'M', 0),
  line(
    ESC,
    '-',
    2,
    'underlined',
    ESC,
    '-',
    0,
    ' ',
    GS,
    'B',
    1,
    ' inverse ',
    GS,
    'B',
    0,
    ' ',
    ESC,
    'E',
    1,
    'bold',
    ESC,
    'E',
    0,
  ),
  line(ESC, '{', 1, 'upside down'),
  bytes(ESC, '{', 0),
  line(ESC, ' ', 6, 'spaced', ESC, ' ', 0, '\ttab\ttab', ESC, '$', word(480), '9,000'),
  line(FS, '&', iconv.encode('한글 영수증 합계 뷁', 'cp949'), FS, '-', 2, iconv.encode(' 밑줄', 'cp949'), FS, '-', 0),
  line(FS, 'W', 1, iconv.encode('네배', 'cp949'), FS, 'W', 0, FS, '.', ' beside Latin'),
  bytes(ESC, '3', 24, ESC, 't', 1),
  line(FRAME.top),
  line(FRAME.bar, ' ab', FRAME.bar, 'cd', FRAME.bar),
  line(FRAME.bottom),
  bytes(ESC, '2', ESC, 't', 0),
  line(FS, '(C', word(2), 48, 50, Buffer.from('UTF-8: ₩ € Ω Я 合計 小计', 'utf8'), FS, '(C', word(2), 48, 49),
  cut,
)

const page = bytes(
  bytes(ESC, 'L', ESC, 'W', word(0), word(0), word(576), word(400)),
  bytes(GS, '(Q', word(12), 49, word(2), word(2), word(570), word(395), 1, 1, 2),
  ...[0, 1, 2, 3].map((n) =>
    bytes(ESC, 'T', n, GS, '$', word(60), ESC, '$', word(40), `Direction ${n}`, LF, '   next line'),
  ),
  bytes(ESC, 'T', 0, GS, '$', word(300), ESC, '$', word(220)),
  bytes(GS, '(k', [3, 0, 49, 67, 6], GS, '(k', word(13), 49, 80, 48, 'PAGE MODE!', GS, '(k', [3, 0, 49, 81, 48]),
  [0x0c],
  cut,
)

const store = (cn: number, data: string) => bytes(GS, '(k', word(data.length + 3), cn, 80, 48, data)
const print = (cn: number) => bytes(GS, '(k', [3, 0, cn, 81, 48])
const bars = (m: number, data: string) => bytes(GS, 'k', m, data.length, data)

const codes = bytes(
  title('Codes'),
  bytes(GS, 'h', 60, GS, 'H', 2, GS, 'w', 2),
  bars(65, '01234567890'),
  bars(67, '880123456789'),
  bars(69, 'TILL-42'),
  bars(70, '12345678'),
  bars(71, 'A12345B'),
  bars(72, 'CODE93'),
  bars(73, '{BTILL{C\u0001\u0002'),
  bars(74, '(01)08801234567893(10)A1'),
  bars(75, '0880123456789'),
  bars(78, '(01)08801234567893(10)A1'),
  bytes(store(48, 'PDF417 receipt 42'), print(48)),
  bytes(GS, '(k', [3, 0, 49, 67, 4], store(49, 'https://pay.example/42'), print(49)),
  bytes(store(50, 'MaxiCode'), GS, '(k', [3, 0, 50, 65, 52], print(50)),
  bytes(store(53, 'Aztec 42'), print(53)),
  bytes(GS, '(k', [3, 0, 54, 67, 5], store(54, 'Data Matrix 42'), print(54)),
  cut,
)

const twoColours = bytes(
  title('Two colours'),
  line('black ', ESC, 'r', 1, 'red', ESC, 'r', 0, ' black'),
  line(ESC, 'r', 1, GS, 'B', 1, ' SALE -30 % ', GS, 'B', 0, ESC, 'r', 0),
  cut,
)

export const FEATURE_SHEETS = [
  { name: 'characters', stream: characters, model: printerModel('emu-80') },
  { name: 'page-mode', stream: page, model: printerModel('emu-80') },
  { name: 'codes', stream: codes, model: printerModel('emu-80') },
  { name: 'two-colours', stream: twoColours, model: { ...printerModel('emu-80'), secondColour: true } },
] as const
