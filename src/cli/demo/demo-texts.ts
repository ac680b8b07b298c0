/** What the demonstration says between its scenes. */
import type { Language } from '../../domain/language.js'

interface DemoTexts {
  readonly world: string
  readonly scenes: {
    readonly card: string
    readonly cash: string
    readonly lostReply: string
    readonly lostRequest: string
    readonly taxDown: string
    readonly taxBack: string
    readonly powerCut: string
    readonly restart: string
    readonly china: string
    readonly elsewhere: string
  }
  readonly paperOut: string
  readonly paperIn: string
  readonly killed: (pid: number) => string
  readonly books: string
  readonly captured: (host: string, sales: string) => string
  readonly documents: (issued: number, owedOn: number) => string
  readonly papers: (count: number, folder: string) => string
  readonly agree: string
  readonly disagree: string
}

export const DEMO_TEXTS: Readonly<Record<Language, DemoTexts>> = {
  en: {
    world: 'The world outside the till, on this machine:',
    scenes: {
      card: 'A card sale, confirmed on paper',
      cash: 'Cash with a cash receipt, and the paper runs out in the middle',
      lostReply: 'The host approves, but its answer is lost',
      lostRequest: 'The request itself is lost: it is reversed, and the customer pays in cash',
      taxDown: 'The tax gateway is down: the receipt prints as pending',
      taxBack: 'The tax gateway is back: what was owed is issued',
      powerCut: 'The till is killed (kill -9) while the host is approving',
      restart: 'The till starts again and asks before it acts',
      china: 'A shop in China',
      elsewhere: 'A shop elsewhere',
    },
    paperOut: '(the roll runs out)',
    paperIn: '(the cashier puts in a new roll)',
    killed: (pid) => `(process ${pid} was killed)`,
    books: 'The world’s own books against the till’s',
    captured: (host, sales) => `card host captured ${host}; paid by card in the journal ${sales}`,
    documents: (issued, owedOn) => `tax documents issued ${issued}; sales that needed one ${owedOn}`,
    papers: (count, folder) => `receipts on paper ${count}, drawn in ${folder}`,
    agree: 'They agree, and nothing is owed to anybody.',
    disagree: 'They do NOT agree.',
  },
  ko: {
    world: '이 컴퓨터에서 돌아가는 단말기 바깥 세상:',
    scenes: {
      card: '카드 판매, 종이에 나온 것까지 확인',
      cash: '현금과 현금영수증, 출력 중에 용지가 떨어짐',
      lostReply: '카드사는 승인했지만 응답이 사라짐',
      lostRequest: '요청 자체가 사라짐: 망취소하고 현금으로 결제',
      taxDown: '현금영수증 서버가 멈춤: 전송대기로 출력',
      taxBack: '현금영수증 서버가 돌아옴: 밀린 것을 발급',
      powerCut: '카드사가 승인하는 사이 단말기가 죽음 (kill -9)',
      restart: '단말기가 다시 켜져, 행동하기 전에 먼저 물어봄',
      china: '중국 매장',
      elsewhere: '다른 나라 매장',
    },
    paperOut: '(용지가 떨어졌습니다)',
    paperIn: '(직원이 새 용지를 넣었습니다)',
    killed: (pid) => `(프로세스 ${pid}번을 강제로 죽였습니다)`,
    books: '바깥 세상의 장부와 단말기의 장부 비교',
    captured: (host, sales) => `카드사 매입액 ${host}, 단말기 기록의 카드 결제액 ${sales}`,
    documents: (issued, owedOn) => `발급된 현금영수증 ${issued}건, 발급이 필요했던 판매 ${owedOn}건`,
    papers: (count, folder) => `종이 영수증 ${count}장, 그림은 ${folder}`,
    agree: '장부가 서로 맞고, 남은 일이 없습니다.',
    disagree: '장부가 서로 맞지 않습니다.',
  },
  zh: {
    world: '终端之外的世界，都在这台电脑上：',
    scenes: {
      card: '刷卡销售，确认小票已打出',
      cash: '现金加现金收据，打印到一半没纸了',
      lostReply: '收单行已授权，但应答丢失',
      lostRequest: '请求本身丢失：冲正后顾客改付现金',
      taxDown: '税务网关停机：小票按待发送打印',
      taxBack: '税务网关恢复：补开欠下的收据',
      powerCut: '收单行授权途中终端被强行结束（kill -9）',
      restart: '终端重新启动，先查询再行动',
      china: '中国门店',
      elsewhere: '其他国家的门店',
    },
    paperOut: '（纸用完了）',
    paperIn: '（店员换上了新纸卷）',
    killed: (pid) => `（进程 ${pid} 被强行结束）`,
    books: '外部世界的账与终端的账对比',
    captured: (host, sales) => `收单行入账 ${host}；终端记录的刷卡金额 ${sales}`,
    documents: (issued, owedOn) => `已开具收据 ${issued} 份；需要开具的销售 ${owedOn} 笔`,
    papers: (count, folder) => `纸质小票 ${count} 张，图片在 ${folder}`,
    agree: '账目一致，没有任何未办事项。',
    disagree: '账目不一致。',
  },
}
