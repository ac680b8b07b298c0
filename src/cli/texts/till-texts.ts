/** The shape of what the terminal says at the command line: English has it, and the others must say all of it too. */
import type { en } from './en.js'

export type TillTexts = typeof en
