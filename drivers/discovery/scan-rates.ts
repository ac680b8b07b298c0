/**
 * Finds the speed a serial printer was set to, by asking at one rate after the other. At a wrong rate the question reaches
 * the printer as other characters, which it may print, so this is done only for who asks for it.
 */
import type { Clock } from '../../src/ports/clock.js'
import { type Address, parseAddress } from '../address.js'
import { openLink } from '../links/open-link.js'
import { askLink } from './ask-link.js'

/** The rates receipt printers are sold and set up with, most frequent first. */
export const USUAL_RATES = [9_600, 19_200, 38_400, 115_200, 57_600] as const

export interface RateScan {
  readonly asked: readonly number[]
  /** Undefined when it answered at none. */
  readonly answered: number | undefined
}

const LIMITS = { openMs: 3_000, answerMs: 700 }

/**
 * @param address a `serial:` address; the rate it names is tried first.
 * @throws DriverError `address.malformed`
 */
export async function scanRates(address: string, clock: Clock, signal: AbortSignal): Promise<RateScan> {
  const named = Number(parseAddress(address).options.get('baud'))
  const rates = [...new Set(named > 0 ? [named, ...USUAL_RATES] : USUAL_RATES)]
  const asked: number[] = []
  for (const rate of rates) {
    if (signal.aborted) break
    const at = atRate(address, rate)
    const opener = openLink(at, { clock, options: [...at.options.keys()], baudRate: rate })
    asked.push(rate)
    const answer = await askLink(opener, clock, signal, LIMITS)
    if (answer.kind === 'answered') return { asked, answered: rate }
    // At another speed it would not open either.
    if (answer.kind === 'notOpened') break
  }
  return { asked, answered: undefined }
}

function atRate(address: string, rate: number): Address {
  const { text, scheme, rest, options } = parseAddress(address)
  return { text, scheme, rest, options: new Map([...options, ['baud', String(rate)]]) }
}
