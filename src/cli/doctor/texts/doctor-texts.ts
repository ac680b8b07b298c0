/** The shape of what the doctor says. Each language fills it; a finding without words in one of them does not compile. */
import type { Language } from '../../../domain/language.js'
import type {
  ConfirmationLevel,
  PrinterDescription,
  PrinterStatus,
  PrintJobEnd,
} from '../../../ports/receipt-printer.js'
import type { FindingCode, FindingFacts, Severity } from '../findings.js'
import type { Origin } from '../subjects.js'

/** What to tell a person: what is, and what to do about it, step by step. */
export interface Told {
  readonly what: string
  readonly todo: readonly string[]
}

/** Faults are told in the words of the failure catalogue. */
export type FindingWords = {
  readonly [Code in Exclude<FindingCode, 'printer.fault'>]: (facts: FindingFacts[Code]) => Told
}

export type PrinterVerdict = 'ready' | 'usable' | 'attention'
export type Verdict = PrinterVerdict | 'unasked' | 'nothing'

export interface DoctorTexts {
  readonly headings: {
    readonly printers: string
    readonly ports: string
    readonly machine: string
    readonly verdict: string
  }
  /** In brackets before a printer's address. */
  readonly marks: Readonly<Record<PrinterVerdict, string>>
  /** Before a finding. */
  readonly severities: Readonly<Record<Severity, string>>
  /** In brackets behind something. */
  readonly aside: (text: string) => string
  readonly typeThis: string
  readonly origins: Readonly<Record<Origin, string>>
  readonly labels: {
    readonly device: string
    readonly condition: string
    readonly confirmation: string
    readonly korean: string
    readonly chinese: string
    readonly profile: string
    readonly settings: string
    readonly testPrint: string
  }
  readonly firmware: (version: string) => string
  readonly serialNumber: (number: string) => string
  readonly adapter: (chip: string) => string
  readonly heldBy: (programs: string) => string
  readonly builtIn: string
  readonly unnamed: string
  readonly condition: ConditionWords
  readonly confirmation: Readonly<Record<ConfirmationLevel, string>>
  readonly fonts: Readonly<Record<'font' | 'picture', string>>
  readonly profile: (name: string, columns: number) => string
  readonly chosen: Readonly<Record<PrinterDescription['profile']['chosen'], string>>
  readonly languages: Readonly<Record<Language, string>>
  readonly ends: Readonly<Record<PrintJobEnd, string>>
  readonly evidence: (replies: string) => string
  readonly paperAt: (folder: string) => string
  /** What to look at on the slips. */
  readonly judge: readonly string[]
  readonly notAsked: string
  readonly howToAsk: (command: string) => string
  readonly progress: {
    readonly asking: (address: string) => string
    readonly printing: (language: string) => string
    readonly paused: (why: string) => string
    readonly resumed: string
  }
  readonly verdicts: VerdictWords
  readonly watch: {
    readonly link: Readonly<Record<'up' | 'down', string>>
    readonly follows: (address: string) => string
  }
  readonly findings: FindingWords
  readonly sheet: SheetWords
}

export interface ConditionWords {
  readonly online: string
  readonly offline: string
  readonly paper: Readonly<Record<PrinterStatus['paper'], string>>
  readonly cover: Readonly<Record<'open' | 'closed', string>>
  readonly cutter: Readonly<Record<PrinterStatus['cutter'], string>>
  readonly drawer: Readonly<Record<PrinterStatus['drawer'], string>>
  readonly error: Readonly<Record<NonNullable<PrinterStatus['error']> | 'none', string>>
}

export interface VerdictWords {
  readonly ready: Readonly<Record<'process-id' | 'fence', string>>
  readonly usable: string
  readonly attention: string
  readonly unasked: string
  readonly nothing: string
  /** Before the commands that start the emulated printer. */
  readonly emulated: string
}

/** What stands on the test slips. All of it fits 32 columns, longer sentences by wrapping. */
export interface SheetWords {
  readonly title: string
  readonly printer: string
  readonly profile: string
  readonly time: string
  /** Lines a shop would print, the last being the total. */
  readonly items: readonly (readonly [name: string, amount: string])[]
  /** Letters every font of the language has, then such as only the larger ones have. */
  readonly letters: readonly [common: string, rare: string]
  readonly bold: string
  readonly inverse: string
  readonly wide: string
  readonly tall: string
  /** Before a line that names a profile. */
  readonly ifGarbled: string
  readonly ruler: string
  readonly ifTooNarrow: string
  /** Before the text the QR code holds. */
  readonly code: string
  readonly lastLine: string
}
