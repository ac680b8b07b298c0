/**
 * The words of slips by language: those of receipts, and what only a void, a refund or a correction has to say. A slip
 * shows cards, cash receipts and shops with the same words as the receipt it follows.
 */
import type { Language } from '../../domain/language.js'
import { RECEIPT_TEXTS, type ReceiptTexts } from '../texts.js'
import { type AmendmentTexts, en } from './amendment/en.js'
import { ko } from './amendment/ko.js'
import { zh } from './amendment/zh.js'

export interface SlipTexts extends ReceiptTexts {
  readonly amendment: AmendmentTexts
}

export const SLIP_TEXTS: Readonly<Record<Language, SlipTexts>> = {
  ko: { ...RECEIPT_TEXTS.ko, amendment: ko },
  zh: { ...RECEIPT_TEXTS.zh, amendment: zh },
  en: { ...RECEIPT_TEXTS.en, amendment: en },
}
