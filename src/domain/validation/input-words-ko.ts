/** Korean, as one would say it to a colleague at the counter. */
import { showMoney } from '../show-money.js'
import { EXAMPLE_AMOUNTS, type InputWords } from './input-problem.js'

export const INPUT_WORDS_KO: InputWords = {
  missing: () => '빠졌습니다. 값을 적어 주세요',
  unknownField: ({ near }) =>
    `없는 항목입니다. ${near === undefined ? '철자를 확인하거나 지워 주세요' : `혹시 ${near} 아닌가요?`}`,
  wrongType: ({ type }) => `${TYPES[type]} 적어 주세요`,
  empty: () => '비어 있습니다. 내용을 적어 주세요',
  tooLong: ({ most }) => `너무 깁니다. ${most}자 이내로 적어 주세요`,
  unprintable: () => '인쇄할 수 없는 문자가 있습니다. 지우고 다시 적어 주세요',
  notOneOf: ({ choices }) => `${choices.join(', ')} 중 하나를 적어 주세요`,
  onlyOneOf: ({ fields }) => `${fields.join(', ')} 중 하나만 적어 주세요`,
  notAmount: ({ currency }) => `금액을 숫자로 적어 주세요. 예: ${EXAMPLE_AMOUNTS[currency]}`,
  notPositive: () => '0보다 큰 금액을 적어 주세요',
  tooLarge: () => '금액이 너무 큽니다. 다시 확인해 주세요',
  notWhole: ({ least, most }) => `${least}부터 ${most}까지의 정수를 적어 주세요`,
  notQuantity: () => '수량을 0보다 크게, 소수 셋째 자리까지 적어 주세요. 예: 2 또는 0.35',
  notADate: () => '날짜를 20261123 또는 2026-11-23처럼 적어 주세요',
  notApprovalNumber: ({ digits }) => `승인번호 ${digits}자리를 적어 주세요`,
  notATender: () => 'card, cash, transfer 중 하나를 적고 필요하면 금액을 붙여 주세요. 예: card:50000',
  notACashReceipt: () =>
    'none, self, personal:번호, personal-card:번호, business:번호, business-card:번호 중 하나를 적어 주세요',
  notAnItem: () => '상품을 이름:단가[:수량]으로 적어 주세요. 예: 아메리카노:4500:2',
  needsEvidence: () => '무엇을 보고 확인했는지 근거를 적어 주세요. 예: 거래내역 4번째 줄',
  notJson: () => 'JSON이 아닙니다. 올바른 JSON으로 보내 주세요',
  unreadableFile: () => '파일을 읽을 수 없습니다. 경로를 확인해 주세요',
  notYaml: ({ line }) => `올바른 YAML 파일이 아닙니다. ${line === undefined ? '파일' : `${line}번째 줄`}을 고쳐 주세요`,
  noScenarios: () => '이 폴더에는 시나리오 파일(*.yaml)이 없습니다. 다른 폴더를 지정해 주세요',
  notAPicture: () => 'PNG나 JPEG 그림이 아닙니다. 로고를 PNG로 저장해 주세요',
  damagedPicture: () => '그림 파일이 손상되었습니다. 그림 편집기로 열어 PNG로 다시 저장해 주세요',
  whitePicture: () => '인쇄하면 아무것도 보이지 않는 그림입니다. 밝거나 투명한 바탕에 어두운 그림을 골라 주세요',
  largePicture: ({ megabytes, dots }) => `그림이 ${megabytes}MB보다 큽니다. 줄여 주세요. 가로 ${dots}점까지 인쇄됩니다`,
  tooMany: ({ most }) => `너무 많습니다. ${most}개까지 적을 수 있습니다`,
  notAMobileNumber: () => '휴대전화 번호를 010-1234-5678처럼 적어 주세요',
  notTenDigits: () => '사업자등록번호 10자리를 적어 주세요',
  wrongCheckDigit: () => '사업자등록번호가 맞지 않습니다. 사업자등록증과 비교해 주세요',
  notACashReceiptCard: () => '현금영수증 카드번호 13~19자리를 적어 주세요',
  residentNumberRefused: () => '주민등록번호는 받지 않습니다. 휴대전화 번호나 현금영수증 카드번호를 적어 주세요',
  kindDoesNotFitUse: () => '이 번호는 선택한 용도로 쓸 수 없습니다. 용도나 번호를 바꿔 주세요',
  nameMissing: () => '상호를 적어 주세요',
  nameTooLong: () => '상호가 너무 깁니다. 100자 이내로 적어 주세요',
  taxNumberWrong: () => '등록번호가 맞지 않습니다. 사업자등록증과 비교해 주세요',
  koreanPhoneWrong: () => '지역번호까지 전화번호를 적어 주세요. 예: 02-123-4567',
  phoneWrong: () => '중국 휴대전화 번호 11자리를 적어 주세요',
  emailWrong: () => '이메일 주소를 name@example.cn처럼 적어 주세요',
  negative: () => '0 이상의 금액을 적어 주세요',
  moreThan: ({ most }) => `${showMoney(most, 'ko')}을 넘을 수 없습니다. 금액을 줄여 주세요`,
  notALine: () => '영수증의 품목 순서와 수량을 적어 주세요. 예: 1 또는 2:3',
  dateInFuture: () => '아직 오지 않은 날짜입니다. 실제 발급한 날짜를 적어 주세요',
  notMonths: ({ most }) => `할부 개월은 카드에만 2~${most}개월로 적어 주세요. 일시불이면 빼고 적어 주세요`,
  tooLittleForInstalments: ({ from }) => `할부는 ${showMoney(from, 'ko')}부터 됩니다. 개월 수를 빼고 적어 주세요`,
  needsReason: () => '사유를 적어 주세요',
  amountAgain: () => '확인을 위해 금액을 한 번 더 적어 주세요',
  unknownNumber: ({ of }) => `이 단말기에 없는 ${NUMBERED[of]} 번호입니다. 번호를 확인해 주세요`,
  notNow: ({ see }) =>
    `지금은 할 수 없습니다. ${see === undefined ? '현재 상태를' : `${see}에서 현재 상태를`} 확인해 주세요`,
  nothingToInvoice: () => '결제되지 않았거나 취소된 거래라 계산서를 발급할 수 없습니다',
  invoiceForCard: () => '카드로 결제한 거래입니다. 카드 전표가 증빙이라 세금계산서를 발급할 수 없습니다',
  cashReceiptStands: ({ see }) =>
    `현금영수증이 발급된 거래입니다. 먼저 현금영수증을 취소해 주세요${see === undefined ? '' : `: ${see}`}`,
  alreadyInvoiced: () => '이 거래의 계산서는 이미 발급했거나 발급 중입니다',
}

const TYPES = {
  text: '글자로',
  number: '숫자로',
  yesOrNo: 'true 또는 false로',
  list: '목록으로',
  object: '객체로',
} as const

const NUMBERED = { sale: '거래', refund: '환불', invoice: '계산서', settlement: '마감' } as const
