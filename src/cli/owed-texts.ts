/** What lists of owed things say, in three languages. */
import type { Language } from '../domain/language.js'

export interface OwedTexts {
  readonly sale: string
  readonly settlement: string
  readonly invoice: string
  readonly dueBy: (moment: string, left: string) => string
  readonly late: (moment: string) => string
  readonly atRisk: (amount: string) => string
  readonly days: (days: number) => string
  readonly hours: (hours: number) => string
  readonly summary: (count: number, amount: string, atRisk: string) => string
  readonly document: Readonly<Record<'issue' | 'revoke', string>>
  readonly approval: (number: string, date: string) => string
  readonly notSent: string
  readonly taxSteps: Readonly<Record<string, string>>
  readonly nothing: string
  readonly settled: {
    readonly head: (batch: number, purchases: string, refunds: string) => string
    readonly steps: Readonly<Record<string, string>>
    readonly hostTotals: (purchases: string, refunds: string) => string
    readonly findings: Readonly<Record<'missingInFile' | 'unknownToTill' | 'amountDiffers', (what: string) => string>>
    readonly agreed: string
  }
}

export const OWED_TEXTS: Readonly<Record<Language, OwedTexts>> = {
  ko: {
    sale: '판매',
    settlement: '카드 마감',
    invoice: '계산서',
    dueBy: (moment, left) => `기한 ${moment} (${left} 남음)`,
    late: (moment) => `기한 ${moment} 지남`,
    atRisk: (amount) => `미발급 시 가산세 ${amount}`,
    days: (days) => `${days}일`,
    hours: (hours) => `${hours}시간`,
    summary: (count, amount, atRisk) => `미발급 ${count}건, 합계 ${amount}, 가산세 위험 ${atRisk}`,
    document: { issue: '현금영수증 발급', revoke: '현금영수증 취소' },
    approval: (number, date) => `승인번호 ${number} (${date})`,
    notSent: '아직 발급되지 않음',
    taxSteps: {
      submitting: '전송 중',
      querying: '처리 여부 조회 중',
      deferred: '전송 대기',
      unanswered: '처리 여부 확인 필요',
      refused: '거절됨, 담당자 확인 필요',
      rejected: '국세청 반려, 담당자 확인 필요',
      unconfirmed: '국세청 확인 없음',
      postponed: '원거래 전송 대기',
      awaitingDocument: '원 영수증 발급 대기',
      held: '환불 대기',
      byHand: '담당자 직접 처리',
      invoiceOwed: '세금계산서 발급 대기',
    },
    nothing: '미발급 현금영수증이 없습니다.',
    settled: {
      head: (batch, purchases, refunds) => `마감 ${batch}  승인 ${purchases}  환불 ${refunds}`,
      steps: {
        settling: '카드사와 합계를 맞추는 중입니다',
        settlingAgain: '응답이 없어 다시 시도합니다',
        uploading: '합계가 달라 거래 내역을 다시 보냅니다',
        uploadAgain: '거래 내역을 다시 보냅니다',
        closing: '거래 내역으로 마감하는 중입니다',
        closingAgain: '응답이 없어 다시 시도합니다',
        fetching: '정산 파일을 받는 중입니다',
        awaitingFile: '카드사에서 마감되었고 정산 파일을 기다립니다',
        agreed: '정산 파일이 단말기 기록과 같습니다',
        differs: '정산 파일이 단말기 기록과 다릅니다',
        outOfBalance: '합계가 카드사와 다릅니다',
        refused: '카드사가 마감을 거절했습니다',
        settledByPerson: '담당자가 처리했습니다',
      },
      hostTotals: (purchases, refunds) => `카드사 합계  승인 ${purchases}  환불 ${refunds}`,
      findings: {
        missingInFile: (what) => `정산 파일에 없음: ${what}`,
        unknownToTill: (what) => `단말기에 없음: ${what}`,
        amountDiffers: (what) => `금액이 다름: ${what}`,
      },
      agreed: '모두 일치합니다',
    },
  },
  zh: {
    sale: '销售',
    settlement: '结算',
    invoice: '发票',
    dueBy: (moment, left) => `期限 ${moment}（剩余 ${left}）`,
    late: (moment) => `已超过期限 ${moment}`,
    atRisk: (amount) => `逾期罚款 ${amount}`,
    days: (days) => `${days} 天`,
    hours: (hours) => `${hours} 小时`,
    summary: (count, amount, atRisk) => `未开具 ${count} 笔，合计 ${amount}，罚款风险 ${atRisk}`,
    document: { issue: '开具现金收据', revoke: '冲销现金收据' },
    approval: (number, date) => `批准号 ${number}（${date}）`,
    notSent: '尚未开具',
    taxSteps: {
      submitting: '提交中',
      querying: '查询中',
      deferred: '等待提交',
      unanswered: '需核实是否已处理',
      refused: '被拒绝，需负责人处理',
      rejected: '被税务机关退回，需负责人处理',
      unconfirmed: '税务机关尚未确认',
      postponed: '等待原收据送达',
      awaitingDocument: '等待原收据开具',
      held: '等待退款',
      byHand: '由负责人自行办理',
      invoiceOwed: '等待开具税务发票',
    },
    nothing: '没有未开具的现金收据。',
    settled: {
      head: (batch, purchases, refunds) => `批次 ${batch}  消费 ${purchases}  退货 ${refunds}`,
      steps: {
        settling: '正在与收单机构对账',
        settlingAgain: '没有应答，正在重试',
        uploading: '合计不符，正在上送明细',
        uploadAgain: '正在重新上送明细',
        closing: '按明细结算中',
        closingAgain: '没有应答，正在重试',
        fetching: '正在获取结算文件',
        awaitingFile: '已结算，等待结算文件',
        agreed: '结算文件与本机记录一致',
        differs: '结算文件与本机记录不一致',
        outOfBalance: '合计与收单机构不符',
        refused: '结算被拒绝',
        settledByPerson: '已由负责人处理',
      },
      hostTotals: (purchases, refunds) => `收单机构合计  消费 ${purchases}  退货 ${refunds}`,
      findings: {
        missingInFile: (what) => `结算文件中没有: ${what}`,
        unknownToTill: (what) => `本机没有: ${what}`,
        amountDiffers: (what) => `金额不符: ${what}`,
      },
      agreed: '全部一致',
    },
  },
  en: {
    sale: 'Sale',
    settlement: 'Settlement',
    invoice: 'Invoice',
    dueBy: (moment, left) => `due by ${moment} (${left} left)`,
    late: (moment) => `was due by ${moment}`,
    atRisk: (amount) => `penalty if it is not issued: ${amount}`,
    days: (days) => `${days} days`,
    hours: (hours) => `${hours} hours`,
    summary: (count, amount, atRisk) => `${count} owed, ${amount} in all, penalty at risk ${atRisk}`,
    document: { issue: 'cash receipt', revoke: 'cancellation of a cash receipt' },
    approval: (number, date) => `approval ${number} (${date})`,
    notSent: 'not issued yet',
    taxSteps: {
      submitting: 'being sent',
      querying: 'being asked after',
      deferred: 'waiting to be sent',
      unanswered: 'not known whether it was taken',
      refused: 'refused: a person has to see to it',
      rejected: 'rejected by the tax office: a person has to see to it',
      unconfirmed: 'not a word from the tax office',
      postponed: 'waiting for the original to reach the tax office',
      awaitingDocument: 'waiting for the original to be issued',
      held: 'waiting for the money to be given back',
      byHand: 'to be done by a person',
      invoiceOwed: 'a tax invoice is to be issued instead',
    },
    nothing: 'No cash receipt is owed.',
    settled: {
      head: (batch, purchases, refunds) => `batch ${batch}  purchases ${purchases}  refunds ${refunds}`,
      steps: {
        settling: 'Comparing totals with the card host',
        settlingAgain: 'No answer came; it is tried again',
        uploading: 'The totals differ: sending every payment again',
        uploadAgain: 'Sending a payment again',
        closing: 'Closing the batch on what was sent',
        closingAgain: 'No answer came; it is tried again',
        fetching: 'Fetching the settlement file',
        awaitingFile: 'Closed at the host; its file is not there yet',
        agreed: 'The settlement file agrees with the terminal',
        differs: 'The settlement file differs from the terminal',
        outOfBalance: 'The totals differ from the host’s',
        refused: 'The host refused to settle',
        settledByPerson: 'Settled by a person',
      },
      hostTotals: (purchases, refunds) => `the host counted  purchases ${purchases}  refunds ${refunds}`,
      findings: {
        missingInFile: (what) => `not in the file: ${what}`,
        unknownToTill: (what) => `not in the terminal: ${what}`,
        amountDiffers: (what) => `another amount: ${what}`,
      },
      agreed: 'everything agrees',
    },
  },
}
