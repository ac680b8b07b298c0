/**
 * Where the access token is kept from one run to the next. 诺诺 gives out 50 in 30 days, so a till that is switched on every
 * morning must not ask for one each time.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

export interface KeptToken {
  readonly token: string
  /** Epoch milliseconds. */
  readonly obtainedAt: number
  readonly expiresAt: number
}

export interface TokenStore {
  read(): KeptToken | undefined
  /** Never throws: what cannot be kept is asked for again. */
  write(kept: KeptToken | undefined): void
}

/** Forgets with the process. */
export class MemoryTokens implements TokenStore {
  #kept: KeptToken | undefined

  read(): KeptToken | undefined {
    return this.#kept
  }

  write(kept: KeptToken | undefined): void {
    this.#kept = kept
  }
}

const keptSchema = z.object({ token: z.string().min(1), obtainedAt: z.number(), expiresAt: z.number() }).nullable()

/** One file, readable by its owner alone. A token is good for a day at most and is no secret key. */
export class TokenFile implements TokenStore {
  constructor(private readonly file: string) {}

  read(): KeptToken | undefined {
    try {
      return keptSchema.parse(JSON.parse(readFileSync(this.file, 'utf8'))) ?? undefined
    } catch {
      return undefined // Nothing kept yet, or nothing readable: a new one is asked for.
    }
  }

  write(kept: KeptToken | undefined): void {
    try {
      const fresh = `${this.file}.new`
      writeFileSync(fresh, JSON.stringify(kept ?? null), { mode: 0o600 })
      renameSync(fresh, this.file)
    } catch {
      return // A full or read-only disk costs a token of the month's fifty, and stops no invoice.
    }
  }
}
