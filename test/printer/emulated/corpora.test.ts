/** Streams that other people's software sends to real printers: all of it must be read, and nothing may leak as text. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bench } from './printer-bench.js'

const FOLDER = '../shared/corpora/escpos-php'
const present = existsSync(FOLDER)

/** Prints a stream; the paper is cut or not as the stream says. */
function print(stream: Buffer, chunkBytes: number) {
  const { printer, plug } = bench()
  const wire = plug()
  for (let at = 0; at < stream.length; at += chunkBytes) wire.send(stream.subarray(at, at + chunkBytes))
  const pieces = [...printer.receipts(), printer.unfinishedPaper()]
  return {
    lines: pieces.flatMap((piece) => piece.lines),
    notes: pieces.flatMap((piece) => piece.notUnderstood),
    // As text: comparing arrays element by element takes seconds.
    dots: pieces.map((piece) => Buffer.from(piece.image.bytes).toString('base64')),
    idle: printer.idle,
  }
}

const read = (name: string): Buffer => readFileSync(`${FOLDER}/${name}.bin`)

describe.skipIf(!present)('corpora of escpos-php (skipped where the folder is absent)', () => {
  const names = present
    ? readdirSync(FOLDER)
        .filter((file) => file.endsWith('.bin'))
        .map((file) => file.slice(0, -'.bin'.length))
    : []

  it.each(names)('%s is read to its end, the same in any chunks', (name) => {
    const whole = print(read(name), 1 << 20)
    expect(whole.idle).toBe(true)
    expect(print(read(name), 1)).toEqual(whole)
  })

  it.each(names)('%s uses nothing the grammar does not have', (name) => {
    expect(print(read(name), 1 << 20).notes.filter(({ reason }) => reason === 'not in the grammar')).toEqual([])
  })

  it('receipt-with-logo says what its receipt says', () => {
    expect(print(read('receipt-with-logo'), 1 << 20).lines.filter((line) => line !== '')).toMatchInlineSnapshot(`
      [
        "[image 300×236]",
        "ExampleMart Ltd.",
        "Shop No. 42.",
        "SALES INVOICE",
        "                                               $",
        "Example item #1                             4.00",
        "Another thing                               3.50",
        "Something else                              1.00",
        "A final item                                4.45",
        "Subtotal                                   12.95",
        "A local tax                                 1.30",
        "Total            $ 14.25",
        "Thank you for shopping at ExampleMart",
        "For trading hours, please visit example.com",
        "Monday 6th of April 2015 02:56:25 PM",
      ]
    `)
  })

  it('text-size keeps every word', () => {
    expect(print(read('text-size'), 1 << 20).lines.join(' ')).toMatchInlineSnapshot(
      `" Change height & width 12345678  Change width only (height=4): 12345678  Change height only (width=4): 12345678  Very narrow text: The quick brown fox jumps over the lazy dog.  Very wide text: Hello world!  Largest possible text: Hello world!"`,
    )
  })

  it('qr-code draws its codes', () => {
    const lines = print(read('qr-code'), 1 << 20).lines
    expect(lines.filter((line) => line.startsWith('[QR ')).length).toBeGreaterThan(10)
  })
})
