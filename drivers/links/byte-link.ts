/**
 * A byte link moves bytes and knows nothing of what they mean. Printers, readers and their emulated twins all stand on
 * one, so tests run the production path down to the last byte.
 *
 *      EscPosPrinter ──write──▶ ┌──────┐ ──onData──▶ emulated printer, or the cable
 *                    ◀─onData── │ link │ ◀──write───
 *                               └──────┘
 */
export interface ByteLink {
  /** The line stands whatever becomes of the device, as a serial cable does: that its power went does not show. */
  readonly outlivesPower?: true
  /** As opened, for logs and screens: `tcp:127.0.0.1:9100`. */
  readonly address: string
  /**
   * Hands bytes to the link, in order. Resolves when the link accepted them, which is no evidence that the other side
   * read them. Rejects with DriverError `link.closed`, or `link.stalled` when the other side takes nothing for the
   * signal's whole life; how much of a failed write arrived is unknown. Only one write is in progress at a time.
   */
  write(bytes: Uint8Array, signal: AbortSignal): Promise<void>
  /** Bytes from the other side, in any chunks. One listener; bytes arriving before it is set are kept for it. */
  onData(listener: (bytes: Uint8Array) => void): void
  /** Called once when the link is gone, by either side or by fault; at once if it is gone already. */
  onClose(listener: (cause: LinkCloseCause) => void): void
  /**
   * Only links to a spooler have it: submits everything written since the last time as one job. Resolves when the spooler
   * took it, which is all that will ever be known. Rejects with DriverError `link.refused` when it did not.
   */
  handOff?(signal: AbortSignal): Promise<void>
  /** Ends the link after what was written has left, then lets go. Closing twice is harmless. */
  close(): Promise<void>
}

export type LinkCloseCause = 'closedHere' | 'closedThere' | 'fault'

/**
 * Opens a link to one address. Rejects with a DriverError: `link.forbidden` – it is there and this user may not use it;
 * `link.inUse` – another program has it; `link.unreachable` – nobody is there, or the signal aborted.
 */
export interface LinkOpener {
  readonly address: string
  open(signal: AbortSignal): Promise<ByteLink>
}
