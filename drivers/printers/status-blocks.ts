/**
 * Answers that come as blocks: a header, what they are, content, 00. A stray header byte before a block makes both look like
 * one, so a block is also found at the end of what is none as a whole.
 */
export type BlockFrame =
  /** Answer to GS ( H fn 48: 37 22 d1–d4 00. */
  | { readonly kind: 'processId'; readonly id: string }
  /** Answer to DLE DC4 fn 8: 37 25 00. */
  | { readonly kind: 'cleared' }
  /** Answer to GS I 65–69: 5F … 00. */
  | { readonly kind: 'information'; readonly text: string }
  /** Answer to GS I 33, 35, 36, 96: 3D n … 00. */
  | { readonly kind: 'typeInformation'; readonly n: number; readonly text: string }
  /** Answer to GS ( L fn 64 (`nv`) or fn 80 (`download`): 37 72 or 73, 40 or 41 when `more` follow, two characters a key, 00. */
  | {
      readonly kind: 'imageKeys'
      readonly of: 'nv' | 'download'
      readonly keys: readonly string[]
      readonly more: boolean
    }
  /** Answer to GS ( L fn 48 (`capacity`) or fn 51 (`free`) of the NV graphics: 37 30 or 31, digits, 00. */
  | { readonly kind: 'imageRoom'; readonly of: 'capacity' | 'free'; readonly bytes: number }

const BLOCK = 0x37
const INFORMATION = 0x5f
const TYPE_INFORMATION = 0x3d

/** None of them can be a status byte: their fixed bits say so. */
export const BLOCK_HEADERS: readonly number[] = [BLOCK, INFORMATION, TYPE_INFORMATION]

/** The n of GS I that are answered so. */
const TYPE_NUMBERS: readonly number[] = [33, 35, 36, 96]

const MORE_KEYS = '\x41'
const LAST_KEYS = '\x40'

/** By the identifier behind 37h: the frame its content makes, if it is as it must be. */
const BLOCKS: Readonly<Record<number, (content: string) => BlockFrame | undefined>> = {
  // Exactly four characters and nothing around them: what merely contains an ID must not confirm a print.
  34: (id) => (/^[ -~]{4}$/.test(id) ? { kind: 'processId', id } : undefined),
  37: (content) => (content === '' ? { kind: 'cleared' } : undefined),
  48: (digits) => roomOf('capacity', digits),
  49: (digits) => roomOf('free', digits),
  114: (keys) => keysOf('nv', keys),
  115: (keys) => keysOf('download', keys),
}

/**
 * @param bytes what came from a header byte up to a 00, without it.
 * @returns the longest block that ends there, and what stood before it. Without a `frame`, all of it is noise.
 */
export function blocksIn(bytes: readonly number[]): { noise: readonly number[]; frame?: BlockFrame } {
  const text = Buffer.from(bytes).toString('latin1')
  for (let from = 0; from < bytes.length; from++) {
    const frame = blockOf(text.slice(from))
    if (frame) return { noise: bytes.slice(0, from), frame }
  }
  return { noise: bytes }
}

function blockOf(block: string): BlockFrame | undefined {
  const [header = -1, identifier = -1] = Buffer.from(block.slice(0, 2), 'latin1')
  if (header === BLOCK) return BLOCKS[identifier]?.(block.slice(2))
  if (header === INFORMATION) return informationOf(block.slice(1))
  if (header !== TYPE_INFORMATION || !TYPE_NUMBERS.includes(identifier) || !isClean(block)) return undefined
  return { kind: 'typeInformation', n: identifier, text: block.slice(2) }
}

/** A text that is, or ends in, another block is a stray 5Fh before that block. Serial numbers do begin with 7. */
function informationOf(text: string): BlockFrame | undefined {
  if (!isClean(text) || /7"[ -~]{4}$|7%$/.test(text) || /^[_=]/.test(text)) return undefined
  // A cover that is open, as automatic status tells it, and no name of anything.
  if (text.length === 1 && (text.charCodeAt(0) & 0x93) === 0x10) return undefined
  return { kind: 'information', text }
}

/** Without control characters, which only noise puts there. */
const isClean = (text: string) => Buffer.from(text, 'latin1').every((byte) => byte >= 0x20 && byte !== 0x7f)

function keysOf(of: 'nv' | 'download', content: string): BlockFrame | undefined {
  const [status, keys] = [content.charAt(0), content.slice(1)]
  if ((status !== LAST_KEYS && status !== MORE_KEYS) || keys.length % 2 !== 0 || !isClean(keys)) return undefined
  return { kind: 'imageKeys', of, keys: keys.match(/../g) ?? [], more: status === MORE_KEYS }
}

function roomOf(of: 'capacity' | 'free', digits: string): BlockFrame | undefined {
  return /^[0-9]{1,9}$/.test(digits) ? { kind: 'imageRoom', of, bytes: Number(digits) } : undefined
}
