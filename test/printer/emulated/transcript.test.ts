/** The receipt as data: everything that happened to the paper, in order, as plain JSON. */
import { describe, expect, it } from 'vitest'
import { receiptTranscript } from '../../../drivers/printers/emulated/render/transcript.js'
import { bench, bytes, chinese, ESC, FS, GS, INSTANT, LF, printed } from './printer-bench.js'

const plain = {
  ...{ font: 'A', widthTimes: 1, heightTimes: 1, emphasized: false, underlineDots: 0, inverse: false },
  ...{ rotated: false, upsideDown: false, ink: 'first' },
}

describe('the transcript', () => {
  it('tells lines with their runs, images, codes and notes, in order', () => {
    const code = bytes(GS, '(k', 5, 0, 49, 80, 48, 'hi', GS, '(k', 3, 0, 49, 81, 48)
    const receipt = printed(['To', ESC, 'E', 1, 'tal', LF, GS, 'v0', 0, 1, 0, 1, 0, 0xff, ESC, 0x7f, code])
    expect(receiptTranscript(receipt)).toEqual({
      widthDots: 576,
      heightDots: receipt.image.heightDots,
      inks: ['first'],
      cut: 'partial',
      entries: [
        {
          kind: 'text',
          says: 'Total',
          box: { leftDots: 0, topDots: 0, widthDots: 60, heightDots: 24 },
          direction: 'leftToRight',
          runs: [
            { text: 'To', leftDots: 0, widthDots: 24, style: plain },
            { text: 'tal', leftDots: 24, widthDots: 36, style: { ...plain, emphasized: true } },
          ],
        },
        {
          kind: 'image',
          says: '[image 8×1]',
          box: { leftDots: 0, topDots: 30, widthDots: 8, heightDots: 1 },
        },
        { kind: 'note', note: { command: '1B 7F', reason: 'not in the grammar' } },
        {
          kind: 'symbol',
          says: '[QR hi]',
          box: expect.objectContaining({ leftDots: 0, topDots: 31 }) as unknown,
          symbol: { kind: 'qr', symbology: 'QR Code', data: 'hi' },
        },
      ],
    })
  })

  it('tells of a change of roll, of the second colour and of paper that is not cut', () => {
    const { printer, plug } = bench({ ...INSTANT, secondColour: true })
    printer.runOutAfter(10)
    plug().send(ESC, 'r', 1, 'x', LF)
    printer.loadPaper()
    const { cut, inks, entries } = receiptTranscript(printer.unfinishedPaper())
    expect([cut, inks]).toEqual(['uncut', ['first', 'second']])
    expect(entries.map((entry) => (entry.kind === 'splice' ? entry.topDots : entry.kind))).toEqual([10, 'text'])
  })

  it('is the same JSON for the same paper, whatever objects it was made from', () => {
    const receipt = printed([FS, '&', chinese('小票'), LF, 'x', LF])
    const rebuilt = { ...receipt, transcript: receipt.transcript.map(withKeysTurnedRound) }
    const json = JSON.stringify(receiptTranscript(receipt))
    expect(JSON.stringify(receiptTranscript(rebuilt))).toBe(json)
    expect(JSON.parse(json)).toEqual(receiptTranscript(receipt))
  })
})

function withKeysTurnedRound<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withKeysTurnedRound) as T
  if (typeof value !== 'object' || value === null) return value
  const turned = Object.entries(value).map(([key, held]) => [key, withKeysTurnedRound(held)] as const)
  return Object.fromEntries([...turned.reverse(), ['more', 1]]) as T
}
