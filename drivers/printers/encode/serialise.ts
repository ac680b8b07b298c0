/**
 * The encoder's structured commands to bytes. The encoder itself knows single-byte code pages only, so its text items are
 * encoded here, in the job's own set, and everything else passes through as it composed it.
 */
import { DriverError } from '../../../src/ports/device.js'
import type { PrinterProfile } from '../profiles/printer-profile.js'
import type { Charset } from './charset.js'

/** One item of `encode('commands')`; its typings say `object`. */
interface Item {
  readonly type: string
  readonly property?: string
  readonly value?: unknown
  readonly payload?: ArrayLike<number>
}

interface Size {
  readonly width: number
  readonly height: number
}

export interface Dialect {
  readonly charset: Charset
  readonly profile: PrinterProfile
}

/** Items that end no line: they change state, or advance the paper by themselves. */
const WITHOUT_LINE_FEED = new Set(['style', 'qrcode', 'cut'])

/** @param lines as `ReceiptPrinterEncoder.encode('commands')` returns them. */
export function serialise(lines: readonly { readonly commands: readonly object[] }[], dialect: Dialect): Uint8Array {
  return Uint8Array.from(lines.flatMap(({ commands }) => serialiseLine(commands as readonly Item[], dialect)))
}

function serialiseLine(items: readonly Item[], dialect: Dialect): number[] {
  const bytes = items.flatMap((item) => serialiseItem(item, dialect))
  const feeds = items.some((item) => !WITHOUT_LINE_FEED.has(item.type))
  return feeds ? [...bytes, ...Buffer.from(dialect.profile.newline, 'latin1')] : bytes
}

function serialiseItem(item: Item, { charset, profile }: Dialect): number[] {
  switch (item.type) {
    case 'empty':
      return []
    case 'text':
      return serialiseText(String(item.value), charset)
    case 'style':
      return serialiseStyle(item, charset, profile)
    case 'cut':
      return cutCommand(profile)
    default:
      return payloadOf(item)
  }
}

function payloadOf({ type, payload }: Item): number[] {
  if (!payload) throw new DriverError('printer.encoding', `the encoder emitted ${type} without bytes`)
  return Array.from(payload)
}

function serialiseText(text: string, charset: Charset): number[] {
  const encoded = charset.encode(text)
  if (!encoded) throw new DriverError('printer.encoding', 'a text was composed that its character set cannot hold')
  return [...encoded.bytes]
}

function serialiseStyle({ property, value }: Item, charset: Charset, profile: PrinterProfile): number[] {
  switch (property) {
    case 'bold':
      return [0x1b, 0x45, Number(value)]
    case 'invert':
      return [0x1d, 0x42, Number(value)]
    case 'size':
      return magnification(value as Size, charset.doubleByte ? profile.glyphs.doubleByteSize : 'gs')
    default:
      throw new DriverError('printer.encoding', `the encoder emitted the unknown style ${property}`)
  }
}

/** GS ! for all characters, and FS ! (and FS W) where double-byte ones do not follow it. */
function magnification({ width, height }: Size, doubleByteSize: PrinterProfile['glyphs']['doubleByteSize']): number[] {
  const all = [0x1d, 0x21, ((width - 1) << 4) | (height - 1)]
  if (doubleByteSize === 'gs') return all
  const doubleByte = [0x1c, 0x21, (width > 1 ? 0x04 : 0) | (height > 1 ? 0x08 : 0)]
  if (doubleByteSize === 'fs') return [...all, ...doubleByte]
  return [...all, ...doubleByte, 0x1c, 0x57, width > 1 && height > 1 ? 1 : 0]
}

function cutCommand({ cut }: PrinterProfile): number[] {
  switch (cut.command) {
    case 'feed-and-cut':
      return [0x1d, 0x56, 66, 0]
    case 'cut':
      return [0x1d, 0x56, 1]
    case 'cut-legacy':
      return [0x1b, 0x6d]
    case 'none':
      return []
  }
}
