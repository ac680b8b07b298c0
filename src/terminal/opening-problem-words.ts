/** Why a sale cannot be amended as asked, in the three languages of the counter: what is wrong, and what to do. */
import type { Language } from '../domain/language.js'
import { showMoney } from '../domain/show-money.js'
import type { OpeningProblem } from './amendments.js'

/** What a supervisor has to approve is told elsewhere. */
export type Refused = Exclude<OpeningProblem, { readonly problem: 'approvalNeeded' }>

type Words = Readonly<Record<Refused['problem'], (left: string) => string>>

const WORDS: Readonly<Record<Language, Words>> = {
  ko: {
    unknownSale: () => '이 단말기에 없는 거래 번호입니다. 영수증의 번호를 확인해 주세요',
    notPaid: () => '결제되지 않았거나 취소된 거래라 돌려줄 것이 없습니다',
    nothingLeft: () => '이미 모두 환불된 거래입니다',
    moreThanLeft: (left) => `환불 가능 금액을 넘었습니다. 남은 금액은 ${left}입니다`,
    amountNotPositive: () => '금액은 0보다 커야 합니다',
    wrongCurrency: () => '거래와 같은 통화로 입력해 주세요',
    noSuchLine: (left) => `없는 품목입니다. 1부터 ${left}까지 입력해 주세요`,
    quantityNotLeft: (left) => `반품할 수 있는 수량을 넘었습니다. 남은 수량은 ${left}입니다`,
    alreadyAmended: () => '일부가 이미 환불되어 전체 취소를 할 수 없습니다. 환불로 처리해 주세요',
    alreadySettled: () => '이미 마감된 거래라 승인취소를 할 수 없습니다. 환불로 처리해 주세요',
    noCardToPayTo: () => '카드로 결제하지 않은 금액은 카드로 돌려줄 수 없습니다. 현금이나 계좌이체를 선택해 주세요',
    noDocument: () => '정정할 현금영수증이 없습니다',
    noInvoiceAsked: () =>
      '현금영수증만 취소하려면 먼저 세금계산서를 요청해 주세요. 돈을 돌려줄 때는 환불로 처리해 주세요',
    documentNotReady: () => '현금영수증이 아직 처리 중입니다. 끝난 뒤 다시 해 주세요',
  },
  zh: {
    unknownSale: () => '本机没有这个交易号，请核对小票上的号码',
    notPaid: () => '该交易未付款或已取消，没有可退的金额',
    nothingLeft: () => '该交易已全部退款',
    moreThanLeft: (left) => `超出可退金额，剩余可退 ${left}`,
    amountNotPositive: () => '金额必须大于零',
    wrongCurrency: () => '请使用与交易相同的币种',
    noSuchLine: (left) => `没有这一项商品，请输入 1 到 ${left}`,
    quantityNotLeft: (left) => `超出可退数量，剩余 ${left}`,
    alreadyAmended: () => '已有部分退款，不能整笔撤销，请改用退款',
    alreadySettled: () => '该交易已结算，不能撤销，请改用退款',
    noCardToPayTo: () => '不是刷卡支付的金额不能退到卡上，请选择现金或转账',
    noDocument: () => '没有可更正的现金收据',
    noInvoiceAsked: () => '只取消现金收据时，请先登记税务发票的申请；要退钱请办理退款',
    documentNotReady: () => '现金收据仍在处理，请稍后再试',
  },
  en: {
    unknownSale: () => 'there is no sale of this number in the journal; check the number on the receipt',
    notPaid: () => 'the sale was not paid, or was cancelled: there is nothing to give back',
    nothingLeft: () => 'everything of this sale was given back already',
    moreThanLeft: (left) => `that is more than can be given back; ${left} is left`,
    amountNotPositive: () => 'the amount must be more than zero',
    wrongCurrency: () => 'give the amount in the currency of the sale',
    noSuchLine: (left) => `there is no such item; expected 1 to ${left}`,
    quantityNotLeft: (left) => `so many are not left to be returned; ${left} are`,
    alreadyAmended: () => 'some of it was given back already, so it cannot be voided; refund the rest',
    alreadySettled: () => 'the card payment is settled, so it cannot be voided; refund it',
    noCardToPayTo: () => 'what was not paid by card cannot go back to one; choose cash or transfer',
    noDocument: () => 'there is no cash receipt to correct',
    noInvoiceAsked: () => 'to cancel the cash receipt alone, ask for an invoice first; to give money back, refund',
    documentNotReady: () => 'the cash receipt is still on its way; try again when it is through',
  },
}

/** What is wrong with what was asked for, and what to do instead. */
export function openingProblemText(problem: Refused, language: Language): string {
  return WORDS[language][problem.problem](leftOf(problem, language))
}

function leftOf(problem: Refused, language: Language): string {
  switch (problem.problem) {
    case 'moreThanLeft':
      return showMoney(problem.left, language)
    case 'quantityNotLeft':
      return String(problem.leftThousandths / 1000)
    case 'noSuchLine':
      return String(problem.lines)
    default:
      return ''
  }
}
