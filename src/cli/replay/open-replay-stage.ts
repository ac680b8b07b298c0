/**
 * The stage a scenario is played on: emulated host, tax gateway, printers and card reader, and the drivers of the shop in
 * front of them over real sockets, all on one clock that moves only when told to.
 */
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { VirtualClock } from '../../../drivers/clocks/virtual-clock.js'
import { inputProblemText } from '../../domain/validation/input-words.js'
import { enrolmentProblemText } from '../../operators/pin-words.js'
import { AnswersInOrder } from '../../replay/answers-in-order.js'
import type {
  OrderFormats,
  ReplayStage,
  StageBuyer,
  StageDevice,
  StageSetup,
  StageShop,
} from '../../replay/replay-stage.js'
import { SeededRandom } from '../../replay/seeded-random.js'
import { CliError, InputError } from '../cli-error.js'
import { PRESET_NAMES, PRESET_SHOPS, type PresetName } from '../preset-shops.js'
import { checkSettings, type Settings } from '../settings.js'
import { supervisorsOf } from '../supervisors-of.js'
import { orderProblems } from './device-orders.js'
import { ReplayTill, type ReplayTillParts, replayDataFolder } from './replay-till.js'
import { openReplayWorld, type ReplayWorld } from './replay-world.js'
import { warmFetch } from './warm-fetch.js'
import { WireWatch } from './wire-watch.js'

export const ORDER_FORMATS: OrderFormats = {
  problems: orderProblems,
  shopProblems(shop) {
    try {
      settingsOf(shop)
      return []
    } catch (error) {
      if (error instanceof InputError) return error.problems.map((problem) => inputProblemText(problem, 'en'))
      if (error instanceof CliError) return [error.message]
      throw error
    }
  },
}

const SHARED_MEMORY = '/dev/shm'

/** A journal that is thrown away at the end need not wait for a disk, where the machine has a place in memory. */
function scratchRoot(): string {
  try {
    accessSync(SHARED_MEMORY, constants.W_OK)
    return SHARED_MEMORY
  } catch {
    return tmpdir()
  }
}

export async function openReplayStage(setup: StageSetup): Promise<ReplayStage> {
  const settings = settingsOf(setup.shop)
  await warmFetch()
  const wires = new WireWatch()
  const answers = new AnswersInOrder()
  const settled = async () => {
    do await wires.atRest()
    while (answers.letOneThrough())
  }
  const clock = new VirtualClock(setup.startsAt(settings.utcOffsetMinutes), settled)
  const folder = await mkdtemp(path.join(scratchRoot(), 'tillproof-replay-'))
  const world = await openReplayWorld({ clock, settings, given: setup.world })
  const supervised = setup.supervisors.length > 0
  if (supervised) await enrol(setup.supervisors, { clock, settings, folder })
  const tillParts = { clock, settings, world, answers, folder, supervised, random: new SeededRandom(setup.seed) }
  return new OpenStage({ clock, settings, wires, world, folder, openTill: () => ReplayTill.open(tillParts) })
}

/** The first one by whoever starts the till, the others with that one's word. @throws CliError for a PIN nobody may have. */
async function enrol(
  supervisors: StageSetup['supervisors'],
  { clock, settings, folder }: Pick<ReplayTillParts, 'clock' | 'settings' | 'folder'>,
): Promise<void> {
  const data = replayDataFolder(folder, clock)
  try {
    const desk = supervisorsOf(data, settings, { clock, random: new SeededRandom(0) })
    for (const [index, supervisor] of supervisors.entries()) {
      const added = await desk.add(supervisor, index === 0 ? undefined : supervisors[0])
      const name = `supervisors[${index + 1}]`
      if (!added.ok) throw new CliError(`${name}: ${enrolmentProblemText(added.problem, 'en', clock.now())}`)
    }
  } finally {
    data.close()
  }
}

interface StageParts {
  readonly clock: VirtualClock
  readonly settings: Settings
  readonly wires: WireWatch
  readonly world: ReplayWorld
  readonly folder: string
  readonly openTill: () => ReplayTill
}

class OpenStage implements ReplayStage {
  readonly clock: VirtualClock
  readonly shopName: string
  readonly language: Settings['language']
  readonly currency: Settings['currency']
  readonly utcOffsetMinutes: number
  readonly vatRateBasisPoints: number
  readonly usualCard: string
  readonly #parts: StageParts
  readonly #faults: string[] = []
  #till: ReplayTill | undefined

  constructor(parts: StageParts) {
    this.#parts = parts
    const { settings } = parts
    this.clock = parts.clock
    this.shopName = settings.shop.name
    this.language = settings.language
    this.currency = settings.currency
    this.utcOffsetMinutes = settings.utcOffsetMinutes
    this.usualCard = /card=(\w+)/.exec(settings.devices.reader)?.[1] ?? 'koreanCredit'
    this.vatRateBasisPoints = Math.round(settings.vatPercent * 100)
  }

  get terminal() {
    if (!this.#till) throw new Error('the till is not running')
    return this.#till.terminal
  }

  order(device: StageDevice, given: unknown): Promise<void> {
    return this.#parts.world.order(device, given)
  }

  async scan(code: string, buyer: StageBuyer): Promise<number> {
    const { invoices } = this.#parts.world
    if (!invoices) throw new Error('the shop has no invoice service')
    return await invoices.scan(code, buyer)
  }

  buyerDoes(what: 'books' | 'agrees' | 'refuses', orderNumber: string): void {
    this.#parts.world.invoices?.buyerDoes(what, orderNumber)
  }

  startTill(): void {
    this.#till = this.#parts.openTill()
  }

  async cutPower(): Promise<void> {
    const till = this.#till
    this.#till = undefined
    if (!till) return
    await this.#whileTimePasses(till.die())
    this.#faults.push(...till.faults)
  }

  books() {
    return this.#parts.world.books()
  }

  notes() {
    return this.#parts.world.notes()
  }

  faults(): readonly string[] {
    return [...this.#faults, ...(this.#till?.faults ?? [])]
  }

  async close(): Promise<void> {
    const { world, wires, folder } = this.#parts
    await this.cutPower()
    await this.#whileTimePasses(world.close())
    wires.close()
    await rm(folder, { recursive: true, force: true })
  }

  /** Drivers take leave of their devices, and some wait for an answer to it. */
  async #whileTimePasses(work: Promise<void>): Promise<void> {
    const { clock } = this.#parts
    let over = false
    const end = () => {
      over = true
    }
    work.then(end, end)
    for (;;) {
      await clock.advance(0)
      const dueAt = clock.nextDueAt()
      if (over || dueAt === undefined) break
      await clock.advance(Math.max(0, dueAt - clock.now()))
    }
    await work
  }
}

/** @throws CliError naming every wrong field. */
function settingsOf({ preset, otherwise }: StageShop): Settings {
  if (!isPreset(preset)) throw new CliError(`expected one of ${PRESET_NAMES.join(', ')}. Name one of them`)
  return checkSettings({ ...PRESET_SHOPS[preset], ...otherwise }, 'shop')
}

function isPreset(name: string): name is PresetName {
  return (PRESET_NAMES as readonly string[]).includes(name)
}
