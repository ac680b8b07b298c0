/** What the cashier is told of the shop's duty while the customer is still there, in three languages, about one real sale. */
import { describe, expect, it } from 'vitest'
import type { Keyboard } from '../../src/cli/keyboard.js'
import { PromptedPerson } from '../../src/cli/prompted-person.js'
import { SaleTranscript } from '../../src/cli/sale-transcript.js'
import { LANGUAGES, type Language } from '../../src/domain/language.js'
import { KOREAN_RULES } from '../../src/domain/tax-rules/korean-rules.js'
import type { SaleView } from '../../src/terminal/sale-view.js'
import { CounterSale } from '../terminal/counter.js'
import { useShop, won } from '../terminal/shop-in-a-box.js'

const UNTIL = Date.parse('2100-01-02T02:00:00+09:00')
const shop = useShop(undefined, {
  maintenanceUntil: () => UNTIL,
  taxRules: { sets: KOREAN_RULES, sector: '가구 소매업' },
})

/** All that is written about the sale, one text a language. */
function listen(id: string): Readonly<Record<Language, string[]>> {
  const lines: Record<Language, string[]> = { ko: [], zh: [], en: [] }
  for (const language of LANGUAGES) {
    const write = (line: string) => lines[language].push(line.trim())
    const transcript = new SaleTranscript({ language, utcOffsetMinutes: 540, write })
    shop.terminal.onStep((flowId) => flowId === id && transcript.saw(shop.terminal.view(id)))
  }
  return lines
}

/** The questions a cashier is asked about this view, answered with `n`. */
async function asked(view: SaleView, language: Language): Promise<string> {
  const questions: string[] = []
  const keyboard = {
    ask(question: string) {
      questions.push(question)
      return Promise.resolve('n')
    },
  }
  expect(await new PromptedPerson(keyboard as unknown as Keyboard, language).decide(view)).toEqual({
    type: 'tax.declined',
  })
  return questions.join()
}

describe('a compulsory cash receipt', () => {
  const COMPULSORY: Readonly<Record<Language, string>> = {
    ko: '의무발행 대상: 120,000원 – 고객이 번호를 주지 않아도 자진발급해야 합니다',
    zh: '必须开具现金收据：KRW 120,000 – 顾客不提供号码，也要自行开具',
    en: 'Cash receipt compulsory: KRW 120,000 – if the customer gives no number, self-issue it',
  }
  const MAINTENANCE: Readonly<Record<Language, string>> = {
    ko: '! 국세청 점검 중입니다 (2100-01-02 02:00까지) – 점검이 끝나면 자동으로 발급됩니다',
    zh: '! 税务局系统正在维护（到 2100-01-02 02:00）– 结束后会自动开具',
    en: '! The tax office’s system is under maintenance until 2100-01-02 02:00 – the cash receipt is issued by itself afterwards',
  }
  const penalty = (day: string): Readonly<Record<Language, string>> => ({
    ko: `${day} 23:59까지 발급하지 않으면 가산세 24,000원이 부과됩니다`,
    zh: `${day} 23:59 前没有开具，要罚款 KRW 24,000`,
    en: `Must be issued by ${day} 23:59, or the shop pays a penalty of KRW 24,000`,
  })

  it('is told before the customer is asked, and when put off, by when it is due and what it costs', async () => {
    const sale = new CounterSale(shop.terminal, 120_000)
    const told = listen(sale.id)
    sale.payCash(won(120_000))
    for (const language of LANGUAGES) expect(told[language]).toContain(COMPULSORY[language])
    sale.do({ type: 'tax.declined' })
    const { tax } = await sale.reaching(({ steps }) => steps.tax === 'deferred' && steps.paper === 'confirmed')
    const day = new Date((tax.dueAt ?? 0) + 540 * 60_000).toISOString().slice(0, 10)
    for (const language of LANGUAGES) {
      const lines = told[language]
      expect(lines.slice(lines.indexOf(MAINTENANCE[language])).slice(0, 2)).toEqual([
        MAINTENANCE[language],
        penalty(day)[language],
      ])
    }
  })

  it('is asked about as one that is issued with or without a number', async () => {
    const big = new CounterSale(shop.terminal, 120_000).payCash(won(120_000)).view
    const small = new CounterSale(shop.terminal, 20_000).payCash(won(20_000)).view
    const questions = async (view: SaleView) => [
      await asked(view, 'ko'),
      await asked(view, 'zh'),
      await asked(view, 'en'),
    ]
    const selfIssued = ['번호 없음(자진발급)', '不留号码（自行开具）', '[n]o number (self-issue)']
    const compulsory = await questions(big)
    selfIssued.forEach((words, index) => {
      expect(compulsory[index]).toContain(words)
    })
    for (const question of await questions(small)) {
      expect(selfIssued.some((words) => question.includes(words))).toBe(false)
    }
  })
})
