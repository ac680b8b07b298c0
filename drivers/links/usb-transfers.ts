/**
 * One USB transfer and what became of it, as values. The `usb` package rejects where WebUSB would resolve with a status, and
 * of a transfer that ran out of time it does not say how much was transferred; both are dealt with here only.
 */
import type { UsbEndpoint, UsbPrinterDevice } from './usb-printer-device.js'

export type OutEnd =
  | { readonly kind: 'taken'; readonly bytes: number }
  /** The endpoint halted. `bytes` were taken before; undefined where that is not known. */
  | { readonly kind: 'stalled'; readonly bytes: number | undefined }
  /** Time was up. Any number of the bytes may have been taken. */
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'gone'; readonly cause: unknown }

export type InEnd =
  | { readonly kind: 'received'; readonly bytes: Uint8Array }
  | { readonly kind: 'stalled' }
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'gone'; readonly cause: unknown }

export async function transferOut(
  device: UsbPrinterDevice,
  { endpointNumber, packetSize }: UsbEndpoint,
  data: Uint8Array<ArrayBuffer>,
  timeoutMs: number,
): Promise<OutEnd> {
  try {
    const { status, bytesWritten } = await device.transferOut(endpointNumber, data, timeoutMs)
    return { kind: status === 'stall' ? 'stalled' : 'taken', bytes: bytesWritten }
  } catch (cause) {
    const kind = failureOf(cause)
    if (kind !== 'stalled') return { kind, cause }
    // A packet is taken or refused as a whole, so of a single one nothing was taken.
    return { kind, bytes: data.length <= packetSize ? 0 : undefined }
  }
}

/** One packet at most: what a longer transfer had received is lost when its time is up. */
export async function transferIn(
  device: UsbPrinterDevice,
  { endpointNumber, packetSize }: UsbEndpoint,
  timeoutMs: number,
): Promise<InEnd> {
  try {
    const { status, data } = await device.transferIn(endpointNumber, packetSize, timeoutMs)
    if (status === 'stall') return { kind: 'stalled' }
    const bytes = data ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(0)
    return { kind: 'received', bytes }
  } catch (cause) {
    return { kind: failureOf(cause), cause }
  }
}

/** By the words of the library: `transferIn error: Cancelled`. A cancelled transfer is one whose time was up. */
function failureOf(cause: unknown): 'timedOut' | 'stalled' | 'gone' {
  const words = cause instanceof Error ? cause.message : ''
  if (/cancelled|timed? ?out/i.test(words)) return 'timedOut'
  return /stall/i.test(words) ? 'stalled' : 'gone'
}
