/**
 * What is said at the counter when a promise fails, in the three languages the counter speaks. Every failure has its
 * words in each of them, and the compiler refuses a catalogue entry without.
 */
import type { FailureCode } from './failures.js'
import type { Language } from './language.js'

/** What to tell a person: what happened, and what to do about it. */
export interface FailureWords {
  readonly what: string
  readonly remedy: string
}

export function failureWords(code: FailureCode, language: Language): FailureWords {
  return FAILURE_WORDS[code][language]
}

type Spoken = Readonly<Record<Language, FailureWords>>

function spoken(
  ko: readonly [what: string, remedy: string],
  zh: readonly [what: string, remedy: string],
  en: readonly [what: string, remedy: string],
): Spoken {
  return {
    ko: { what: ko[0], remedy: ko[1] },
    zh: { what: zh[0], remedy: zh[1] },
    en: { what: en[0], remedy: en[1] },
  }
}

export const FAILURE_WORDS: Readonly<Record<FailureCode, Spoken>> = {
  // Card reader
  'reader.unreachable': spoken(
    ['카드 단말기가 연결되지 않았습니다', '단말기 전원과 케이블을 확인한 뒤 다시 시도해 주세요'],
    ['读卡器未连接', '请检查读卡器的电源和连接线，然后重试'],
    ['The card reader is not connected', 'Check its power and cable, then try again'],
  ),
  'reader.linkLost': spoken(
    ['카드 단말기 연결이 끊어졌습니다', '케이블을 확인한 뒤 카드를 다시 읽혀 주세요'],
    ['与读卡器的连接已中断', '请检查连接线，然后重新读卡'],
    ['The connection to the card reader was lost', 'Check the cable, then present the card again'],
  ),
  'reader.chipUnreadable': spoken(
    ['IC칩을 읽지 못했습니다', '카드를 뺐다가 다시 꽂아 주세요'],
    ['无法读取芯片', '请拔出卡片，重新插入'],
    ['The chip could not be read', 'Take the card out and insert it again'],
  ),
  'reader.tapUnreadable': spoken(
    ['터치 결제가 인식되지 않았습니다', '카드를 다시 대거나 단말기에 꽂아 주세요'],
    ['感应读卡失败', '请重新贴卡，或将卡片插入读卡器'],
    ['The tap could not be read', 'Tap again, or insert the card'],
  ),
  'reader.stripeUnreadable': spoken(
    ['마그네틱을 읽지 못했습니다', '카드를 천천히 다시 긁어 주세요'],
    ['无法读取磁条', '请平稳地重新刷卡'],
    ['The magnetic stripe could not be read', 'Swipe the card again, slowly and evenly'],
  ),
  'reader.chipRequired': spoken(
    ['IC칩이 있는 카드입니다', '긁지 말고 단말기에 꽂아 주세요'],
    ['此卡带有芯片', '请勿刷磁条，请将卡片插入读卡器'],
    ['This card has a chip', 'Insert the card instead of swiping it'],
  ),
  'reader.cancelledByCustomer': spoken(
    ['고객이 카드 결제를 취소했습니다', '결제 수단을 다시 확인해 주세요'],
    ['顾客取消了刷卡', '请与顾客确认付款方式'],
    ['The customer cancelled the card payment', 'Ask how they would like to pay'],
  ),
  'reader.timeout': spoken(
    ['시간 안에 카드가 읽히지 않았습니다', '고객에게 안내한 뒤 다시 시도해 주세요'],
    ['等待刷卡超时', '请提醒顾客出示卡片，然后重试'],
    ['No card was presented in time', 'Ask the customer for the card and try again'],
  ),
  // The terminal itself
  'terminal.restarted': spoken(
    ['단말기가 다시 시작되어 카드 읽기가 중단되었습니다', '결제 방법을 다시 골라 주세요'],
    ['终端重新启动，读卡已中断', '请重新选择付款方式'],
    ['The terminal restarted while it waited for a card', 'Choose how to pay again'],
  ),
  // Acquirer host
  'host.unreachable': spoken(
    ['카드 승인 서버에 연결할 수 없습니다', '잠시 뒤 다시 하시거나 다른 방법으로 결제해 주세요'],
    ['无法连接银行卡授权系统', '请稍后再试，或改用其他方式付款'],
    ['The card network cannot be reached', 'Try again in a moment, or pay another way'],
  ),
  'host.noAnswer': spoken(
    ['카드사 응답을 받지 못했습니다', '결제되지 않도록 취소하는 중이니 다시 결제해 주세요'],
    ['没有收到收单行的应答', '这笔扣款正在撤回，请重新付款'],
    ['The card company did not answer', 'The charge is being taken back, please pay again'],
  ),
  'host.systemMalfunction': spoken(
    ['카드 승인 시스템에 장애가 있습니다', '자동으로 다시 시도하니 잠시 기다려 주세요'],
    ['银行卡授权系统发生故障', '系统会自动重试，请稍候'],
    ['The card network has a fault', 'Please wait, the terminal keeps trying'],
  ),
  'host.issuerUnavailable': spoken(
    ['카드사가 응답하지 않습니다', '잠시 후 다시 시도하거나 다른 카드로 결제해 주세요'],
    ['发卡银行无响应', '请稍后再试，或换一张卡'],
    ['The card issuer is not answering', 'Try again shortly, or use another card'],
  ),
  'host.declined': spoken(
    ['카드사에서 승인을 거절했습니다', '다른 카드나 다른 결제 수단을 이용해 주세요'],
    ['发卡银行拒绝了这笔交易', '请换一张卡，或使用其他付款方式'],
    ['The card was declined', 'Use another card or another way to pay'],
  ),
  'host.contactIssuer': spoken(
    ['카드사 확인이 필요한 카드입니다', '카드사에 문의하거나 다른 카드로 결제해 주세요'],
    ['此卡需与发卡银行确认', '请联系发卡银行，或换一张卡'],
    ['The card issuer asks to be contacted', 'Call the card issuer, or use another card'],
  ),
  'host.limitExceeded': spoken(
    ['카드 이용 한도를 초과했습니다', '다른 카드를 이용하거나 나누어 결제해 주세요'],
    ['超出此卡的消费限额', '请换一张卡，或分次付款'],
    ['The amount is over the card limit', 'Use another card or split the payment'],
  ),
  'host.insufficientFunds': spoken(
    ['잔액이 부족합니다', '다른 카드나 다른 결제 수단을 이용해 주세요'],
    ['余额不足', '请换一张卡，或使用其他付款方式'],
    ['There are not enough funds on the card', 'Use another card or another way to pay'],
  ),
  'host.cardExpired': spoken(
    ['유효기간이 지난 카드입니다', '다른 카드로 결제해 주세요'],
    ['此卡已过有效期', '请换一张卡'],
    ['The card has expired', 'Use another card'],
  ),
  'host.cardInvalid': spoken(
    ['사용할 수 없는 카드입니다', '카드를 확인하거나 다른 카드로 결제해 주세요'],
    ['此卡无效', '请检查卡片，或换一张卡'],
    ['The card is not valid', 'Check the card, or use another one'],
  ),
  'host.wrongPin': spoken(
    ['비밀번호가 맞지 않습니다', '비밀번호를 다시 입력해 주세요'],
    ['密码错误', '请重新输入密码'],
    ['The PIN is wrong', 'Enter the PIN again'],
  ),
  'host.cardLostOrStolen': spoken(
    ['이 카드로는 결제할 수 없습니다', '관리자를 부르고 다른 결제 수단을 안내해 주세요'],
    ['此卡不能用于付款', '请通知店长，并请顾客使用其他付款方式'],
    ['This card cannot be used', 'Call the manager and offer another way to pay'],
  ),
  'host.notPermitted': spoken(
    ['이 카드로 할 수 없는 거래입니다', '다른 카드나 다른 결제 수단을 이용해 주세요'],
    ['此卡不支持这类交易', '请换一张卡，或使用其他付款方式'],
    ['This card does not allow this kind of payment', 'Use another card or another way to pay'],
  ),
  'host.amountInvalid': spoken(
    ['결제 금액이 올바르지 않습니다', '금액을 확인하고 다시 입력해 주세요'],
    ['付款金额不正确', '请核对金额后重新输入'],
    ['The amount is not valid', 'Check the amount and enter it again'],
  ),
  'host.merchantInvalid': spoken(
    ['가맹점 정보가 등록되어 있지 않습니다', '관리자에게 알리고 VAN사에 문의해 주세요'],
    ['商户信息未登记', '请店长联系收单机构'],
    ['The shop is not registered for card payments', 'The manager should call the payment provider'],
  ),
  'host.formatError': spoken(
    ['승인 서버가 요청을 해석하지 못했습니다', '관리자에게 알리고 단말기 관리 업체에 문의해 주세요'],
    ['授权系统无法识别请求', '请店长联系终端维护商'],
    ['The card network did not understand the request', 'The manager should call terminal support'],
  ),
  'host.duplicate': spoken(
    ['이미 접수된 거래입니다', '다시 결제하지 말고 관리자에게 승인 내역 확인을 요청해 주세요'],
    ['这笔交易已受理过', '请勿重复收款，请店长核对交易记录'],
    ['This payment was already received', 'Do not charge again; the manager should check the record'],
  ),
  'host.reversalRefused': spoken(
    ['승인 취소가 거절되었습니다', '관리자에게 알리고 VAN사에 취소를 요청해 주세요'],
    ['撤销交易被拒绝', '请店长联系收单机构办理撤销'],
    ['The payment could not be reversed', 'The manager should ask the payment provider to reverse it'],
  ),
  'host.reversalUnanswered': spoken(
    ['승인 취소가 아직 확인되지 않았습니다', '계속 다시 보내는 중이니 관리자가 VAN사에 확인해 주세요'],
    ['撤销交易尚未得到确认', '系统仍在重发，请店长向收单机构核实'],
    ['The reversal has still not been acknowledged', 'It keeps being sent; ask the payment provider as well'],
  ),
  'host.partiallyApproved': spoken(
    ['금액의 일부만 승인되었습니다', '나머지 금액의 결제 방법을 고객에게 물어봐 주세요'],
    ['只批准了部分金额', '请询问顾客如何支付余额'],
    ['Only part of the amount was approved', 'Ask how the customer will pay the rest'],
  ),
  'host.alreadySettled': spoken(
    ['이미 마감된 거래라 취소 대신 환불로 처리합니다', '그대로 기다려 주세요'],
    ['该交易已结算，改为退货处理', '请稍候'],
    ['The payment is settled already, so it is refunded instead', 'Please wait'],
  ),
  'host.alreadyTakenBack': spoken(
    ['이미 취소되었거나 환불된 거래입니다', '다시 환불하지 말고 관리자가 내역을 확인해 주세요'],
    ['该交易已撤销或退货', '请勿重复退款，请店长核对记录'],
    ['This payment was already voided or refunded', 'Do not refund again; the manager should check the record'],
  ),
  'host.overRefunded': spoken(
    ['환불할 수 있는 금액을 넘었습니다', '남은 금액을 확인하고 다시 입력해 주세요'],
    ['超出可退金额', '请核对剩余可退金额后重新输入'],
    ['That is more than can still be refunded', 'Check what remains and enter the amount again'],
  ),
  'host.originalMissing': spoken(
    ['카드사에서 원거래를 찾지 못했습니다', '다른 방법으로 환불하거나 VAN사에 문의해 주세요'],
    ['收单机构找不到原交易', '请改用其他方式退款，或联系收单机构'],
    ['The card network does not find the original payment', 'Refund another way, or ask the payment provider'],
  ),
  'host.outOfBalance': spoken(
    ['마감 합계가 카드사와 다릅니다', '관리자가 차이 나는 거래를 확인해 주세요'],
    ['结算合计与收单机构不符', '请店长核对有差异的交易'],
    ['The settlement totals differ from the host', 'The manager should check the payments that differ'],
  ),
  'host.notSignedOn': spoken(
    ['단말기가 승인 서버에 개시되지 않았습니다', '자동으로 다시 개시하니 잠시 기다려 주세요'],
    ['终端尚未签到', '系统会自动重新签到，请稍候'],
    ['The terminal is not signed on to the card network', 'Please wait, it signs on again by itself'],
  ),
  'host.settlementFileMissing': spoken(
    ['카드사의 정산 파일이 아직 없습니다', '나중에 다시 받아 주세요'],
    ['收单机构尚未提供结算文件', '请稍后重新获取'],
    ['The acquirer has no settlement file yet', 'Fetch it again later'],
  ),
  'host.settlementFileUnreadable': spoken(
    ['카드사의 정산 파일이 손상됐거나 형식이 다릅니다', '카드사에 파일을 다시 만들어 달라고 요청해 주세요'],
    ['收单机构的结算文件损坏或格式不符', '请联系收单机构重新提供文件'],
    ['The settlement file of the acquirer is damaged', 'Ask the acquirer for a new file'],
  ),
  // Money that is not a card
  'transfer.notReceived': spoken(
    ['입금이 확인되지 않았습니다', '고객의 이체 내역을 확인하고 다시 조회해 주세요'],
    ['尚未收到转账', '请顾客查看转账记录，然后再次查询'],
    ['The transfer has not arrived', 'Ask to see the transfer and check again'],
  ),
  // Tax authority and its gateway
  'tax.gatewayUnreachable': spoken(
    ['현금영수증 발급 서버에 연결할 수 없습니다', '자동으로 다시 전송하니 대기 상태로 두셔도 됩니다'],
    ['无法连接现金收据开具系统', '系统会自动重新提交，无需操作'],
    ['The cash receipt service cannot be reached', 'No action needed, it will be sent again automatically'],
  ),
  'tax.gatewayOverloaded': spoken(
    ['현금영수증 발급이 지연되고 있습니다', '자동으로 다시 전송하니 대기 상태로 두셔도 됩니다'],
    ['现金收据开具系统繁忙', '系统会自动重新提交，无需操作'],
    ['The cash receipt service is busy', 'No action needed, it will be sent again automatically'],
  ),
  'tax.maintenance': spoken(
    ['현금영수증 시스템이 점검 중입니다', '점검이 끝나면 자동으로 발급됩니다'],
    ['现金收据系统正在维护', '维护结束后会自动开具'],
    ['The cash receipt system is under maintenance', 'It will be issued automatically afterwards'],
  ),
  'tax.identifierRejected': spoken(
    ['현금영수증을 발급할 수 없는 번호입니다', '번호를 다시 입력하거나 자진발급해 주세요'],
    ['该号码无法开具现金收据', '请重新输入号码，或由商户自行开具'],
    ['A cash receipt cannot be issued to this number', 'Enter it again, or issue one without a number'],
  ),
  'tax.wrongUse': spoken(
    ['발급 용도가 맞지 않습니다', '소득공제용과 지출증빙용 중 다시 선택해 주세요'],
    ['收据用途不符', '请重新选择个人抵扣或企业支出凭证'],
    ['The receipt was issued for the wrong use', 'Choose personal deduction or business expense again'],
  ),
  'tax.amountMismatch': spoken(
    ['공급가액과 부가세의 합계가 맞지 않습니다', '관리자에게 알리고 금액을 확인한 뒤 다시 발급해 주세요'],
    ['供应额与增值税合计不符', '请店长核对金额后重新开具'],
    ['The supply value and VAT do not add up', 'The manager should correct the amounts and reissue'],
  ),
  'tax.merchantRestricted': spoken(
    ['현금영수증 발급이 제한된 사업자입니다', '관리자에게 알리고 관할 세무서에 문의해 주세요'],
    ['商户的现金收据开具受限', '请店长咨询主管税务机关'],
    ['The shop is barred from issuing cash receipts', 'The manager should contact the tax office'],
  ),
  'tax.merchantUnregistered': spoken(
    ['현금영수증 가맹점으로 등록되지 않았습니다', '관리자에게 알리고 먼저 가맹점 가입을 신청해 주세요'],
    ['商户尚未加入现金收据系统', '请店长先办理加入手续'],
    ['The shop has not joined the cash receipt scheme', 'The manager should register the shop first'],
  ),
  'tax.sellerNumberInvalid': spoken(
    ['매장 사업자등록번호가 올바르지 않습니다', '관리자에게 알리고 매장 설정의 번호를 고쳐 주세요'],
    ['本店的营业登记号不正确', '请店长在门店设置中更正'],
    ['The business number of the shop is wrong', 'The manager should correct it in the settings'],
  ),
  'tax.dateOutOfRange': spoken(
    ['발급할 수 있는 기간이 지났습니다', '관리자에게 알리고 홈택스나 세무서에서 처리해 주세요'],
    ['已超过可开具的期限', '请店长通过税务网站办理，或咨询税务机关'],
    ['The date is outside the issuing period', 'The manager should use the tax office website'],
  ),
  'tax.originalMissing': spoken(
    ['원거래 현금영수증을 찾을 수 없습니다', '원거래 승인번호와 거래일자를 다시 확인해 주세요'],
    ['找不到原现金收据', '请核对原批准号和交易日期'],
    ['The original cash receipt was not found', 'Check its approval number and date'],
  ),
  'tax.originalNotYetConfirmed': spoken(
    ['원거래가 아직 국세청에 전송되지 않았습니다', '전송이 확인되면 자동으로 처리됩니다'],
    ['原现金收据尚未送达税务机关', '确认送达后会自动处理'],
    ['The original has not reached the tax office yet', 'It will go ahead automatically once it has'],
  ),
  'tax.originalFailed': spoken(
    ['원거래 현금영수증 발급이 실패했습니다', '관리자에게 알리고 내용을 고쳐 다시 발급해 주세요'],
    ['原现金收据开具失败', '请店长更正内容后重新开具'],
    ['The original cash receipt was never issued', 'The manager should correct and reissue it'],
  ),
  'tax.overCancelled': spoken(
    ['취소 금액이 남은 금액보다 큽니다', '남은 금액을 확인하고 다시 입력해 주세요'],
    ['撤销金额超过剩余金额', '请核对剩余金额后重新输入'],
    ['The amount is more than what is left to cancel', 'Check what is left and enter it again'],
  ),
  'tax.reasonInvalid': spoken(
    ['취소 사유가 올바르지 않습니다', '거래취소, 오류발급, 기타 중에서 선택해 주세요'],
    ['撤销原因不正确', '请选择交易取消、开具错误或其他'],
    ['The reason for cancelling is not valid', 'Choose sale cancelled, issued in error or other'],
  ),
  'tax.credentialsRejected': spoken(
    ['현금영수증 서비스 인증에 실패했습니다', '관리자에게 알리고 연동 인증 정보를 확인해 주세요'],
    ['现金收据服务认证失败', '请店长检查接口的认证信息'],
    ['The cash receipt service rejected the sign-in', 'The manager should check the service credentials'],
  ),
  'tax.creditExhausted': spoken(
    ['현금영수증 서비스 잔액이 부족합니다', '관리자에게 알리고 발급 포인트를 충전해 주세요'],
    ['现金收据服务余额不足', '请店长为服务账户充值'],
    ['The cash receipt service has no credit left', 'The manager should top up the service account'],
  ),
  'tax.duplicateConflict': spoken(
    ['같은 번호로 다른 내용이 이미 발급되었습니다', '관리자에게 알리고 기존 발급 내역과 비교해 주세요'],
    ['同一编号已开具过不同内容的收据', '请店长与已开具的记录核对'],
    ['A different receipt was issued under this key', 'The manager should compare the two records'],
  ),
  'tax.rejectedByAuthority': spoken(
    ['국세청에서 현금영수증을 반려했습니다', '관리자에게 알리고 사유 확인 후 다시 발급해 주세요'],
    ['税务机关退回了现金收据', '请店长查看原因并重新开具'],
    ['The tax office rejected the cash receipt', 'The manager should check why and reissue it'],
  ),
  'tax.identifierErased': spoken(
    ['보관하던 고객 번호가 삭제되었습니다', '고객에게 번호를 다시 받아 입력해 주세요'],
    ['顾客号码已按规定删除', '请顾客重新提供号码'],
    ['The customer number is no longer kept', 'Ask the customer for the number again'],
  ),
  'tax.clockWrong': spoken(
    ['PC 시계가 맞지 않아 현금영수증을 보낼 수 없습니다', '날짜와 시간을 맞추면 자동으로 다시 전송합니다'],
    ['本机时钟不准，无法提交现金收据', '请校正日期和时间，之后会自动重新提交'],
    ['The clock of this computer is wrong', 'Set date and time, and owed receipts are sent again'],
  ),
  'tax.addressNotAllowed': spoken(
    ['매장 인터넷 주소가 발급 서버에 등록되지 않았습니다', '관리자가 발급 서비스에 IP 주소를 등록해 주세요'],
    ['本店的网络地址未在开具系统登记', '请店长在开具系统登记 IP 地址'],
    ['The receipt service does not accept this internet address', 'The manager should register the IP address there'],
  ),
  'tax.partialUnsupported': spoken(
    ['이 발급 서비스는 부분 취소를 지원하지 않습니다', '전체를 취소하고 남은 금액으로 다시 발급합니다'],
    ['此开具系统不支持部分冲销', '系统会整张冲销，再按余额重新开具'],
    ['This receipt service cannot cancel a part', 'The whole is cancelled and the rest issued anew'],
  ),
  'tax.invoiceOwed': spoken(
    ['세금계산서를 발급해야 합니다', '홈택스에서 발급한 뒤 승인번호를 입력해 주세요'],
    ['尚需开具税务发票', '请在税务网站开具，然后录入批准号'],
    ['A tax invoice has been promised', 'Issue it at Hometax, then enter its approval number'],
  ),
  'tax.refused': spoken(
    ['현금영수증이 발급되지 않았습니다', '관리자에게 알리고 거절 사유를 확인해 주세요'],
    ['现金收据未能开具', '请店长查看被拒原因'],
    ['The cash receipt was not issued', 'The manager should check the reason given'],
  ),
  // Invoices of other kinds
  'invoice.unreachable': spoken(
    ['계산서 발급 서버에 연결할 수 없습니다', '자동으로 다시 전송합니다'],
    ['无法连接开票平台', '系统会自动重新提交'],
    ['The invoice service cannot be reached', 'It will be sent again automatically'],
  ),
  'invoice.busy': spoken(
    ['계산서 발급이 지연되고 있습니다', '자동으로 다시 확인합니다'],
    ['开票平台繁忙', '系统会自动重试'],
    ['The invoice service is busy', 'It will be tried again automatically'],
  ),
  'invoice.credentialsRejected': spoken(
    ['계산서 발급 서비스의 인증에 실패했습니다', '관리자가 인증 정보를 고쳐 주세요'],
    ['开票平台认证失败', '请店长更正密钥设置'],
    ['The invoice service refused our credentials', 'The manager should correct them in the settings'],
  ),
  'invoice.buyerInvalid': spoken(
    ['구매자 정보로 계산서를 발급할 수 없습니다', '상호와 번호를 다시 확인해 주세요'],
    ['购方信息有误，无法开票', '请核对抬头和税号'],
    ['No invoice can be issued to this buyer', 'Check name and tax number again'],
  ),
  'invoice.amountMismatch': spoken(
    ['계산서 금액이 맞지 않습니다', '관리자가 금액을 확인해 주세요'],
    ['发票金额不符', '请店长核对金额'],
    ['The amounts of the invoice do not add up', 'The manager should check them'],
  ),
  'invoice.duplicateConflict': spoken(
    ['같은 번호로 다른 계산서가 있습니다', '관리자가 발급 내역을 확인해 주세요'],
    ['同一单号下已有另一张发票', '请店长核对开票记录'],
    ['Another invoice stands under this number', 'The manager should check the record'],
  ),
  'invoice.issuingFailed': spoken(
    ['계산서 발급에 실패했습니다', '구매자 정보를 확인하고 다시 요청해 주세요'],
    ['开票失败', '请核对购方信息后重新申请'],
    ['The invoice could not be issued', 'Check the buyer and request it again'],
  ),
  'invoice.originalMissing': spoken(
    ['원래 계산서를 찾을 수 없습니다', '계산서 번호를 확인해 주세요'],
    ['找不到原发票', '请核对发票号码'],
    ['The original invoice is not found', 'Check the invoice number'],
  ),
  'invoice.awaitingConfirmation': spoken(
    ['구매자의 확인을 기다리고 있습니다', '72시간 안에 확인해 달라고 구매자에게 알려 주세요'],
    ['等待购方确认红字信息', '请提醒购方在72小时内确认'],
    ['The buyer has to confirm the red invoice', 'Remind the buyer to confirm within 72 hours'],
  ),
  'invoice.refused': spoken(
    ['계산서 발급이 거절되었습니다', '관리자가 발급 서비스에 문의해 주세요'],
    ['开票平台拒绝了申请', '请店长联系开票平台'],
    ['The invoice service refused the request', 'The manager should contact it'],
  ),
  // Receipt printer
  'printer.unreachable': spoken(
    ['프린터가 연결되지 않았습니다', '프린터 전원과 케이블을 확인해 주세요'],
    ['打印机未连接', '请检查打印机的电源和连接线'],
    ['The printer is not connected', 'Check its power and cable'],
  ),
  'printer.forbidden': spoken(
    ['프린터를 사용할 권한이 없습니다', '관리자가 tillproof doctor로 권한을 설정해 주세요'],
    ['没有使用打印机的权限', '请管理员运行 tillproof doctor 设置权限'],
    ['This till may not use the printer', 'The manager should run tillproof doctor for the fix'],
  ),
  'printer.inUse': spoken(
    ['다른 프로그램이 프린터를 사용 중입니다', '그 프로그램을 닫거나 출력이 끝나기를 기다려 주세요'],
    ['打印机正被其他程序占用', '请关闭该程序，或等它打印完'],
    ['Another program is using the printer', 'Close it, or wait until it has finished'],
  ),
  'printer.linkLost': spoken(
    ['프린터 연결이 끊어졌습니다', '케이블을 확인하고 영수증이 나왔는지 살펴봐 주세요'],
    ['与打印机的连接已中断', '请检查连接线，并查看小票是否已打出'],
    ['The connection to the printer was lost', 'Check the cable and whether the receipt came out'],
  ),
  'printer.paperNearEnd': spoken(
    ['프린터 용지가 얼마 남지 않았습니다', '새 용지를 미리 준비해 주세요'],
    ['打印纸即将用完', '请提前备好新纸卷'],
    ['The paper is running low', 'Have a new roll ready'],
  ),
  'printer.paperOut': spoken(
    ['프린터 용지가 없습니다', '새 용지를 넣고 덮개를 닫아 주세요'],
    ['打印机缺纸', '请装入新纸卷并合上盖子'],
    ['The printer is out of paper', 'Load a new roll and close the cover'],
  ),
  'printer.coverOpen': spoken(
    ['프린터 덮개가 열려 있습니다', '덮개를 끝까지 눌러 닫아 주세요'],
    ['打印机盖子未合上', '请按紧盖子，直到合上为止'],
    ['The printer cover is open', 'Press the cover until it clicks shut'],
  ),
  'printer.cutterJam': spoken(
    ['프린터 커터에 용지가 걸렸습니다', '전원을 끄지 말고 덮개를 열어 걸린 용지를 뺀 뒤 닫아 주세요'],
    ['切纸刀卡纸', '请勿关机，打开盖子取出卡住的纸，再合上盖子'],
    ['Paper is jammed in the cutter', 'Leave it on: open the cover, clear the paper, close it'],
  ),
  'printer.mechanicalError': spoken(
    ['프린터 내부에 무언가 걸렸습니다', '전원을 끄지 말고 덮개를 열어 확인한 뒤 닫아 주세요'],
    ['打印机内部卡住了', '请勿关机，打开盖子检查，再合上盖子'],
    ['Something blocks the printer', 'Leave it on: open the cover, look inside, close it'],
  ),
  'printer.overheated': spoken(
    ['프린터가 과열되었습니다', '식으면 자동으로 다시 인쇄하니 기다려 주세요'],
    ['打印机过热', '冷却后会自动继续打印，请稍候'],
    ['The printer is too hot', 'Please wait, printing resumes once it cools down'],
  ),
  'printer.feedButton': spoken(
    ['프린터 급지 버튼이 눌려 있습니다', '버튼에서 손을 떼 주세요'],
    ['走纸键被按住', '请松开走纸键'],
    ['The paper feed button is being held down', 'Let go of the button'],
  ),
  'printer.offline': spoken(
    ['프린터가 준비되지 않았습니다', '전원, 용지, 덮개를 확인해 주세요'],
    ['打印机未就绪', '请检查电源、纸卷和盖子'],
    ['The printer is not ready', 'Check the power, the paper and the cover'],
  ),
  'printer.expired': spoken(
    ['기다리는 시간이 지나 영수증을 자동 출력하지 않았습니다', '고객이 있으면 다시 출력해 주세요'],
    ['等待过久，小票未自动打印', '如顾客还在，请重新打印'],
    ['It waited too long, so the receipt was not printed', 'Print it again if the customer is there'],
  ),
  'printer.unrecoverable': spoken(
    ['프린터에 고장이 발생했습니다', '전원을 껐다 켜고, 계속되면 수리를 요청해 주세요'],
    ['打印机发生故障', '请重启打印机，如仍无法使用请报修'],
    ['The printer has a serious fault', 'Switch it off and on; if it persists, call service'],
  ),
}
