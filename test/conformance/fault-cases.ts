/**
 * Everything that is known to go wrong between a till and its printer, as data: when it strikes, and what a person does
 * about it. Each is played on every link and every model.
 */
import type { EmulatedPrinter } from '../../drivers/printers/emulated/emulated-printer.js'
import { printerModel } from '../../drivers/printers/emulated/models/printer-model.js'
import { type FaultCase, NOTHING, type Scene } from './counter.js'
import type { Stage } from './stage.js'

type Deed = (printer: EmulatedPrinter) => void

const cycle: Deed = (printer) => {
  printer.powerOff()
  printer.powerOn()
}

const DEEDS = {
  'paper out': (printer) => printer.runOutOfPaper(),
  'cover open': (printer) => printer.openCover(),
  'head hot': (printer) => printer.overheatHead(),
  'mechanical error': (printer) => printer.breakMechanism(),
  'unrecoverable error': (printer) => printer.failForGood(),
  offline: (printer) => printer.takeOffline(),
  'power cut': (printer) => printer.powerOff(),
  unplugged: (printer) => printer.unplug(),
  silent: (printer) => printer.muteReplies(true),
  'half-duplex': (printer) => printer.cutReturnWire(true),
} as const satisfies Readonly<Record<string, Deed>>

type DeedName = keyof typeof DEEDS
const DEED_NAMES = Object.keys(DEEDS) as DeedName[]

/**
 * What takes the cover to be opened before the printer goes on: some models wait until they are told (DLE ENQ). One whose
 * buffer is full hears nothing, and is switched off and on in the end.
 */
const SEEN_TO: readonly ((stage: Stage) => void)[] = [
  ({ emulated }) => {
    emulated.clearJam()
    emulated.repairMechanism()
    emulated.openCover()
  },
  ({ emulated }) => emulated.closeCover(),
  ({ emulated }) => {
    const { cutterError, mechanicalError } = emulated.conditions
    if (cutterError || mechanicalError) cycle(emulated)
  },
]
const MENDS: Readonly<Partial<Record<DeedName, FaultCase['mend']>>> = {
  'paper out': [
    ({ emulated }) => emulated.openCover(),
    ({ emulated }) => emulated.loadPaper(),
    ({ emulated }) => emulated.closeCover(),
  ],
  'mechanical error': SEEN_TO,
  'unrecoverable error': [({ emulated }) => emulated.powerOff(), ({ emulated }) => emulated.heal()],
}

const mendOf = (name: DeedName) => (MENDS[name] ? { mend: MENDS[name] } : {})

/** What is over once somebody has seen to it; the printer holds the rest until then. */
const PASSING: ReadonlySet<DeedName> = new Set([
  ...(['paper out', 'cover open', 'head hot', 'mechanical error', 'offline'] as const),
])
const claimOf = (name: DeedName) => (PASSING.has(name) ? 'accepted' : 'unknown')

const before = (name: DeedName): FaultCase => ({
  ...{ name: `${name} before`, claim: name === 'unrecoverable error' ? 'refused' : 'unavailable', ...mendOf(name) },
  before: ({ stage }) => DEEDS[name](stage.emulated),
})

/** At a dot row, wherever the receipt is by then in the cable. */
function atRow(
  name: DeedName,
  place: string,
  row: (scene: Scene) => number,
  claim?: Pick<FaultCase, 'claim'>,
): FaultCase {
  return {
    ...{ name: `${name} ${place}`, ...claim, ...mendOf(name) },
    before: (scene) => scene.atRow(row(scene), () => DEEDS[name](scene.stage.emulated)),
  }
}

const inTheMiddle = (name: DeedName) =>
  atRow(name, 'in the middle', ({ geometry }) => geometry.middleRow, { claim: claimOf(name) })
const atTheLastLine = (name: DeedName) =>
  atRow(name, 'at the last line', ({ geometry: { lastLine } }) => (lastLine.topRow + lastLine.bottomRow) >> 1)
const afterTheLastLine = (name: DeedName) =>
  atRow(name, 'after the last line', ({ geometry: { lastLine } }) => lastLine.bottomRow + 2)

const atTheCut = (name: DeedName): FaultCase => ({
  ...{ name: `${name} at the cut`, ...mendOf(name) },
  before: (scene) => scene.atCut(() => DEEDS[name](scene.stage.emulated)),
})

/** While bytes are on their way, be they on paper or not. */
const inMidSending = (name: DeedName): FaultCase => ({
  ...{ name: `${name} in mid-sending`, kind: 'long', claim: claimOf(name), ...mendOf(name) },
  sending: (scene) => scene.afterBytes(scene.geometry.bytes >> 1, () => DEEDS[name](scene.stage.emulated)),
})

/** Switched off and on by somebody who thinks that this helps. */
const SWITCHED: readonly FaultCase[] = [
  { name: 'off and on before', before: ({ stage }) => cycle(stage.emulated) },
  {
    name: 'off and on in the middle',
    before: (scene) => scene.atRow(scene.geometry.middleRow, () => cycle(scene.stage.emulated)),
  },
  {
    ...{ name: 'off and on in mid-sending', kind: 'long' },
    sending: (scene) => scene.afterBytes(scene.geometry.bytes >> 1, () => cycle(scene.stage.emulated)),
  },
  ...(['plain', 'long'] as const).map(
    (kind): FaultCase => ({
      ...{ name: `off and on while out of paper, ${kind}`, kind },
      before: (scene) => scene.atRow(scene.geometry.middleRow, () => scene.stage.emulated.runOutOfPaper()),
      mend: [
        ({ emulated }) => emulated.powerOff(),
        ({ emulated }) => emulated.loadPaper(),
        ({ emulated }) => emulated.powerOn(),
      ],
    }),
  ),
]

/** It said what the matter was, and then nothing any more. */
const SWITCHED_OFF: FaultCase = {
  name: 'off for good while out of paper',
  before: (scene) => scene.atRow(scene.geometry.middleRow, () => scene.stage.emulated.runOutOfPaper()),
  mend: [({ emulated }) => emulated.powerOff()],
}

const RETURN_WIRE_NOISE = [0x00, 0x37, 0x22, 0x12, 0x10, 0xff, 0x5f, 0x1a, 0x80, 0x03, 0x16, 0x7e]

/** Bytes on the return wire that nobody sent: now one, now a handful, all through the job. */
const GARBAGE: readonly FaultCase[] = [3, 17, 101].map((step) => ({
  name: `garbage in status, every ${step} ms`,
  sending: (scene) => {
    for (let at = 1; at < 60; at++) {
      const from = (at * step) % RETURN_WIRE_NOISE.length
      const bytes = RETURN_WIRE_NOISE.slice(from, from + 1 + (at % 4))
      scene.afterMs(at * step, () => scene.stage.interfere(Uint8Array.from(bytes)))
    }
  },
}))

const XOFF = 0x13
const XON = 0x11
const storm = (name: string, byteAt: (at: number) => number, count = 200): FaultCase => ({
  ...{ name, kind: 'long' },
  before: (scene) => {
    for (let at = 0; at < count; at++) {
      scene.afterMs(at * 7, () => scene.stage.interfere(Uint8Array.of(byteAt(at))))
    }
  },
})

const STORMS: readonly FaultCase[] = [
  storm('XOFF storm', (at) => (at % 2 === 0 ? XOFF : XON)),
  storm('XOFF for ever', () => XOFF, 1),
  storm('XOFF storm that ends held', (at) => (at % 2 === 0 ? XON : XOFF), 20),
]

/** Somebody takes it back, or nobody waits for it any more. */
const STOPPED: readonly FaultCase[] = [
  { name: 'cancelled before', claim: 'unavailable', before: ({ stop }) => stop() },
  { name: 'cancelled in the middle', before: (scene) => scene.atRow(scene.geometry.middleRow, scene.stop) },
  { name: 'cancelled at the last line', before: (scene) => scene.atRow(scene.geometry.lastLine.topRow, scene.stop) },
  { name: 'cancelled at the cut', before: (scene) => scene.atCut(scene.stop) },
  {
    name: 'cancelled in mid-sending',
    kind: 'long',
    sending: (scene) => scene.afterBytes(scene.geometry.bytes >> 1, scene.stop),
  },
  ...(['plain', 'long'] as const).map(
    (kind): FaultCase => ({
      ...{ name: `cancelled while out of paper, ${kind}`, kind },
      before: (scene) => scene.atRow(scene.geometry.middleRow, () => scene.stage.emulated.runOutOfPaper()),
      paused: (scene) => scene.afterMs(scene.stage.personMs / 2, scene.stop),
    }),
  ),
  {
    ...{ name: 'cancelled in the middle of a picture, slow', kind: 'long' },
    sending: (scene) =>
      scene.afterBytes(scene.geometry.bytes >> 1, () => {
        scene.stage.emulated.slowDown(480)
        scene.afterMs(scene.stage.personMs / 20, scene.stop)
      }),
  },
  { name: 'expired before', claim: 'unavailable', expiresInMs: 0 },
  { name: 'expired on its way', expiresInMs: 1 },
  {
    ...{ name: 'expired while out of paper', expiresInMs: 5_000 },
    before: (scene) => scene.atRow(scene.geometry.middleRow, () => scene.stage.emulated.runOutOfPaper()),
  },
  {
    name: 'expires out of paper before it begins',
    expiresInMs: 5_000,
    before: ({ stage }) => stage.emulated.runOutOfPaper(),
  },
]

const LINKS: readonly FaultCase[] = [
  { name: 'reset while idle', before: ({ stage }) => stage.resetLink() },
  {
    ...{ name: 'reset in mid-sending', kind: 'long' },
    sending: (scene) => scene.afterBytes(scene.geometry.bytes >> 1, () => void scene.stage.resetLink()),
  },
  { name: 'slow', before: ({ stage }) => stage.emulated.slowDown(960) },
  {
    name: 'slow from the middle',
    kind: 'long',
    sending: (scene) => scene.afterBytes(4000, () => scene.stage.emulated.slowDown(480)),
  },
]

/** Another printer stands at the address, bought for the same shop: as it was, or one that confirms in another way. */
const REPLACED: readonly FaultCase[] = ['emu-80', 'emu-80-clone'].map((name) => ({
  ...{ name: `replaced by one like ${name}`, needs: 'replace' },
  before: ({ stage }) => stage.replace?.({ ...stage.emulated.profile, answers: printerModel(name).answers }),
}))

const CUTTER: readonly FaultCase[] = [
  { name: 'cutter jam', before: ({ stage }) => stage.emulated.jamCutter(), mend: SEEN_TO },
  {
    name: 'cutter jam cleared by switching off and on',
    before: ({ stage }) => stage.emulated.jamCutter(),
    mend: [
      ({ emulated }) => emulated.powerOff(),
      ({ emulated }) => emulated.clearJam(),
      ({ emulated }) => emulated.powerOn(),
    ],
  },
]

const HANDS: readonly FaultCase[] = [
  { name: 'paper near its end', before: ({ stage }) => stage.emulated.runLow() },
  {
    name: 'FEED pressed before',
    before: ({ stage }) => stage.emulated.pressFeed(),
    mend: [({ emulated }) => emulated.releaseFeed()],
  },
  { name: 'drawer opened with a key', before: ({ stage }) => stage.emulated.openDrawer() },
  {
    name: 'a hot head that cools by itself',
    before: (scene) => scene.atRow(scene.geometry.middleRow, () => scene.stage.emulated.overheatHead(300)),
  },
]

/** Single faults after which everything that is claimed must be true. */
export const FAULT_CASES: readonly FaultCase[] = [
  { ...NOTHING, claim: 'accepted' },
  { name: 'nothing, with a logo', kind: 'logo', claim: 'accepted' },
  { name: 'nothing, with a large picture', kind: 'long', claim: 'accepted' },
  ...DEED_NAMES.map(before),
  ...DEED_NAMES.map(inTheMiddle),
  ...DEED_NAMES.map(atTheLastLine),
  ...DEED_NAMES.map(afterTheLastLine),
  ...DEED_NAMES.map(atTheCut),
  ...DEED_NAMES.map(inMidSending),
  ...[...SWITCHED, SWITCHED_OFF, ...GARBAGE, ...STORMS, ...STOPPED, ...LINKS, ...REPLACED, ...CUTTER, ...HANDS],
]

/** The one printer that makes a driver claim what is not so: it answers as if it printed. */
export const LIAR: FaultCase = { name: 'lying', before: ({ stage }) => stage.emulated.lie(true) }
