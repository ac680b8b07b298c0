/**
 * Four-digit reply codes of a Korean VAN, one row a code: they stand beside DE39 and say the reason more exactly. Only
 * those whose meaning is known for certain; another one leaves DE39 to speak.
 */
import { approved, declined, type HostCode } from './host-code.js'

export const VAN_RESPONSE_CODES: readonly HostCode[] = [
  approved('0000', ['정상 승인되었습니다', '交易成功（VAN）', 'Approved by the VAN']),
  declined('8035', 'host.insufficientFunds', 'balance', [
    '계좌 잔액이 부족합니다',
    '账户余额不足',
    'The account has not enough money',
  ]),
  declined('8311', 'host.wrongPin', 'pin', [
    '카드 비밀번호가 틀렸습니다',
    '银行卡密码错误',
    'The card’s PIN is incorrect',
  ]),
  declined('8314', 'host.cardExpired', 'expired', [
    '유효기간 오류입니다 (8314)',
    '有效期错误（8314）',
    'The expiry date is wrong or past (8314)',
  ]),
  declined('8315', 'host.cardExpired', 'expired', [
    '유효기간 오류입니다 (8315)',
    '有效期错误（8315）',
    'The expiry date is wrong or past (8315)',
  ]),
  declined('8316', 'host.cardExpired', 'expired', [
    '유효기간 오류입니다 (8316)',
    '有效期错误（8316）',
    'The expiry date is wrong or past (8316)',
  ]),
  declined('8350', 'host.cardLostOrStolen', 'otherCard', [
    '도난 카드라는 카드사 응답입니다',
    '发卡公司称此卡失窃',
    'The card company says the card is stolen',
  ]),
  declined('8373', 'host.contactIssuer', 'askCardCompany', [
    '카드사에 전화로 문의하라는 응답입니다',
    '请致电发卡公司',
    'The card company is to be called',
  ]),
  declined('8521', 'host.limitExceeded', 'cardLimit', [
    '카드 이용 한도를 초과했습니다',
    '超出银行卡限额',
    'The card’s limit is exceeded',
  ]),
]
