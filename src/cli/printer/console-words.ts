/**
 * What can be typed at a running printer: the fault table's words, and a few of the console's own. Reading a line changes
 * nothing; it says what is to be done, or what was meant.
 */
import { parseTimedFault, type TimedFault } from '../../../drivers/printers/emulated/faults/fault-schedule.js'
import { faultKind, faultNames } from '../../../drivers/printers/emulated/faults/faults.js'

export type Typed =
  | { readonly kind: 'nothing' | 'help' | 'faults' | 'state' | 'tear' | 'feed' | 'quit' }
  | { readonly kind: 'fault'; readonly timed: TimedFault }
  | { readonly kind: 'unclear'; readonly lines: readonly string[] }

const OWN_WORDS = {
  help: 'this list',
  faults: 'what is the matter with the printer now',
  state: 'the whole state, as JSON',
  tear: 'tear off what hangs out',
  feed: 'press FEED once',
  quit: 'end the printer; uncut paper is kept',
} as const

const ALIASES: Readonly<Record<string, keyof typeof OWN_WORDS>> = { '?': 'help', exit: 'quit', status: 'state' }

const isOwnWord = (word: string): word is keyof typeof OWN_WORDS => Object.hasOwn(OWN_WORDS, word)

/** Everything a line may begin with. */
const CONSOLE_WORDS: readonly string[] = [...Object.keys(OWN_WORDS), ...faultNames]

export function readTyped(line: string): Typed {
  const text = line.trim()
  const [first = ''] = text.toLowerCase().split(/\s+/)
  const word = Object.hasOwn(ALIASES, first) ? (ALIASES[first] ?? first) : first
  if (word === '') return { kind: 'nothing' }
  if (isOwnWord(word)) return { kind: word }
  const read = parseTimedFault(text)
  if (read.ok) return { kind: 'fault', timed: read.value }
  const { word: wrong, expected, remedy } = read.problem
  // The list of all faults is long; the nearest are more use.
  if (!isFaultWord(wrong) && expected.startsWith('the name')) return { kind: 'unclear', lines: [unknownWord(wrong)] }
  return { kind: 'unclear', lines: [`"${wrong}": expected ${expected}`, remedy] }
}

const isFaultWord = (word: string): boolean => (faultNames as readonly string[]).includes(word)

function unknownWord(word: string): string {
  const near = nearestWords(word)
  const meant = near.length === 0 ? '' : `did you mean ${near.join(', ')}? `
  return `"${word}" is no word I know; ${meant}help lists them all`
}

/** Words that may have been meant: at most three, nearest first. */
export function nearestWords(word: string, words: readonly string[] = CONSOLE_WORDS): readonly string[] {
  const most = Math.max(2, Math.floor(word.length / 3))
  return words
    .map((one) => ({ one, steps: one.startsWith(word) || word.startsWith(one) ? 0 : editSteps(word, one) }))
    .filter(({ steps }) => steps <= most)
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ one }) => one)
}

/** What a line that is being typed could become: `cov` → cover-open, cover-close. */
export const completions = (typed: string): readonly string[] =>
  typed === '' ? [] : CONSOLE_WORDS.filter((word) => word.startsWith(typed.trimStart().toLowerCase()))

/** One line of help for a word that is complete. */
export function wordHelp(word: string): string | undefined {
  if (isOwnWord(word)) return OWN_WORDS[word]
  const name = faultNames.find((one) => one === word)
  return name && faultKind(name).does
}

export function helpLines(): readonly string[] {
  const examples = faultNames.map((name) => [faultKind(name).example, faultKind(name).does] as const)
  const own = Object.entries(OWN_WORDS)
  const widest = Math.max(...[...examples, ...own].map(([left]) => left.length))
  const row = ([left, right]: readonly [string, string]) => `  ${left.padEnd(widest)}  ${right}`
  return [
    'The console:',
    ...own.map(row),
    'Faults, now or at their time (at 3s: …, after 2 receipts: …, after 600 bytes: …):',
    ...examples.map(row),
  ]
}

/** Single-character changes, two neighbours changing places among them, that make one word of the other. */
function editSteps(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1]
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      const steps = [
        (rows[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + (same ? 0 : 1),
        ...(swapped ? [(rows[i - 2]?.[j - 2] ?? 0) + 1] : []),
      ]
      row.push(Math.min(...steps))
    }
    rows.push(row)
  }
  return rows[from.length]?.[to.length] ?? 0
}
