/**
 * A person's word on what the terminal cannot know: who says so, why, and what they saw that proves it. There is no other
 * way to settle what is unknown, and no way to call it done without all three.
 */
export interface PersonsWord {
  readonly operator: string
  readonly reason: string
  /** What it rests on, for whoever checks it later: a statement line, a reference number, who was called and when. */
  readonly evidence: string
  /** The supervisor who agreed, where the shop demands one. */
  readonly approvedBy?: string
}

/** The word alone, without the event that carried it. */
export function wordOf({ operator, reason, evidence, approvedBy }: PersonsWord): PersonsWord {
  return { operator, reason, evidence, ...(approvedBy !== undefined && { approvedBy }) }
}
