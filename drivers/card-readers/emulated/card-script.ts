/**
 * A card script as people write it: YAML, checked field by field. A mistake is told by line and field, with what was
 * expected and what to do; no value is ever repeated, for it may be a card number.
 */
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { ENTRY_MODES } from '../../../src/domain/card.js'
import { Pan } from '../../../src/domain/identifiers/pan.js'
import { DriverError } from '../../../src/ports/device.js'
import type { ScriptedPresentation } from './presentation.js'
import { isTestCardName, TEST_CARD_NAMES, TEST_CARDS } from './test-cards.js'

const KINDS = [...ENTRY_MODES, 'error', 'cancel', 'nothing', 'unplugged'] as const
const MOST_PRESENTATIONS = 1_000
const CARD_NAMES = TEST_CARD_NAMES.join(', ')

const inlineCard = z
  .strictObject(
    {
      pan: text(
        (digits) => Pan.parse(digits).ok,
        'expected 13 to 19 digits with a valid check digit. Correct the number',
      ),
      expiry: text(/^\d{2}(0[1-9]|1[0-2])$/, 'expected year and month. Write YYMM, e.g. 4912'),
      serviceCode: text(/^\d{3}$/, 'expected three digits. Write e.g. 201 with a chip, 101 without'),
      aid: text(/^([0-9A-Fa-f]{2}){5,16}$/, 'expected 5 to 16 bytes in hex. Write e.g. A0000000031010').exactOptional(),
      label: text(/^[\x20-\x7E]{1,16}$/, 'expected 1 to 16 ASCII characters. Shorten it').exactOptional(),
    },
    fields(`expected a card. Name one of ${CARD_NAMES}, or give pan, expiry, serviceCode, aid and label`),
  )
  .check(({ value: card, issues }) => {
    const hasChip = /^[26]/.test(card.serviceCode)
    for (const field of ['aid', 'label'] as const) {
      if (hasChip === (card[field] !== undefined)) continue
      const message = hasChip
        ? 'expected, as the service code says there is a chip. Add it, or write service code 101'
        : 'not expected, as the service code says there is no chip. Remove it, or write service code 201'
      issues.push({ code: 'custom', input: undefined, path: [field], message })
    }
  })

const card = z.preprocess((given, context) => {
  if (typeof given !== 'string') return given
  if (isTestCardName(given)) return TEST_CARDS[given]
  context.addIssue(`no such test card. Name one of ${CARD_NAMES}, or describe the card field by field`)
  return z.NEVER
}, inlineCard)

const cardWithChip = card.refine(
  (shown) => shown.aid !== undefined,
  'expected a card with a chip. Choose another card, or present this one by swipe',
)

const afterMs = text(/^\d{1,8}$/, 'expected whole milliseconds, at most 8 digits. Write e.g. 1500')
  .transform(Number)
  .exactOptional()

const entry = z.enum(ENTRY_MODES, { error: `expected how the card was read. Write one of ${ENTRY_MODES.join(', ')}` })

const anObject = fields('expected a presentation. Write e.g. { kind: chip, card: visa }')

const presentation = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('chip'), card: cardWithChip, afterMs }, anObject),
    z.strictObject({ kind: z.literal('contactless'), card: cardWithChip, afterMs }, anObject),
    z.strictObject({ kind: z.literal('swipe'), card, afterMs }, anObject),
    z.strictObject({ kind: z.literal('error'), entry, afterMs }, anObject),
    z.strictObject({ kind: z.enum(['cancel', 'nothing', 'unplugged']), afterMs }, anObject),
  ],
  {
    error: (issue) =>
      issue.code === 'invalid_union'
        ? `expected what happens. Write one of ${KINDS.join(', ')}`
        : anObject.error(issue),
  },
)

const script = z.strictObject(
  {
    presentations: z
      .array(presentation, { error: 'expected a list. Start each presentation with "- "' })
      .max(MOST_PRESENTATIONS, `expected at most ${MOST_PRESENTATIONS}. Split the script`),
  },
  fields('expected a card script. Write "presentations:" and a list under it'),
)

/**
 * Reads a card script (its fields are described in drivers/card-readers/README.md).
 * @throws DriverError `cardScript.invalid`, its message a line for each mistake: line in the text, field, what to do.
 */
export function readCardScript(yaml: string): readonly ScriptedPresentation[] {
  const lines = new LineCounter()
  // The failsafe schema reads every value as text, so card numbers and dates keep their digits without quotes.
  const document = parseDocument(yaml, { schema: 'failsafe', lineCounter: lines, prettyErrors: false })
  const broken = document.errors.map(({ pos, code }) =>
    at(lines.linePos(pos[0]).line, `expected YAML. Correct the line or the one before it (${code})`),
  )
  if (broken.length > 0) throw invalid(broken)
  const result = script.safeParse(withoutAliases(document))
  if (result.success) return result.data.presentations
  const lineOf = (path: readonly PropertyKey[]): number => {
    const node = document.getIn(path, true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1))
  }
  throw invalid(result.error.issues.map(({ path, message }) => at(lineOf(path), `${nameOf(path)}: ${message}`)))
}

/** Aliases can make a short text unfold without end, and a script has no need of them. */
function withoutAliases(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    throw invalid(['  script: no aliases (*name) expected. Write each card out, or name a test card'])
  }
}

function invalid(mistakes: readonly string[]): DriverError {
  return new DriverError('cardScript.invalid', `the card script cannot be used\n${mistakes.join('\n')}`)
}

function at(line: number, mistake: string): string {
  return `  line ${line}: ${mistake}`
}

/** `presentations[2].card.expiry` */
function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'script'
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .slice(1)
}

function text(accepts: RegExp | ((value: string) => boolean), expected: string) {
  const isAccepted = accepts instanceof RegExp ? (value: string) => accepts.test(value) : accepts
  return z.string({ error: expected }).refine(isAccepted, expected)
}

function fields(expected: string) {
  return {
    error: (issue: { readonly code?: string | undefined; readonly keys?: unknown }) =>
      issue.code === 'unrecognized_keys' && Array.isArray(issue.keys)
        ? `no such field: ${issue.keys.map(nameOnly).join(', ')}. Remove it or correct its spelling`
        : expected,
  }
}

/** A field's name as written, unless it is no name: a value can slip into its place. */
function nameOnly(key: unknown): string {
  return typeof key === 'string' && /^[A-Za-z_]{1,30}$/.test(key) ? key : '(not a name)'
}
