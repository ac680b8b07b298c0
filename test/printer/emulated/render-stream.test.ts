/** A whole stream drawn at once: every cut a piece, the end of it too, and nothing that waits for a person or a roll. */
import { describe, expect, it } from 'vitest'
import { printerModel } from '../../../drivers/printers/emulated/models/printer-model.js'
import { renderStream } from '../../../drivers/printers/emulated/render/render-stream.js'
import { bytes, cut, ESC, GS, LF } from './printer-bench.js'

describe('renderStream', () => {
  it('gives each receipt, and what was not cut off', () => {
    const { receipts, rest } = renderStream(bytes('one', LF, cut, 'two', LF, GS, 'V', 0, 'three', LF))
    expect(receipts.map(({ text, cut: how }) => [text, how])).toEqual([
      ['one', 'partial'],
      ['two', 'full'],
    ])
    expect(rest.text).toBe('three')
  })

  it('gives a rest without paper when all was cut off', () => {
    expect(renderStream(bytes('one', LF, cut)).rest.image.heightDots).toBe(0)
    expect(renderStream([]).rest.image.heightDots).toBe(0)
  })

  it('gives the same for any chunks', () => {
    const stream = bytes('one', LF, ESC, 'E', 1, 'two', LF, cut, GS, 'v0', 0, 1, 0, 2, 0, 0xaa, 0x55, 'three', LF)
    const whole = renderStream(stream)
    expect(renderStream(Array.from(stream, (byte) => Uint8Array.of(byte)))).toEqual(whole)
  })

  it('draws a model on its own paper', () => {
    const { receipts } = renderStream(bytes('x', LF, cut), printerModel('tm-t88vi'))
    expect(receipts[0]?.image.widthDots).toBe(512)
  })

  it('tells of drawer pulses and answers', () => {
    const { drawerPulses, replies } = renderStream(bytes(ESC, 'p', 0, 25, 250, 0x10, 4, 1))
    expect([drawerPulses.length, replies.length]).toEqual([1, 1])
  })

  it('goes on where a macro waits for somebody at the button', () => {
    const macro = bytes(GS, ':', 'again', LF, GS, ':', GS, '^', 3, 0, 1)
    expect(renderStream(bytes(macro, 'after', LF)).rest.lines).toEqual(['again', 'again', 'again', 'again', 'after'])
  })

  it('never runs out of paper: what nobody cuts is torn off after 100 m', () => {
    const metres = bytes(ESC, '3', 255, ...Array.from({ length: 14 }, () => [ESC, 0x64, 255]), 'end', LF)
    const { receipts, rest } = renderStream(metres)
    expect(receipts.map(({ cut: how, image }) => [how, image.heightDots])).toEqual([['torn', 800_000]])
    expect(rest.lines.at(-1)).toBe('end')
    expect(rest.image.heightDots).toBe(14 * 255 * 255 + 255 - 800_000)
  })
})
