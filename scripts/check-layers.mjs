// Checks who imports whom, and fails when it looked at nothing: a cruiser that cannot read the sources reports zero
// modules and no violation, which would pass for ever.
import { cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import rules from '../.dependency-cruiser.cjs'

const FEWEST_MODULES = 50

const { output } = await cruise(
  ['src', 'drivers'],
  { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true },
  undefined,
  { tsConfig: extractTSConfig('tsconfig.json') },
)
const { summary, modules } = output
for (const { rule, from, to } of summary.violations) console.error(`${rule.severity} ${rule.name}: ${from} → ${to}`)
const own = modules.filter(({ source }) => /^(src|drivers)\//.test(source)).length
if (own < FEWEST_MODULES) {
  console.error(`only ${own} modules were looked at; expected at least ${FEWEST_MODULES}`)
  process.exit(1)
}
console.log(
  `layers: ${own} modules, ${summary.totalDependenciesCruised} dependencies, ${summary.violations.length} violations`,
)
process.exit(summary.violations.length > 0 ? 1 : 0)
