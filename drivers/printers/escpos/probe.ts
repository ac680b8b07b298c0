/**
 * Finding out about a printer, once a link: how its prints can be confirmed, who it is, which row of model data suits it and
 * which pictures it keeps. What was found before saves waiting, and is never taken for proof.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../../src/ports/clock.js'
import { askFences, askProcessId, passFence } from '../confirmation.js'
import type { PrinterProfile } from '../profiles/printer-profile.js'
import { resolveProfile } from '../profiles/resolve-profile.js'
import { type Capabilities, type PrinterIdentity, UNNAMED } from './capabilities.js'
import type { FenceTally } from './fence-tally.js'
import { IDENTIFY, IdentityEar, identityByOne, identityFrom, saysTheSame } from './identity.js'
import { NvImageMemory } from './image-memory.js'
import type { Findings } from './kept-findings.js'
import type { Answer, PrinterSession, Wait } from './printer-session.js'

export interface ProbeOptions {
  /** What earlier questions may still bring; settled when the printer is found to answer. */
  readonly fences: FenceTally
  readonly clock: Clock
  /** The row of model data that whoever set the printer up has chosen. */
  readonly configured?: PrinterProfile
  /** What was found at this address before. */
  readonly kept?: Findings
  /** Takes down what was found now, where it differs, and later what becomes of the printer's memory. */
  readonly keep?: (findings: Findings) => void
}

/** What is kept of a printer is found out anew after so long: it may have been given new firmware. */
const FRESH_MS = 30 * 24 * 60 * 60 * 1_000

/**
 * Tries GS ( H fn 48, then GS r 1, and takes down who the printer says it is (GS I). Ask only a printer that is online: an
 * offline one answers none of these, whatever it can do. A printer known not to answer the first is spared the wait, but
 * what it does answer it must answer again.
 */
export async function probe(session: PrinterSession, options: ProbeOptions, wait: Wait): Promise<Answer<Capabilities>> {
  const ear = new IdentityEar(session)
  let disturbed = false
  const stopListening = session.listen(() => {
    disturbed ||= session.latest?.fault !== undefined
  })
  try {
    const level = await findLevel(session, options, wait, ear)
    if (level.kind !== 'answered') return level
    const identity = await findIdentity(session, options, wait, ear, level.value)
    if (identity.kind !== 'answered') return identity
    const findings = findingsOf(level.value, identity.value, options)
    const { profile, chosen } = resolveProfile({
      ...{ configured: options.configured, identity: identity.value, kept: findings.profile },
    })
    const found = { confirmation: level.value, identity: identity.value, profile, chosen }
    if (!disturbed) {
      if (!isDeepStrictEqual(findings, options.kept)) options.keep?.(findings)
      return { kind: 'answered', value: { ...found, ...(await imagesOf(session, findings, profile, options, wait)) } }
    }
    // Silence proves nothing of a printer that was off line for a moment; or letters that are no answer looked like a fault.
    await session.status(wait)
    return { kind: 'answered', value: found }
  } finally {
    stopListening()
    ear.close()
  }
}

type Level = Findings['confirmation']

const isFresh = ({ foundAt }: Findings, clock: Clock) => clock.now() - foundAt < FRESH_MS

async function findLevel(
  session: PrinterSession,
  { fences, clock, kept }: ProbeOptions,
  wait: Wait,
  ear: IdentityEar,
): Promise<Answer<Level>> {
  const level = (value: Level): Answer<Level> => ({ kind: 'answered', value })
  const garbled = () => ear.garbled
  const spared = kept !== undefined && kept.confirmation !== 'process-id' && isFresh(kept, clock)
  const fence = spared ? await askFences(session, { fences, garbled, before: IDENTIFY }, wait) : undefined
  if (fence && fence.kind !== 'answered' && fence.kind !== 'silent') return fence
  const fenced: Level | undefined = fence && (fence.kind === 'answered' ? 'fence' : 'transport')
  if (kept && fenced === kept.confirmation && saysTheSame(ear.texts, kept.identity)) return level(fenced)
  const processId = await askProcessId(session, wait, fenced ? undefined : IDENTIFY)
  if (processId.kind !== 'silent') return processId.kind === 'answered' ? level('process-id') : processId
  if (fenced) return level(fenced)
  const answer = await askFences(session, { fences, garbled }, wait)
  if (answer.kind !== 'silent') return answer.kind === 'answered' ? level('fence') : answer
  return level('transport')
}

/** Mostly heard by now; only answers that could be to more than one set of questions are asked for again. */
async function findIdentity(
  session: PrinterSession,
  { fences, kept }: ProbeOptions,
  wait: Wait,
  ear: IdentityEar,
  level: Level,
): Promise<Answer<PrinterIdentity>> {
  const heard = identityFrom(ear.texts, kept?.identity)
  if (heard) return { kind: 'answered', value: heard }
  const ask = (question: Uint8Array) =>
    level === 'process-id' ? askProcessId(session, wait, question) : passFence(session, wait, fences, question)
  const answer = level === 'transport' ? ({ kind: 'silent' } as const) : await identityByOne(ear, ask)
  return answer.kind === 'silent' ? { kind: 'answered', value: UNNAMED } : answer
}

function findingsOf(confirmation: Level, identity: PrinterIdentity, { clock, kept }: ProbeOptions): Findings {
  const sameWords = kept !== undefined && isDeepStrictEqual(kept.identity, identity)
  const samePrinter = kept !== undefined && identity.serial !== '' && kept.identity.serial === identity.serial
  const asBefore = sameWords && kept.confirmation === confirmation && isFresh(kept, clock)
  return {
    ...{ identity, confirmation, foundAt: asBefore ? kept.foundAt : clock.now() },
    ...(sameWords && kept.profile !== undefined && { profile: kept.profile }),
    images: samePrinter ? kept.images : [],
    imageWritesAt: samePrinter ? kept.imageWritesAt : [],
  }
}

/** Without a serial number another printer of the model could stand here tomorrow. */
async function imagesOf(
  session: PrinterSession,
  findings: Findings,
  profile: PrinterProfile,
  { clock, keep = () => undefined }: ProbeOptions,
  wait: Wait,
): Promise<Pick<Capabilities, 'images'>> {
  if (profile.images === 'none' || findings.identity.serial === '') return {}
  const images = new NvImageMemory(clock, findings, keep)
  await images.recall(session, wait)
  return { images }
}
