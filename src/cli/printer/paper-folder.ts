/**
 * The folder receipts land in, one numbered set of files each. Numbers go on from what is there and nothing is ever
 * overwritten, not even by a second printer that writes into the same folder.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type PaperFormName, paperForm } from '../../../drivers/printers/emulated/library/paper-formats.js'
import type { Receipt } from '../../../drivers/printers/emulated/paper/receipt.js'
import { CliError } from '../cli-error.js'

export class PaperFolder {
  #next = 1

  /** @throws CliError when the folder cannot be made or read. */
  constructor(
    readonly folder: string,
    private readonly forms: readonly PaperFormName[],
    private readonly dotsPerMm: number,
  ) {
    try {
      mkdirSync(folder, { recursive: true })
      for (const name of readdirSync(folder)) {
        const number = Number(/^receipt-(\d{1,9})\./.exec(name)?.[1] ?? 0)
        this.#next = Math.max(this.#next, number + 1)
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new CliError(`--out ${folder}: expected a folder to write receipts into; choose another (${reason})`)
    }
  }

  /** Writes `receipt-0001.png`, `receipt-0001.txt` … @returns their paths, in the order of the forms. */
  keep(receipt: Receipt): readonly string[] {
    const contents = this.forms.map((form) => ({ form, content: paperForm(form).write(receipt, this.dotsPerMm) }))
    for (;;) {
      const number = String(this.#next++).padStart(4, '0')
      const files = contents.map(({ form, content }) => ({
        file: path.join(this.folder, `receipt-${number}.${form}`),
        content,
      }))
      if (files.every(({ file, content }) => wroteNew(file, content))) return files.map(({ file }) => file)
    }
  }
}

/** False when there is such a file already. */
function wroteNew(file: string, content: string | Uint8Array): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
