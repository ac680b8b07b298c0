/**
 * Practice must not touch the world: a till whose papers say that nothing is real may not charge a real card or file a
 * real document. Emulated counterparts on this machine and a gateway's own test service are all it may speak to.
 */
import { InputError } from './cli-error.js'
import type { Settings } from './settings.js'

const THIS_MACHINE = /^[a-z0-9]+:(\/\/|https?:\/\/)?(127\.\d+\.\d+\.\d+|localhost|\[::1\])([:/?]|$)/

/** @throws InputError naming the address that is too real, or too vague for a real one. */
export function guardPractice({ training, devices: { acquirer, tax } }: Settings): void {
  const isRealHost = acquirer.startsWith('iso8583:') && !THIS_MACHINE.test(acquirer)
  const isRealGateway = tax.startsWith('popbill:') && !THIS_MACHINE.test(tax) && !/[?&]test=yes(&|$)/.test(tax)
  if (training && isRealHost)
    throw new InputError({ field: `devices.acquirer ${acquirer}`, rule: 'realHostInPractice' })
  if (training && isRealGateway) throw new InputError({ field: `devices.tax ${tax}`, rule: 'realGatewayInPractice' })
  if (isRealHost && !(/[?&]terminal=./.test(acquirer) && /[?&]merchant=./.test(acquirer))) {
    throw new InputError({ field: `devices.acquirer ${acquirer}`, rule: 'hostNumbersMissing' })
  }
}
