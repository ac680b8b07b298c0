/**
 * What a person at the counter is told when a PIN does not do, or may not be one, in the three languages of the counter.
 * How long a lock lasts is said as a duration: people wait for minutes, not for a moment on a clock that may be wrong.
 */
import type { Language } from '../domain/language.js'
import type { Money } from '../domain/money.js'
import type { ApprovalCause, EnrolmentProblem, PinProblem, PinRule } from '../ports/operators.js'

interface PinWords {
  readonly unknownName: string
  readonly wrongPin: (attemptsLeft: number) => string
  readonly lockedOut: (duration: string) => string
  readonly duration: (hours: number, minutes: number) => string
  readonly unfitName: string
  readonly nameTaken: string
  readonly approvalNeeded: string
  readonly lastSupervisor: string
  readonly rules: Readonly<Record<PinRule, string>>
  readonly needed: Readonly<Record<ApprovalCause['because'], (limit: string) => string>>
}

const WORDS: Readonly<Record<Language, PinWords>> = {
  ko: {
    unknownName: '등록되지 않은 관리자입니다. 이름을 확인해 주세요.',
    wrongPin: (left) => `PIN이 맞지 않습니다. ${left}번 더 틀리면 잠깁니다.`,
    lockedOut: (duration) => `PIN을 여러 번 틀려 잠겼습니다. ${duration} 뒤에 다시 입력해 주세요.`,
    duration: (hours, minutes) =>
      [hours > 0 && `${hours}시간`, minutes > 0 && `${minutes}분`].filter(Boolean).join(' '),
    unfitName: '이름은 1자 이상 30자 이하로, 화면에 보이는 글자만 입력해 주세요.',
    nameTaken: '이미 등록된 이름입니다. 다른 이름을 입력해 주세요.',
    approvalNeeded: '이미 등록된 관리자의 승인이 필요합니다. 그 관리자의 이름과 PIN을 입력해 주세요.',
    lastSupervisor: '관리자가 한 명뿐이라 삭제할 수 없습니다. 다른 관리자를 먼저 등록해 주세요.',
    rules: {
      notSixToTwelveDigits: 'PIN은 숫자 6~12자리로 정해 주세요.',
      allEqual: '같은 숫자만 반복한 PIN은 쓸 수 없습니다. 다른 번호로 정해 주세요.',
      run: '123456처럼 이어지는 숫자는 PIN으로 쓸 수 없습니다. 다른 번호로 정해 주세요.',
      shopsOwnNumber: '사업자등록번호나 매장 전화번호는 PIN으로 쓸 수 없습니다. 다른 번호로 정해 주세요.',
      sameAsBefore: '지금 쓰는 PIN과 같습니다. 다른 번호로 정해 주세요.',
    },
    needed: {
      void: () => '승인취소는 관리자 승인이 필요합니다.',
      overLimit: (limit) => `한 거래에서 모두 ${limit}을 넘게 환불하려면 관리자 승인이 필요합니다.`,
      notToTheCard: () => '카드로 결제한 금액을 현금이나 계좌로 돌려주려면 관리자 승인이 필요합니다.',
      personsWord: () => '확인되지 않은 건을 직접 처리하려면 관리자 승인이 필요합니다.',
    },
  },
  zh: {
    unknownName: '没有登记这位主管，请核对姓名。',
    wrongPin: (left) => `PIN 码不正确，再输错 ${left} 次将被锁定。`,
    lockedOut: (duration) => `PIN 码输错次数过多，已被锁定，请在 ${duration}后重试。`,
    duration: (hours, minutes) =>
      [hours > 0 && ` ${hours} 小时`, minutes > 0 && ` ${minutes} 分钟`].filter(Boolean).join(''),
    unfitName: '姓名应为 1 至 30 个可显示的字符，请重新输入。',
    nameTaken: '该姓名已登记，请换一个姓名。',
    approvalNeeded: '需要已登记的主管批准，请输入该主管的姓名和 PIN 码。',
    lastSupervisor: '只剩这一位主管，不能删除，请先添加另一位主管。',
    rules: {
      notSixToTwelveDigits: 'PIN 码应为 6 至 12 位数字，请重新设置。',
      allEqual: 'PIN 码不能全是同一个数字，请换一个。',
      run: 'PIN 码不能是 123456 这样的连续数字，请换一个。',
      shopsOwnNumber: 'PIN 码不能取自本店的登记号码或电话号码，请换一个。',
      sameAsBefore: '与现在的 PIN 码相同，请换一个。',
    },
    needed: {
      void: () => '消费撤销需要主管批准。',
      overLimit: (limit) => `同一笔交易累计退款超过 ${limit} 需要主管批准。`,
      notToTheCard: () => '刷卡的款项改退现金或转账，需要主管批准。',
      personsWord: () => '人工处理尚未查明的款项或单据，需要主管批准。',
    },
  },
  en: {
    unknownName: 'There is no supervisor of that name. Check the name.',
    wrongPin: (left) =>
      `The PIN is wrong. ${left === 1 ? 'One more wrong try locks' : `${left} more wrong tries lock`} it.`,
    lockedOut: (duration) => `Locked after too many wrong PINs. Try again in ${duration}.`,
    duration: (hours, minutes) =>
      [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`].filter(Boolean).join(' '),
    unfitName: 'A name has 1 to 30 visible characters. Enter it again.',
    nameTaken: 'There is a supervisor of that name already. Enter another name.',
    approvalNeeded: 'A supervisor already on the list has to approve this. Enter their name and PIN.',
    lastSupervisor: 'The only supervisor cannot be removed. Add another one first.',
    rules: {
      notSixToTwelveDigits: 'A PIN has 6 to 12 digits. Choose another one.',
      allEqual: 'A PIN may not be one digit repeated. Choose another one.',
      run: 'A PIN may not be a run like 123456. Choose another one.',
      shopsOwnNumber: 'A PIN may not come from the shop’s own numbers. Choose another one.',
      sameAsBefore: 'That is the PIN you have now. Choose another one.',
    },
    needed: {
      void: () => 'A void needs a supervisor’s approval.',
      overLimit: (limit) => `Giving back more than ${limit} on one sale needs a supervisor’s approval.`,
      notToTheCard: () => 'Giving back a card payment in cash or by transfer needs a supervisor’s approval.',
      personsWord: () => 'Settling by hand what is not known needs a supervisor’s approval.',
    },
  },
}

/** One or two sentences: what is wrong and what to do. @param now epoch milliseconds, for how long a lock still lasts. */
export function pinProblemText(found: PinProblem, language: Language, now: number): string {
  const words = WORDS[language]
  switch (found.kind) {
    case 'unknownName':
      return words.unknownName
    case 'wrongPin':
      return words.wrongPin(found.attemptsLeft)
    case 'lockedOut':
      return words.lockedOut(lockDuration(found.until, language, now))
  }
}

/** @param now epoch milliseconds. */
export function enrolmentProblemText(found: EnrolmentProblem, language: Language, now: number): string {
  switch (found.kind) {
    case 'unfitPin':
      return WORDS[language].rules[found.rule]
    case 'notApproved':
      return pinProblemText(found.problem, language, now)
    default:
      return WORDS[language][found.kind]
  }
}

/** At least a minute, and never less than there is: who comes back after it is not sent away again. */
export function lockDuration(until: number, language: Language, now: number): string {
  const minutes = Math.max(1, Math.ceil((until - now) / 60_000))
  return WORDS[language].duration(Math.floor(minutes / 60), minutes % 60).trim()
}

/** Why a supervisor has to be there. @param limit as it is shown, of `overLimit`. */
export function approvalText(cause: ApprovalCause, language: Language, limit: (amount: Money) => string): string {
  return WORDS[language].needed[cause.because](cause.because === 'overLimit' ? limit(cause.limit) : '')
}
