/** What the emulated PortOne answers with, errors first: type, HTTP status and message as PortOne documents them. */
import type { PaymentCompanyRefusal } from './portone-rules.js'

export interface PortoneAnswer {
  readonly status: number
  readonly body: unknown
}

const ERRORS = {
  INVALID_REQUEST: [400, '요청된 입력 정보가 유효하지 않습니다.'],
  UNAUTHORIZED: [401, '인증 정보가 올바르지 않습니다.'],
  FORBIDDEN: [403, '요청이 거절되었습니다.'],
  CHANNEL_NOT_FOUND: [404, '요청된 채널이 존재하지 않습니다.'],
  CASH_RECEIPT_NOT_FOUND: [404, '현금영수증이 존재하지 않습니다.'],
  CASH_RECEIPT_NOT_ISSUED: [404, '현금영수증이 발급되지 않았습니다.'],
  CASH_RECEIPT_ALREADY_ISSUED: [409, '현금영수증이 이미 발급되었습니다.'],
  IDEMPOTENCY_OUTSTANDING_REQUEST: [409, '같은 요청이 처리 중입니다.'],
} as const satisfies Readonly<Record<string, readonly [status: number, message: string]>>

export function errorAnswer(type: keyof typeof ERRORS, message: string = ERRORS[type][1]): PortoneAnswer {
  return { status: ERRORS[type][0], body: { type, message } }
}

export function paymentCompanyAnswer({ pgCode, pgMessage }: PaymentCompanyRefusal): PortoneAnswer {
  return { status: 502, body: { type: 'PG_PROVIDER', message: 'PG사에서 오류를 전달했습니다.', pgCode, pgMessage } }
}
