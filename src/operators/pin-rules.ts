/** Which PINs nobody may have, because they are what anybody would try first. */
import type { PinRule } from '../ports/operators.js'

const SHORTEST = 6
const LONGEST = 12

/** What was typed, with the full-width digits of a Korean or Chinese keyboard as plain ones. */
export function typedPin(text: string): string {
  return text.normalize('NFKC')
}

export function isPinShaped(pin: string): boolean {
  return new RegExp(`^[0-9]{${SHORTEST},${LONGEST}}$`).test(pin)
}

/**
 * @param pin as `typedPin` gives it. @param shopNumbers the shop's own, with or without hyphens.
 * @returns the first rule it breaks, or undefined when it may be used.
 */
export function brokenPinRule(pin: string, shopNumbers: readonly string[]): PinRule | undefined {
  if (!isPinShaped(pin)) return 'notSixToTwelveDigits'
  const steps = new Set([...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10))
  if (steps.size === 1) {
    if (steps.has(0)) return 'allEqual'
    if (steps.has(1) || steps.has(9)) return 'run'
  }
  const numbers = shopNumbers.map((number) => number.replace(/\D/g, '')).filter(({ length }) => length >= SHORTEST)
  return numbers.some((number) => number.includes(pin) || pin.includes(number)) ? 'shopsOwnNumber' : undefined
}
