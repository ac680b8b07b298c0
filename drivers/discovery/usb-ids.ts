/**
 * USB numbers worth knowing by heart: the chips inside USB-serial adapters, and the makers of receipt printers. Data only;
 * a number that is not here is shown as it is.
 */

/** A family of adapter chips, with the driver each system has for it. */
export interface AdapterChip {
  readonly name: string
  /** Linux kernel module. */
  readonly module: string
  /** Where its maker keeps the Windows driver. */
  readonly driverSite: string
}

const FTDI: AdapterChip = { name: 'FTDI', module: 'ftdi_sio', driverSite: 'ftdichip.com' }
const CP210X: AdapterChip = { name: 'CP210x', module: 'cp210x', driverSite: 'silabs.com' }
const CH340: AdapterChip = { name: 'CH340', module: 'ch341', driverSite: 'wch-ic.com' }
const CH343: AdapterChip = { name: 'CH343', module: 'cdc_acm', driverSite: 'wch-ic.com' }
const PL2303: AdapterChip = { name: 'PL2303', module: 'pl2303', driverSite: 'prolific.com.tw' }

const ADAPTER_CHIPS: Readonly<Record<string, AdapterChip>> = {
  '0403:6001': FTDI,
  '0403:6010': FTDI,
  '0403:6011': FTDI,
  '0403:6014': FTDI,
  '0403:6015': FTDI,
  '10c4:ea60': CP210X,
  '10c4:ea70': CP210X,
  '10c4:ea71': CP210X,
  '1a86:5523': CH340,
  '1a86:7522': CH340,
  '1a86:7523': CH340,
  '1a86:55d2': CH343,
  '1a86:55d3': CH343,
  '1a86:55d4': CH343,
  '067b:2303': PL2303,
  '067b:23a3': PL2303,
  '067b:23b3': PL2303,
  '067b:23c3': PL2303,
  '067b:23d3': PL2303,
}

/** Makers that build little else than printers: one of theirs is taken for a printer even unread. */
const PRINTER_MAKERS: Readonly<Record<string, string>> = {
  '0519': 'Star Micronics',
  '0dd4': 'Custom',
  '0fe6': 'Rongta',
  '1504': 'Bixolon',
  '154f': 'SNBC',
  '1d90': 'Citizen',
  '2730': 'Citizen',
}

/** @param ids `vvvv:pppp`, lower-case hexadecimal. */
export function adapterChip(ids: string): AdapterChip | undefined {
  return ADAPTER_CHIPS[ids]
}

/** @param vendorId four hexadecimal digits. */
export function printerMaker(vendorId: string): string | undefined {
  return PRINTER_MAKERS[vendorId]
}

/** As people and udev rules write them: four lower-case hexadecimal digits. */
export function usbNumber(value: number): string {
  return value.toString(16).padStart(4, '0')
}
