/** The scenes of the demonstration: each sells something, and most let something fail on the way. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../../drivers/clocks/system-clock.js'
import { sleep } from '../../../drivers/waiting.js'
import type { Language } from '../../domain/language.js'
import { showMoney } from '../../domain/show-money.js'
import { openTill, type Till } from '../open-till.js'
import type { PresetName } from '../preset-shops.js'
import { resumeAndTell } from '../resume-command.js'
import { cashReceiptFrom, saleFrom, tenderFrom } from '../sale-options.js'
import { ScriptedPerson } from '../scripted-person.js'
import { sellAndTell } from '../sell-command.js'
import { DEMO_TEXTS } from './demo-texts.js'
import type { DemoWorld } from './demo-world.js'

export interface DemoStage {
  readonly world: DemoWorld
  readonly language: Language
  readonly dataOf: (shop: PresetName) => string
}

interface DemoSale {
  readonly item: readonly string[]
  readonly pay: readonly string[]
  readonly cashReceipt?: string
}

const REFILL_AFTER_MS = 1_500
/** Enough for the head of the receipt; the roll ends inside the items. */
const ROWS_LEFT = 500

export async function koreanDay(stage: DemoStage): Promise<void> {
  const { world, language } = stage
  const { scenes, paperOut, paperIn } = DEMO_TEXTS[language]
  const { host, gateway, korean } = world
  const till = await openDemoTill(stage, 'korea')
  try {
    title(scenes.card)
    await sell(stage, till, { item: ['아메리카노:4500:2', '치즈케이크:6800'], pay: ['card'] })

    title(scenes.cash)
    korean.runOutAfter(ROWS_LEFT)
    const refilled = onPause(till, async () => {
      console.log(`    ${paperOut}`)
      await sleep(systemClock, REFILL_AFTER_MS, new AbortController().signal)
      console.log(`    ${paperIn}`)
      korean.loadPaper()
    })
    await sell(stage, till, { item: ['원두 500g:32000'], pay: ['cash:50000'], cashReceipt: 'personal:010-1234-5678' })
    await refilled

    title(scenes.lostReply)
    await host.script({ fault: 'dropReply', on: 'authorise' })
    await sell(stage, till, { item: ['텀블러:28000'], pay: ['card'] })

    title(scenes.lostRequest)
    await host.script({ fault: 'dropRequest', on: 'authorise' })
    await sell(stage, till, { item: ['샌드위치:7900'], pay: ['card', 'cash:10000'] })

    title(scenes.taxDown)
    await gateway.script({ kind: 'refuse' })
    await sell(stage, till, { item: ['선물 세트:150000'], pay: ['card:50000', 'cash:100000'], cashReceipt: 'self' })
    title(scenes.taxBack)
    await gateway.script({ kind: 'mend' })
    await resumeAndTell(till, 30_000, language)
  } finally {
    await till.close()
  }
}

/** The till is another process this time, so that it can be killed for real. */
export async function powerCut(stage: DemoStage): Promise<void> {
  const { world, language } = stage
  const { scenes, killed } = DEMO_TEXTS[language]
  title(scenes.powerCut)
  await world.host.script({ fault: 'lateReply', on: 'authorise', delayMs: 60_000 })
  const processed = new Promise<void>((resolve) => {
    const stop = world.host.onTrace(({ step, kind }) => {
      if (step !== 'processed' || kind !== 'authorise') return
      stop()
      resolve()
    })
  })
  const child = tillProcess(stage, ['sell', '--item', '더치커피:18000', '--pay', 'card', '--language', language])
  await processed
  child.kill('SIGKILL')
  await once(child, 'exit')
  console.log(`    ${killed(child.pid ?? 0)}`)

  title(scenes.restart)
  const till = await openDemoTill(stage, 'korea')
  try {
    await resumeAndTell(till, 30_000, language)
  } finally {
    await till.close()
  }
}

export async function otherCountries(stage: DemoStage): Promise<void> {
  const { scenes } = DEMO_TEXTS[stage.language]
  const days: readonly (readonly ['china' | 'elsewhere', DemoSale])[] = [
    ['china', { item: ['小笼包:28', '龙井茶:36:2'], pay: ['card'] }],
    ['elsewhere', { item: ['Flat white:4.80', 'Blueberry muffin:3.95'], pay: ['card:5', 'cash:10'] }],
  ]
  for (const [shop, sale] of days) {
    title(scenes[shop])
    const till = await openDemoTill(stage, shop)
    try {
      await sell(stage, till, sale)
    } finally {
      await till.close()
    }
  }
}

function openDemoTill({ world, dataOf }: DemoStage, shop: PresetName): Promise<Till> {
  return openTill({
    settings: world.settings(shop),
    dataPath: dataOf(shop),
    taxSecret: world.taxSecret,
    onFault: (text) => console.error(`! ${text}`),
  })
}

async function sell({ language }: DemoStage, till: Till, { item, pay, cashReceipt = 'none' }: DemoSale): Promise<void> {
  const { settings, terminal } = till
  const sale = saleFrom({ item }, settings)
  terminal.start()
  const saleId = terminal.openSale({ sale, operator: 'demo', language: settings.language })
  console.log(`  ${saleId}  ${settings.shop.name}  ${showMoney(sale.split.total, language)}`)
  const tenders = pay.map((text) => tenderFrom(text, settings.currency))
  const person = new ScriptedPerson({ tenders, cashReceipt: cashReceiptFrom(cashReceipt) })
  await sellAndTell(till, saleId, person, language)
}

/** Does something once, when the printing of any sale has paused. */
function onPause({ terminal }: Till, act: () => Promise<void>): Promise<void> {
  const paused = new Promise<void>((resolve) => {
    const stop = terminal.onStep((saleId) => {
      if (terminal.view(saleId).steps.paper !== 'paused') return
      stop()
      resolve()
    })
  })
  return paused.then(act)
}

function tillProcess({ world, dataOf }: DemoStage, command: readonly string[]): ChildProcess {
  const devices = world.devices('korea')
  const addresses = Object.entries(devices).flatMap(([name, address]) => [`--${name}`, address])
  const main = fileURLToPath(new URL('../main.js', import.meta.url))
  return spawn(process.execPath, [main, ...command, '--data', dataOf('korea'), ...addresses], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TILLPROOF_TAX_SECRET: world.taxSecret },
  })
}

function title(text: string): void {
  console.log(`\n━━ ${text}`)
}
