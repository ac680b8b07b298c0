/** A port given up for a while and wanted back, with somebody else on it in the meantime. */
import { once } from 'node:events'
import net from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { listenAgain, listenOn } from '../../drivers/listening.js'

const host = '127.0.0.1'
const servers: net.Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

function newServer(): net.Server {
  const server = net.createServer((socket) => socket.destroy())
  servers.push(server)
  return server
}

async function gone(server: net.Server): Promise<void> {
  server.close()
  await once(server, 'close')
}

it('waits for a port that somebody else has in passing', async () => {
  const [server, passer] = [newServer(), newServer()]
  const port = await listenOn(server, { host, port: 0 })
  await gone(server)
  await listenOn(passer, { host, port })
  const back = listenAgain(server, { host, port }, systemClock)
  await new Promise((resolve) => setTimeout(resolve, 120))
  expect(server.listening).toBe(false)
  await gone(passer)
  await back
  expect(server.listening).toBe(true)
})

it('does not wait for one at a first start', async () => {
  const port = await listenOn(newServer(), { host, port: 0 })
  await expect(listenOn(newServer(), { host, port })).rejects.toMatchObject({ code: 'address.unavailable' })
})
