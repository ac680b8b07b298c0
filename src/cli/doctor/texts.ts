/** What the doctor says, by language, and a finding in words: faults in those of the failure catalogue. */
import { failureWords } from '../../domain/failure-words.js'
import type { Language } from '../../domain/language.js'
import type { Finding, FindingCode, FindingFacts } from './findings.js'
import type { DoctorTexts, FindingWords, Told } from './texts/doctor-texts.js'
import { en } from './texts/en.js'
import { ko } from './texts/ko.js'
import { zh } from './texts/zh.js'

export type { DoctorTexts, PrinterVerdict, Told, Verdict } from './texts/doctor-texts.js'

export const DOCTOR_TEXTS: Readonly<Record<Language, DoctorTexts>> = { ko, zh, en }

export function tellFinding(finding: Finding, language: Language): Told {
  if (finding.code === 'printer.fault') {
    const { what, remedy } = failureWords(finding.facts.failure, language)
    return { what, todo: [remedy] }
  }
  return wordsFor(finding.code, finding.facts, DOCTOR_TEXTS[language].findings)
}

/** The compiler cannot see by itself that a code and its facts belong together. */
function wordsFor<Code extends Exclude<FindingCode, 'printer.fault'>>(
  code: Code,
  facts: FindingFacts[Code],
  words: FindingWords,
): Told {
  return words[code](facts)
}
