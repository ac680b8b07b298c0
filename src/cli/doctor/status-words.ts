/** A printer's condition in words: all of it at once for the doctor, and one change at a time for who watches it. Pure. */
import { failureWords } from '../../domain/failure-words.js'
import type { Language } from '../../domain/language.js'
import type { PrinterReport, PrinterStatus, StatusAspect } from '../../ports/receipt-printer.js'
import type { ConditionWords } from './texts/doctor-texts.js'
import { DOCTOR_TEXTS } from './texts.js'

type Sensed = Exclude<StatusAspect, 'link'>

const IN_ORDER = ['online', 'paper', 'cover', 'cutter', 'drawer', 'error'] as const satisfies readonly Sensed[]

export function conditionWords(status: PrinterStatus, words: ConditionWords): readonly string[] {
  return IN_ORDER.map((aspect) => wordsOf(aspect, status, words))
}

function wordsOf(aspect: Sensed, status: PrinterStatus, words: ConditionWords): string {
  switch (aspect) {
    case 'online':
      return status.online ? words.online : words.offline
    case 'cover':
      return words.cover[status.coverOpen ? 'open' : 'closed']
    case 'error':
      return words.error[status.error ?? 'none']
    default:
      return words[aspect][status[aspect] as keyof (typeof words)[typeof aspect]]
  }
}

/**
 * What changed, on one line, and below it what a person should see to; nothing as long as nothing was heard.
 *
 * @param time as it is to be shown, `14:03:27`
 */
export function changeLines(report: PrinterReport, time: string, language: Language): readonly string[] {
  const { link, since, concerns } = report
  if (since.link === undefined) return []
  const { condition, watch } = DOCTOR_TEXTS[language]
  const words = changedWords(report, language)
  const indent = ' '.repeat(time.length + 2)
  const remedies = concerns.map((code) => {
    const { what, remedy } = failureWords(code, language)
    return `${indent}${what} – ${remedy}`
  })
  // A fault that shows in no aspect of its own, such as a held feed button, came or went.
  const otherwise = link === 'down' ? watch.link.down : condition[report.status?.online ? 'online' : 'offline']
  return [`${time}  ${words.length === 0 ? otherwise : words.join(' · ')}`, ...remedies]
}

function changedWords({ link, status, changed }: PrinterReport, language: Language): readonly string[] {
  const { condition, watch } = DOCTOR_TEXTS[language]
  const sensed = link === 'up' ? status : undefined
  return [
    ...(changed.includes('link') ? [watch.link[link]] : []),
    ...(sensed ? IN_ORDER.filter((one) => changed.includes(one)).map((one) => wordsOf(one, sensed, condition)) : []),
  ]
}
