/**
 * The house keeps itself tidy: rules that no linter knows, checked over the sources themselves. Time and chance only
 * through their adapters, clear identifiers only where a wire needs them, and files a reader can take in.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const ROOTS = ['src', 'drivers']

interface Source {
  readonly file: string
  readonly text: string
}

const SOURCES: readonly Source[] = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(root, name.replaceAll(path.sep, '/')))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') })),
)

/** Calls and constructions in a file, as written up to the opening bracket: `Date.now`, `new Date`, `setTimeout`. */
function calls({ file, text }: Source): { readonly name: string; readonly argumentCount: number }[] {
  const found: { name: string; argumentCount: number }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      found.push({ name: node.expression.getText(), argumentCount: node.arguments.length })
    } else if (ts.isNewExpression(node)) {
      found.push({ name: `new ${node.expression.getText()}`, argumentCount: node.arguments?.length ?? 0 })
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true))
  return found
}

/** A public face of many one-line methods, whose workings are elsewhere. */
const LONG_FOR_A_REASON = new Set(['drivers/printers/emulated/emulated-printer.ts', 'src/terminal/terminal.ts'])

const AMBIENT = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'process.hrtime',
  'setTimeout',
  'setInterval',
  'crypto.randomUUID',
  'randomUUID',
  'randomBytes',
])

describe('the house', () => {
  it('was looked at', () => {
    expect(SOURCES.length).toBeGreaterThan(200)
  })

  it('takes time and chance only from their adapters', () => {
    const guilty = SOURCES.filter(({ file }) => !/^drivers\/(clocks|random)\//.test(file)).flatMap((source) =>
      calls(source)
        .filter(({ name, argumentCount }) => AMBIENT.has(name) || (name === 'new Date' && argumentCount === 0))
        .map(({ name }) => `${source.file}: ${name}`),
    )
    expect(guilty).toEqual([])
  })

  it('brings out clear card and customer data only on the way to a wire or a seal', () => {
    const allowed = [
      'drivers/acquirers/iso8583/',
      'drivers/card-readers/',
      'drivers/invoice-services/nuonuo/',
      'drivers/tax-authorities/popbill/',
      'drivers/tax-authorities/portone/',
      'src/domain/',
      'src/journal/',
      'src/terminal/effects/tax-effects.ts',
      'src/terminal/effect-tables.ts',
      'src/terminal/effects/invoice-effects.ts',
      'src/terminal/sealing.ts',
    ]
    const revealing = SOURCES.filter((source) => calls(source).some(({ name }) => /\breveal$/.test(name))).map(
      ({ file }) => file,
    )
    expect(revealing.length).toBeGreaterThan(3)
    expect(revealing.filter((file) => !allowed.some((place) => file.startsWith(place)))).toEqual([])
  })

  it('opens every file with what lives there, and keeps it short enough to take in', () => {
    for (const { file, text } of SOURCES) {
      expect(text, file).toMatch(/^(#!.*\n)?(\/\*\*|\/\/|\/\*)/)
      const isTable = /-(words|table|codes|texts)\.ts$|\/texts\/|failures\.ts$/.test(file)
      expect(
        isTable || LONG_FOR_A_REASON.has(file) ? 0 : text.split('\n').length,
        `${file} has too many lines`,
      ).toBeLessThan(320)
    }
  })
})
