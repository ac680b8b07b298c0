/** Slips as pictures. They were looked at one by one; a change here is a change on paper, to be looked at again. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { composeAmendment } from '../../src/receipt/compose-amendment.js'
import { layoutReceipt } from '../../src/receipt/layout-receipt.js'
import { AMENDMENT_CASES } from './amendment-cases.js'
import { renderPaper } from './render-paper.js'

const FOLDER = new URL('./goldens/amendments/', import.meta.url)

describe('a slip on paper', () => {
  it.each(AMENDMENT_CASES)('$name looks as it did', async ({ name, columns, input }) => {
    const paper = renderPaper(layoutReceipt(composeAmendment(input), columns), columns)
    await expect(paper).toMatchFileSnapshot(`./goldens/amendments/${name}.txt`)
  })

  it('has a picture for every case, and no picture without a case', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(AMENDMENT_CASES.map(({ name }) => `${name}.txt`).sort())
  })
})
