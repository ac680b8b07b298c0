/**
 * Popbill's and Linkhub's refusal codes: the house's name for each, and what to tell a person where the code says more than
 * that name does. A table and nothing else, read by the driver and by screens alike, so a new code is one row and no branch.
 *
 * Causes are those of Popbill's list of e-Cashbill errors (docs.popbill.com, exceptions of the cash receipt service) and of
 * Linkhub's. Rows made with `asNamed` are codes of which only the family is certain; the catalogue's words are theirs.
 */
import { FAILURE_WORDS, type FailureWords } from '../failure-words.js'
import type { FailureCode } from '../failures.js'
import type { Language } from '../language.js'

interface PopbillCode {
  readonly failure: FailureCode
  readonly words: Readonly<Record<Language, FailureWords>>
}

type Line = readonly [what: string, remedy: string]

function means(failure: FailureCode, ko: Line, zh: Line, en: Line): PopbillCode {
  return {
    failure,
    words: {
      ko: { what: ko[0], remedy: ko[1] },
      zh: { what: zh[0], remedy: zh[1] },
      en: { what: en[0], remedy: en[1] },
    },
  }
}

function asNamed(failure: FailureCode): PopbillCode {
  return { failure, words: FAILURE_WORDS[failure] }
}

/** A part of the amount that was left out, or sent below zero: the till's own doing, so the manager must hear of it. */
function amountPart(problem: 'missing' | 'negative', ko: string, zh: string, en: string): PopbillCode {
  const isMissing = problem === 'missing'
  return means(
    'tax.amountMismatch',
    [
      isMissing ? `${ko} 금액이 빠졌습니다` : `${ko} 금액이 음수입니다`,
      '관리자에게 알리고 금액을 확인한 뒤 다시 발급해 주세요',
    ],
    [isMissing ? `缺少${zh}` : `${zh}不能为负数`, '请店长核对金额后重新开具'],
    [
      isMissing ? `The ${en} is missing` : `The ${en} is below zero`,
      'The manager should correct the amounts and reissue',
    ],
  )
}

const SIGN_IN_AGAIN: readonly [ko: string, zh: string, en: string] = [
  '자동으로 다시 인증하며, 계속되면 관리자에게 알려 주세요',
  '系统会自动重新认证，仍不行请告知店长',
  'It signs in again by itself; tell the manager if it stays',
]

export const POPBILL_CODES: Readonly<Record<string, PopbillCode>> = {
  // The document
  '-14000000': means(
    'tax.originalMissing',
    ['팝빌에 해당 현금영수증이 없습니다', '문서번호를 확인하고 없으면 다시 발급해 주세요'],
    ['Popbill 中没有该现金收据', '请核对单据编号，没有则重新开具'],
    ['Popbill has no such cash receipt', 'Check its number, and issue it again if there is none'],
  ),
  '-14000001': means(
    'tax.refused',
    ['팝빌에서 현금영수증을 조회할 수 없습니다', '잠시 뒤 다시 조회하고, 계속되면 팝빌에 문의해 주세요'],
    ['Popbill 无法查询该现金收据', '请稍后再查，仍不行请联系 Popbill'],
    ['Popbill cannot look the cash receipt up', 'Ask again in a while, or ask Popbill'],
  ),
  '-14000002': means(
    'tax.credentialsRejected',
    ['이 현금영수증을 조회할 권한이 없습니다', '관리자가 팝빌 연동 계정과 사업자번호를 확인해 주세요'],
    ['没有查询该现金收据的权限', '请店长核对 Popbill 接口账号和营业登记号'],
    ['This account may not look at the cash receipt', 'The manager should check the Popbill account of the shop'],
  ),
  '-14000003': means(
    'tax.originalMissing',
    ['이 문서번호로 발급된 현금영수증이 없습니다', '문서번호를 확인하고 없으면 다시 발급해 주세요'],
    ['该单据编号没有开具过现金收据', '请核对单据编号，没有则重新开具'],
    ['No cash receipt was issued under this number', 'Check the number, and issue it again if there is none'],
  ),
  '-14000004': means(
    'tax.duplicateConflict',
    ['다른 현금영수증이 쓰고 있는 문서번호입니다', '관리자에게 알리고 기존 발급 내역과 비교해 주세요'],
    ['该单据编号已用于另一张现金收据', '请店长与已开具的记录核对'],
    ['The number belongs to another cash receipt', 'The manager should compare the two records'],
  ),
  '-14001017': means(
    'tax.refused',
    ['승인인지 취소인지 표시되지 않았습니다', '관리자에게 알려 주세요. 프로그램을 점검해야 합니다'],
    ['未注明是开具还是撤销', '请告知店长，程序需要检查'],
    ['It was not said whether to issue or to cancel', 'Tell the manager; the program needs a look'],
  ),
  '-14001019': means(
    'tax.duplicateConflict',
    ['이미 쓰인 문서번호입니다', '관리자에게 알리고 기존 발급 내역과 비교해 주세요'],
    ['该单据编号已被使用', '请店长与已开具的记录核对'],
    ['The number has been used already', 'The manager should compare the two records'],
  ),
  // The seller
  '-14001001': means(
    'tax.sellerNumberInvalid',
    ['매장 사업자등록번호가 빠졌습니다', '관리자에게 알리고 매장 설정에 번호를 넣어 주세요'],
    ['缺少本店的营业登记号', '请店长在门店设置中填写'],
    ['The business number of the shop is missing', 'The manager should enter it in the settings'],
  ),
  '-14001002': asNamed('tax.sellerNumberInvalid'),
  '-14001022': means(
    'tax.sellerNumberInvalid',
    ['원거래를 발급한 매장과 사업자번호가 다릅니다', '원거래를 발급한 매장에서 취소해 주세요'],
    ['与原收据的营业登记号不一致', '请到开具原收据的门店撤销'],
    ['The original was issued by another business', 'Cancel it in the shop that issued it'],
  ),
  '-14001025': asNamed('tax.sellerNumberInvalid'),
  '-14001063': asNamed('tax.merchantRestricted'),
  '-10000012': means(
    'tax.merchantUnregistered',
    ['이 연동 계정에 가입된 사업자가 아닙니다', '관리자가 팝빌에서 연동회원 가입을 확인해 주세요'],
    ['该接口账号下没有本店', '请店长在 Popbill 核实是否已加入'],
    ['The shop is not a member under this account', 'The manager should check the membership at Popbill'],
  ),
  '-10000014': means(
    'tax.merchantUnregistered',
    ['팝빌에 가입되지 않은 사업자번호입니다', '관리자에게 알리고 먼저 팝빌에 가입해 주세요'],
    ['该营业登记号尚未在 Popbill 注册', '请店长先在 Popbill 办理注册'],
    ['Popbill does not know this business number', 'The manager should join Popbill first'],
  ),
  '-10000015': means(
    'tax.sellerNumberInvalid',
    ['팝빌회원 사업자번호가 빠졌습니다', '관리자에게 알리고 매장 설정에 번호를 넣어 주세요'],
    ['缺少 Popbill 会员的营业登记号', '请店长在门店设置中填写'],
    ['The business number of the member is missing', 'The manager should enter it in the settings'],
  ),
  '-99003008': means(
    'tax.merchantUnregistered',
    ['연동 서비스에 가입되지 않은 사업자입니다', '관리자에게 알리고 먼저 서비스 가입을 마쳐 주세요'],
    ['本店尚未开通该接口服务', '请店长先办理开通'],
    ['The shop has not joined this service', 'The manager should complete the registration first'],
  ),
  // Who it is for, and what for
  '-14001004': means(
    'tax.identifierRejected',
    ['고객 번호가 입력되지 않았습니다', '번호를 입력하거나 자진발급해 주세요'],
    ['未输入顾客号码', '请输入号码，或由商户自行开具'],
    ['The customer number is missing', 'Enter it, or issue one without a number'],
  ),
  '-14001032': asNamed('tax.identifierRejected'),
  '-14001033': asNamed('tax.identifierRejected'),
  '-14001044': asNamed('tax.identifierRejected'),
  '-14001046': asNamed('tax.identifierRejected'),
  '-14001064': asNamed('tax.identifierRejected'),
  '-14001018': means(
    'tax.wrongUse',
    ['소득공제용인지 지출증빙용인지 빠졌습니다', '용도를 고른 뒤 다시 발급해 주세요'],
    ['未选择个人抵扣或企业支出凭证', '请选择用途后重新开具'],
    ['The use of the receipt is missing', 'Choose personal deduction or business expense, then reissue'],
  ),
  '-14001054': asNamed('tax.wrongUse'),
  // Amounts
  '-14001008': amountPart('missing', '봉사료', '服务费', 'service charge'),
  '-14001009': amountPart('negative', '봉사료', '服务费', 'service charge'),
  '-14001010': amountPart('missing', '공급가액', '供应额', 'supply value'),
  '-14001011': amountPart('negative', '공급가액', '供应额', 'supply value'),
  '-14001012': amountPart('missing', '부가세', '增值税', 'VAT'),
  '-14001013': amountPart('negative', '부가세', '增值税', 'VAT'),
  '-14001014': amountPart('missing', '합계', '合计金额', 'total'),
  '-14001015': amountPart('negative', '합계', '合计金额', 'total'),
  '-14001031': asNamed('tax.amountMismatch'),
  '-14001043': asNamed('tax.amountMismatch'),
  '-14001045': asNamed('tax.amountMismatch'),
  '-14001090': asNamed('tax.amountMismatch'),
  // Dates: today or yesterday only
  '-14002021': means(
    'tax.dateOutOfRange',
    ['거래일이 오늘이나 어제가 아닙니다', '관리자에게 알리고 홈택스나 세무서에서 처리해 주세요'],
    ['交易日不是今天或昨天', '请店长通过税务网站办理，或咨询税务机关'],
    ['The sale is older than yesterday, or not of today', 'The manager should use the tax office website'],
  ),
  '-14002022': means(
    'tax.dateOutOfRange',
    ['거래일시가 발급할 수 있는 날이 아닙니다', 'PC의 날짜와 시간을 확인하고 관리자에게 알려 주세요'],
    ['交易时间不在可开具的日期内', '请检查本机日期和时间，并告知店长'],
    ['The time of the sale is not one to issue for', 'Check date and time of this computer, tell the manager'],
  ),
  // Taking back
  '-14001020': means(
    'tax.originalMissing',
    ['취소할 원거래 현금영수증이 없습니다', '원거래 승인번호와 거래일자를 다시 확인해 주세요'],
    ['没有可撤销的原现金收据', '请核对原批准号和交易日期'],
    ['There is no original to cancel', 'Check its approval number and date'],
  ),
  '-14001021': asNamed('tax.originalNotYetConfirmed'),
  '-14001023': means(
    'tax.overCancelled',
    ['취소 공급가액이 원거래보다 큽니다', '남은 금액을 확인하고 다시 입력해 주세요'],
    ['撤销的供应额超过原收据', '请核对剩余金额后重新输入'],
    ['More supply value than the original has', 'Check what is left and enter it again'],
  ),
  '-14001036': asNamed('tax.overCancelled'),
  '-14001037': asNamed('tax.overCancelled'),
  '-14001038': asNamed('tax.overCancelled'),
  '-14001065': asNamed('tax.overCancelled'),
  '-14001056': asNamed('tax.originalMissing'),
  '-14001057': asNamed('tax.originalMissing'),
  '-14001068': asNamed('tax.originalMissing'),
  '-14001069': asNamed('tax.originalFailed'),
  '-14001058': asNamed('tax.reasonInvalid'),
  // Signing in
  '-10000010': means(
    'tax.credentialsRejected',
    ['팝빌에 등록되지 않은 파트너입니다', '관리자가 설정의 링크아이디를 확인해 주세요'],
    ['Popbill 中没有该合作方', '请店长核对设置中的 LinkID'],
    ['Popbill does not know the partner', 'The manager should check the LinkID in the settings'],
  ),
  '-10000032': means(
    'tax.credentialsRejected',
    ['팝빌 인증 토큰을 만들지 못했습니다', SIGN_IN_AGAIN[0]],
    ['Popbill 未能生成认证令牌', SIGN_IN_AGAIN[1]],
    ['Popbill could not make a session', SIGN_IN_AGAIN[2]],
  ),
  '-10000033': means(
    'tax.credentialsRejected',
    ['팝빌 인증 토큰을 읽지 못했습니다', SIGN_IN_AGAIN[0]],
    ['Popbill 无法识别认证令牌', SIGN_IN_AGAIN[1]],
    ['Popbill could not read the session', SIGN_IN_AGAIN[2]],
  ),
  '-10000034': means(
    'tax.credentialsRejected',
    ['팝빌 인증 토큰이 빠졌습니다', SIGN_IN_AGAIN[0]],
    ['缺少 Popbill 认证令牌', SIGN_IN_AGAIN[1]],
    ['The session for Popbill is missing', SIGN_IN_AGAIN[2]],
  ),
  '-99004021': means(
    'tax.credentialsRejected',
    ['등록되지 않은 링크아이디입니다', '관리자가 설정의 링크아이디를 확인해 주세요'],
    ['该 LinkID 未登记', '请店长核对设置中的 LinkID'],
    ['The LinkID is not registered', 'The manager should check the LinkID in the settings'],
  ),
  '-99010004': means(
    'tax.clockWrong',
    ['PC 시계가 맞지 않아 인증되지 않았습니다', '날짜와 시간을 맞추면 자동으로 다시 전송합니다'],
    ['本机时钟不准，未能通过认证', '请校正日期和时间，之后会自动重新提交'],
    ['The clock of this computer is too far out to sign in', 'Set date and time, and owed receipts are sent again'],
  ),
  '-99010007': means(
    'tax.credentialsRejected',
    ['비밀키가 맞지 않아 인증에 실패했습니다', '관리자가 링크허브에서 받은 비밀키를 다시 넣어 주세요'],
    ['密钥不符，认证失败', '请店长重新填写 Linkhub 发放的密钥'],
    ['The secret key does not fit', 'The manager should enter the key from Linkhub again'],
  ),
  '-99010013': asNamed('tax.addressNotAllowed'),
  '-99005005': means(
    'tax.creditExhausted',
    ['팝빌 포인트가 부족합니다', '관리자에게 알리고 팝빌 포인트를 충전해 주세요'],
    ['Popbill 点数不足', '请店长为 Popbill 账户充值'],
    ['No Popbill points are left', 'The manager should top up the points at Popbill'],
  ),
}

/** The house's name for a gateway code, or undefined when the table does not know it. */
export function popbillFailure(code: number | string): FailureCode | undefined {
  return entryOf(String(code))?.failure
}

/**
 * What to tell a person about a code Popbill or Linkhub gave (`hostCode` of an outcome), or undefined when the table does
 * not know it: the catalogue's words for the failure then do.
 */
export function popbillCodeWords(code: string, language: Language): FailureWords | undefined {
  return entryOf(code)?.words[language]
}

function entryOf(code: string): PopbillCode | undefined {
  return Object.hasOwn(POPBILL_CODES, code) ? POPBILL_CODES[code] : undefined
}
