/**
 * Two-character response codes (DE39) of ISO 8583:1987 with those UnionPay and the international schemes added, one row
 * a code. Where they disagree the row says what is safe for both.
 */
import { approved, declined, type HostCode, partial, unsettled } from './host-code.js'

export const ISO_RESPONSE_CODES: readonly HostCode[] = [
  approved('00', ['승인되었습니다', '交易成功', 'Approved']),
  declined('01', 'host.contactIssuer', 'askCardCompany', [
    '카드사에 문의하라는 응답입니다',
    '请联系发卡行',
    'Refer to the card issuer',
  ]),
  declined('02', 'host.contactIssuer', 'askCardCompany', [
    '카드사에 문의하라는 응답입니다 (특별 조건)',
    '请联系发卡行（特殊情况）',
    'Refer to the card issuer, special condition',
  ]),
  declined('03', 'host.merchantInvalid', 'ourSide', [
    '등록되지 않은 가맹점입니다',
    '商户未登记或无效',
    'The merchant is not valid',
  ]),
  declined('04', 'host.cardLostOrStolen', 'otherCard', [
    '회수 대상 카드라는 응답입니다',
    '发卡行要求没收此卡',
    'The issuer asks to pick up the card',
  ]),
  declined('05', 'host.declined', 'otherCard', [
    '카드사가 승인을 거절했습니다',
    '发卡行拒绝了此交易',
    'The issuer declined, without a reason',
  ]),
  declined('06', 'host.systemMalfunction', 'tryAgain', [
    '카드사 시스템 오류입니다',
    '发卡行系统出错',
    'An error at the issuer',
  ]),
  declined('07', 'host.cardLostOrStolen', 'otherCard', [
    '회수 대상 카드라는 응답입니다 (특별 조건)',
    '发卡行要求没收此卡（特殊情况）',
    'The issuer asks to pick up the card, special condition',
  ]),
  unsettled('08', ['본인 확인 조건부 승인입니다', '需核对持卡人身份后才算批准', 'Approved only with identification']),
  unsettled('09', ['아직 처리 중이라는 응답입니다', '交易仍在处理中', 'The request is still in progress']),
  partial('10', ['일부 금액만 승인되었습니다', '仅批准了部分金额', 'Approved for a part of the amount']),
  unsettled('11', ['VIP 조건부 승인입니다', '贵宾条件批准，结果待确认', 'Approved on VIP conditions']),
  declined('12', 'host.amountInvalid', 'ourSide', [
    '유효하지 않은 거래입니다',
    '无效交易',
    'The transaction is not valid',
  ]),
  declined('13', 'host.amountInvalid', 'amount', ['금액이 유효하지 않습니다', '金额无效', 'The amount is not valid']),
  declined('14', 'host.cardInvalid', 'checkCard', ['없는 카드번호입니다', '卡号无效', 'There is no such card number']),
  declined('15', 'host.cardInvalid', 'otherCard', ['알 수 없는 카드사입니다', '无此发卡行', 'There is no such issuer']),
  unsettled('16', ['카드 정보 갱신 조건부 승인입니다', '批准但需更新磁道信息', 'Approved, track 3 to be updated']),
  declined('17', 'host.declined', 'otherCard', ['고객이 취소했습니다', '持卡人取消了交易', 'The customer cancelled']),
  declined('19', 'host.systemMalfunction', 'tryAgain', [
    '거래를 다시 입력하라는 응답입니다',
    '请重新做一次交易',
    'The host asks to enter it again',
  ]),
  declined('20', 'host.systemMalfunction', 'tryAgain', [
    '카드사 응답이 올바르지 않습니다',
    '发卡行应答无效',
    'The issuer gave an invalid response',
  ]),
  declined(
    '21',
    'host.declined',
    'original',
    ['처리된 것이 없으며 취소할 수 없습니다', '未作处理，已不能撤销', 'No action taken; it can no longer be undone'],
    'host.alreadySettled',
  ),
  declined('22', 'host.systemMalfunction', 'tryAgain', [
    '시스템 장애가 의심됩니다',
    '疑似系统故障',
    'A malfunction is suspected',
  ]),
  declined('23', 'host.amountInvalid', 'ourSide', [
    '수수료를 받아들일 수 없습니다',
    '手续费不可接受',
    'The transaction fee is not acceptable',
  ]),
  declined(
    '25',
    'host.declined',
    'original',
    ['원거래를 찾을 수 없습니다', '找不到原交易', 'The original transaction is not on file'],
    'host.originalMissing',
  ),
  declined('30', 'host.formatError', 'ourSide', [
    '전문 형식 오류입니다',
    '报文格式错误',
    'The message has a format error',
  ]),
  declined('31', 'host.cardInvalid', 'otherCard', [
    '지원하지 않는 은행입니다',
    '不支持此发卡行',
    'The bank is not supported',
  ]),
  unsettled('32', ['일부만 처리되었다는 응답입니다', '交易只完成了一部分', 'Completed only in part']),
  declined('33', 'host.cardExpired', 'expired', [
    '유효기간이 지난 회수 대상 카드입니다',
    '过期卡，要求没收',
    'Expired card, to be picked up',
  ]),
  declined('34', 'host.cardLostOrStolen', 'otherCard', [
    '부정 사용이 의심되는 회수 대상 카드입니다',
    '涉嫌欺诈，要求没收此卡',
    'Suspected fraud, to be picked up',
  ]),
  declined('35', 'host.cardLostOrStolen', 'otherCard', [
    '회수 후 매입사에 연락하라는 응답입니다',
    '要求没收此卡并联系收单行',
    'To be picked up; contact the acquirer',
  ]),
  declined('36', 'host.notPermitted', 'otherCard', [
    '사용이 제한된 회수 대상 카드입니다',
    '受限制的卡，要求没收',
    'Restricted card, to be picked up',
  ]),
  declined('37', 'host.cardLostOrStolen', 'otherCard', [
    '회수 후 매입사 보안팀에 연락하라는 응답입니다',
    '要求没收此卡并联系收单行安全部门',
    'To be picked up; call the acquirer’s security',
  ]),
  declined('38', 'host.wrongPin', 'pinUsedUp', [
    '비밀번호 오류 횟수를 넘긴 회수 대상 카드입니다',
    '密码输错超限，要求没收此卡',
    'PIN tries exceeded, to be picked up',
  ]),
  declined('39', 'host.cardInvalid', 'otherCard', [
    '신용 계좌가 없습니다',
    '无此信用卡账户',
    'There is no credit account',
  ]),
  declined('40', 'host.notPermitted', 'otherCard', [
    '지원하지 않는 기능입니다',
    '请求的功能尚不支持',
    'The function is not supported',
  ]),
  declined('41', 'host.cardLostOrStolen', 'otherCard', [
    '분실 신고된 카드입니다',
    '此卡已挂失',
    'The card is reported lost',
  ]),
  declined('42', 'host.cardInvalid', 'otherCard', ['해당 계좌가 없습니다', '无此账户', 'There is no such account']),
  declined('43', 'host.cardLostOrStolen', 'otherCard', [
    '도난 신고된 카드입니다',
    '此卡已报失窃',
    'The card is reported stolen',
  ]),
  declined('44', 'host.cardInvalid', 'otherCard', [
    '투자 계좌가 없습니다',
    '无此投资账户',
    'There is no investment account',
  ]),
  declined('45', 'host.notPermitted', 'insertChip', [
    '칩 카드는 긁어서 결제할 수 없습니다',
    '芯片卡不允许降级刷卡',
    'A chip card may not be swiped',
  ]),
  declined('51', 'host.insufficientFunds', 'balance', ['잔액이 부족합니다', '余额不足', 'Not sufficient funds']),
  declined('52', 'host.cardInvalid', 'otherCard', [
    '당좌 계좌가 없습니다',
    '无此支票账户',
    'There is no checking account',
  ]),
  declined('53', 'host.cardInvalid', 'otherCard', [
    '예금 계좌가 없습니다',
    '无此储蓄账户',
    'There is no savings account',
  ]),
  declined('54', 'host.cardExpired', 'expired', ['유효기간이 지난 카드입니다', '卡已过期', 'The card has expired']),
  declined('55', 'host.wrongPin', 'pin', ['비밀번호가 틀렸습니다', '密码错误', 'The PIN is incorrect']),
  declined('56', 'host.cardInvalid', 'checkCard', [
    '카드 기록이 없습니다',
    '无此卡记录',
    'There is no record of the card',
  ]),
  declined('57', 'host.notPermitted', 'otherCard', [
    '이 카드에 허용되지 않는 거래입니다',
    '此卡不允许做该交易',
    'Not permitted to the cardholder',
  ]),
  declined('58', 'host.notPermitted', 'ourSide', [
    '이 단말기에 허용되지 않는 거래입니다',
    '此终端不允许做该交易',
    'Not permitted to the terminal',
  ]),
  declined('59', 'host.contactIssuer', 'askCardCompany', [
    '부정 사용이 의심된다는 응답입니다',
    '涉嫌欺诈交易',
    'Fraud is suspected',
  ]),
  declined('60', 'host.contactIssuer', 'askCardCompany', [
    '매입사에 연락하라는 응답입니다',
    '请联系收单行',
    'The shop is to contact the acquirer',
  ]),
  declined('61', 'host.limitExceeded', 'cardLimit', [
    '이용 한도를 초과했습니다',
    '超出金额限制',
    'Exceeds the amount limit',
  ]),
  declined('62', 'host.notPermitted', 'otherCard', [
    '사용이 제한된 카드입니다',
    '受限制的卡',
    'The card is restricted',
  ]),
  declined('63', 'host.declined', 'otherCard', [
    '보안 규정 위반입니다',
    '违反安全规定',
    'A security rule was violated',
  ]),
  declined(
    '64',
    'host.amountInvalid',
    'amount',
    ['원거래 금액과 맞지 않습니다', '与原交易金额不符', 'It does not fit the original amount'],
    'host.overRefunded',
  ),
  declined('65', 'host.limitExceeded', 'cardLimit', [
    '이용 횟수를 초과했습니다',
    '超出交易次数限制',
    'Exceeds the number of uses',
  ]),
  declined('66', 'host.contactIssuer', 'askCardCompany', [
    '매입사 보안팀에 연락하라는 응답입니다',
    '请联系收单行安全部门',
    'The shop is to call the acquirer’s security',
  ]),
  declined('67', 'host.cardLostOrStolen', 'otherCard', [
    '단말기가 회수해야 하는 카드입니다',
    '要求终端没收此卡',
    'The card is to be captured',
  ]),
  unsettled('68', ['카드사 응답이 너무 늦었습니다', '发卡行应答超时', 'The issuer’s answer came too late']),
  declined('75', 'host.wrongPin', 'pinUsedUp', [
    '비밀번호 오류 횟수를 초과했습니다',
    '密码输错次数超限',
    'Too many wrong PIN tries',
  ]),
  declined('77', 'host.notSignedOn', 'tryAgain', [
    '단말기 개시 거래를 먼저 해야 합니다',
    '终端需要重新签到',
    'The terminal must sign on first',
  ]),
  declined(
    '79',
    'host.declined',
    'original',
    ['이미 취소된 거래입니다', '原交易已撤销', 'It has been taken back already'],
    'host.alreadyTakenBack',
  ),
  declined('90', 'host.systemMalfunction', 'dayClosing', [
    '호스트가 일마감 처리 중입니다',
    '系统正在日终处理',
    'The host is closing its day',
  ]),
  declined('91', 'host.issuerUnavailable', 'cardCompanyDown', [
    '카드사 시스템이 동작하지 않습니다',
    '发卡行系统无法操作',
    'The issuer or switch is inoperative',
  ]),
  declined('92', 'host.issuerUnavailable', 'cardCompanyDown', [
    '카드사로 가는 경로가 없습니다',
    '找不到通往发卡行的线路',
    'There is no route to the issuer',
  ]),
  declined('93', 'host.declined', 'otherCard', [
    '규정 위반으로 처리할 수 없습니다',
    '交易违反规定，不能完成',
    'It would violate a law or rule',
  ]),
  declined('94', 'host.duplicate', 'waiting', ['중복된 거래 전문입니다', '重复交易', 'A duplicate transmission']),
  declined('95', 'host.outOfBalance', 'dayClosing', [
    '정산 합계가 호스트와 다릅니다',
    '结算对账不平',
    'The totals do not agree with the host’s',
  ]),
  declined('96', 'host.systemMalfunction', 'tryAgain', [
    '시스템 장애입니다',
    '系统异常',
    'The system has a malfunction',
  ]),
  declined('97', 'host.merchantInvalid', 'ourSide', [
    '등록되지 않은 단말기 번호입니다',
    '终端号未登记',
    'The terminal number is not registered',
  ]),
  declined('98', 'host.issuerUnavailable', 'cardCompanyDown', [
    '카드사가 응답하지 않았습니다',
    '收不到发卡行应答',
    'The issuer did not answer the switch',
  ]),
  declined('99', 'host.formatError', 'ourSide', [
    '비밀번호 암호 형식 오류입니다',
    '密码格式错误，请重新签到',
    'The PIN block has a format error',
  ]),
  declined('A0', 'host.formatError', 'ourSide', [
    '전문 인증(MAC) 오류입니다',
    'MAC校验错误，请重新签到',
    'The message authentication code failed',
  ]),
  declined('A1', 'host.amountInvalid', 'ourSide', [
    '통화가 서로 다릅니다',
    '货币不一致',
    'The currencies do not agree',
  ]),
  unsettled('A2', [
    '승인되었으나 확인이 필요합니다',
    '有缺陷的成功，结果待确认',
    'Approved with a defect, to be checked',
  ]),
  unsettled('A4', [
    '승인되었으나 카드사 확인이 필요합니다',
    '有缺陷的成功，待发卡行确认',
    'Approved with a defect at the issuer',
  ]),
  unsettled('A5', [
    '승인되었으나 매입사 확인이 필요합니다',
    '有缺陷的成功，待收单行确认',
    'Approved with a defect at the acquirer',
  ]),
  unsettled('A6', [
    '승인되었으나 중계망 확인이 필요합니다',
    '有缺陷的成功，待转接机构确认',
    'Approved with a defect at the switch',
  ]),
]
