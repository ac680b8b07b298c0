/** A failure scenario as data: the shop, the world it stands in, what happens step by step, and what must have come of it. */
import { z } from 'zod'
import { checksSchema } from './checks-schema.js'
import { testPin } from './scenario-values.js'
import { stepSchema } from './step-schema.js'

const said = z.string().min(1).max(120).exactOptional()

/** In at least one of the counter's languages. */
const title = z
  .strictObject({ ko: said, zh: said, en: said })
  .refine(({ ko, zh, en }) => (ko ?? zh ?? en) !== undefined, 'expected a title. Write title: { en: … }')

const shop = z.union([
  z.string().transform((preset) => ({ preset, otherwise: {} })),
  z.looseObject({ preset: z.string() }).transform(({ preset, ...otherwise }) => ({ preset, otherwise })),
])

/** The shop's own time. */
const moment = z
  .string({ error: 'expected a moment in quotes. Write e.g. "2026-03-02 10:00"' })
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, 'expected a moment. Write e.g. "2026-03-02 10:00"')

/** Test people with test PINs: whoever plays the scenario may read them. */
const supervisor = z.strictObject({ name: z.string().min(1), pin: testPin })

export const scenarioSchema = z.strictObject({
  title,
  /** What it is about, for whoever reads it: the rule, the code, where it is known from. */
  about: z.string().min(1).exactOptional(),
  /** A preset by name, or `{ preset: korea, …settings that differ }`. */
  shop: shop.default({ preset: 'korea', otherwise: {} }),
  starts: moment.default('2026-03-02 10:00'),
  seed: z.int().min(0).default(1),
  /** Orders the counterparts have from the start, each in its own format. A shop with `secondPrinter` has two. */
  world: z
    .strictObject({
      ...{ host: z.unknown(), gateway: z.unknown(), invoiceService: z.unknown() },
      ...{ printer: z.unknown(), secondPrinter: z.unknown() },
    })
    .partial()
    .default({}),
  /** Who may approve what a shop assistant may not do alone; where there are none, nothing needs approval. */
  supervisors: z.array(supervisor).default([]),
  steps: z.array(stepSchema).min(1, 'expected at least one step'),
  /** At the end. */
  expect: checksSchema,
})

export type Scenario = z.output<typeof scenarioSchema>
