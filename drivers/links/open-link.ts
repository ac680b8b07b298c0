/** Address → byte link, for every device that hangs on one: `serial:/dev/ttyUSB0?baud=19200`, `tcp:host:port`. */
import type { Clock } from '../../src/ports/clock.js'
import {
  type Address,
  allowOptions,
  choiceOption,
  hostAndPort,
  malformed,
  numberOption,
  unknownScheme,
} from '../address.js'
import type { LinkOpener } from './byte-link.js'
import { serialLinkOpener } from './serial-link.js'
import { tcpLinkOpener } from './tcp-link.js'

interface LinkSurroundings {
  readonly clock: Clock
  /** Options that belong to the device rather than to the link. */
  readonly options: readonly string[]
  readonly baudRate: number
  /** TCP port when the address names none. */
  readonly port?: number
}

/** @throws DriverError `address.malformed` or `address.unknownScheme`. */
export function openLink(address: Address, { clock, options, baudRate, port }: LinkSurroundings): LinkOpener {
  switch (address.scheme) {
    case 'tcp':
      allowOptions(address, options)
      return tcpLinkOpener({ ...hostAndPort(address, port), address: address.text, clock })
    case 'serial':
      allowOptions(address, [...options, 'baud', 'dataBits', 'stopBits', 'parity', 'flow'])
      if (address.rest === '') throw malformed(address.text, 'expected a port, e.g. serial:/dev/ttyUSB0 or serial:COM3')
      return serialLinkOpener({
        path: address.rest,
        baudRate: numberOption(address, 'baud', { fallback: baudRate, least: 1_200, most: 921_600 }),
        dataBits: choiceOption(address, 'dataBits', ['7', '8'], '8') === '7' ? 7 : 8,
        stopBits: choiceOption(address, 'stopBits', ['1', '2'], '1') === '2' ? 2 : 1,
        parity: choiceOption(address, 'parity', ['none', 'even', 'odd'], 'none'),
        flowControl: choiceOption(address, 'flow', ['none', 'hardware', 'software'], 'none'),
        address: address.text,
        clock,
      })
    default:
      throw unknownScheme(address, ['tcp', 'serial', 'emulated'])
  }
}
