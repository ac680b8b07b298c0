/** What `tillproof supervisor` asks and says, by language. What is wrong with a PIN is said in `operators/pin-words.ts`. */
import type { Language } from '../domain/language.js'

export interface SupervisorTexts {
  readonly approverName: string
  readonly pinOf: (name: string) => string
  readonly newPinOf: (name: string) => string
  readonly newPinAgain: string
  readonly pinsDiffer: string
  readonly cancelled: string
  readonly added: (name: string) => string
  readonly removed: (name: string) => string
  readonly changed: (name: string) => string
  readonly none: string
  readonly locked: (duration: string) => string
  readonly noKeyboard: string
  readonly tooFewPins: string
  readonly sayWho: string
  readonly noSuchDescriptor: string
}

export const SUPERVISOR_TEXTS: Readonly<Record<Language, SupervisorTexts>> = {
  ko: {
    approverName: '승인할 관리자 이름: ',
    pinOf: (name) => `${name} 님의 PIN: `,
    newPinOf: (name) => `${name} 님의 새 PIN(숫자 6~12자리): `,
    newPinAgain: '새 PIN을 한 번 더 입력해 주세요: ',
    pinsDiffer: '두 번 입력한 PIN이 서로 다릅니다. 처음부터 다시 입력해 주세요.',
    cancelled: '취소했습니다. 바뀐 것은 없습니다.',
    added: (name) => `관리자 ${name} 님을 등록했습니다.`,
    removed: (name) => `관리자 ${name} 님을 삭제했습니다.`,
    changed: (name) => `${name} 님의 PIN을 바꿨습니다.`,
    none: '등록된 관리자가 없습니다. tillproof supervisor add <이름>으로 등록해 주세요.',
    locked: (duration) => `잠김(${duration} 남음)`,
    noKeyboard: 'PIN을 입력할 화면이 없습니다. 환경 변수 TILLPROOF_PIN이나 --pin-fd로 넘겨 주세요.',
    sayWho: '--approved-by에 승인할 관리자 이름을 적고, PIN은 TILLPROOF_PIN이나 --pin-fd로 넘겨 주세요.',
    tooFewPins: '넘겨받은 PIN이 모자랍니다. 묻는 순서대로 한 줄에 하나씩 넘겨 주세요.',
    noSuchDescriptor: '--pin-fd: 열려 있는 파일 디스크립터 번호(예: 3)가 필요합니다.',
  },
  zh: {
    approverName: '批准的主管姓名：',
    pinOf: (name) => `${name} 的 PIN 码：`,
    newPinOf: (name) => `${name} 的新 PIN 码（6 至 12 位数字）：`,
    newPinAgain: '请再输入一次新 PIN 码：',
    pinsDiffer: '两次输入的 PIN 码不一致，请重新输入。',
    cancelled: '已取消，没有任何更改。',
    added: (name) => `已添加主管 ${name}。`,
    removed: (name) => `已删除主管 ${name}。`,
    changed: (name) => `${name} 的 PIN 码已更改。`,
    none: '还没有登记主管，请用 tillproof supervisor add <姓名> 添加。',
    locked: (duration) => `已锁定（还剩 ${duration}）`,
    noKeyboard: '没有可以输入 PIN 码的终端，请通过环境变量 TILLPROOF_PIN 或 --pin-fd 提供。',
    sayWho: '请用 --approved-by 指明批准的主管，并通过 TILLPROOF_PIN 或 --pin-fd 提供 PIN 码。',
    tooFewPins: '提供的 PIN 码不够，请按询问的顺序每行提供一个。',
    noSuchDescriptor: '--pin-fd：需要一个已打开的文件描述符编号，例如 3。',
  },
  en: {
    approverName: 'Name of the supervisor who approves: ',
    pinOf: (name) => `PIN of ${name}: `,
    newPinOf: (name) => `New PIN of ${name} (6 to 12 digits): `,
    newPinAgain: 'The new PIN once more: ',
    pinsDiffer: 'The two PINs differ. Enter them both again.',
    cancelled: 'Cancelled. Nothing was changed.',
    added: (name) => `${name} is now a supervisor.`,
    removed: (name) => `${name} is no longer a supervisor.`,
    changed: (name) => `The PIN of ${name} was changed.`,
    none: 'There are no supervisors yet. Add one with tillproof supervisor add <name>.',
    locked: (duration) => `locked for ${duration}`,
    noKeyboard: 'There is no terminal to type a PIN at. Give it in TILLPROOF_PIN or with --pin-fd.',
    sayWho: 'Name the supervisor with --approved-by, and give the PIN in TILLPROOF_PIN or with --pin-fd.',
    tooFewPins: 'Not all PINs were given. Give one a line, in the order they are asked for.',
    noSuchDescriptor: '--pin-fd: expected the number of an open file descriptor, e.g. 3',
  },
}
