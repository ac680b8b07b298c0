/** Randomness as the house sees it: seeded in simulation, the machine's own everywhere else. */
export interface Random {
  /** `count` unpredictable bytes; the system adapter's are fit for keys and nonces. */
  bytes(count: number): Uint8Array
}
