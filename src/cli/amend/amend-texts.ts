/** What the command line says about sales that are taken back, exchanged and corrected, in three languages. */
import type { AmendmentKind } from '../../domain/amendment-record.js'
import type { Language } from '../../domain/language.js'

export interface AmendTexts {
  readonly kinds: Readonly<Record<AmendmentKind, string>>
  /** By the step of the money; what is not here is not said. */
  readonly money: Readonly<Record<string, string>>
  readonly tax: Readonly<Record<string, string>>
  readonly paper: Readonly<Record<string, string>>
  readonly halfWay: Readonly<Record<'cancelledNotReissued' | 'reissuedNotCancelled', string>>
  readonly givenBack: (amount: string, way: string) => string
  readonly ways: Readonly<Record<'card' | 'cash' | 'transfer', string>>
  /** The cash receipt cannot be cancelled here any more. */
  readonly revocationOver: (moment: string) => string
  readonly confirmOnce: (amount: string) => string
  readonly confirmTwice: string
  readonly notTheSame: string
  readonly handedOver: (amount: string) => string
  readonly next: (command: string) => string
  /** An exchange, once what had to move has. */
  readonly exchanged: string
  readonly exchangeSale: (saleId: string, due: string) => string
}

export const AMEND_TEXTS: Readonly<Record<Language, AmendTexts>> = {
  ko: {
    kinds: {
      void: '승인취소',
      refund: '환불',
      return: '반품',
      exchange: '교환',
      correction: '현금영수증 정정',
      refusal: '환불 불가 안내',
    },
    money: {
      exchanging: '교환할 상품의 결제를 기다립니다',
      handingOver: '현금을 고객에게 돌려주세요',
      transferring: '계좌로 환불해야 합니다',
      sending: '카드 환불을 요청하는 중입니다',
      inquiring: '응답이 없어 카드사에 처리 여부를 조회합니다',
      waiting: '카드사 응답을 기다리며 계속 다시 시도합니다',
      refused: '카드사가 환불을 거절했습니다',
      settled: '환불이 끝났습니다',
      calledOff: '처리하지 않고 취소했습니다',
    },
    tax: {
      held: '돈을 돌려준 뒤 현금영수증을 정리합니다',
      awaitingDocument: '원래 현금영수증이 발급되기를 기다립니다',
      submitting: '현금영수증을 정리하는 중입니다',
      querying: '응답이 없어 처리 여부를 조회합니다',
      deferred: '현금영수증 전송을 기다리고 있습니다',
      unanswered: '현금영수증 처리 여부를 아직 알 수 없습니다',
      postponed: '원거래가 국세청에 전송된 뒤 취소합니다',
      refused: '현금영수증 처리가 거절되었습니다',
      byHand: '담당자가 직접 처리해야 합니다',
      issued: '현금영수증을 정리했습니다',
      confirmed: '국세청에서 확인했습니다',
      rejected: '국세청에서 반려했습니다',
      unconfirmed: '국세청의 확인이 없습니다',
      settledByPerson: '담당자가 처리했습니다',
    },
    paper: {
      sending: '전표를 출력하는 중입니다',
      paused: '프린터가 멈췄습니다',
      confirmed: '전표가 출력되었습니다',
      failed: '전표를 출력하지 못했습니다',
      owed: '전표를 아직 드리지 못했습니다',
      unknown: '전표가 나왔는지 알 수 없습니다',
    },
    halfWay: {
      cancelledNotReissued: '취소는 되었고 아직 다시 발급되지 않았습니다',
      reissuedNotCancelled: '다시 발급되었고 원래 것은 아직 취소되지 않았습니다',
    },
    givenBack: (amount, way) => `${way} ${amount}`,
    ways: { card: '카드', cash: '현금', transfer: '계좌이체' },
    revocationOver: (moment) =>
      `! 현금영수증 취소 기한(${moment})이 지났습니다 – 환불 후 홈택스에서 현금영수증을 직접 취소해 주세요`,
    confirmOnce: (amount) => `돌려줄 금액 ${amount}. 금액을 다시 입력해 주세요: `,
    confirmTwice: '한 번 더 입력해 주세요: ',
    notTheSame: '금액이 다릅니다. 아무것도 처리하지 않았습니다',
    handedOver: (amount) => `${amount}을 고객에게 드렸습니까? [y/n] `,
    next: (command) => `이어서: ${command}`,
    exchanged: '교환이 끝났습니다',
    exchangeSale: (saleId, due) => `교환 거래 ${saleId}, 더 받을 금액 ${due}`,
  },
  zh: {
    kinds: {
      void: '消费撤销',
      refund: '退款',
      return: '退货',
      exchange: '换货',
      correction: '现金收据更正',
      refusal: '不予退款说明',
    },
    money: {
      exchanging: '等待支付换货商品',
      handingOver: '请将现金退给顾客',
      transferring: '需要通过转账退款',
      sending: '正在向银行卡系统申请退款',
      inquiring: '没有收到应答，正在查询是否已处理',
      waiting: '等待应答，系统会继续重试',
      refused: '退款被拒绝',
      settled: '退款已完成',
      calledOff: '已取消，未作任何处理',
    },
    tax: {
      held: '退款后再处理现金收据',
      awaitingDocument: '等待原现金收据开具',
      submitting: '正在处理现金收据',
      querying: '没有收到应答，正在查询',
      deferred: '现金收据等待提交',
      unanswered: '尚不清楚现金收据是否已处理',
      postponed: '原收据送达税务机关后再冲销',
      refused: '现金收据处理被拒绝',
      byHand: '需由负责人自行办理',
      issued: '现金收据已处理',
      confirmed: '税务机关已确认',
      rejected: '被税务机关退回',
      unconfirmed: '税务机关尚未确认',
      settledByPerson: '已由负责人处理',
    },
    paper: {
      sending: '正在打印凭条',
      paused: '打印机已暂停',
      confirmed: '凭条已打印',
      failed: '凭条未能打印',
      owed: '凭条尚未交给顾客',
      unknown: '不清楚凭条是否已打印',
    },
    halfWay: {
      cancelledNotReissued: '已冲销，尚未重新开具',
      reissuedNotCancelled: '已重新开具，原收据尚未冲销',
    },
    givenBack: (amount, way) => `${way} ${amount}`,
    ways: { card: '银行卡', cash: '现金', transfer: '转账' },
    revocationOver: (moment) => `! 现金收据已过撤销期限（${moment}）– 退款后请到税务局网站（홈택스）自行撤销`,
    confirmOnce: (amount) => `退还金额 ${amount}，请再输入一次金额: `,
    confirmTwice: '请再确认一次: ',
    notTheSame: '两次金额不一致，未作任何处理',
    handedOver: (amount) => `已将 ${amount} 交给顾客？[y/n] `,
    next: (command) => `下一步: ${command}`,
    exchanged: '换货已完成',
    exchangeSale: (saleId, due) => `换货交易 ${saleId}，还需支付 ${due}`,
  },
  en: {
    kinds: {
      void: 'Void',
      refund: 'Refund',
      return: 'Return',
      exchange: 'Exchange',
      correction: 'Cash receipt correction',
      refusal: 'Refund refused',
    },
    money: {
      exchanging: 'Waiting for the goods given to be paid for',
      handingOver: 'Please give the cash back',
      transferring: 'The money has to be transferred back',
      sending: 'Asking the card network to give the money back',
      inquiring: 'No answer came. Asking what became of it',
      waiting: 'Waiting for the card network; it keeps being tried',
      refused: 'The card network refused the refund',
      settled: 'The money is given back',
      calledOff: 'Called off, nothing was done',
    },
    tax: {
      held: 'The cash receipt follows when the money is given back',
      awaitingDocument: 'Waiting for the original cash receipt to be issued',
      submitting: 'Putting the cash receipt right',
      querying: 'No answer came. Asking what became of it',
      deferred: 'The cash receipt is waiting to be sent',
      unanswered: 'Not known yet what became of the cash receipt',
      postponed: 'It is cancelled once the original has reached the tax office',
      refused: 'The cash receipt service refused it',
      byHand: 'A person has to see to the cash receipt',
      issued: 'The cash receipt is put right',
      confirmed: 'The tax office took it',
      rejected: 'The tax office rejected it',
      unconfirmed: 'The tax office has not said a word',
      settledByPerson: 'Settled by a person',
    },
    paper: {
      sending: 'Printing the slip',
      paused: 'The printer paused',
      confirmed: 'The slip is printed',
      failed: 'The slip could not be printed',
      owed: 'The slip is still owed',
      unknown: 'It is not known whether the slip came out',
    },
    halfWay: {
      cancelledNotReissued: 'cancelled, and not reissued yet',
      reissuedNotCancelled: 'reissued, and the wrong one not cancelled yet',
    },
    givenBack: (amount, way) => `${way} ${amount}`,
    ways: { card: 'card', cash: 'cash', transfer: 'transfer' },
    revocationOver: (moment) =>
      `! The cash receipt could only be cancelled until ${moment} – after the refund, cancel it yourself on the tax office’s site (홈택스)`,
    confirmOnce: (amount) => `To give back: ${amount}. Enter the amount again: `,
    confirmTwice: 'And once more: ',
    notTheSame: 'The amounts differ. Nothing was done.',
    handedOver: (amount) => `Is ${amount} back in the customer’s hand? [y/n] `,
    next: (command) => `next: ${command}`,
    exchanged: 'The exchange is done',
    exchangeSale: (saleId, due) => `Exchange sale ${saleId}, still to pay ${due}`,
  },
}
