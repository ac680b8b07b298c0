/**
 * What the journal says when it cannot or must not go on. Each code has one cause and each message says what to do,
 * because the reader is a shop's manager at a till that will not start; none of them ever carries a stored value.
 */
export type JournalErrorCode =
  /** The caller's bug: the step breaks the port's contract. Nothing of it was written. */
  | 'journal.stepRefused'
  /** The caller's bug: a text handed over for sealing also stands in clear in the step. Nothing was written. */
  | 'journal.secretInClear'
  /** There is no journal at that place. */
  | 'journal.missing'
  /** The file is something else, or damaged beyond reading. */
  | 'journal.notAJournal'
  /** Written by a later version of the program. */
  | 'journal.newerSchema'
  /** It belongs to another terminal. */
  | 'journal.otherTerminal'
  /** The disk or file system cannot promise that what was committed stays. */
  | 'journal.notDurable'
  /** An earlier write failed in the disk itself; only reopening tells what is really there. */
  | 'journal.diskFailed'
  /** The data folder's lock was given up, so another process may be writing. */
  | 'journal.notOwned'
  /** The journal holds sealed texts and its key file is not there. */
  | 'journal.keyMissing'
  /** The key file holds another journal's key, or no key at all. */
  | 'journal.keyWrong'
  /** A sealed text does not open with the right key: somebody changed it. */
  | 'journal.secretTampered'

export class JournalError extends Error {
  override readonly name = 'JournalError'
  constructor(
    readonly code: JournalErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options)
  }
}
