// The receipts the driver's benchmark prints: a Korean café's, every one another, for our driver and, line by line the
// same, for node-thermal-printer.
import { createRequire } from 'node:module'

const { CharacterSet, PrinterTypes, ThermalPrinter } = createRequire(import.meta.url)('node-thermal-printer')

const COLUMNS = 48
const MENU = [
  '아메리카노(ICE)',
  '카페라떼',
  '콜드브루',
  '제주 말차 라떼',
  '우리밀 허니브레드',
  '블루베리 치즈케이크',
  '탄산수',
]
const DOUBLE_BYTE_ON = Buffer.of(0x1c, 0x26)

/** @param columnsOf how wide a text is on paper. @returns lines as a port of receipt printers takes them. */
export function koreanLines(n, columnsOf) {
  const text = (words, style = {}) => ({ kind: 'text', text: words, ...style })
  const apart = (left, right, columns = COLUMNS) =>
    left + ' '.repeat(Math.max(1, columns - columnsOf(left) - columnsOf(right))) + right
  const won = (amount) => amount.toLocaleString('en-US')
  const items = Array.from({ length: 6 }, (_, index) => {
    const [name, price] = [MENU[(n + index) % MENU.length], 3000 + ((n * 37 + index * 500) % 90) * 100]
    return { name, price, quantity: 1 + ((n + index) % 3) }
  })
  const total = items.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  const rule = text('-'.repeat(COLUMNS))
  return [
    text('한강커피 마포점', { bold: true, width: 2, height: 2, align: 'center' }),
    text('영수증', { bold: true, align: 'center' }),
    text(apart('사업자등록번호', '116-82-00276')),
    text(apart('대표자', '김하늘')),
    text(apart('주소', '서울 마포구 양화로 45')),
    text(apart('거래일시', `2026-11-22 12:${String(n % 60).padStart(2, '0')}:${String(n % 59).padStart(2, '0')}`)),
    text(apart('영수증번호', `KR1-${String(n).padStart(6, '0')}`)),
    rule,
    ...items.flatMap(({ name, price, quantity }) => [
      text(name),
      text(apart(`    ${won(price)} x ${quantity}`, won(price * quantity))),
    ]),
    rule,
    text(apart('공급가액', won(total - Math.floor(total / 11)))),
    text(apart('부가세 10%', won(Math.floor(total / 11)))),
    text(apart('합계', `${won(total)}원`, COLUMNS / 2), { bold: true, width: 2, height: 2 }),
    rule,
    text(apart('신용카드', '일시불')),
    text(apart('카드번호', `9410-12**-****-${String(n % 10_000).padStart(4, '0')}`)),
    text(apart('승인번호', String(30_000_000 + n))),
    text('이용해 주셔서 감사합니다', { align: 'center' }),
    { kind: 'qr', data: `https://example.com/r/${n * 7919}` },
    { kind: 'feed', lines: 3 },
    { kind: 'cut' },
  ]
}

/** As its documentation shows it: one printer, written into, sent, cleared. */
export function openPeer({ host, port }) {
  return new ThermalPrinter({
    type: PrinterTypes.EPSON,
    interface: `tcp://${host}:${port}`,
    width: COLUMNS,
    characterSet: CharacterSet.KOREA,
    options: { timeout: 5000 },
  })
}

const ALIGN = { left: 'alignLeft', center: 'alignCenter', right: 'alignRight' }

/** The same receipt in its words. It leaves switching double-byte mode on to the program. */
export function composeWithPeer(peer, lines) {
  peer.clear()
  peer.add(DOUBLE_BYTE_ON)
  for (const line of lines) {
    if (line.kind === 'qr') peer.printQR(line.data, { cellSize: 6, correction: 'M' })
    else if (line.kind === 'feed') for (let count = 0; count < line.lines; count++) peer.newLine()
    else if (line.kind === 'cut') peer.partialCut()
    else {
      peer[ALIGN[line.align ?? 'left']]()
      if (line.bold) peer.bold(true)
      if (line.width === 2) peer.setTextQuadArea()
      peer.println(line.text)
      if (line.width === 2) peer.setTextNormal()
      if (line.bold) peer.bold(false)
    }
  }
}
