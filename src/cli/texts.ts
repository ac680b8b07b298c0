/** What the terminal says at the command line while it sells, by language. */
import type { Language } from '../domain/language.js'
import { en } from './texts/en.js'
import { ko } from './texts/ko.js'
import type { TillTexts } from './texts/till-texts.js'
import { zh } from './texts/zh.js'

export type { TillTexts }

export const TILL_TEXTS: Readonly<Record<Language, TillTexts>> = { ko, zh, en }
