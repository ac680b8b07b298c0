/**
 * What can happen in a scenario, a step at a time: each step is named by its verb, and the verb says what else it may have.
 * Devices take orders in their own formats, which are checked by whoever knows them.
 */
import { z } from 'zod'
import { LANGUAGES } from '../domain/language.js'
import { checksSchema } from './checks-schema.js'
import { DEEDS, deedProblems } from './deeds.js'
import { amount, name, passing, quantity, span, testPin } from './scenario-values.js'

/** The next step comes before anything this one set off has got anywhere. */
export const AT_ONCE = 'none'

/** Of every step in which a person does something. */
const person = {
  operator: z.string().min(1).exactOptional(),
  /** It is not allowed, and this is why: the problem's name. */
  but: z.string().exactOptional(),
  /** Until the next step; ten seconds unless told. */
  pause: z.union([z.literal(AT_ONCE), span]).default(10_000),
}

/** A supervisor’s word, of the steps that may need one. A wrong PIN is tried like a right one. */
const approvable = { approvedBy: z.strictObject({ name: z.string().min(1), pin: testPin }).exactOptional() }

const line = z.strictObject({
  name: z.string().min(1),
  price: amount,
  quantity: quantity.default(1_000),
  taxFree: z.boolean().exactOptional(),
  discount: amount.exactOptional(),
})

const goods = z.array(line).min(1, 'expected at least one line. Write e.g. - { name: 아메리카노, price: 4500 }')

/** Whom a cash receipt is for; test numbers only. */
const receiptFor = {
  use: z.enum(['personalDeduction', 'businessExpense']).default('personalDeduction'),
  kind: z.enum(['mobileNumber', 'businessNumber', 'cashReceiptCard']).default('mobileNumber'),
  number: z.string({ error: 'expected a number in quotes. Write e.g. "010-1234-5678"' }),
}

const amending = {
  of: name,
  reason: z.string().min(1).exactOptional(),
  language: z.enum(LANGUAGES).exactOptional(),
  /** How many times it is confirmed; twice carries it out. */
  confirmed: z.union([z.literal(0), z.literal(1), z.literal(2)]).default(2),
  ...approvable,
  ...person,
}

/** YAML would drop leading zeros, and round long ones. */
const quoted = z.string({ error: 'expected a number in quotes. Write e.g. "13800138000"' })

/** Whom an invoice is for; test names and numbers only. */
const buyer = z.strictObject({
  name: z.string().min(1),
  taxNumber: quoted.exactOptional(),
  phone: quoted.exactOptional(),
  email: z.string().exactOptional(),
})

const returned = z.array(z.strictObject({ line: z.int().min(1), quantity: quantity.default(1_000) })).min(1)
const payoutBy = z.enum(['card', 'cash', 'transfer']).exactOptional()

const VERBS = {
  sell: z.strictObject({
    sell: name,
    lines: goods,
    discount: amount.exactOptional(),
    serviceCharge: amount.exactOptional(),
    language: z.enum(LANGUAGES).exactOptional(),
    ...person,
  }),
  pay: z.strictObject({
    pay: name,
    by: z.enum(['card', 'cash', 'transfer']),
    /** Of card and transfer; all that is left unless given. Of cash: what the customer gives. */
    amount: amount.exactOptional(),
    months: z.int().min(0).exactOptional(),
    /** What happens at the card reader; the shop's usual card in its chip slot unless given. */
    present: z.array(z.unknown()).exactOptional(),
    ...person,
  }),
  identify: z.strictObject({ identify: name, ...receiptFor, confirmed: z.literal([0, 1, 2]).default(2), ...person }),
  decline: z.strictObject({ decline: name, ...person }),
  selfIssue: z.strictObject({ selfIssue: name, ...person }),
  cancel: z.strictObject({ cancel: name, reason: z.string().min(1), ...person }),
  handOver: z.strictObject({ handOver: name, ...person }),
  void: z.strictObject({ void: name, ...amending }),
  refund: z.strictObject({ refund: name, amount: amount.exactOptional(), by: payoutBy, ...amending }),
  return: z.strictObject({ return: name, lines: returned.exactOptional(), by: payoutBy, ...amending }),
  exchange: z.strictObject({
    exchange: name,
    lines: returned.exactOptional(),
    by: payoutBy,
    given: goods,
    /** What the sale of the goods given is called from then on. */
    sold: name,
    ...amending,
  }),
  correct: z.strictObject({
    correct: name,
    ...receiptFor,
    number: receiptFor.number.exactOptional(),
    total: amount.exactOptional(),
    /** revokeOnly: an invoice takes its place. */
    order: z.enum(['revokeFirst', 'issueFirst', 'revokeOnly']).exactOptional(),
    ...amending,
  }),
  refuse: z.strictObject({ refuse: name, ...amending }),
  confirm: z.strictObject({ confirm: name, ...person }),
  callOff: z.strictObject({ callOff: name, reason: z.string().min(1), ...person }),
  /** The card day is closed with the host. */
  settle: z.strictObject({ settle: name, ...person }),
  invoice: z.strictObject({
    invoice: name,
    of: name,
    /** By the invoice service, or by hand at the tax office's site; as the shop's country has it unless given. */
    by: z.enum(['service', 'hand']).exactOptional(),
    buyer,
    reason: z.string().min(1).exactOptional(),
    ...person,
  }),
  /** The customer scans the code on the sale's receipt with a phone, and asks for the invoice there. */
  scan: z.strictObject({ scan: name, buyer, ...person }),
  /** What the buyer does at the tax office: takes the invoice into its books, says yes or no to its being taken back. */
  buyer: z.strictObject({ buyer: name, does: z.enum(['books', 'agrees', 'refuses']), ...person }),
  do: z
    .strictObject({
      do: name,
      what: z.enum(Object.keys(DEEDS) as [keyof typeof DEEDS, ...(keyof typeof DEEDS)[]]),
      with: z.record(z.string(), z.union([z.string(), z.boolean()])).default({}),
      ...approvable,
      ...person,
    })
    .superRefine((step, context) => {
      for (const problem of deedProblems(step.what, step.with)) context.addIssue({ code: 'custom', message: problem })
    }),
  host: z.strictObject({ host: z.unknown() }),
  gateway: z.strictObject({ gateway: z.unknown() }),
  printer: z.strictObject({ printer: z.unknown() }),
  secondPrinter: z.strictObject({ secondPrinter: z.unknown() }),
  invoiceService: z.strictObject({ invoiceService: z.unknown() }),
  pass: z.strictObject({ pass: passing }),
  /** The power goes, and is back after so long. */
  powerCut: z.strictObject({ powerCut: span }),
  expect: z.strictObject({ expect: checksSchema }),
} as const

type Verb = keyof typeof VERBS

/** One step, with the verb it is named by. */
export type Step = { readonly [V in Verb]: { readonly verb: V } & z.output<(typeof VERBS)[V]> }[Verb]

/** A step of one verb. */
export type StepOf<V extends Verb> = Extract<Step, { readonly verb: V }>

export const stepSchema = z.unknown().transform((given, context): Step => {
  const verb = verbOf(given)
  if (verb === undefined) {
    context.addIssue(`expected a step with one of ${Object.keys(VERBS).join(', ')}. Write e.g. - pay: coffee`)
    return z.NEVER
  }
  const read = VERBS[verb].safeParse(given)
  if (read.success) return { verb, ...read.data } as Step
  for (const issue of read.error.issues) context.issues.push({ ...issue, input: undefined })
  return z.NEVER
})

/** A step has exactly one; a field of another verb does not count. */
function verbOf(given: unknown): Verb | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const [first] = Object.keys(given)
  return first !== undefined && Object.hasOwn(VERBS, first) ? (first as Verb) : undefined
}
