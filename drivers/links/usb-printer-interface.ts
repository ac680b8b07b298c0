/**
 * Which part of a USB device is the printer: read from its descriptors, because endpoint numbers, alternate settings and
 * even the class differ from maker to maker, and a composite device has other parts that are none of our business.
 */
import type { UsbAlternate, UsbConfiguration, UsbEndpoint, UsbPrinterDevice } from './usb-printer-device.js'

export interface PrinterInterface {
  readonly configurationValue: number
  readonly interfaceNumber: number
  readonly alternateSetting: number
  /** It is in force without being selected. */
  readonly isFirstAlternate: boolean
  readonly out: UsbEndpoint
  /** A unidirectional printer has none. */
  readonly in: UsbEndpoint | undefined
}

interface Candidate extends PrinterInterface {
  /** Lowest is best. */
  readonly rank: number
}

const PRINTER_CLASS = 7
/** Some clones call themselves so, with a printer's endpoints. */
const VENDOR_SPECIFIC_CLASS = 0xff
/** Of a printer interface: 1 is unidirectional, 2 bidirectional, 3 packets (IEEE 1284.4), 4 HTTP (IPP over USB). */
const PROTOCOL_RANKS: Readonly<Record<number, number>> = { 2: 0, 1: 1, 3: 3 }
const OTHER_PROTOCOL_RANK = 2
const HTTP_PROTOCOL = 4
const VENDOR_SPECIFIC_RANK = 10
/** A printer that cannot answer is worth less than any protocol that can. */
const NO_ANSWERS_RANK = 5

/**
 * @param wanted the only interface number to look at, where the user named one
 * @returns undefined when the device has nothing like a printer
 */
export function printerInterface(device: UsbPrinterDevice, wanted?: number): PrinterInterface | undefined {
  const active = activeConfiguration(device)
  const others = device.configurations.filter((one) => one.configurationValue !== active?.configurationValue)
  // Another configuration only where the one in force has no printer: selecting it disturbs the whole device.
  for (const configuration of [...(active ? [active] : []), ...others]) {
    const [best] = candidates(configuration, wanted).sort((a, b) => a.rank - b.rank)
    if (best) return best
  }
  return undefined
}

/** Undefined where the device is not configured yet. */
export function activeConfiguration(device: UsbPrinterDevice): UsbConfiguration | undefined {
  try {
    return device.configuration ?? undefined
  } catch {
    return undefined
  }
}

function candidates({ configurationValue, interfaces }: UsbConfiguration, wanted: number | undefined): Candidate[] {
  return interfaces
    .filter(({ interfaceNumber }) => wanted === undefined || interfaceNumber === wanted)
    .flatMap(({ interfaceNumber, alternates }) =>
      alternates.flatMap((alternate, index): Candidate[] => {
        const rank = rankOf(alternate)
        const out = bulk(alternate, 'out')
        if (rank === undefined || !out) return []
        const answers = bulk(alternate, 'in')
        return [
          {
            ...{ configurationValue, interfaceNumber, alternateSetting: alternate.alternateSetting },
            ...{ isFirstAlternate: index === 0, out, in: answers, rank: rank + (answers ? 0 : NO_ANSWERS_RANK) },
          },
        ]
      }),
    )
}

function rankOf({ interfaceClass, interfaceProtocol }: UsbAlternate): number | undefined {
  if (interfaceClass === VENDOR_SPECIFIC_CLASS) return VENDOR_SPECIFIC_RANK
  if (interfaceClass !== PRINTER_CLASS || interfaceProtocol === HTTP_PROTOCOL) return undefined
  return PROTOCOL_RANKS[interfaceProtocol] ?? OTHER_PROTOCOL_RANK
}

function bulk({ endpoints }: UsbAlternate, direction: 'in' | 'out'): UsbEndpoint | undefined {
  return endpoints.find((endpoint) => endpoint.type === 'bulk' && endpoint.direction === direction)
}
