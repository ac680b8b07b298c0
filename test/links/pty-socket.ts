/**
 * A pseudo-terminal whose other side is a socket in this process: a serial port or a printer's device file for the code under
 * test, and for the test a peer that can leave things unread.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface PtySocket {
  /** Where the terminal is. */
  readonly path: string
  /** Paused until somebody reads it. */
  readonly socket: Socket
  /** As pulling the plug: the terminal hangs up. */
  unplug(): Promise<void>
}

export async function openPtySocket(): Promise<PtySocket> {
  const folder = mkdtempSync(join(tmpdir(), 'pty-socket-'))
  const server = createServer({ pauseOnConnect: true })
  const socketPath = join(folder, 'peer')
  const connected = once(server, 'connection')
  server.listen(socketPath)
  await once(server, 'listening')
  const path = join(folder, 'port')
  // The terminal comes first, so it is there when the connection is.
  const socat = spawn('socat', [`pty,raw,echo=0,link=${path}`, `unix-connect:${socketPath}`], { stdio: 'ignore' })
  const [socket] = (await connected) as [Socket]
  socket.on('error', () => socket.destroy())
  return {
    ...{ path, socket },
    async unplug() {
      await killed(socat)
      socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function killed(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  const exit = once(process, 'exit')
  process.kill('SIGKILL')
  await exit
}
