/**
 * The part of `iso_8583` 2.6.7 that is used here; the package carries no types. Its methods return `{ error }` where
 * others would throw, and on some paths neither a message nor an error, which is why `iso-message.ts` checks both.
 */
declare module 'iso_8583' {
  interface LibraryFailure {
    readonly error: unknown
  }

  interface LibraryFormat {
    readonly ContentType: string
    readonly Label: string
    readonly LenType: string
    readonly MaxLen: number
  }

  export default class Message {
    constructor(message?: Record<string, string>, formats?: Readonly<Record<string, LibraryFormat>>)
    /** The packed message without a length header. */
    getRawMessage(): Uint8Array | LibraryFailure
    getIsoJSON(packed: Buffer, config: { readonly lenHeader: false }): Record<string, string> | LibraryFailure
  }
}
