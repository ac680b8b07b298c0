/**
 * What a kind of link says of itself. The table of kinds (open-link.ts) is all that knows them, so that a new one is a file
 * and a row there.
 */
import type { Clock } from '../../src/ports/clock.js'
import type { Address } from '../address.js'
import type { LinkOpener } from './byte-link.js'

/** What a link needs that its address does not say. */
export interface LinkSurroundings {
  readonly clock: Clock
  /** Options that belong to the device rather than to the link. */
  readonly options: readonly string[]
  readonly baudRate: number
  /** TCP port when the address names none. */
  readonly port?: number
}

export interface LinkKind {
  readonly scheme: string
  /** Options of its own; those of the device come on top. */
  readonly options: readonly string[]
  /** Whether an address of its scheme is meant for it; every one where left out. */
  claims?(address: Address): boolean
  /** @throws DriverError `address.malformed`. Nothing is opened yet. */
  open(address: Address, surroundings: LinkSurroundings): LinkOpener
}
