/**
 * QR codes drawn by the printer itself (GS ( k), sharper and shorter than a picture. A code that is too wide for the paper
 * is not printed at all by most models, without a word, so its module size is worked out here.
 */
import type ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import { DriverError } from '../../../src/ports/device.js'
import type { PrinterProfile } from '../profiles/printer-profile.js'

/** Bytes a QR code holds at error level M, by version 1–40 (ISO/IEC 18004, byte mode). */
const BYTES_AT_M = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857, 911,
  997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
]
const QUIET_MODULES = 8
/** 6 dots are 0.75 mm at 203 dpi: comfortable for a phone's camera. */
const LARGEST_MODULE_DOTS = 6

/** @throws DriverError `printer.qrTooLong` beyond 2,331 bytes of UTF-8, which no version holds at level M. */
export function assertQrFits(data: string): void {
  versionFor(Buffer.byteLength(data, 'utf8'))
}

/** @throws DriverError as `assertQrFits`. */
export function addQr(encoder: ReceiptPrinterEncoder, data: string, { widthDots }: PrinterProfile): void {
  const bytes = Buffer.from(data, 'utf8')
  const modules = 17 + 4 * versionFor(bytes.length)
  const size = Math.min(LARGEST_MODULE_DOTS, Math.floor(widthDots / (modules + QUIET_MODULES)))
  // The encoder writes its text as ISO 8859-1, so handing it one character per UTF-8 byte gets the bytes through.
  encoder.qrcode(bytes.toString('latin1'), { model: 2, size, errorlevel: 'm' })
}

function versionFor(bytes: number): number {
  const version = BYTES_AT_M.findIndex((capacity) => bytes <= capacity) + 1
  if (version === 0) throw new DriverError('printer.qrTooLong', `a QR code cannot hold ${bytes} bytes`)
  return version
}
