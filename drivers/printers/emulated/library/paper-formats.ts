/**
 * The forms a piece of paper can be kept and handed out in. One table, so that the command, the control API and a test
 * suite know the same forms by the same endings.
 */
import { receiptPng } from '../png.js'
import type { PaperPiece, Receipt } from '../receipt.js'
import { paperFacts, receiptFacts } from './receipt-facts.js'

interface PaperForm {
  readonly mediaType: string
  readonly write: (piece: PaperPiece | Receipt) => string | Uint8Array
}

/** By the ending of a file's name. */
export const PAPER_FORMS = {
  png: { mediaType: 'image/png', write: receiptPng },
  txt: { mediaType: 'text/plain; charset=utf-8', write: ({ text }) => `${text}\n` },
  json: {
    mediaType: 'application/json; charset=utf-8',
    write: (piece) => `${JSON.stringify('number' in piece ? receiptFacts(piece) : paperFacts(piece), null, 2)}\n`,
  },
} satisfies Readonly<Record<string, PaperForm>>

export type PaperFormName = keyof typeof PAPER_FORMS

export const paperFormNames = Object.keys(PAPER_FORMS) as readonly PaperFormName[]

export const isPaperFormName = (name: string): name is PaperFormName => Object.hasOwn(PAPER_FORMS, name)

export const paperForm = (name: PaperFormName): PaperForm => PAPER_FORMS[name]
