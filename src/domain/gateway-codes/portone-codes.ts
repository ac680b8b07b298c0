/**
 * What PortOne's error types mean at the counter: the house's failure for each, and words where the catalogue's would say
 * less than PortOne does. A table and nothing else; types as listed by the official client (`@portone/server-sdk` 0.19.0)
 * and, for the idempotency key, by PortOne's REST reference.
 */
import type { FailureWords } from '../failure-words.js'
import type { FailureCode } from '../failures.js'
import type { Language } from '../language.js'

interface PortoneCode {
  readonly failure: FailureCode
  readonly words: Readonly<Record<Language, FailureWords>>
}

type Line = readonly [what: string, remedy: string]

function means(failure: FailureCode, ko: Line, zh: Line, en: Line): PortoneCode {
  return {
    failure,
    words: {
      ko: { what: ko[0], remedy: ko[1] },
      zh: { what: zh[0], remedy: zh[1] },
      en: { what: en[0], remedy: en[1] },
    },
  }
}

export const PORTONE_CODES = {
  UNAUTHORIZED: means(
    'tax.credentialsRejected',
    ['포트원 API 시크릿이 올바르지 않습니다', '관리자가 포트원 콘솔에서 V2 API 시크릿을 다시 확인해 주세요'],
    ['PortOne 的 API 密钥不正确', '请店长到 PortOne 后台核对 V2 API 密钥'],
    ['PortOne does not accept the API secret', 'The manager should check the V2 API secret in the PortOne console'],
  ),
  FORBIDDEN: means(
    'tax.credentialsRejected',
    ['이 매장에 대한 포트원 권한이 없습니다', '관리자가 설정의 상점 아이디와 API 시크릿을 확인해 주세요'],
    ['没有该门店的 PortOne 权限', '请店长核对设置中的门店 ID 和 API 密钥'],
    ['PortOne does not allow access to this store', 'The manager should check the store ID and the API secret'],
  ),
  CHANNEL_NOT_FOUND: means(
    'tax.credentialsRejected',
    ['포트원에 등록되지 않은 채널입니다', '관리자가 설정의 채널 키를 포트원 콘솔과 맞춰 주세요'],
    ['PortOne 中没有该支付渠道', '请店长按 PortOne 后台核对设置中的渠道密钥'],
    ['PortOne does not know the payment channel', 'The manager should check the channel key in the settings'],
  ),
  INVALID_REQUEST: means(
    'tax.refused',
    ['포트원이 발급 요청 내용을 받아들이지 않았습니다', '고객 번호와 금액을 확인하고, 계속되면 관리자에게 알려 주세요'],
    ['PortOne 未接受提交的内容', '请核对顾客号码和金额，仍不行请告知店长'],
    ['PortOne did not accept what was sent', 'Check the customer number and the amounts, or tell the manager'],
  ),
  CASH_RECEIPT_ALREADY_ISSUED: means(
    'tax.duplicateConflict',
    ['이 번호로 현금영수증이 이미 발급되었습니다', '관리자에게 알리고 포트원의 발급 내역과 비교해 주세요'],
    ['该编号已开具过现金收据', '请店长与 PortOne 的开具记录核对'],
    ['A cash receipt was already issued under this key', 'The manager should compare it with the record at PortOne'],
  ),
  CASH_RECEIPT_NOT_ISSUED: means(
    'tax.originalFailed',
    ['발급된 상태가 아니어서 취소할 수 없습니다', '관리자에게 알리고 포트원의 발급 내역을 확인해 주세요'],
    ['该收据不是已开具状态，无法冲销', '请店长查看 PortOne 的开具记录'],
    ['It cannot be cancelled because it does not stand', 'The manager should look at the record at PortOne'],
  ),
  CASH_RECEIPT_NOT_FOUND: means(
    'tax.originalMissing',
    ['포트원에 해당 현금영수증이 없습니다', '영수증의 거래를 다시 찾아 확인해 주세요'],
    ['PortOne 中找不到该现金收据', '请重新查找并核对该笔交易'],
    ['PortOne has no such cash receipt', 'Look the sale up again and check it'],
  ),
  PG_PROVIDER: means(
    'tax.refused',
    ['결제대행사가 현금영수증 처리를 거절했습니다', '거절 사유를 확인하고 번호나 용도를 고쳐 다시 발급해 주세요'],
    ['支付公司拒绝处理该现金收据', '请查看拒绝原因，更正号码或用途后重新开具'],
    ['The payment company refused the cash receipt', 'Read its reason, correct the number or the use, and reissue'],
  ),
  IDEMPOTENCY_OUTSTANDING_REQUEST: means(
    'tax.gatewayOverloaded',
    ['앞서 보낸 같은 요청이 아직 처리 중입니다', '잠시 뒤 자동으로 결과를 확인합니다'],
    ['之前提交的同一请求仍在处理中', '系统稍后会自动查询结果'],
    ['The same request is still being worked on', 'No action needed, its result will be looked up shortly'],
  ),
} as const satisfies Readonly<Record<string, PortoneCode>>

/**
 * What to tell a person about a code PortOne gave, or undefined when the table does not know it (the catalogue's words
 * for the failure then do). Takes a bare type, and `PG_PROVIDER/…` with the payment company's own code behind it.
 */
export function portoneCodeWords(code: string, language: Language): FailureWords | undefined {
  return entryOf(code)?.words[language]
}

/** The house's name for a code, or undefined when the table does not know it. */
export function portoneFailure(code: string): FailureCode | undefined {
  return entryOf(code)?.failure
}

function entryOf(code: string): PortoneCode | undefined {
  const type = code.split('/', 1)[0] ?? ''
  return Object.hasOwn(PORTONE_CODES, type) ? PORTONE_CODES[type as keyof typeof PORTONE_CODES] : undefined
}
