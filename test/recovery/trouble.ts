/** What goes wrong around a till, as data: messages lost on the way, decisions nobody hoped for, printers that stop. */
import type { HostFault, HostRule } from '../../drivers/acquirers/emulated/host-script.js'
import type { GatewayFault } from '../../drivers/tax-authorities/emulated/gateway-faults.js'
import type { World } from '../terminal/shop-in-a-box.js'

/** Exactly one of them. */
export type Trouble =
  | { readonly host: HostFault }
  /** What the card company decides; a rule without `times` decides for good. */
  | { readonly rule: HostRule }
  | { readonly gateway: GatewayFault }
  /** `cutAfter`: bytes until the cable is pulled; `paperOutAfter`: dots until the roll ends; `off`: switched off. */
  | { readonly printer: { readonly cutAfter: number } | { readonly paperOutAfter: number } | 'off' }

export async function strike({ host, gateway, printer }: World, trouble: Trouble): Promise<void> {
  if ('host' in trouble) await host.script(trouble.host)
  else if ('rule' in trouble) host.addRule(trouble.rule)
  else if ('gateway' in trouble) await gateway.script(trouble.gateway)
  else if (trouble.printer === 'off') printer.powerOff()
  else if ('cutAfter' in trouble.printer) printer.cutLinkAfter(trouble.printer.cutAfter)
  else printer.runOutAfter(trouble.printer.paperOutAfter)
}
