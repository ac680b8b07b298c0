/**
 * Reads a scenario and checks it whole before anything is played. Every mistake is told by file, line and field, with what
 * was expected and what to write.
 */
import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml'
import type { OrderFormats, StageDevice } from './replay-stage.js'
import { type Scenario, scenarioSchema } from './scenario-schema.js'

/** A scenario that cannot be played; its message is for whoever wrote it. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError'
}

type FieldPath = readonly PropertyKey[]

interface Mistake {
  readonly path: FieldPath
  readonly message: string
}

export interface ReadScenario {
  readonly file: string
  readonly scenario: Scenario
  /** Of each step, in the file; and of what is expected at the end. */
  readonly stepLines: readonly number[]
  readonly expectLine: number
}

/** @param file what to call it. @throws ScenarioError with a line for each mistake. */
export function readScenario(text: string, file: string, formats: OrderFormats): ReadScenario {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineOf = (path: FieldPath): number => {
    const node = document.getIn(path, true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1))
  }
  const [broken] = document.errors
  if (broken) {
    throw new ScenarioError(`${file}:${lines.linePos(broken.pos[0]).line} is not YAML: ${broken.message}. Correct it`)
  }
  const alias = firstAlias(document)
  if (alias) {
    const line = lines.linePos(alias.at).line
    throw new ScenarioError(`${file}:${line} has the alias *${alias.name}, which is not read. Write it out`)
  }
  const read = scenarioSchema.safeParse(document.toJS({ maxAliasCount: 0 }))
  const mistakes: readonly Mistake[] = read.success ? orderMistakes(read.data, formats) : read.error.issues
  if (!read.success || mistakes.length > 0) {
    const told = mistakes.map(
      (mistake) => `${file}:${lineOf(mistake.path)} ${fieldOf(mistake.path)}: ${sayOf(mistake)}`,
    )
    throw new ScenarioError(told.join('\n'))
  }
  return {
    file,
    scenario: read.data,
    stepLines: read.data.steps.map((_step, index) => lineOf(['steps', index])),
    expectLine: lineOf(['expect']),
  }
}

/** An alias can make a small file as large as it likes, so none is followed. */
function firstAlias(document: Document): { readonly name: string; readonly at: number } | undefined {
  let found: { readonly name: string; readonly at: number } | undefined
  visit(document, {
    Alias(_key, { source, range }) {
      found = { name: source, at: range?.[0] ?? 0 }
      return visit.BREAK
    },
  })
  return found
}

/** What only the devices' own readers, and the shop's, can tell. */
function orderMistakes({ shop, world, steps }: Scenario, formats: OrderFormats): readonly Mistake[] {
  const of = (device: StageDevice, given: unknown, path: FieldPath, when: 'fromTheStart' | 'later') =>
    formats.problems(device, given, when).map((message) => ({ path, message }))
  const atSteps = steps.flatMap((step, index): readonly Mistake[] => {
    const path = ['steps', index]
    switch (step.verb) {
      case 'host':
        return of('host', step.host, [...path, 'host'], 'later')
      case 'gateway':
        return of('gateway', step.gateway, [...path, 'gateway'], 'later')
      case 'invoiceService':
        return of('invoiceService', step.invoiceService, [...path, 'invoiceService'], 'later')
      case 'printer':
        return of('printer', step.printer, [...path, 'printer'], 'later')
      case 'secondPrinter':
        return 'secondPrinter' in world
          ? of('secondPrinter', step.secondPrinter, [...path, 'secondPrinter'], 'later')
          : [{ path, message: 'there is no second printer. Write world: { secondPrinter: [] }' }]
      case 'pay':
        return step.present ? of('reader', step.present, [...path, 'present'], 'later') : []
      default:
        return []
    }
  })
  return [
    ...formats.shopProblems(shop).map((message) => ({ path: ['shop'], message })),
    ...(Object.keys(world) as (keyof typeof world)[]).flatMap((device) =>
      of(device, world[device], ['world', device], 'fromTheStart'),
    ),
    ...atSteps,
  ]
}

/** `steps[2].pay` */
function fieldOf(path: FieldPath): string {
  const joined = path.map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`)).join('')
  return joined === '' ? 'scenario' : joined.replace(/^\./, '')
}

function sayOf({ message, ...issue }: Mistake & { readonly code?: string; readonly keys?: readonly string[] }): string {
  if (issue.code !== 'unrecognized_keys' || !issue.keys) return message
  return `there is no field ${issue.keys.join(', ')} here. Remove it or correct its spelling`
}
