/**
 * The first fetch of a process compiles its HTTP parser on another thread, after it has connected: for that moment nothing
 * is on the wire although an answer is on its way. Virtual time would move on past it, on a busy machine only. So the
 * compiling is done beforehand, while time is still real.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

let warm: Promise<void> | undefined

/** Fetches once in the life of the process, from a server of its own on 127.0.0.1 that is gone afterwards. */
export function warmFetch(): Promise<void> {
  warm ??= fetchFromItself()
  return warm
}

async function fetchFromItself(): Promise<void> {
  const server = createServer((_request, response) => {
    response.setHeader('connection', 'close')
    response.end('warm')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  try {
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}/`)
    await response.text()
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}
