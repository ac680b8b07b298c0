/** Receipts as pictures. They were looked at one by one; a change here is a change on paper, to be looked at again. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { composeReceipt } from '../../src/receipt/compose-receipt.js'
import { layoutReceipt } from '../../src/receipt/layout-receipt.js'
import { GOLDEN_CASES } from './golden-cases.js'
import { renderPaper } from './render-paper.js'

const FOLDER = new URL('./goldens/', import.meta.url)

describe('a receipt on paper', () => {
  it('has a picture for every case, and no picture without a case', () => {
    const pictures = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'))
    expect(pictures.sort()).toEqual(GOLDEN_CASES.map(({ name }) => `${name}.txt`).sort())
  })

  it.each(GOLDEN_CASES)('$name looks as it did', async ({ name, columns, input }) => {
    const paper = renderPaper(layoutReceipt(composeReceipt(input), columns), columns)
    await expect(paper).toMatchFileSnapshot(`./goldens/${name}.txt`)
  })
})
