/** Real-time commands in the stream: obeyed as they arrive, without being taken out of it. */
import { describe, expect, it } from 'vitest'
import { bench, bytes, DLE, GS, INSTANT, LF, PACED, printed } from './printer-bench.js'

const word = (value: number): number[] => [value & 0xff, value >> 8]
const clear = bytes(DLE, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8)

describe('inside an image', () => {
  const data = [0x10, 0x04, 0x01, 0x10, 0x14, 0x01, 0x00, 0x02]
  const image = bytes(GS, 'v0', 0, word(1), word(8), data)

  it('they are obeyed, and every byte of the image is printed all the same', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(image, GS, 'V', 1)
    expect(wire.replies()).toBe('12')
    expect(printer.drawerPulses()).toHaveLength(1)
    const [receipt] = printer.receipts()
    const column = Array.from({ length: 8 }, (_, y) => receipt?.image.bytes[y * receipt.image.bytesPerRow])
    expect(column).toEqual(data)
  })

  it('GS ( D switches the pulse off, but never the status', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(GS, '(D', word(3), 20, 1, 0, image)
    expect([wire.replies(), printer.drawerPulses()]).toEqual(['12', []])
    wire.send(GS, '(D', word(3), 20, 1, 1, image)
    expect([wire.replies(), printer.drawerPulses().length]).toEqual(['12', 1])
  })

  it('they do not depend on chunks', () => {
    const run = (chunkBytes: number) => {
      const { printer, plug } = bench()
      const wire = plug()
      const all = bytes(GS, '(D', word(5), 20, 1, 0, 2, 1, image, GS, '(D', word(3), 20, 1, 1, image, 'x', LF)
      for (let at = 0; at < all.length; at += chunkBytes) wire.send(all.subarray(at, at + chunkBytes))
      return [wire.replies(), printer.drawerPulses().length, printer.unfinishedPaper().lines]
    }
    expect(run(1)).toEqual(run(1000))
    expect(run(7)).toEqual(run(1000))
  })
})

describe('DLE DC4 fn 2', () => {
  it('switches off only after GS ( D allowed it', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(DLE, 0x14, 2, 1, 8)
    expect(printer.powered).toBe(true)
    wire.send(GS, '(D', word(3), 20, 2, 1, DLE, 0x14, 2, 1, 8)
    expect([printer.powered, wire.dropped]).toEqual([false, true])
  })
})

describe('DLE DC4 fn 8', () => {
  it('empties receive buffer, line and print queue, and answers', async () => {
    const { clock, printer, plug } = bench({ ...PACED, receiveBufferBytes: 64 })
    const wire = plug()
    wire.send('one', LF, 'two\n'.repeat(100))
    expect(wire.held).toBe(true)
    wire.send(clear)
    expect([wire.replies(), wire.held, printer.idle]).toEqual(['372500', false, true])
    wire.send('after', LF)
    await clock.advance(60_000)
    expect(printer.unfinishedPaper().lines).toEqual(['after'])
  })

  it('ends a half-read image', () => {
    const { printer, plug } = bench()
    plug().send(GS, 'v0', 0, word(72), word(100), 'part of it', clear, 'after', LF)
    expect(printer.unfinishedPaper().lines).toEqual(['after'])
  })

  it('is skipped by a clone that does not know it', () => {
    const receipt = printed(['before', LF, clear, 'after', LF], {
      ...INSTANT,
      answers: { ...INSTANT.answers, clearBuffers: false },
    })
    expect(receipt.lines).toEqual(['before', 'after'])
  })
})
