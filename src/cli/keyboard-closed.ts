/** Nobody is at the keyboard any more (Ctrl+C, Ctrl+D, a window that was closed): what was begun stays as it is. */
import type { Language } from '../domain/language.js'
import { CliError } from './cli-error.js'

const TEXTS: Readonly<Record<Language, string>> = {
  ko: '입력이 끝나 멈췄습니다. 하던 일은 그대로 남아 있으니 tillproof owed에서 확인하고 이어서 해 주세요.',
  zh: '输入已结束。已开始的操作仍然保留，请用 tillproof owed 查看并继续。',
  en: 'Stopped, as nobody is at the keyboard. What was begun stays as it is: see tillproof owed, and go on from there.',
}

export class KeyboardClosed extends CliError {
  constructor() {
    super(TEXTS.en)
  }

  override textIn(language: Language): string {
    return TEXTS[language]
  }
}
