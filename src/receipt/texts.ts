/** The words of receipts by language. Composing code takes its words from here and writes none itself. */
import type { Language } from '../domain/language.js'
import { en, type ReceiptTexts } from './texts/en.js'
import { ko } from './texts/ko.js'
import { zh } from './texts/zh.js'

export type { ReceiptTexts }

export const RECEIPT_TEXTS: Readonly<Record<Language, ReceiptTexts>> = { ko, zh, en }
