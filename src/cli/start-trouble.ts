/**
 * Why a till does not start, in the operator's language: its data folder, its journal, or who supervises it. What only a
 * programmer can mend stays as it was said.
 */
import type { Language } from '../domain/language.js'
import { DataFolderBusy, DataFolderUnusable, type UnusableReason } from '../journal/data-folder.js'
import { JournalError, type JournalErrorCode } from '../journal/journal-error.js'
import { type SupervisorsTrouble, SupervisorsUnusable } from '../operators/supervisor-file.js'

type TroubleCode = Exclude<JournalErrorCode, 'journal.stepRefused' | 'journal.secretInClear' | 'journal.notOwned'>

interface TroubleTexts {
  /** `process` is undefined while the holder has not said who it is. */
  readonly busy: (path: string, process?: string) => string
  readonly unusable: (path: string, reason: string) => string
  readonly reasons: Readonly<Record<UnusableReason, string>>
  readonly journal: Readonly<Record<TroubleCode, string>>
  readonly supervisors: Readonly<Record<SupervisorsTrouble, string>>
}

const TEXTS: Readonly<Record<Exclude<Language, 'en'>, TroubleTexts>> = {
  ko: {
    busy: (path, process) =>
      `다른 프로그램${process === undefined ? '' : `(${process})`}이 데이터 폴더 ${path}을(를) 쓰고 있습니다. ` +
      '그 프로그램을 끝내거나 --data로 다른 폴더를 지정해 주세요.',
    unusable: (path, reason) => `데이터 폴더 ${path}을(를) 쓸 수 없습니다. ${reason}`,
    reasons: {
      isAFile: '폴더가 아니라 파일입니다. 다른 폴더를 지정해 주세요.',
      fileInPath: '경로에 같은 이름의 파일이 있습니다. 다른 폴더를 지정해 주세요.',
      notPermitted: '쓰기 권한이 없습니다. 권한을 바꾸거나 다른 폴더를 지정해 주세요.',
      readOnly: '읽기 전용 디스크입니다. 다른 폴더를 지정해 주세요.',
      diskFull: '디스크가 가득 찼습니다. 공간을 비우고 다시 시작해 주세요.',
      noLocks: '파일 잠금이 되지 않는 디스크입니다. 이 컴퓨터의 디스크에 있는 폴더를 지정해 주세요.',
      other: '디스크와 폴더를 확인해 주세요.',
    },
    journal: {
      'journal.missing': '저널이 없습니다. 데이터 폴더 이름을 확인해 주세요.',
      'journal.notAJournal':
        '저널 파일이 아니거나 손상되었습니다. 백업에서 복원하거나 다른 데이터 폴더를 지정해 주세요.',
      'journal.newerSchema': '더 새로운 버전의 프로그램이 쓴 저널입니다. 프로그램을 업데이트해 주세요.',
      'journal.otherTerminal': '다른 단말기의 저널입니다. 이 단말기의 데이터 폴더를 지정해 주세요.',
      'journal.notDurable':
        '기록이 안전하게 보존되지 않는 디스크입니다. 이 컴퓨터의 디스크에 있는 폴더를 지정해 주세요.',
      'journal.diskFailed': '디스크에 기록하지 못했습니다. 디스크를 확인하고 다시 시작해 주세요.',
      'journal.keyMissing':
        '고객 정보를 여는 키 파일(sealing.key)이 없습니다. 키 백업에서 복원해 주세요. 새 키로는 열 수 없습니다.',
      'journal.keyWrong':
        '키 파일(sealing.key)이 이 저널의 것이 아닙니다. 이 저널의 키 파일을 넣고 다시 시작해 주세요.',
      'journal.secretTampered': '암호화된 고객 정보가 기록 뒤에 바뀌었습니다. 관리자에게 알려 주세요.',
    },
    supervisors: {
      unreadable: '관리자 파일을 읽을 수 없습니다. 권한을 확인해 주세요.',
      unwritable: '관리자 파일에 쓸 수 없어 PIN을 확인하지 않습니다. 디스크 공간과 권한을 확인해 주세요.',
      damaged: '관리자 파일이 손상되었습니다. 백업에서 복원하거나, 지우고 관리자를 다시 등록해 주세요.',
    },
  },
  zh: {
    busy: (path, process) =>
      `数据文件夹 ${path} 正被其他程序${process === undefined ? '' : `（${process}）`}使用，请先结束该程序，或用 --data 指定其他文件夹。`,
    unusable: (path, reason) => `无法使用数据文件夹 ${path}：${reason}`,
    reasons: {
      isAFile: '它是文件，请指定文件夹。',
      fileInPath: '路径中有同名文件，请换一个文件夹。',
      notPermitted: '没有写入权限，请更改权限或换一个文件夹。',
      readOnly: '磁盘为只读，请换一个文件夹。',
      diskFull: '磁盘已满，请清理空间后重新启动。',
      noLocks: '该磁盘不支持文件锁，请使用本机磁盘上的文件夹。',
      other: '请检查磁盘和文件夹。',
    },
    journal: {
      'journal.missing': '找不到日志，请核对数据文件夹。',
      'journal.notAJournal': '不是日志文件，或文件已损坏，请从备份恢复，或指定其他数据文件夹。',
      'journal.newerSchema': '该日志由更新版本的程序写入，请升级程序。',
      'journal.otherTerminal': '这是另一台收银机的日志，请指定本机的数据文件夹。',
      'journal.notDurable': '该磁盘不能保证数据不丢失，请使用本机磁盘上的文件夹。',
      'journal.diskFailed': '磁盘写入失败，请检查磁盘后重新启动。',
      'journal.keyMissing': '缺少客户信息的密钥文件（sealing.key），请从备份恢复，新密钥无法打开。',
      'journal.keyWrong': '密钥文件（sealing.key）不属于该日志，请换回原来的密钥文件后重新启动。',
      'journal.secretTampered': '加密的客户信息在写入后被更改，请通知负责人。',
    },
    supervisors: {
      unreadable: '无法读取负责人文件，请检查权限。',
      unwritable: '无法写入负责人文件，因此不核对 PIN，请检查磁盘空间和权限。',
      damaged: '负责人文件已损坏，请从备份恢复，或删除后重新登记负责人。',
    },
  },
}

/** @returns undefined for an error of another kind. */
export function startTroubleText(error: unknown, language: Language): string | undefined {
  if (!isTrouble(error)) return undefined
  if (language === 'en') return error.message
  const texts = TEXTS[language]
  if (error instanceof DataFolderUnusable) return texts.unusable(error.path, texts.reasons[error.reason])
  if (error instanceof SupervisorsUnusable) return `${error.file}: ${texts.supervisors[error.trouble]}`
  if (error instanceof JournalError) return journalText(error, texts)
  const { path, owner } = error
  return texts.busy(path, owner && `${owner.command}, PID ${owner.pid}, ${owner.host}`)
}

function isTrouble(error: unknown): error is DataFolderBusy | DataFolderUnusable | SupervisorsUnusable | JournalError {
  return [DataFolderBusy, DataFolderUnusable, SupervisorsUnusable, JournalError].some((kind) => error instanceof kind)
}

function journalText({ code, message }: JournalError, { journal }: TroubleTexts): string {
  return Object.hasOwn(journal, code) ? journal[code as TroubleCode] : message
}
