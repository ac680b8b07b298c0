/**
 * The language in which a command tells what is wrong with it: asked for, or the shop's, or – where the settings cannot be
 * read, so nobody knows the shop – the machine's. Looked up only once something is wrong.
 */
import { Option } from 'commander'
import { LANGUAGES, type Language } from '../domain/language.js'

/** As a command took them, so far as it takes them. */
export interface LanguageOptions {
  readonly language?: unknown
  readonly settings?: unknown
  readonly shop?: unknown
}

/** @param environment where `LC_ALL` and `LANG` are. */
export async function operatorLanguage(
  { language, settings, shop }: LanguageOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Language> {
  const asked = LANGUAGES.find((known) => known === language)
  return asked ?? (await shopsLanguage(settings, shop)) ?? machinesLanguage(environment)
}

async function shopsLanguage(settings: unknown, shop: unknown): Promise<Language | undefined> {
  if (typeof settings === 'string') {
    const { settingsLanguage } = await import('./settings.js')
    try {
      return settingsLanguage(settings)
    } catch {
      // What is wrong with the file is told by the command itself; here it only means that nobody knows.
      return undefined
    }
  }
  const { PRESET_NAMES, PRESET_SHOPS } = await import('./preset-shops.js')
  const name = PRESET_NAMES.find((known) => known === shop)
  return name && LANGUAGES.find((known) => known === PRESET_SHOPS[name].language)
}

/** `--language` of what is only shown; the machine's where nobody says otherwise. */
export function languageOption(of: string): Option {
  return new Option('--language <language>', `language of the ${of}`)
    .choices(LANGUAGES)
    .default(machinesLanguage(process.env))
}

/** `ko_KR.UTF-8`, `zh_CN`; everything else reads English. */
function machinesLanguage({ LC_ALL, LANG }: Readonly<Record<string, string | undefined>>): Language {
  const machines = (LC_ALL || LANG || '').slice(0, 2).toLowerCase()
  return LANGUAGES.find((known) => known === machines) ?? 'en'
}
