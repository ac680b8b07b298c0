/** The receipt as SVG: drawn by another program it shows the same dots, and its words are where the dots are. */
import { createCanvas, loadImage } from '@napi-rs/canvas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PaperPiece, Receipt } from '../../../drivers/printers/emulated/paper/receipt.js'
import { receiptSvg } from '../../../drivers/printers/emulated/render/svg.js'
import { bench, ESC, FS, GS, INSTANT, inkBox, korean, LF, type Part, printed } from './printer-bench.js'

const FF = 0x0c
const svg = (...parts: Part[]) => receiptSvg(printed(parts))
const twoColours = { ...INSTANT, secondColour: true }

/** Colours by dot, drawn as large in pixels as in dots so that the renderer does not have to invent any. */
async function drawn(piece: PaperPiece | Receipt) {
  const image = await loadImage(Buffer.from(receiptSvg(piece, 1).replaceAll('mm"', 'px"')))
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  return (x: number, y: number) => Buffer.from(data.buffer).readUIntBE(((y + 6) * image.width + x + 32) * 4, 3)
}

async function differences(piece: PaperPiece | Receipt): Promise<number> {
  const colourAt = await drawn(piece)
  let count = 0
  for (let y = 0; y < piece.image.heightDots; y++) {
    for (let x = 0; x < piece.image.widthDots; x++) {
      const wanted = piece.secondImage?.get(x, y) ? 0xc82828 : piece.image.get(x, y) ? 0x18181c : 0xffffff
      if (colourAt(x, y) !== wanted) count++
    }
  }
  return count
}

describe('the dots', () => {
  it('are those of the paper, in their colours', async () => {
    expect(await differences(printed(['a ', ESC, 'r', 1, 'b', LF, FS, '&', korean('한글'), LF], twoColours))).toBe(0)
  })

  it('are those of any picture', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 24, maxLength: 24 }), async (rows) => {
        expect(await differences(printed([GS, 'v0', 0, 3, 0, 8, 0, rows]))).toBe(0)
      }),
      { seed: 3, numRuns: 25 },
    )
  })

  it('take one rectangle where they repeat from row to row', () => {
    const block = svg(GS, 'v0', 0, 2, 0, 200, 0, new Uint8Array(400).fill(0x3c))
    expect(block).toContain('d="M2 0h4v200H2zM10 0h4v200H10z"')
  })

  it('show where the roll was changed, and a cut edge only on what was cut', async () => {
    const { printer, plug } = bench()
    printer.runOutAfter(10)
    plug().send('over two rolls', LF, LF)
    printer.loadPaper()
    const paper = printer.unfinishedPaper()
    const colourAt = await drawn(paper)
    expect([colourAt(-31, 10), colourAt(-25, 10)]).toEqual([0xc82828, 0xffffff])
    expect(receiptSvg(paper)).not.toContain('#b4b4b0')
    expect(svg('x', LF)).toContain('#b4b4b0')
  })
})

describe('the document', () => {
  it('is as large as the paper, and an image with a name to a screen reader', () => {
    expect(svg('Receipt', LF)).toMatch(
      /^<svg xmlns="[^"]+" role="img" width="80mm" height="[\d.]+mm" viewBox="-32 -6 640 /,
    )
    expect(svg('Receipt', LF, 'Total', LF)).toContain('<title>Receipt</title>\n<desc>Receipt\nTotal</desc>')
  })

  it('is well formed whatever is printed', () => {
    const host = fc.array(fc.oneof(fc.integer({ min: 0x20, max: 0xff }), fc.constantFrom(0x0a, 0x26, 0x3c, 0x5d)), {
      maxLength: 80,
    })
    fc.assert(
      fc.property(host, fc.boolean(), (text, isUtf8) => {
        const document = svg(...(isUtf8 ? [FS, '(C', 2, 0, 48, 2] : []), Uint8Array.from(text), LF)
        const inside = document.replaceAll(/<\/?[a-z]+( [a-z-]+(:[a-z]+)?="[^"<>&]*")*\/?>/gi, '')
        expect(inside).not.toMatch(/[<>]|&(?!#\d+;)/)
        expect(inside).not.toMatch(/[^\P{C}\n\t]/u)
      }),
      { seed: 5, numRuns: 100 },
    )
  })

  it('has no character XML cannot hold', () => {
    const paper = { ...printed(['x', LF]), text: 'a\u001bb\u0000\ud800\uffff\u{1f600}\tc' }
    expect(receiptSvg(paper)).toContain('<desc>a\ufffdb\ufffd\ufffd\ufffd\u{1f600}\tc</desc>')
  })

  it('is the same for the same paper', () => {
    expect(svg('x', LF)).toBe(svg('x', LF))
  })
})

describe('the words', () => {
  const lines = (document: string) => document.match(/<text .*<\/text>/g) ?? []
  const words = (line: string) => line.replaceAll(/<[^>]*>/g, '')

  it('are a line each, to be found and copied, and cannot be seen', () => {
    const document = svg(FS, '&', korean('합계'), FS, '.', ESC, '$', 240, 0, 'for ', ESC, 'E', 1, '9,000', LF)
    expect(lines(document).map(words)).toEqual(['합계 for 9,000'])
    expect(document).toContain('<g fill-opacity="0"')
  })

  it('stand where their dots are', () => {
    const [line = ''] = lines(svg(LF, 'ab', ESC, '$', 240, 0, 'cde', LF))
    expect(line).toContain('transform="translate(0 30)"')
    expect(line).toContain('<tspan x="0" textLength="24" ')
    expect(line).toContain('<tspan x="240" textLength="36" ')
  })

  it('have no gap where one word looks two ways', () => {
    expect(lines(svg('9', ESC, 'E', 1, 'KRW', LF)).map(words)).toEqual(['9KRW'])
  })

  /** Where on paper the cell of the first word ends up, as [left, top, right, bottom]. */
  function cellOf(line: string): readonly number[] {
    const [, left = 0, top = 0, degrees = 0] = (/translate\((\d+) (\d+)\)(?:rotate\((\d+)\))?/.exec(line) ?? []).map(
      Number,
    )
    const [along, across] = [Number(/textLength="(\d+)"/.exec(line)?.[1]), Number(/font-size="(\d+)"/.exec(line)?.[1])]
    const angle = ((degrees || 0) * Math.PI) / 180
    const x = left + Math.round(along * Math.cos(angle) - across * Math.sin(angle))
    const y = top + Math.round(along * Math.sin(angle) + across * Math.cos(angle))
    return [Math.min(left, x), Math.min(top, y), Math.max(left, x), Math.max(top, y)]
  }

  it.each([0, 1, 2, 3])('are turned as the page is (ESC T %i)', (direction) => {
    const area = [ESC, 'W', 100, 0, 200, 0, 0x90, 1, 0x2c, 1]
    const receipt = printed([ESC, 'L', ...area, ESC, 'T', direction, 'wide word', FF])
    const [left = 0, top = 0, right = 0, bottom = 0] = cellOf(lines(receiptSvg(receipt))[0]?.replace('wide', '') ?? '')
    const ink = inkBox(receipt)
    expect(Math.max(right - left, bottom - top)).toBe(48)
    const [first, last] = direction === 0 || direction === 3 ? [ink.left, ink.top] : [ink.right, ink.bottom]
    expect([first >= left && first <= right, last >= top && last <= bottom]).toEqual([true, true])
  })

  it('are turned with an upside-down line', () => {
    const receipt = printed([ESC, '{', 1, 'ab', LF])
    const [line = ''] = lines(receiptSvg(receipt))
    expect(line).toContain('transform="translate(576 24)rotate(180)"')
    expect(inkBox(receipt).left).toBeGreaterThanOrEqual(576 - 24)
  })
})
