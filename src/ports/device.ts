/** What every device behind a port has in common. */
export interface Device {
  /** The address it was opened by, e.g. `tcp:192.168.0.50:9100`. Never holds a secret: it is shown and logged. */
  readonly address: string
  /**
   * Lets go of the device and its link. Calls in progress resolve (as `unknown` where something had been sent). Closing
   * twice is harmless.
   */
  close(): Promise<void>
}

/**
 * The device broke its own contract or was told to do what it cannot: a bad address, a frame that cannot exist. Anything
 * that can happen on a good day in a shop is an `Outcome` instead.
 */
export class DriverError extends Error {
  override readonly name = 'DriverError'
  constructor(
    /** Namespaced and stable, e.g. `address.malformed`, `link.closed`. */
    readonly code: string,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options)
  }
}
