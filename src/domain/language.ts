/** The languages a person at the counter reads. Every text exists in all three and they are never mixed. */
export const LANGUAGES = ['ko', 'zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
