/**
 * One ISO 8583 message, between data elements and bytes. The packing is the `iso_8583` library's; what it lets through
 * (short fields, odd length prefixes, left-over bytes) is caught here by packing what was read again and comparing.
 */
import Library from 'iso_8583'
import { type Parsed, parsed, problem } from '../../../src/domain/parsed.js'
import { DriverError } from '../../../src/ports/device.js'
import { FORMATS } from './data-elements.js'

export interface IsoMessage {
  /** Message type indicator, four digits, e.g. `0200`. */
  readonly mti: string
  /** By DE number; only those present. */
  readonly fields: Readonly<Record<number, string>>
}

const MTI_BYTES = 4
const BITMAP_BYTES = 8
/** Set in the first bitmap byte when a second bitmap follows. */
const SECOND_BITMAP_BIT = 0x80
/** The library gives DE127 sub-fields of one switch vendor; no host spoken to here uses it. */
const VENDOR_FIELD = 127

/**
 * @returns the packed message without length header; always with both bitmaps.
 * @throws DriverError `host.unencodable` when a field does not fit its format. The text names the message, not its data.
 */
export function encodeMessage(message: IsoMessage): Uint8Array {
  const packed = pack(message)
  if (!packed) throw new DriverError('host.unencodable', `a field of message ${message.mti} does not fit its format`)
  return packed
}

/** Reads one packed message. Strict: every byte must be accounted for, and read back the same. */
export function decodeMessage(bytes: Uint8Array): Parsed<IsoMessage, 'notIso8583'> {
  const message = unpack(bytes)
  const again = message && pack(message)
  if (!again || Buffer.compare(again, withBothBitmaps(bytes)) !== 0) return problem('notIso8583')
  return parsed(message)
}

function pack(message: IsoMessage): Uint8Array | undefined {
  const values = Object.values(message.fields)
  if (!/^\d{4}$/.test(message.mti) || !values.every((value) => /^[\x20-\x7e]+$/.test(value))) return undefined
  if (VENDOR_FIELD in message.fields) return undefined
  const packed = new Library({ 0: message.mti, ...message.fields }, FORMATS).getRawMessage()
  // On some bad fields the library returns its bitmap, a bare Uint8Array, instead of an error.
  return Buffer.isBuffer(packed) ? packed : undefined
}

function unpack(bytes: Uint8Array): IsoMessage | undefined {
  try {
    const fields = new Library(undefined, FORMATS).getIsoJSON(Buffer.from(bytes), { lenHeader: false })
    if ('error' in fields) return undefined
    const { 0: mti = '', ...rest } = fields as Record<number, string>
    return { mti, fields: rest }
  } catch {
    // The library trips over some bytes instead of returning an error; either way it is not a message.
    return undefined
  }
}

/** The same message with an empty second bitmap put in where the sender left it out, as `pack` always writes it. */
function withBothBitmaps(bytes: Uint8Array): Uint8Array {
  const first = bytes[MTI_BYTES] ?? 0
  if (first & SECOND_BITMAP_BIT) return bytes
  const end = MTI_BYTES + BITMAP_BYTES
  const whole = Buffer.concat([bytes.subarray(0, end), Buffer.alloc(BITMAP_BYTES), bytes.subarray(end)])
  whole[MTI_BYTES] = first | SECOND_BITMAP_BIT
  return whole
}
