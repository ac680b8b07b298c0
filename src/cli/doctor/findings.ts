/**
 * What the doctor can find, as codes with facts. The rules make findings, the texts say them in three languages, and the
 * JSON report carries them as they are: a code and its facts never change their meaning.
 */
import type { FailureCode } from '../../domain/failures.js'
import type { Language } from '../../domain/language.js'

/** The facts each finding comes with. Everything a sentence about it needs is in here, and no words. */
export interface FindingFacts {
  /** The user is not in the group that owns the device. */
  'access.notInGroup': { readonly path: string; readonly group: string; readonly user: string }
  /** The user was put into the group, and this process began before. */
  'access.loginNeeded': { readonly path: string; readonly group: string; readonly user: string }
  /** Not even a group may use the device. */
  'access.closed': { readonly path: string }
  /** The user may use the node as far as one can see, and opening it was forbidden all the same. */
  'access.refused': { readonly path: string }
  /** Permissions were not tried, since root may do everything. */
  'access.checkedAsRoot': Record<string, never>

  'serial.busy': { readonly path: string; readonly programs: string }
  'serial.missing': { readonly path: string; readonly found: string }
  'serial.silent': { readonly path: string }
  'serial.unreadable': { readonly path: string; readonly received: string }
  'serial.echo': { readonly path: string }
  'serial.modemManager': { readonly path: string; readonly ids: string }
  'serial.rateFound': { readonly path: string; readonly baud: number }
  'serial.noRateAnswers': { readonly path: string; readonly bauds: string }
  /** An adapter is plugged in and has no port. */
  'serial.driverMissing': {
    readonly chip: string
    readonly ids: string
    readonly module: string
    readonly site: string
  }
  'serial.takenByBraille': { readonly chip: string; readonly ids: string }

  'usb.takenOverFromKernel': { readonly driver: string }
  'usb.ruleMissing': { readonly ids: string; readonly path: string; readonly group: string; readonly user: string }
  /** The bus shows it, and it has no node: a container that was not given the device. */
  'usb.nodeMissing': { readonly ids: string }
  'usb.busy': { readonly ids: string; readonly programs: string }
  'usb.missing': { readonly address: string; readonly found: string }
  'usb.silent': { readonly address: string }
  'usb.winUsbMissing': { readonly ids: string; readonly name: string }
  /** Several of a kind, and the address says not which. `addresses` do. */
  'usb.sayWhich': { readonly address: string; readonly addresses: string }
  'usb.sameNumbers': { readonly ids: string; readonly count: number }
  'usb.officePrinter': { readonly ids: string; readonly name: string }
  'usb.notListed': Record<string, never>
  'usb.notInWsl': Record<string, never>

  /** The print queue did not take a test slip. */
  'spooler.notTaken': { readonly address: string; readonly queue: string }
  'network.refused': { readonly host: string; readonly port: number }
  'network.noRoute': { readonly host: string }
  'network.timeout': { readonly host: string; readonly port: number }
  'network.nameUnknown': { readonly host: string }
  'network.otherNetwork': { readonly host: string; readonly own: string }
  'network.hungUp': { readonly host: string; readonly port: number }
  'network.silent': { readonly host: string; readonly port: number }
  'network.notAPrinter': { readonly host: string; readonly port: number; readonly received: string }
  /** A link that cannot be opened, for a reason nobody foresaw. */
  'link.notOpened': { readonly address: string; readonly reason: string }
  'link.unsteady': { readonly address: string }
  /** It did not come back from a question within all limits. */
  'link.hung': { readonly address: string }

  /** Something in the failure catalogue, whose words it is told in. */
  'printer.fault': { readonly failure: FailureCode }
  'printer.confirmsTheEnd': Record<string, never>
  'printer.cannotConfirm': Record<string, never>
  'printer.spooled': Record<string, never>
  'printer.drawsKorean': Record<string, never>
  'printer.drawsChinese': Record<string, never>
  'printer.profileAssumed': { readonly profile: string; readonly address: string }
  'printer.emulated': Record<string, never>

  'print.uncertain': { readonly language: Language }
  'print.notWhole': { readonly language: Language }
}

export type FindingCode = keyof FindingFacts

/**
 * blocks – nothing will be printed, or not by this till, until somebody does something; limits – it works, and less well
 * than it could; note – good to know.
 */
export type Severity = 'blocks' | 'limits' | 'note'

/** What to type, exactly; the same in every language. */
export interface Fix {
  /** Typed in this order, in a terminal (PowerShell on Windows). */
  readonly commands: readonly string[]
  /** A file one of the commands writes. */
  readonly file?: { readonly path: string; readonly line: string }
}

export type FindingOf<Code extends FindingCode> = {
  readonly code: Code
  readonly severity: Severity
  readonly facts: FindingFacts[Code]
  readonly fix?: Fix
}

export type Finding = { [Code in FindingCode]: FindingOf<Code> }[FindingCode]

/** One finding of whatever kind, its facts checked against its code. */
export function finding<Code extends FindingCode>(
  severity: Severity,
  code: Code,
  facts: FindingFacts[Code],
  fix?: Fix,
): FindingOf<Code> {
  return { code, severity, facts, ...(fix && { fix }) }
}
