/**
 * The codes 诺诺 answers with, and what each is called in the house and said to a person. A table and nothing else: a new
 * code is one row. What is not here is `invoice.refused`, and keeps its code in the record.
 */
import type { FailureCode } from '../failures.js'
import type { Language } from '../language.js'

export interface NuonuoCode {
  readonly failure: FailureCode
  readonly words: Readonly<Record<Language, string>>
}

function means(failure: FailureCode, ko: string, zh: string, en: string): NuonuoCode {
  return { failure, words: { ko, zh, en } }
}

/**
 * `E…` come from invoicing, `07…` from the platform in front of it. 070101, 070304–070307, E9103, E9105, E9106, E9500, E9613
 * and E9999 were seen in published integrations; 诺诺's own list is open to its members only.
 */
export const NUONUO_CODES: Readonly<Record<string, NuonuoCode>> = {
  '070101': means(
    'invoice.credentialsRejected',
    '앱 키가 올바르지 않습니다',
    'appKey无效或取不到应用密钥',
    'The app key is not valid',
  ),
  '070304': means(
    'invoice.credentialsRejected',
    '접속 토큰이 올바르지 않거나 만료되었습니다',
    'accessToken无效或已过期',
    'The access token is not valid or has expired',
  ),
  '070305': means(
    'invoice.credentialsRejected',
    '요청 서명이 맞지 않습니다',
    '请求签名不正确',
    'The signature is wrong',
  ),
  '070306': means(
    'invoice.credentialsRejected',
    '30일 토큰 발급 횟수를 모두 썼습니다',
    '30天内获取令牌的次数已用完',
    'The tokens allowed in 30 days are used up',
  ),
  '070307': means(
    'invoice.credentialsRejected',
    '앱 종류가 맞지 않습니다',
    '应用类型不符',
    'The app is of the wrong type',
  ),
  E9103: means(
    'invoice.originalMissing',
    '이미 취소된 계산서입니다',
    '该发票不能重复冲红',
    'The invoice has been taken back already',
  ),
  E9105: means(
    'invoice.amountMismatch',
    '계산서 명세가 맞지 않습니다',
    '发票明细有误',
    'The lines of the invoice do not add up',
  ),
  E9106: means(
    'invoice.duplicateConflict',
    '이미 쓰인 주문 번호입니다',
    '订单编号重复',
    'The order number has been used already',
  ),
  E9500: means('invoice.originalMissing', '해당하는 계산서가 없습니다', '查不到该发票', 'There is no such invoice'),
  E9613: means(
    'invoice.busy',
    '오늘 다시 시도할 수 있는 횟수를 모두 썼습니다',
    '当日重试次数已用完',
    'Today’s retries are used up',
  ),
  E9999: means('invoice.refused', '발급 서비스 오류입니다', '开票平台返回异常', 'The invoice service reports an error'),
}

export const NUONUO_DUPLICATE = 'E9106'
export const NUONUO_NOT_FOUND = 'E9500'
/** Says that something went wrong and not what: of a request that would leave something behind it proves nothing. */
export const NUONUO_VAGUE = 'E9999'
/** Answered before anything is processed; a fresh token may mend it. */
export const NUONUO_TOKEN_REJECTED: ReadonlySet<string> = new Set(['070304', '070305'])

/** The house's name for a code. */
export function nuonuoFailure(code: string): FailureCode {
  return NUONUO_CODES[code]?.failure ?? 'invoice.refused'
}

/** What to tell a person about a code, or undefined when the table does not know it. */
export function nuonuoWords(code: string, language: Language): string | undefined {
  return NUONUO_CODES[code]?.words[language]
}
