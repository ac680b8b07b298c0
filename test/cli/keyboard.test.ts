/**
 * `tillproof sell` at a keyboard: a real terminal, made by socat, with a person typing at it who mistypes now and then.
 * What is typed of a customer must not stand on the screen afterwards.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { builtTillproof } from '../built-tillproof.js'
import { PTY_MISSING } from '../links/pty-pair.js'
import { inShop, type ShopWorld, TERMINAL } from './shop-world.js'

const LIMIT_MS = 60_000
const MOBILE = '010-9876-1234'

const ENDED = /\[ended (\d+)\]/

/** What the person reads, and what they type when they have read it. */
type Dialogue = readonly (readonly [reads: string, types: string])[]

/** @returns everything that was on the screen, how it ended, and what the person never came to type. */
async function atTheKeyboard(shop: ShopWorld, sale: readonly string[], dialogue: Dialogue) {
  const main = join(await builtTillproof(), 'src', 'cli', 'main.js')
  const command = [process.execPath, main, 'sell', ...shop.devices, '--data', shop.dataPath, ...sale]
  // In a file, so that socat's own syntax has no part in it. The terminal outlives the till: what is said last would
  // otherwise be lost now and then, as the system throws away a closed terminal with whatever nobody has read yet.
  const script = join(shop.folder, 'sell.sh')
  const lastWords = 'echo "[ended $?]"\nexec cat > /dev/null\n'
  await writeFile(script, `${command.map((part) => `'${part}'`).join(' ')}\n${lastWords}`)
  const terminal = spawn('socat', ['-,ignoreeof', `EXEC:sh ${script},pty,setsid,ctty,stderr`], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], TILLPROOF_TAX_SECRET: shop.taxSecret },
  })
  onTestFinished(() => {
    terminal.kill('SIGKILL')
  })
  let screen = ''
  let read = 0
  const lines = [...dialogue]
  terminal.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    screen += chunk
    for (let line = lines[0]; line && screen.indexOf(line[0], read) >= 0; line = lines[0]) {
      read = screen.indexOf(line[0], read) + line[0].length
      terminal.stdin.write(`${line[1]}\n`)
      lines.shift()
    }
    if (ENDED.test(screen)) terminal.kill('SIGKILL')
  })
  await once(terminal, 'close')
  return { screen, status: Number(ENDED.exec(screen)?.[1]), leftUnsaid: lines }
}

describe.skipIf(PTY_MISSING)('a sale at the keyboard', () => {
  it(
    'asks again what cannot be, and keeps the customer’s number off the screen',
    () =>
      inShop(async (shop) => {
        const { screen, status, leftUnsaid } = await atTheKeyboard(
          shop,
          ['--item', '원두:120,000', '--language', 'en'],
          [
            ['cancel? ', 'q'],
            ['cancel? ', 'h'],
            ['Cash received: ', 'lots'],
            ['Cash received: ', '150,000'],
            ['(self-issue)? ', 'p'],
            ['Number: ', '010-98'],
            ['Number: ', MOBILE],
            ['right? [y/n] ', 'y'],
            ['right? [y/n] ', 'y'],
          ],
        )
        expect({ status, leftUnsaid }).toEqual({ status: 0, leftUnsaid: [] })
        expect(screen).toMatch(/✔ KR1-000001 +KRW 120,000 +Money done · Tax done · Receipt done/)
        expect(screen).toContain('010****1234')
        expect(screen.replaceAll(/[\s-]/g, '')).not.toContain(MOBILE.replaceAll('-', ''))
        expect(screen).not.toContain('9876')
        const [document] = shop.gateway.ledger.documents()
        expect(document && shop.gateway.ledger.isIssuedTo(document, '01098761234')).toBe(true)
        expect(shop.host.ledger.netCaptured(TERMINAL, 'KRW').amountMinor).toBe(0)
      }),
    LIMIT_MS,
  )

  it.each([
    ['Ctrl+D', '\u0004'],
    ['Ctrl+C', '\u0003'],
  ])(
    'is left open when the person leaves with %s, and says so',
    (_, key) =>
      inShop(async (shop) => {
        const sale = ['--item', '원두:120,000', '--language', 'en'] as const
        const { screen, status } = await atTheKeyboard(shop, sale, [['cancel? ', key]])
        expect(status).toBe(3)
        expect(screen).toMatch(/Stopped, as nobody is at the keyboard\. .*tillproof owed/)
        expect(screen).not.toContain('Error')
      }),
    LIMIT_MS,
  )
})
