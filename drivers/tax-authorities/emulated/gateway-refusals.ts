/**
 * Every refusal the emulated gateway can give, with the code Popbill uses for it. Where Popbill groups several codes under
 * one meaning, each stands here for one plain cause, so a test can bring each of them about.
 */
interface RefusalFacts {
  readonly code: number
  readonly message: string
}

export const GATEWAY_REFUSALS = {
  // Token service
  dateOutsideWindow: { code: -99010004, message: '인증 요청 시각이 허용 범위를 벗어났습니다.' },
  signatureMismatch: { code: -99010007, message: '인증 서명이 일치하지 않습니다.' },
  linkIdUnknown: { code: -99004021, message: '등록되지 않은 링크아이디입니다.' },
  notJoined: { code: -99003008, message: '가입되지 않은 사업자번호입니다.' },
  addressNotAllowed: { code: -99010013, message: '허용되지 않은 IP 주소입니다.' },
  tokenRejected: { code: -10000033, message: '인증토큰이 올바르지 않거나 만료되었습니다.' },
  creditExhausted: { code: -99005005, message: '잔여 포인트가 부족합니다.' },
  // The document
  notFound: { code: -14000003, message: '문서번호에 해당하는 현금영수증이 없습니다.' },
  duplicate: { code: -14001019, message: '이미 사용 중인 문서번호입니다.' },
  /** Popbill's list leaves this number free. Stands for a field that is malformed rather than wrong. */
  malformed: { code: -14001016, message: '요청 항목의 형식이 올바르지 않습니다.' },
  sellerNumberInvalid: { code: -14001002, message: '가맹점 사업자번호가 올바르지 않습니다.' },
  sellerNotMember: { code: -14001025, message: '가맹점 사업자번호가 회원의 것과 다릅니다.' },
  merchantRestricted: { code: -14001063, message: '현금영수증 발급이 제한된 사업자입니다.' },
  useMissing: { code: -14001018, message: '거래구분이 올바르지 않습니다.' },
  useDoesNotFit: { code: -14001054, message: '식별번호를 이 거래구분에 사용할 수 없습니다.' },
  identityMissing: { code: -14001004, message: '식별번호가 입력되지 않았습니다.' },
  identityMalformed: { code: -14001032, message: '식별번호의 형식이 올바르지 않습니다.' },
  residentNumber: { code: -14001033, message: '주민등록번호는 사용할 수 없습니다.' },
  businessNumberInvalid: { code: -14001044, message: '거래처 사업자번호가 올바르지 않습니다.' },
  cardUnregistered: { code: -14001046, message: '등록되지 않은 현금영수증 카드입니다.' },
  identityUnknown: { code: -14001064, message: '국세청에 등록되지 않은 식별번호입니다.' },
  amountMissing: { code: -14001014, message: '금액이 입력되지 않았습니다.' },
  amountsDoNotAdd: { code: -14001031, message: '거래금액이 공급가액, 세액, 봉사료의 합과 다릅니다.' },
  amountTooLarge: { code: -14001043, message: '거래금액이 허용 범위를 벗어났습니다.' },
  taxAboveSupply: { code: -14001045, message: '세액이 공급가액보다 큽니다.' },
  taxOnTaxFree: { code: -14001090, message: '비과세 거래에는 세액을 입력할 수 없습니다.' },
  dateInvalid: { code: -14002021, message: '거래일시는 당일 또는 전일이어야 합니다.' },
  dateInFuture: { code: -14002022, message: '거래일시가 현재보다 늦습니다.' },
  // Revocations
  originalMissing: { code: -14001020, message: '당초 승인 현금영수증이 없습니다.' },
  originalNotFiled: { code: -14001021, message: '당초 현금영수증이 아직 국세청에 전송되지 않았습니다.' },
  /** Popbill's list names no code for a revocation that comes too late; it stands with the dates out of range. */
  revocationTooLate: { code: -14002021, message: '취소 가능 기간이 지났습니다.' },
  originalNumberMissing: { code: -14001056, message: '당초 승인번호가 입력되지 않았습니다.' },
  originalDateMissing: { code: -14001057, message: '당초 거래일자가 올바르지 않습니다.' },
  originalIsRevocation: { code: -14001068, message: '취소 현금영수증은 취소할 수 없습니다.' },
  originalFailed: { code: -14001069, message: '당초 현금영수증이 국세청에서 거부되었습니다.' },
  reasonInvalid: { code: -14001058, message: '취소사유가 올바르지 않습니다.' },
  supplyOverCancelled: { code: -14001023, message: '취소 공급가액이 남은 금액을 초과합니다.' },
  taxOverCancelled: { code: -14001036, message: '취소 세액이 남은 금액을 초과합니다.' },
  feeOverCancelled: { code: -14001037, message: '취소 봉사료가 남은 금액을 초과합니다.' },
  totalOverCancelled: { code: -14001038, message: '취소 거래금액이 남은 금액을 초과합니다.' },
  nothingLeft: { code: -14001065, message: '이미 전액 취소된 현금영수증입니다.' },
} as const satisfies Record<string, RefusalFacts>

export type GatewayRefusal = keyof typeof GATEWAY_REFUSALS
