/** Who may import whom. One rule a layer; see src/README.md for the picture. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|drivers)/', pathNot: allowed },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('domain-imports-nothing', '^src/domain/', '^src/domain/', 'The domain stands alone.'),
    {
      name: 'domain-has-no-packages',
      severity: 'error',
      from: { path: '^src/(domain|ports)/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    only('ports-are-types-over-the-domain', '^src/ports/', '^src/(ports|domain)/', 'Ports speak the domain.'),
    only('flows-are-pure', '^src/flows/', '^src/(flows|ports|domain)/', 'Flows know neither journal nor receipt.'),
    {
      name: 'flows-use-no-node',
      severity: 'error',
      from: { path: '^src/(flows|receipt)/' },
      to: { dependencyTypes: ['core'] },
    },
    only(
      'receipt-is-pure',
      '^src/receipt/',
      '^src/(receipt|ports|domain)/',
      'Receipts know neither flows nor journal.',
    ),
    only(
      'journal-knows-no-flow',
      '^src/journal/',
      '^src/(journal|ports|domain)/',
      'The journal stores steps it does not understand.',
    ),
    only(
      'operators-keep-one-file',
      '^src/operators/',
      '^src/(operators|ports|domain)/|^src/journal/(private-file|data-folder)[.]ts$',
      'Supervisors lie in the data folder, beside the journal and not in it.',
    ),
    only(
      'terminal-knows-no-driver',
      '^src/terminal/',
      '^src/(terminal|flows|receipt|ports|domain)/',
      'Drivers and the journal are handed in.',
    ),
    only(
      'replay-stands-on-the-terminal',
      '^src/replay/',
      '^src/(replay|terminal|flows|ports|domain)/',
      'A replay plays people and time; the devices it is played on are handed in.',
    ),
    only(
      'server-stands-on-the-terminal',
      '^src/server/',
      '^src/(server|terminal|flows|ports|domain)/|^src/operators/pin-words[.]ts$',
      'The journal it reads lists from is handed in, and so are time and chance.',
    ),
    only(
      'drivers-stand-on-ports',
      '^drivers/',
      '^(drivers/|src/(ports|domain)/)',
      'A driver never knows the terminal.',
    ),
    {
      name: 'only-composition-roots-open-drivers',
      comment: 'Who builds a terminal chooses its drivers; nobody else sees one.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^drivers/' },
    },
    {
      name: 'emulated-printer-is-an-independent-check',
      comment: 'The encoder side and the emulated printer share no code, so each checks the other.',
      severity: 'error',
      from: { path: '^drivers/printers/emulated/' },
      to: { path: '^drivers/printers/(?!emulated/)' },
    },
    {
      name: 'encoder-does-not-know-the-emulator',
      severity: 'error',
      from: { path: '^drivers/printers/(?!emulated/)', pathNot: '^drivers/printers/open-' },
      to: { path: '^drivers/printers/emulated/' },
    },
    {
      name: 'production-imports-no-dev-package',
      severity: 'error',
      from: { path: '^(src|drivers)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.cjs'],
      conditionNames: ['import', 'node', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
}
