/** Address → byte link, for every device that hangs on one. Each kind reads its own addresses; the first that claims one has it. */
import { type Address, allowOptions, unknownScheme } from '../address.js'
import type { LinkOpener } from './byte-link.js'
import type { LinkKind, LinkSurroundings } from './link-kind.js'
import { serialLinks } from './serial-link.js'
import { spoolerLinks } from './spooler-link.js'
import { tcpLinks } from './tcp-link.js'
import { usbLinks } from './usb-link.js'
import { usbLpLinks } from './usb-lp-link.js'

const LINK_KINDS: readonly LinkKind[] = [tcpLinks, serialLinks, usbLpLinks, usbLinks, spoolerLinks]

/** @throws DriverError `address.malformed` or `address.unknownScheme`. */
export function openLink(address: Address, surroundings: LinkSurroundings): LinkOpener {
  const kind = LINK_KINDS.find(({ scheme, claims }) => scheme === address.scheme && (claims?.(address) ?? true))
  if (!kind) throw unknownScheme(address, [...new Set(LINK_KINDS.map(({ scheme }) => scheme)), 'emulated'])
  allowOptions(address, [...surroundings.options, ...kind.options])
  return kind.open(address, surroundings)
}
