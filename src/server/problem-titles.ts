/** What each kind of problem is called, in three languages; one sentence that says what to do where there is something. */
import type { Language } from '../domain/language.js'

export type PlainProblem =
  | 'notJson'
  | 'unauthorised'
  | 'strangeHost'
  | 'strangeOrigin'
  | 'noCsrfToken'
  | 'notFound'
  | 'methodNotAllowed'
  | 'notNow'
  | 'notPaid'
  | 'alreadyAsked'
  | 'paidByCard'
  | 'cashReceiptStands'
  | 'readerBusy'
  | 'reversalPending'
  | 'instalmentsNotAllowed'
  | 'tooLarge'
  | 'notJsonType'
  | 'keyUsedOtherwise'
  | 'tooManyStreams'
  | 'tooManyTries'
  | 'internal'

type Titles = Readonly<Record<PlainProblem | 'badInput' | 'approvalNeeded' | 'pin' | 'refused', string>>

export const PROBLEM_TITLES: Readonly<Record<Language, Titles>> = {
  ko: {
    badInput: '요청 내용에 고칠 곳이 있습니다',
    notJson: '요청이 올바른 JSON이 아닙니다',
    unauthorised: '인증이 필요합니다. 시작할 때 표시된 토큰을 Authorization: Bearer로 보내 주세요',
    approvalNeeded: '관리자 승인이 필요합니다',
    pin: '관리자 승인을 받지 못했습니다',
    strangeHost: '이 주소로는 접속할 수 없습니다. 시작할 때 표시된 주소를 써 주세요',
    strangeOrigin: '다른 사이트에서 온 요청은 받지 않습니다',
    noCsrfToken: 'X-CSRF-Token이 없거나 맞지 않습니다. 다시 로그인해 주세요',
    notFound: '없는 번호 또는 주소입니다. 번호를 확인해 주세요',
    methodNotAllowed: '이 주소에서는 할 수 없는 요청입니다',
    notNow: '지금은 할 수 없는 단계입니다. 현재 상태를 조회해 주세요',
    notPaid: '결제되지 않았거나 취소된 거래입니다',
    paidByCard: '카드로 결제한 거래에는 세금계산서를 발급할 수 없습니다',
    cashReceiptStands: '현금영수증이 발급된 거래입니다. 먼저 정정(revokeOnly)으로 현금영수증을 취소해 주세요',
    alreadyAsked: '이 거래의 계산서가 이미 진행 중이거나 발급되었습니다',
    readerBusy: '다른 거래가 카드 단말기를 쓰고 있습니다. 잠시 뒤 다시 해 주세요',
    reversalPending: '앞선 승인을 취소하는 중이라 카드를 받을 수 없습니다',
    instalmentsNotAllowed: '할부는 5만원부터 2~36개월까지 할 수 있습니다',
    refused: '요청한 대로 처리할 수 없습니다',
    tooLarge: '요청이 너무 큽니다',
    notJsonType: 'Content-Type: application/json으로 보내 주세요',
    keyUsedOtherwise: '같은 Idempotency-Key가 다른 내용으로 쓰였습니다. 새 키를 써 주세요',
    tooManyStreams: '이벤트를 듣는 연결이 너무 많습니다. 하나를 끊고 다시 해 주세요',
    tooManyTries: '잘못된 토큰이 너무 많이 왔습니다. 잠시 뒤 다시 해 주세요',
    internal: '내부 오류가 생겼습니다. 처리 여부를 조회해 주세요',
  },
  zh: {
    badInput: '请求内容需要更正',
    notJson: '请求不是有效的 JSON',
    unauthorised: '需要身份验证，请用 Authorization: Bearer 发送启动时显示的令牌',
    approvalNeeded: '需要主管授权',
    pin: '未获得主管授权',
    strangeHost: '不能通过此地址访问，请使用启动时显示的地址',
    strangeOrigin: '不接受来自其他网站的请求',
    noCsrfToken: 'X-CSRF-Token 缺失或不符，请重新登录',
    notFound: '没有这个编号或地址，请核对编号',
    methodNotAllowed: '此地址不支持该请求',
    notNow: '当前状态不能这样操作，请查询当前状态',
    notPaid: '该交易未付款或已取消',
    paidByCard: '刷卡支付的交易不能再开税务发票',
    cashReceiptStands: '该交易已开现金收据，请先用更正（revokeOnly）取消',
    alreadyAsked: '该交易的发票正在办理或已开具',
    readerBusy: '读卡器正被另一笔交易使用，请稍候再试',
    reversalPending: '上一笔授权正在冲正，暂不能刷卡',
    instalmentsNotAllowed: '分期须满 5 万韩元，期数为 2 至 36',
    refused: '无法按要求办理',
    tooLarge: '请求过大',
    notJsonType: '请以 Content-Type: application/json 发送',
    keyUsedOtherwise: '同一 Idempotency-Key 已用于其他内容，请换用新的键',
    tooManyStreams: '事件连接过多，请断开一个后再试',
    tooManyTries: '错误的令牌过多，请稍候再试',
    internal: '内部错误，请查询是否已处理',
  },
  en: {
    badInput: 'The request needs mending',
    notJson: 'The request is not JSON',
    unauthorised: 'Authentication is needed: send the token shown at the start as Authorization: Bearer',
    approvalNeeded: 'A supervisor has to approve this',
    pin: 'No supervisor approved this',
    strangeHost: 'This server is not called that: use the address shown at the start',
    strangeOrigin: 'Requests from other sites are not taken',
    noCsrfToken: 'X-CSRF-Token is missing or wrong: sign in again',
    notFound: 'There is no such number or address: check the number',
    methodNotAllowed: 'This address does not take that method',
    notNow: 'It is not at a point for that: look at how it stands',
    notPaid: 'The sale was not paid, or was cancelled',
    paidByCard: 'No tax invoice may be issued for what was paid by card',
    cashReceiptStands: 'A cash receipt stands for the sale: cancel it first, by a correction with revokeOnly',
    alreadyAsked: 'An invoice of this sale is under way or issued already',
    readerBusy: 'Another sale is using the card reader: try again in a moment',
    reversalPending: 'An earlier approval is being reversed, so no card is taken',
    instalmentsNotAllowed: 'Instalments begin at 50,000 KRW, for 2 to 36 months',
    refused: 'This cannot be done as asked',
    tooLarge: 'The request is too large',
    notJsonType: 'Send it as Content-Type: application/json',
    keyUsedOtherwise: 'This Idempotency-Key was used for something else: take a new one',
    tooManyStreams: 'Too many connections listen to events: close one',
    tooManyTries: 'Too many wrong tokens came: try again in a moment',
    internal: 'Something broke inside: look whether it was done',
  },
}
