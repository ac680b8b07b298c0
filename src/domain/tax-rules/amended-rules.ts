/**
 * A shop's own word on the rules, laid over the built-in ones: a law that changed after this program was made, or its tax
 * adviser's reading of one. Each point a shop states holds from its day on, whatever built-in sets follow.
 */
import { type IssuePeriod, type RuleSet, ruleSetOn } from './rule-set.js'

/** What is left out stays as it was. */
export interface RuleChange extends Partial<Omit<RuleSet, 'sectors' | 'issuePeriod'>> {
  readonly from: string
  readonly issuePeriod?: Partial<IssuePeriod>
  /** Trades added to the list. */
  readonly sectors?: readonly string[]
}

/** @param changes none dated before the first of `rules`. @returns sets in force one after the other, oldest first. */
export function amendedRules(rules: readonly RuleSet[], changes: readonly RuleChange[]): readonly RuleSet[] {
  const days = [...new Set([...rules, ...changes].map(({ from }) => from))].toSorted()
  const inOrder = changes.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  return days.flatMap((from) => {
    const builtIn = ruleSetOn(rules, from)
    if (!builtIn) return []
    return [inOrder.filter((change) => change.from <= from).reduce(changed, { ...builtIn, from })]
  })
}

function changed(set: RuleSet, { from: _since, sectors = [], issuePeriod, ...rest }: RuleChange): RuleSet {
  return {
    ...{ ...set, ...rest },
    sectors: [...set.sectors, ...sectors],
    issuePeriod: { ...set.issuePeriod, ...issuePeriod },
  }
}
