/** The language the operator reads: as asked for, else the shop's, else the computer's, else English. */
import { LANGUAGES, type Language } from '../../domain/language.js'

export interface LanguageHints {
  readonly asked: Language | undefined
  readonly shop: Language | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What the runtime was set up with, e.g. `ko-KR`; Windows has no LANG. */
  readonly locale: string
}

export function operatorLanguage({ asked, shop, environment, locale }: LanguageHints): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment
  // Set but empty is as good as not set.
  const computer = LC_ALL || LC_MESSAGES || LANG || locale
  return asked ?? shop ?? LANGUAGES.find((language) => computer.toLowerCase().startsWith(language)) ?? 'en'
}
