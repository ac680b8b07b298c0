/**
 * The world outside a till, held by the test: a card host, a tax gateway and a printer, each behind a real socket. Tills
 * are processes that come, go and are killed; the world keeps its own books of what they did.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { serveEmulatedAcquirer } from '../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { EmulatedPrinter } from '../../drivers/printers/emulated/emulated-printer.js'
import { EMU_80 } from '../../drivers/printers/emulated/models/profiles.js'
import { serveEmulatedPrinter } from '../../drivers/printers/emulated/wires/serve-tcp.js'
import { EMULATED_TAX_ACCOUNT } from '../../drivers/tax-authorities/emulated/emulated-account.js'
import { serveEmulatedTaxGateway } from '../../drivers/tax-authorities/emulated/serve-emulated-tax-gateway.js'
import { readJournal } from '../../src/journal/sqlite-journal.js'
import type { ChainCheck, FlowRecord, JournalEntry } from '../../src/ports/journal.js'
import { SCRATCH_ROOT } from '../scratch-root.js'
import { type Ended, type StartOptions, startTillproof, type TillproofProcess } from './tillproof-process.js'
import { tapWire } from './wire-tap.js'

/** The built-in Korean shop's terminal, by which the card host knows it. */
export const TERMINAL = 'KR1'

/** Commands that open the devices on the counter. */
const TILL_COMMANDS: ReadonlySet<string> = new Set(['sell', 'resume', 'finish', 'devices'])

const LOCAL = { host: '127.0.0.1', port: 0 } as const

export interface ShopWorldOptions {
  /**
   * Told of everything that can be seen of a till from outside, by a name that comes once. Of bytes that leave the till it
   * is told before they arrive; when it returns true they are lost on the way.
   */
  readonly sees?: (what: string) => boolean
  /** Byte counts at the printer to be told of, besides the first. */
  readonly printerMarks?: readonly number[]
}

export type ShopWorld = Awaited<ReturnType<typeof openShopWorld>>

/** Opens a world, hands it over, and closes it whatever becomes of the test, with every till still running in it. */
export async function inShop(use: (shop: ShopWorld) => Promise<void>, options: ShopWorldOptions = {}): Promise<void> {
  const shop = await openShopWorld(options)
  try {
    await use(shop)
  } finally {
    await shop.close()
  }
}

async function openShopWorld({ sees = () => false, printerMarks = [] }: ShopWorldOptions) {
  const folder = await mkdtemp(path.join(SCRATCH_ROOT, 'tillproof-cli-'))
  const dataPath = path.join(folder, 'data')
  const saw = eachOnce(sees)
  const host = await serveEmulatedAcquirer({ clock: systemClock, ...LOCAL })
  const gateway = await serveEmulatedTaxGateway({ clock: systemClock, ...LOCAL })
  const printer = new EmulatedPrinter({ clock: systemClock, profile: { ...EMU_80, speed: 'instant' } })
  const printerServer = await serveEmulatedPrinter(printer, LOCAL)
  let printerBytes = 0

  host.onTrace(({ step, kind }) => saw(`the host ${step} a request to ${kind}`))
  printer.onReceipt(({ number }) => saw(`receipt ${number} is cut`))
  const wires = {
    host: await tapWire(host, {
      leaving: (chunk) => (saw('a message leaves for the host') ? 0 : chunk.length),
    }),
    gateway: await tapWire(gateway, {
      leaving: (chunk) => (saw(`${requestIn(chunk)} leaves for the gateway`) ? 0 : chunk.length),
      arrived: (chunk) => saw(`${requestIn(chunk)} reaches the gateway`),
    }),
    printer: await tapWire(printerServer, {
      leaving(chunk, before) {
        printerBytes = before + chunk.length
        const crossed = [1, ...printerMarks].filter((mark) => before < mark && mark <= printerBytes)
        const lost = crossed.find((mark) => saw(`byte ${mark} leaves for the printer`))
        return lost === undefined ? chunk.length : lost - before - 1
      },
    }),
  }

  const tills = new Set<TillproofProcess>()
  const devices = [
    ...['--reader', 'emulated:?card=koreanCredit&afterMs=0'],
    ...['--acquirer', `iso8583://${at(wires.host)}?terminal=${TERMINAL}&replyMs=10000`],
    ...['--tax', `popbill:http://${at(wires.gateway)}?linkId=${EMULATED_TAX_ACCOUNT.linkId}&test=yes`],
    ...['--printer', `tcp:${at(wires.printer)}`],
  ]

  /** Starts a command of the till in this world; devices named in `args` replace the world's own. */
  async function start(args: readonly string[], options: StartOptions = {}): Promise<TillproofProcess> {
    const [command = ''] = args
    const surroundings = TILL_COMMANDS.has(command) ? devices : []
    const data = command === 'emulate' ? [] : ['--data', dataPath]
    const till = await startTillproof([command, ...surroundings, ...args.slice(1), ...data], {
      cwd: folder,
      taxSecret: EMULATED_TAX_ACCOUNT.secretKey,
      ...options,
    })
    tills.add(till)
    void till.ended.then(() => tills.delete(till))
    till.onLine((line, number) => saw(`line ${number} is written: ${line.trim()}`))
    return till
  }

  return {
    folder,
    dataPath,
    host,
    gateway,
    printer,
    devices,
    /** What the gateway wants to see of a till. */
    taxSecret: EMULATED_TAX_ACCOUNT.secretKey,
    start,
    /** Runs a command to its end. */
    async run(args: readonly string[], options: StartOptions = {}): Promise<Ended> {
      return (await start(args, options)).ended
    },
    /** How many bytes tills sent to the printer so far. */
    printerBytes: () => printerBytes,
    /** Resolves once no till is connected to any device any more. */
    async disconnected(): Promise<void> {
      await Promise.all(Object.values(wires).map((wire) => wire.quiet()))
    },
    /** What the journal shows of the one sale of this world; undefined while there is none. */
    sale(): FlowRecord | undefined {
      return reading(dataPath, (journal) => journal.flows()[0])
    },
    entries(): readonly JournalEntry[] {
      return reading(dataPath, (journal) => journal.entries())
    },
    verified(): ChainCheck {
      return reading(dataPath, (journal) => journal.verify())
    },
    async close() {
      await Promise.all([...tills].map((till) => till.kill()))
      for (const closing of [...Object.values(wires), printerServer, gateway, host]) await closing.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function reading<T>(dataPath: string, look: (journal: ReturnType<typeof readJournal>) => T): T {
  const journal = readJournal({ path: dataPath })
  try {
    return look(journal)
  } finally {
    journal.close()
  }
}

function at({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host}:${port}`
}

/** `POST /Cashbill`. Requests to the gateway are small, so each is a chunk of its own. */
function requestIn(chunk: Buffer): string {
  return /^(GET|POST) [^\s?]+/.exec(chunk.toString('latin1'))?.[0] ?? 'more of a request'
}

/** Numbers what comes more than once, so that every name means one moment. */
function eachOnce(tell: (what: string) => boolean): (what: string) => boolean {
  const counts = new Map<string, number>()
  return (what) => {
    const count = (counts.get(what) ?? 0) + 1
    counts.set(what, count)
    return tell(count === 1 ? what : `${what} (${count})`)
  }
}
