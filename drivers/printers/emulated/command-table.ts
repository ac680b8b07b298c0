/**
 * The grammar of ESC/POS as data: which byte sequences are commands and how long each one is. Whether the emulated
 * printer can carry a command out is another matter (handlers/); one it cannot is still skipped to its last byte.
 *
 * Source of every entry: Epson, "ESC/POS Command Reference", where the name used here as the key is the entry's title;
 * entries marked "clones" come from the manuals of compatible printers. A third byte `( *` stands for any letter: that
 * whole family is length-prefixed by definition, so members of it not invented yet have a known length too.
 */
import {
  byFirst,
  byte,
  constant,
  fixed,
  longWord,
  nothing,
  product,
  repeated,
  type Shape,
  sized,
  terminated,
  word,
} from './shapes.js'

/** Longest NUL-terminated bar code (GS k, function A); the reference allows 255 characters at most. */
const LONGEST_BARCODE_BYTES = 256
/** ESC D sets at most 32 tab stops, and NUL ends them. */
const MOST_TAB_STOPS = 33
/** GS C ; takes five numbers of at most five digits. */
const LONGEST_COUNTER_TEXT_BYTES = 30
const NUL = 0x00
const SEMICOLON = 0x3b
/** A user-defined double-byte character is 24 × 24 dots: 72 bytes. */
const DOUBLE_BYTE_CHARACTER_BYTES = 72

/** pL pH, then that many bytes. */
const counted = sized(2, word(0))

interface Grammar {
  readonly title: string
  readonly shape: Shape
}

const entry = (title: string, shape: Shape): Grammar => ({ title, shape })

/** DLE DC4: how many bytes follow fn. */
const REAL_TIME_PARAMETERS: Readonly<Record<number, number>> = { 1: 2, 2: 2, 3: 5, 7: 1, 8: 7 }

const controls = {
  NUL: entry('Nothing', nothing),
  HT: entry('Horizontal tab', nothing),
  LF: entry('Print and line feed', nothing),
  FF: entry('Print and return to standard mode; end of label', nothing),
  CR: entry('Print and carriage return', nothing),
  CAN: entry('Cancel print data in page mode', nothing),
  'DLE EOT': entry(
    'Transmit real-time status',
    byFirst((n) => ([7, 8, 18].includes(n) ? fixed(1) : nothing)),
  ),
  'DLE ENQ': entry('Send real-time request to printer', fixed(1)),
  'DLE DC4': entry(
    'Real-time pulse, power-off, buzzer, status, clear buffers',
    byFirst((fn) => fixed(REAL_TIME_PARAMETERS[fn] ?? 0)),
  ),
} as const

const escapes = {
  'ESC FF': entry('Print data in page mode', nothing),
  'ESC SP': entry('Set right-side character spacing', fixed(1)),
  'ESC !': entry('Select print modes', fixed(1)),
  'ESC $': entry('Set absolute print position', fixed(2)),
  'ESC %': entry('Select user-defined character set', fixed(1)),
  'ESC &': entry(
    'Define user-defined characters',
    repeated(
      3,
      (head) => Math.max(0, byte(2)(head) - byte(1)(head) + 1),
      (head) => sized(1, product(byte(0), constant(byte(0)(head)))),
    ),
  ),
  'ESC ( *': entry('Extended function', counted),
  'ESC *': entry(
    'Select bit-image mode',
    sized(3, (head) => word(1)(head) * (byte(0)(head) >= 32 ? 3 : 1)),
  ),
  'ESC -': entry('Turn underline mode on or off', fixed(1)),
  'ESC 2': entry('Select default line spacing', nothing),
  'ESC 3': entry('Set line spacing', fixed(1)),
  'ESC <': entry('Return home', nothing),
  'ESC =': entry('Select peripheral device', fixed(1)),
  'ESC ?': entry('Cancel user-defined characters', fixed(1)),
  'ESC @': entry('Initialize printer', nothing),
  'ESC B': entry('Sound buzzer (clones)', fixed(2)),
  'ESC D': entry('Set horizontal tab positions', terminated(0, NUL, MOST_TAB_STOPS)),
  'ESC E': entry('Turn emphasized mode on or off', fixed(1)),
  'ESC G': entry('Turn double-strike mode on or off', fixed(1)),
  'ESC J': entry('Print and feed paper', fixed(1)),
  'ESC K': entry('Print and reverse feed', fixed(1)),
  'ESC L': entry('Select page mode', nothing),
  'ESC M': entry('Select character font', fixed(1)),
  'ESC R': entry('Select an international character set', fixed(1)),
  'ESC S': entry('Select standard mode', nothing),
  'ESC T': entry('Select print direction in page mode', fixed(1)),
  'ESC U': entry('Turn unidirectional print mode on or off', fixed(1)),
  'ESC V': entry('Turn 90° clockwise rotation on or off', fixed(1)),
  'ESC W': entry('Set print area in page mode', fixed(8)),
  'ESC \\': entry('Set relative print position', fixed(2)),
  'ESC a': entry('Select justification', fixed(1)),
  'ESC c 0': entry('Select paper type for printing', fixed(1)),
  'ESC c 1': entry('Select paper type for command settings', fixed(1)),
  'ESC c 3': entry('Select paper sensors to output paper-end signals', fixed(1)),
  'ESC c 4': entry('Select paper sensors to stop printing', fixed(1)),
  'ESC c 5': entry('Enable or disable panel buttons', fixed(1)),
  'ESC d': entry('Print and feed lines', fixed(1)),
  'ESC e': entry('Print and reverse feed lines', fixed(1)),
  'ESC i': entry('Partial cut, one point left uncut', nothing),
  'ESC m': entry('Partial cut, three points left uncut', nothing),
  'ESC p': entry('Generate pulse', fixed(3)),
  'ESC r': entry('Select print colour', fixed(1)),
  'ESC t': entry('Select character code table', fixed(1)),
  'ESC u': entry('Transmit peripheral device status', fixed(1)),
  'ESC v': entry('Transmit paper sensor status', nothing),
  'ESC {': entry('Turn upside-down print mode on or off', fixed(1)),
} as const

const fieldSeparators = {
  'FS !': entry('Select print modes for double-byte characters', fixed(1)),
  'FS &': entry('Select double-byte character mode', nothing),
  'FS ( *': entry('Extended function', counted),
  'FS -': entry('Turn underline mode on or off for double-byte characters', fixed(1)),
  'FS .': entry('Cancel double-byte character mode', nothing),
  'FS 2': entry('Define user-defined double-byte characters', fixed(2 + DOUBLE_BYTE_CHARACTER_BYTES)),
  'FS ?': entry('Cancel user-defined double-byte characters', fixed(2)),
  'FS C': entry('Select double-byte character code system', fixed(1)),
  'FS S': entry('Set double-byte character spacing', fixed(2)),
  'FS W': entry('Turn quadruple-size mode on or off for double-byte characters', fixed(1)),
  'FS g 1': entry('Write to NV user memory', sized(7, word(5))),
  'FS g 2': entry('Read from NV user memory', fixed(7)),
  'FS p': entry('Print NV bit image', fixed(2)),
  'FS q': entry(
    'Define NV bit image',
    repeated(1, byte(0), () => sized(4, product(word(0), word(2), constant(8)))),
  ),
} as const

const groupSeparators = {
  'GS FF': entry('Print and return to standard mode; feed to label', nothing),
  'GS !': entry('Select character size', fixed(1)),
  'GS $': entry('Set absolute vertical position in page mode', fixed(2)),
  'GS ( *': entry('Extended function', counted),
  'GS *': entry('Define downloaded bit image', sized(2, product(byte(0), byte(1), constant(8)))),
  'GS /': entry('Print downloaded bit image', fixed(1)),
  'GS 8 *': entry('Extended function with a long payload', sized(4, longWord(0))),
  'GS :': entry('Start or end macro definition', nothing),
  'GS B': entry('Turn white on black print mode on or off', fixed(1)),
  'GS C 0': entry('Select counter print mode', fixed(2)),
  'GS C 1': entry('Select count mode (A)', fixed(6)),
  'GS C 2': entry('Set counter', fixed(2)),
  'GS C ;': entry('Select count mode (B)', terminated(0, SEMICOLON, LONGEST_COUNTER_TEXT_BYTES, 5)),
  'GS E': entry('Select head control method', fixed(1)),
  'GS H': entry('Select print position of HRI characters', fixed(1)),
  'GS I': entry('Transmit printer ID', fixed(1)),
  'GS L': entry('Set left margin', fixed(2)),
  'GS P': entry('Set horizontal and vertical motion units', fixed(2)),
  'GS Q 0': entry('Print variable vertical size bit image', sized(5, product(word(1), word(3)))),
  'GS T': entry('Set print position to the beginning of print line', fixed(1)),
  'GS V': entry(
    'Select cut mode and cut paper',
    byFirst((m) => (m === 0 || m === 1 || m === 48 || m === 49 ? nothing : fixed(1))),
  ),
  'GS W': entry('Set print area width', fixed(2)),
  'GS \\': entry('Set relative vertical position in page mode', fixed(2)),
  'GS ^': entry('Execute macro', fixed(3)),
  'GS a': entry('Enable or disable automatic status back', fixed(1)),
  'GS b': entry('Turn smoothing mode on or off', fixed(1)),
  'GS c': entry('Print counter', nothing),
  'GS f': entry('Select font for HRI characters', fixed(1)),
  'GS g 0': entry('Initialize maintenance counter', fixed(3)),
  'GS g 2': entry('Transmit maintenance counter', fixed(3)),
  'GS h': entry('Set bar code height', fixed(1)),
  'GS j': entry('Enable or disable automatic status back for ink', fixed(1)),
  'GS k': entry(
    'Print bar code',
    byFirst((m) => (m <= 6 ? terminated(0, NUL, LONGEST_BARCODE_BYTES) : m >= 65 ? sized(1, byte(0)) : nothing)),
  ),
  'GS r': entry('Transmit status', fixed(1)),
  'GS v 0': entry('Print raster bit image', sized(5, product(word(1), word(3)))),
  'GS w': entry('Set bar code width', fixed(1)),
  'GS z 0': entry('Set online recovery wait time', fixed(2)),
} as const

const grammar = { ...controls, ...escapes, ...fieldSeparators, ...groupSeparators }

export type CommandId = keyof typeof grammar

export interface CommandDefinition extends Grammar {
  readonly id: CommandId
  /** The bytes that introduce it; `undefined` stands for any one byte, which is handed over as the first parameter. */
  readonly prefix: readonly (number | undefined)[]
}

const NAMED_BYTES: Readonly<Record<string, number>> = {
  NUL: 0x00,
  EOT: 0x04,
  ENQ: 0x05,
  HT: 0x09,
  LF: 0x0a,
  FF: 0x0c,
  CR: 0x0d,
  DLE: 0x10,
  DC4: 0x14,
  CAN: 0x18,
  ESC: 0x1b,
  FS: 0x1c,
  GS: 0x1d,
  SP: 0x20,
}

/** `GS v 0` → 1D 76 30; a `*` in third place is the wildcard, elsewhere it is the character. */
function prefixOf(id: string): (number | undefined)[] {
  return id
    .split(' ')
    .map((part, index) => (part === '*' && index === 2 ? undefined : (NAMED_BYTES[part] ?? part.charCodeAt(0))))
}

/** Every command whose length is known. */
export const commandTable: readonly CommandDefinition[] = (Object.keys(grammar) as CommandId[]).map((id) => ({
  id,
  ...grammar[id],
  prefix: prefixOf(id),
}))
