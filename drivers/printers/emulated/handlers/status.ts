/** Answers given in the order of the data: sensors, identity, automatic status, and the process ID. */
import { block, drawerStatus, paperSensorStatus } from '../machine/status-bytes.js'
import { byteAt, digit, type Handler, type HandlerContext, type HandlerTable } from './handler.js'

/** GS r n. Not reached at paper end: the printer is offline then and reads no commands. n = 4, ink, is not there. */
const transmitStatus: Handler = (parameters, { profile, conditions, reply, note }) => {
  if (!profile.answers.gsR) return
  const n = digit(byteAt(parameters, 0))
  if (n === 1) return reply(Uint8Array.of(paperSensorStatus(conditions)))
  if (n === 2) return reply(Uint8Array.of(drawerStatus(conditions)))
  note('not supported')
}

/** ESC v, from before GS r 1. */
const transmitPaperStatus: Handler = (_parameters, { profile, conditions, reply }) => {
  if (profile.answers.oldStatus) reply(Uint8Array.of(paperSensorStatus(conditions)))
}

/** ESC u 0, from before GS r 2. */
const transmitDrawerStatus: Handler = (parameters, { profile, conditions, reply, note }) => {
  if (digit(byteAt(parameters, 0)) !== 0) return note('parameter out of range')
  if (profile.answers.oldStatus) reply(Uint8Array.of(drawerStatus(conditions)))
}

const FONTS_MOUNTED = {
  cp949: 'KOREA C-5601C',
  gb18030: 'CHINA GB18030',
  gb2312: 'CHINA GB2312',
  big5: 'TAIWAN BIG-5',
  'shift-jis': 'KANJI JAPANESE',
  jis: 'KANJI JAPANESE',
  none: '',
} as const

/** What kind of printer: bit 0 double-byte characters, bit 1 cutter. */
const kindBits = ({ profile }: HandlerContext): number =>
  (profile.doubleByte.charset === 'none' ? 0 : 0x01) | (profile.cutter ? 0x02 : 0)

/** GS I 65–69: 5Fh, text, NUL. */
function identityText(n: number, { profile }: HandlerContext): string | undefined {
  const { firmware, maker, model, serial } = profile.identity
  const texts: Readonly<Record<number, string>> = {
    65: firmware,
    66: maker,
    67: model,
    68: serial,
    69: FONTS_MOUNTED[profile.doubleByte.charset],
  }
  return texts[n]
}

/** GS I 33, 35, 36, 96: 3Dh, n, content, NUL. The kind of printer is told in two bytes with bit 6 on; the rest not at all. */
function identityBlock(n: number, context: HandlerContext): Uint8Array | undefined {
  if (![33, 35, 36, 96].includes(n)) return undefined
  return block(0x3d, [n], n === 33 ? String.fromCharCode(0x40 | kindBits(context), 0x40) : '')
}

/** GS I 1–3: one byte with bits 4 and 7 off: model, kind, ROM version. */
function identityByte(n: number, context: HandlerContext): number | undefined {
  const { modelId, versionId } = context.profile.identity
  return [undefined, modelId, kindBits(context), versionId][n]
}

const transmitId: Handler = (parameters, context) => {
  if (!context.profile.answers.gsI) return
  const asked = byteAt(parameters, 0)
  const n = asked >= 49 && asked <= 51 ? digit(asked) : asked
  const text = identityText(n, context)
  const byte = identityByte(n, context)
  const answer =
    text !== undefined ? block(0x5f, [], text) : byte !== undefined ? Uint8Array.of(byte) : identityBlock(n, context)
  if (answer && context.profile.identityNumbers.includes(n)) context.reply(answer)
  else context.note('not supported')
}

/**
 * GS ( H fn 48, m 48, d1–d4: answers `37 22 d1 d2 d3 d4 00` when everything before it is on paper. fn 49, m 48, d: offline
 * responses off, on, or on with the cause.
 *
 * @param data fn m and what follows, without the length.
 */
export const responseRequest: Handler = (data, context) => {
  const [fn, m, ...rest] = data
  if (!context.profile.answers.processId) return
  if (m !== 48) return context.note('parameter out of range')
  if (fn === 48) return requestProcessId(rest, context)
  if (fn === 49) return setOfflineResponse(rest, context)
  context.note('not supported')
}

function requestProcessId(id: readonly number[], { mechanism, reply, note }: HandlerContext): void {
  if (id.length !== 4 || !id.every((byte) => byte >= 0x20 && byte <= 0x7e)) {
    note('parameter out of range')
    return
  }
  mechanism.add({ kind: 'then', action: () => reply(Uint8Array.of(0x37, 0x22, ...id, 0x00)) })
}

function setOfflineResponse([d]: readonly number[], { host, note }: HandlerContext): void {
  const choice = (['off', 'plain', 'withCause'] as const)[digit(d ?? 0xff)]
  if (choice) host.offlineResponse = choice
  else note('parameter out of range')
}

/**
 * GS ( D fn 20: pairs of a (1 pulse, 2 power-off) and b (0 off, 1 on) switch those real-time commands.
 *
 * @param data m (20) and the pairs, without the length.
 */
export const realTimeSwitch: Handler = (data, context) => {
  const [m, ...pairs] = data
  if (m !== 20) return context.note('not supported')
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    const kind = ([undefined, 'pulse', 'powerOff'] as const)[digit(pairs[index] ?? 0)]
    if (kind) context.setRealTime(kind, digit(pairs[index + 1] ?? 0) === 1)
    else context.note('parameter out of range')
  }
}

export const statusHandlers: HandlerTable = {
  'GS r': transmitStatus,
  'ESC v': transmitPaperStatus,
  'ESC u': transmitDrawerStatus,
  'GS I': transmitId,
  'GS a': (parameters, { host, profile }) => {
    if (profile.answers.asb) host.enableAutomaticStatus(byteAt(parameters, 0))
  },
}
