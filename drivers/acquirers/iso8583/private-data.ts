/**
 * DE48, additional private data: sub-fields one after another, each tag 2, length 2, value. Values are ASCII (codes, not
 * names), because names in Korean or Chinese would need an encoding both sides agree on.
 */
import { type Parsed, parsed, problem } from '../../../src/domain/parsed.js'
import { DriverError } from '../../../src/ports/device.js'

const PRIVATE_TAGS = {
  /** Issuer code, see `institutions.ts`. */
  issuer: '01',
  /** Acquirer code, from the same table. */
  acquirer: '02',
  /** Months of instalment, two digits, `00` = at once. */
  instalmentMonths: '03',
  /** In an inquiry's answer: `A` approved, `D` declined, `R` reversed. */
  originalStatus: '04',
  /** In an inquiry's answer: the original's own response code. */
  originalResponseCode: '05',
  /** Six digits (批次号). */
  batchNumber: '06',
  /** What the host counted, in its answer to totals that differ; see `batch-totals.ts`. */
  hostTotals: '07',
  /** A Korean VAN's own reply code, four digits, more exact than DE39. */
  vanCode: '08',
  /** In an inquiry's answer: the original's own DE3. */
  originalProcessing: '09',
} as const

export type PrivateData = Partial<Record<keyof typeof PRIVATE_TAGS, string>>

const NAMES = Object.keys(PRIVATE_TAGS) as (keyof typeof PRIVATE_TAGS)[]

/** @throws DriverError `host.unencodable` when a value is longer than 99 characters. */
export function encodePrivateData(data: PrivateData): string {
  return NAMES.map((name) => {
    const value = data[name]
    if (value === undefined) return ''
    if (value.length > 99) throw new DriverError('host.unencodable', `private sub-field ${name} is too long`)
    return PRIVATE_TAGS[name] + value.length.toString().padStart(2, '0') + value
  }).join('')
}

/** Tags not known here are skipped; a host may add its own. */
export function decodePrivateData(text: string): Parsed<PrivateData, 'notPrivateData'> {
  const data: PrivateData = {}
  let rest = text
  while (rest !== '') {
    const [head = '', tag = '', digits = ''] = /^(\w\w)(\d\d)/.exec(rest) ?? []
    const end = head.length + Number(digits)
    if (head === '' || rest.length < end) return problem('notPrivateData')
    const name = NAMES.find((each) => PRIVATE_TAGS[each] === tag)
    if (name) data[name] = rest.slice(head.length, end)
    rest = rest.slice(end)
  }
  return parsed(data)
}
