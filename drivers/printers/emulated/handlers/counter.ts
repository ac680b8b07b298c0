/** The serial number counter: its steps (GS C 1, GS C ;), its form (GS C 0), its value (GS C 2), and printing it (GS c). */
import type { Counter } from '../composing/counter.js'
import { byteAt, digit, type Handler, type HandlerTable, wordAt } from './handler.js'

const LARGEST = 65_535
const LARGEST_STEP = 255
const MOST_DIGITS = 5

const PADDINGS = ['space', 'zero', 'none'] as const

/** GS C 0 n m. */
const setForm: Handler = (parameters, { modes, note }) => {
  const digits = byteAt(parameters, 0)
  const padding = PADDINGS[digit(byteAt(parameters, 1))]
  if (digits > MOST_DIGITS || !padding) return note('parameter out of range')
  Object.assign(modes.counter, { digits, padding })
}

function setSteps(counter: Counter, from: number, to: number, step: number, repeats: number): void {
  Object.assign(counter, { from, to, step, repeats, printed: 0 })
}

/** GS C 1 aL aH bL bH n r. */
const setStepsBinary: Handler = (parameters, { modes }) => {
  const [from, to] = [wordAt(parameters, 0), wordAt(parameters, 2)]
  setSteps(modes.counter, from, to, byteAt(parameters, 4), byteAt(parameters, 5))
  modes.counter.value = from
}

/** GS C ; sa ; sb ; sn ; sr ; sc ; – the same in decimal text, and the value to begin with. */
const setStepsText: Handler = (parameters, { modes, note }) => {
  const numbers = Buffer.from(parameters).toString('latin1').split(';').slice(0, 5).map(Number)
  const [from = Number.NaN, to = Number.NaN, step = Number.NaN, repeats = Number.NaN, value = Number.NaN] = numbers
  const isSound = [from, to, value].every((n) => n <= LARGEST) && [step, repeats].every((n) => n <= LARGEST_STEP)
  if (!isSound) return note('parameter out of range')
  setSteps(modes.counter, from, to, step, repeats)
  modes.counter.value = value
}

/** GS c: prints the value as text and counts on. */
const print: Handler = (_parameters, { modes, write }) => {
  const { counter } = modes
  const text = String(counter.value)
  const { digits, padding } = counter
  const filled = padding === 'none' ? text.padEnd(digits) : text.padStart(digits, padding === 'zero' ? '0' : ' ')
  write(Buffer.from(filled, 'latin1'))
  count(counter)
}

/** Counting stands still when there is nowhere to count to. */
function count(counter: Counter): void {
  if (counter.from === counter.to || counter.step === 0 || counter.repeats === 0) return
  counter.printed++
  if (counter.printed < counter.repeats) return
  counter.printed = 0
  const isUp = counter.from < counter.to
  const next = counter.value + (isUp ? counter.step : -counter.step)
  const isPast = isUp ? next > counter.to : next < counter.to
  counter.value = isPast ? counter.from : next
}

export const counterHandlers: HandlerTable = {
  'GS C 0': setForm,
  'GS C 1': setStepsBinary,
  'GS C 2': (parameters, { modes }) => {
    modes.counter.value = wordAt(parameters, 0)
  },
  'GS C ;': setStepsText,
  'GS c': print,
}
