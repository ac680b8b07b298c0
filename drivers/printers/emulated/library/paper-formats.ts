/**
 * The forms a piece of paper can be kept and handed out in. One table, so that the command, the control API and a test
 * suite know the same forms by the same endings.
 */
import type { PaperPiece, Receipt } from '../paper/receipt.js'
import { receiptPng } from '../render/png.js'
import { receiptSvg } from '../render/svg.js'
import { receiptText } from '../render/text.js'
import { receiptTranscript } from '../render/transcript.js'
import { paperFacts, receiptFacts } from './receipt-facts.js'

interface PaperForm {
  readonly mediaType: string
  /** @param dotsPerMm of the printer's head, for pictures in the paper's own size. */
  readonly write: (piece: PaperPiece | Receipt, dotsPerMm: number) => string | Uint8Array
}

/** By the ending of a file's name. */
const PAPER_FORMS = {
  png: { mediaType: 'image/png', write: receiptPng },
  svg: { mediaType: 'image/svg+xml; charset=utf-8', write: receiptSvg },
  txt: { mediaType: 'text/plain; charset=utf-8', write: (piece) => `${receiptText(piece)}\n` },
  json: {
    mediaType: 'application/json; charset=utf-8',
    write: (piece) => {
      const facts = 'number' in piece ? receiptFacts(piece) : paperFacts(piece)
      return `${JSON.stringify({ ...facts, entries: receiptTranscript(piece).entries }, null, 2)}\n`
    },
  },
} as const satisfies Readonly<Record<string, PaperForm>>

export type PaperFormName = keyof typeof PAPER_FORMS

export const paperFormNames = Object.keys(PAPER_FORMS) as readonly PaperFormName[]

export const isPaperFormName = (name: string): name is PaperFormName => Object.hasOwn(PAPER_FORMS, name)

export const paperForm = (name: PaperFormName): PaperForm => PAPER_FORMS[name]
