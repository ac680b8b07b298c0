/**
 * A PIN as it may lie on a disk: scrypt (RFC 7914) over it and a random salt. The cost stands with every hash, so it can be
 * raised later without asking everybody for a new PIN.
 */
import { scrypt, timingSafeEqual } from 'node:crypto'
import type { Random } from '../ports/random.js'

const SALT_BYTES = 16
const HASH_BYTES = 32

/** RFC 7914 §2. */
export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** A tenth of a second and 32 MiB a try: six digits cannot be searched at the counter, and slowly with a stolen file. */
export const PRESENT_COST: ScryptCost = { N: 2 ** 15, r: 8, p: 1 }

export interface PinHash extends ScryptCost {
  /** Base64, as is the hash. */
  readonly salt: string
  readonly hash: string
}

export async function hashPin(pin: string, cost: ScryptCost, random: Random): Promise<PinHash> {
  const salt = Buffer.from(random.bytes(SALT_BYTES))
  const hash = await derive(pin, salt, cost)
  const { N, r, p } = cost
  return { N, r, p, salt: salt.toString('base64'), hash: hash.toString('base64') }
}

/** Takes the same time whatever the answer. */
export async function isPinOf(pin: string, kept: PinHash): Promise<boolean> {
  const hash = Buffer.from(kept.hash, 'base64')
  const derived = await derive(pin, Buffer.from(kept.salt, 'base64'), kept)
  return hash.length === derived.length && timingSafeEqual(hash, derived)
}

/** Whether a hash was made at less than the present cost, and is to be made anew at the next right PIN. */
export function isCheaper({ N, r, p }: ScryptCost, than: ScryptCost): boolean {
  return N * r * p < than.N * than.r * than.p
}

function derive(pin: string, salt: Buffer, { N, r, p }: ScryptCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // What it needs is 128·N·r; Node's own limit leaves no room beside that.
    scrypt(pin, salt, HASH_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    )
  })
}
