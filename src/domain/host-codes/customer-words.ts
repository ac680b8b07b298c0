/**
 * What the cashier says to the customer when a host has answered: polite, one sentence, nothing about the card that
 * others in the queue should not hear. Many codes share a sentence, so a code names it instead of holding it.
 */
import type { Language } from '../language.js'

type Sentence = Readonly<Record<Language, string>>

function sentence(ko: string, zh: string, en: string): Sentence {
  return { ko, zh, en }
}

export const CUSTOMER_WORDS = {
  done: sentence('결제가 완료되었습니다', '支付成功了', 'Your payment has gone through'),
  partly: sentence(
    '결제가 일부만 승인되어 나머지 금액은 다른 수단으로 부탁드립니다',
    '这张卡只支付了一部分，剩下的麻烦您换一种方式支付',
    'Only a part was approved, could you please pay the rest another way?',
  ),
  waiting: sentence(
    '결제 결과를 확인하고 있으니 잠시만 기다려 주시겠어요?',
    '正在确认支付结果，请您稍等一下',
    'We are checking whether your payment went through, one moment please',
  ),
  otherCard: sentence(
    '죄송하지만 다른 카드나 다른 결제 수단으로 부탁드립니다',
    '不好意思，麻烦您换张卡或换一种方式支付',
    'I am sorry, could you please try another card or pay another way?',
  ),
  askCardCompany: sentence(
    '죄송하지만 이 카드는 카드사에 문의하셔야 해서 다른 결제 수단으로 부탁드립니다',
    '不好意思，这张卡需要您联系发卡银行，这次麻烦换一种方式支付',
    'I am sorry, please contact your card company about this card and pay another way for now',
  ),
  balance: sentence(
    '죄송하지만 카드 잔액을 확인해 주시거나 다른 카드로 부탁드립니다',
    '不好意思，麻烦您看一下卡里的余额，或者换张卡支付',
    'I am sorry, could you please check your balance or use another card?',
  ),
  cardLimit: sentence(
    '죄송하지만 카드 한도를 확인해 주시거나 다른 카드로 부탁드립니다',
    '不好意思，麻烦您看一下卡的限额，或者换张卡支付',
    'I am sorry, could you please check your card limit or use another card?',
  ),
  expired: sentence(
    '죄송하지만 카드 유효기간을 확인해 주시거나 다른 카드로 부탁드립니다',
    '不好意思，麻烦您看一下卡的有效期，或者换张卡支付',
    'I am sorry, could you please check the expiry date or use another card?',
  ),
  pin: sentence(
    '비밀번호가 맞지 않는 것 같은데 다시 한번 입력해 주시겠어요?',
    '密码好像不对，麻烦您再输一次',
    'The PIN does not seem to match, could you please enter it once more?',
  ),
  pinUsedUp: sentence(
    '비밀번호 입력 횟수를 넘어 다른 카드로 부탁드립니다',
    '密码输入次数已用完，麻烦您换张卡支付',
    'The PIN can no longer be tried today, could you please use another card?',
  ),
  checkCard: sentence(
    '카드를 다시 한번 확인해 주시거나 다른 카드로 부탁드립니다',
    '麻烦您再看一下卡，或者换张卡试试',
    'Could you please check the card once more or try another one?',
  ),
  insertChip: sentence(
    '카드를 긁지 마시고 IC칩 쪽으로 꽂아 주시겠어요?',
    '麻烦您不要刷卡，把卡的芯片一端插进来',
    'Could you please insert the card with its chip instead of swiping it?',
  ),
  tryAgain: sentence(
    '죄송하지만 통신이 원활하지 않아 다시 한번 시도해 보겠습니다',
    '不好意思，刚才网络有点慢，我再帮您试一次',
    'I am sorry, the line is busy, let me try that once more',
  ),
  cardCompanyDown: sentence(
    '죄송하지만 카드사 연결이 원활하지 않아 다른 카드로 부탁드립니다',
    '不好意思，发卡银行的系统暂时连不上，麻烦您换张卡支付',
    'I am sorry, your card company cannot be reached just now, could you please use another card?',
  ),
  ourSide: sentence(
    '죄송하지만 저희 매장 쪽 문제라서 다른 결제 수단으로 부탁드립니다',
    '不好意思，是我们店里设备的问题，麻烦您换一种方式支付',
    'I am sorry, this is a problem on our side, could you please pay another way?',
  ),
  amount: sentence(
    '죄송하지만 금액을 다시 확인하고 진행해 드리겠습니다',
    '不好意思，我核对一下金额再给您操作',
    'I am sorry, let me check the amount and do that again',
  ),
  original: sentence(
    '원래 결제 내역을 확인하고 있으니 잠시만 기다려 주시겠어요?',
    '我核对一下原来的交易记录，请您稍等',
    'Let me look up the original payment, one moment please',
  ),
  dayClosing: sentence(
    '마감 처리 중이라 잠시만 기다려 주시겠어요?',
    '系统正在做日结，请您稍等一下',
    'The system is closing its day, one moment please',
  ),
} as const satisfies Record<string, Sentence>

export type CustomerSentence = keyof typeof CUSTOMER_WORDS
