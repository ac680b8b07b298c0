import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseAddress } from '../../drivers/address.js'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { openLink } from '../../drivers/links/open-link.js'
import { spoolerLinkOpener } from '../../drivers/links/spooler-link.js'
import { limit } from '../../drivers/waiting.js'

const forever = new AbortController().signal
const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, index) => index)
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spooler-'))
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** An `lp` of ours before all others, doing what the script says. */
function putLp(script: string): void {
  writeFileSync(join(folder, 'lp'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'lp'), 0o755)
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`)
}

const taken = (name: string) => readFileSync(join(folder, name))

describe.skipIf(process.platform === 'win32')('a link to a print queue', () => {
  const open = () =>
    openLink(parseAddress('spooler:Receipts'), { clock: systemClock, options: [], baudRate: 9_600 }).open(forever)

  it('hands over everything written as one raw job', async () => {
    putLp(`printf '%s\\n' "$@" > ${folder}/arguments; cat > ${folder}/job`)
    const link = await open()
    await link.write(EVERY_BYTE, forever)
    await link.write(EVERY_BYTE, forever)
    expect(existsSync(join(folder, 'job'))).toBe(false)
    await link.handOff?.(forever)
    expect(taken('job')).toEqual(Buffer.concat([EVERY_BYTE, EVERY_BYTE]))
    expect(taken('arguments').toString()).toBe('-d\nReceipts\n-o\nraw\n')
    await link.write(Uint8Array.of(1), forever)
    await link.handOff?.(forever)
    expect([...taken('job')]).toEqual([1])
    await link.close()
  })

  it('is refused with what lp complains of, also when lp reads nothing', async () => {
    putLp('echo "lp: The printer or class does not exist." >&2; exit 1')
    const link = await open()
    await link.write(new Uint8Array(1_000_000), forever)
    await expect(link.handOff?.(forever)).rejects.toMatchObject({
      ...{ code: 'link.refused', message: 'spooler:Receipts: lp: The printer or class does not exist.' },
    })
    await link.close()
  })

  it('is refused where there is no lp', async () => {
    vi.stubEnv('PATH', folder)
    const link = await open()
    await link.write(EVERY_BYTE, forever)
    await expect(link.handOff?.(forever)).rejects.toMatchObject({ code: 'link.refused', cause: { code: 'ENOENT' } })
    await link.close()
  })

  it('is left uncertain when lp takes too long', async () => {
    putLp('exec sleep 60')
    const link = await open()
    await link.write(EVERY_BYTE, forever)
    const soon = limit(systemClock, 100)
    await expect(link.handOff?.(soon.signal)).rejects.toMatchObject({ code: 'link.stalled' })
    await link.close()
  })

  it('throws away what was never handed over, and takes nothing once closed', async () => {
    putLp(`cat > ${folder}/job`)
    const link = await open()
    await link.write(EVERY_BYTE, forever)
    await link.close()
    await link.close()
    expect(existsSync(join(folder, 'job'))).toBe(false)
    await expect(link.write(EVERY_BYTE, forever)).rejects.toMatchObject({ code: 'link.closed' })
    await expect(link.handOff?.(forever)).rejects.toMatchObject({ code: 'link.closed' })
    expect(await new Promise((resolve) => link.onClose(resolve))).toBe('closedHere')
  })
})

describe('a link to a printer shared on Windows', () => {
  const shared = () =>
    spoolerLinkOpener({ queue: 'Receipts', address: 'spooler:Receipts', platform: 'win32', shares: folder }).open(
      forever,
    )

  it('copies the job there and leaves no copy behind', async () => {
    vi.stubEnv('TMPDIR', folder)
    const link = await shared()
    await link.write(EVERY_BYTE, forever)
    await link.handOff?.(forever)
    expect(taken('Receipts')).toEqual(Buffer.from(EVERY_BYTE))
    expect(readdirSync(folder)).toEqual(['Receipts'])
    await link.close()
  })

  it('is refused where the copy fails', async () => {
    mkdirSync(join(folder, 'Receipts'))
    const link = await shared()
    await link.write(EVERY_BYTE, forever)
    await expect(link.handOff?.(forever)).rejects.toMatchObject({ code: 'link.refused' })
    await link.close()
  })
})
