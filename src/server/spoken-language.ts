/** The language of a request: the best of `Accept-Language` (RFC 9110, 12.5.4) that the counter speaks, or the shop's own. */
import { LANGUAGES, type Language } from '../domain/language.js'

export function spokenLanguage(header: string | undefined, shops: Language): Language {
  const wanted = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part, place) => {
      const [tag = '', quality] = part.trim().split(/;\s*q=/i)
      return { language: tag.slice(0, 2).toLowerCase(), weight: Number(quality ?? 1), place }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.place - b.place)
  return wanted.map(({ language }) => LANGUAGES.find((known) => known === language)).find(Boolean) ?? shops
}
