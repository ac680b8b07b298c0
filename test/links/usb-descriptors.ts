/** What USB devices say of themselves, as short as a test can say it. */
import type { UsbAlternate, UsbConfiguration } from '../../drivers/links/usb-printer-device.js'

export const PACKET_BYTES = 64

/** One configuration with one interface. */
export function printerConfiguration(...alternates: readonly Partial<UsbAlternate>[]): UsbConfiguration {
  const usual = { alternateSetting: 0, interfaceClass: 7, interfaceSubclass: 1, interfaceProtocol: 2 }
  return {
    configurationValue: 1,
    interfaces: [
      {
        interfaceNumber: 0,
        alternates: alternates.map((one) => ({ ...usual, endpoints: [bulkOut(1), bulkIn(2)], ...one })),
      },
    ],
  }
}

export const bulkOut = (endpointNumber: number, packetSize = PACKET_BYTES) =>
  ({ endpointNumber, direction: 'out', type: 'bulk', packetSize }) as const
export const bulkIn = (endpointNumber: number, packetSize = PACKET_BYTES) =>
  ({ endpointNumber, direction: 'in', type: 'bulk', packetSize }) as const
