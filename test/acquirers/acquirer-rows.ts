/** The drivers that the acquirer's contract is held against: the real line to an emulated host, and the two in one. */
import { openEmulatedAcquirer } from '../../drivers/acquirers/emulated/open-emulated-acquirer.js'
import {
  type EmulatedAcquirerHost,
  type EmulatedHostOptions,
  type HostTrace,
  serveEmulatedAcquirer,
} from '../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { Iso8583Acquirer } from '../../drivers/acquirers/iso8583-acquirer.js'
import type { Acquirer } from '../../src/ports/acquirer.js'
import type { Clock } from '../../src/ports/clock.js'

export const TERMINAL = 'TILL0001'
export const MERCHANT = '123456789012345'

export interface OpenedAcquirer {
  readonly acquirer: Acquirer
  readonly host: EmulatedAcquirerHost
}

export interface AcquirerRow {
  readonly driver: string
  open(
    clock: Clock,
    host?: Pick<EmulatedHostOptions, 'forgetful' | 'requireSignOn' | 'ledgerFile'>,
  ): Promise<OpenedAcquirer>
}

export const ACQUIRER_ROWS: readonly AcquirerRow[] = [
  {
    driver: 'iso8583',
    async open(clock, hostOptions) {
      const host = await serveEmulatedAcquirer({ clock, ...hostOptions })
      const acquirer = new Iso8583Acquirer({
        host: host.host,
        port: host.port,
        terminalNumber: TERMINAL,
        merchantNumber: MERCHANT,
        clock,
        address: `iso8583:${host.host}:${host.port}`,
        filesUrl: host.filesUrl,
        signOn: hostOptions?.requireSignOn === true,
      })
      return { acquirer, host }
    },
  },
  {
    driver: 'emulated',
    async open(clock, hostOptions) {
      const acquirer = await openEmulatedAcquirer({
        clock,
        terminalNumber: TERMINAL,
        merchantNumber: MERCHANT,
        ...hostOptions,
      })
      return { acquirer, host: acquirer.emulatedHost }
    },
  },
]

/** The next thing the host does that fits. Ask before starting what will cause it. */
export function nextTrace(
  host: EmulatedAcquirerHost,
  step: HostTrace['step'],
  kind: HostTrace['kind'],
): Promise<HostTrace> {
  return new Promise((resolve) => {
    const stop = host.onTrace((trace) => {
      if (trace.step !== step || trace.kind !== kind) return
      stop()
      resolve(trace)
    })
  })
}
