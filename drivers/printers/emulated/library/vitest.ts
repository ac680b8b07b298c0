/**
 * Matchers for vitest: `tillproof/printer/vitest`. They are handed to the `expect` of whoever tests, so that this package
 * needs no test runner, at run time or in its types; Jest's `expect` takes them as well.
 *
 *      import { expect } from 'vitest'
 *      import { registerPrinterMatchers } from 'tillproof/printer/vitest'
 *      registerPrinterMatchers(expect)
 */
import {
  hasCut,
  hasPrinted,
  hasPulsedDrawer,
  hasSymbol,
  type MatcherAnswer,
  type PaperSubject,
  sheetOf,
  understoodEverything,
  type WantedSymbol,
} from './paper-matchers.js'

export type { PaperSubject, WantedSymbol } from './paper-matchers.js'

/** On a printer, on what `startPrinter` returned, on a receipt or on several. They look at what is printed now. */
export interface PrinterMatchers<R = void> {
  /** Says so somewhere, cut off or not. */
  toHavePrinted(text: string | RegExp): R
  /** Exactly so often, or at least once. */
  toHaveCut(times?: number): R
  /** Of a printer only. */
  toHavePulsedDrawer(pin?: 2 | 5): R
  toHaveSymbol(symbol?: WantedSymbol): R
  /** No command was left out. */
  toUnderstandEverything(): R
  /** What stands where and how it looks is as in the snapshot beside the test; `-u` takes the new one. */
  toMatchReceiptSnapshot(name?: string): R
}

declare global {
  // Where both vitest and Jest look for matchers of others.
  namespace jest {
    interface Matchers<R, T> extends PrinterMatchers<R> {}
  }
}

type SnapshotExpect = (value: unknown) => { toMatchSnapshot(name?: string): void }

/** What the runner hands a matcher: vitest knows the test, whose own `expect` finds its snapshots among concurrent ones. */
interface MatcherContext {
  readonly isNot?: boolean
  readonly task?: { readonly context?: { readonly expect?: SnapshotExpect } }
}

type Matcher<Wanted extends readonly unknown[]> = (
  this: MatcherContext,
  subject: PaperSubject,
  ...wanted: Wanted
) => MatcherAnswer

/** A matcher for each method of PrinterMatchers, taking what the method takes. */
type MatcherTable = { readonly [Name in keyof PrinterMatchers]: Matcher<Parameters<PrinterMatchers[Name]>> }

export interface ExtensibleExpect extends SnapshotExpect {
  extend(matchers: MatcherTable): void
}

/** Once a test file, or once for all in a setup file. */
export function registerPrinterMatchers(expect: ExtensibleExpect): void {
  expect.extend({
    toHavePrinted: (subject, text) => hasPrinted(subject, text),
    toHaveCut: (subject, times) => hasCut(subject, times),
    toHavePulsedDrawer: (subject, pin) => hasPulsedDrawer(subject, pin),
    toHaveSymbol: (subject, symbol) => hasSymbol(subject, symbol),
    toUnderstandEverything: (subject) => understoodEverything(subject),
    toMatchReceiptSnapshot(subject, name) {
      if (this.isNot) throw new TypeError('toMatchReceiptSnapshot cannot be used with not: a snapshot is what it is')
      const testsOwn = this.task?.context?.expect ?? expect
      testsOwn(sheetOf(subject)).toMatchSnapshot(name)
      return { pass: true, message: () => 'expected paper unlike the snapshot' }
    },
  })
}
