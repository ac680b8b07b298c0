/**
 * What a command can do to the machine besides printing, moving paper and answering. It hangs on the mechanism because
 * every handler has that at hand.
 */

/** A sound that was made. */
export interface Buzz {
  /** Clock time, epoch milliseconds. */
  readonly at: number
  /** How often; `until stopped` when the host set no end. */
  readonly times: number | 'until stopped'
  readonly source: 'ESC ( A' | 'ESC B' | 'DLE DC4'
}

export interface MachineControls {
  /** As if switched off and on, but links stay and so do bytes not read yet (GS ( E fn 2, GS ( A). */
  restart(): void
  /** Only customising commands are obeyed until the restart (GS ( E fn 1). */
  enterUserSettings(): void
  readonly inUserSettings: boolean
  /** Whatever comes is printed as hexadecimal numbers until somebody presses FEED three times (GS ( A 1). */
  startHexDump(): void
  /** ESC =: while it is not selected everything but ESC = is thrown away. */
  select(selected: boolean): void
  /** ESC c 4. */
  stopAtNearEnd(stop: boolean): void
  /** ESC c 5. */
  enableButtons(enabled: boolean): void
  /** GS z 0: how long it waits after a new roll before it goes on. */
  waitAfterRefill(waitMs: number): void
  /** What ESC @ resets besides the interpreter's own settings. */
  initialised(): void
  sound(times: Buzz['times'], source: Buzz['source']): void
  /** Sends the blocks one by one, each after the host acknowledged the one before (ESC/POS handshaking: ACK, NAK, CAN). */
  sendBlocks(blocks: readonly Uint8Array[]): void
}
