/**
 * Listening on a port for the emulated counterparts, which stop and start again at will. A port given up for a while may be
 * in somebody else's passing use when it is wanted back, so that is waited for; a first start is not.
 */
import { once } from 'node:events'
import type { Server } from 'node:net'
import type { Clock } from '../src/ports/clock.js'
import { DriverError } from '../src/ports/device.js'
import { sleep } from './waiting.js'

export interface ListeningPlace {
  readonly host: string
  /** 0 takes any free one. */
  readonly port: number
}

/** Any program's outgoing connection may have been given the port: those pass. */
const PATIENCE_MS = 10_000
const AGAIN_AFTER_MS = 50

/** @returns the port listened on. @throws DriverError of this code when it cannot be. */
export async function listenOn(
  server: Server,
  { host, port }: ListeningPlace,
  code = 'address.unavailable',
): Promise<number> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new DriverError(code, `cannot listen on ${host}:${port}`, { cause })
  }
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : port
}

/** As `listenOn`, on a port that was listened on before; waits up to ten seconds for it to come free. */
export async function listenAgain(server: Server, place: ListeningPlace, clock: Clock): Promise<void> {
  for (let waitedMs = 0; !server.listening; waitedMs += AGAIN_AFTER_MS) {
    try {
      await listenOn(server, place)
    } catch (error) {
      if (waitedMs >= PATIENCE_MS || !isTaken(error)) throw error
      await sleep(clock, AGAIN_AFTER_MS, new AbortController().signal)
    }
  }
}

function isTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
}
