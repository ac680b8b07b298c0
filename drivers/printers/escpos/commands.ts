/**
 * The commands the driver sends besides documents: questions, fences, recovery, the drawer. In one place with their names
 * in the manual, because the bytes say nothing by themselves.
 */
import type { PrinterProfile } from '../profiles/printer-profile.js'

/** DLE EOT n: real-time status, answered at once even while the printer is offline. */
export function realTimeStatus(n: 1 | 2 | 3 | 4): Uint8Array {
  return Uint8Array.of(0x10, 0x04, n)
}

/** GS a FF: automatic status on, for every change; answered with the present one. */
export const AUTOMATIC_STATUS_ON = Uint8Array.of(0x1d, 0x61, 0xff)

/** GS ( H fn 48: echoes the ID once everything before it is printed. `id` is four characters of 20h–7Eh. */
export function processIdRequest(id: string): Uint8Array {
  return Uint8Array.of(0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...Buffer.from(id, 'latin1'))
}

/** GS r 1: answered when processed, so it is a fence behind everything before it. */
export const PAPER_SENSOR_STATUS = Uint8Array.of(0x1d, 0x72, 0x01)

/** GS I n: 65 firmware, 66 maker, 67 model, 68 serial number, 69 the double-byte font mounted. */
export function identityRequest(n: number): Uint8Array {
  return Uint8Array.of(0x1d, 0x49, n)
}

/** DLE DC4 fn 8: throws away what was received and not printed. Nothing may be sent until it is answered. */
export const CLEAR_BUFFERS = Uint8Array.of(0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08)

/** DLE ENQ 1: prints on from the line where the error was, once its cause is gone. */
export const RESUME_AFTER_ERROR = Uint8Array.of(0x10, 0x05, 0x01)

/** ESC p m t1 t2, times in units of 2 ms. */
export function drawerPulse({ pin, onMs, offMs }: PrinterProfile['drawer']): Uint8Array {
  return Uint8Array.of(0x1b, 0x70, pin === 2 ? 0 : 1, Math.min(255, onMs / 2), Math.min(255, offMs / 2))
}

/** ACK: what a printer waits for behind a block of a longer answer; elsewhere it means nothing. */
export const ACKNOWLEDGE = Uint8Array.of(0x06)

/** GS ( L fn 80: which download graphics are kept, two characters each. */
export const DOWNLOAD_GRAPHIC_KEYS = Uint8Array.of(0x1d, 0x28, 0x4c, 0x04, 0x00, 0x30, 0x50, 0x4b, 0x43)

/** GS ( L fn 83: keeps a picture of one colour until the power goes. `key` is two characters of 20h–7Eh. */
export function defineDownloadGraphic(key: string, { widthDots, rows }: { widthDots: number; rows: Uint8Array }) {
  const heightDots = rows.length / Math.ceil(widthDots / 8)
  const length = 11 + rows.length
  const word = (value: number) => [value & 0xff, value >> 8]
  const head = [0x1d, 0x28, 0x4c, ...word(length), 0x30, 0x53, 0x30, ...Buffer.from(key, 'latin1'), 0x01]
  return Uint8Array.from([...head, ...word(widthDots), ...word(heightDots), 0x31, ...rows])
}

/** GS ( L fn 82. */
export function deleteDownloadGraphic(key: string): Uint8Array {
  return Uint8Array.of(0x1d, 0x28, 0x4c, 0x04, 0x00, 0x30, 0x52, ...Buffer.from(key, 'latin1'))
}
