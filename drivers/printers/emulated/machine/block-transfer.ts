/**
 * Blocks a host fetches one at a time (ESC/POS handshaking): each is sent when the one before was acknowledged. A host
 * that sends anything but an answer has given up, and what it sent is data again.
 */
const ACK = 0x06
const NAK = 0x15
const CAN = 0x18

export class BlockTransfer {
  #next = 0

  /** Sends the first block. */
  constructor(
    private readonly blocks: readonly Uint8Array[],
    private readonly send: (bytes: Uint8Array) => void,
  ) {
    this.#send()
  }

  get done(): boolean {
    return this.#next >= this.blocks.length
  }

  /** @returns whether the byte was an answer, and so is used up. */
  answer(byte: number): boolean {
    if (byte === NAK) this.#send()
    else if (byte === ACK) this.#advance()
    else this.#next = this.blocks.length
    return byte === NAK || byte === ACK || byte === CAN
  }

  #advance(): void {
    this.#next++
    this.#send()
  }

  #send(): void {
    const block = this.blocks[this.#next]
    if (block) this.send(block)
  }
}
