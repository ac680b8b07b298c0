/**
 * Who else is at the devices: the programs that hold a node open, and the services known to open serial ports unasked. Read
 * from /proc, where other users' programs show only to root, so an empty answer proves nothing.
 */
import type { Machine } from './machine.js'

export interface RunningProgram {
  readonly pid: number
  readonly name: string
}

/** Services that open whatever serial port is plugged in. */
export const PORT_GRABBERS = ['ModemManager', 'brltty'] as const
export type PortGrabber = (typeof PORT_GRABBERS)[number]

/** @returns none where there is no /proc. */
export async function runningPrograms(machine: Machine): Promise<readonly RunningProgram[]> {
  const pids = (await machine.list('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const named = await Promise.all(
    pids.map(async (pid) => ({ pid, name: (await machine.read(`/proc/${pid}/comm`)) ?? '' })),
  )
  return named.filter(({ name }) => name !== '')
}

export function grabbersAmong(programs: readonly RunningProgram[]): readonly PortGrabber[] {
  return PORT_GRABBERS.filter((grabber) => programs.some(({ name }) => name === grabber))
}

/** @param paths real paths of nodes. @returns who has which of them open, as far as this user may see. */
export async function holdersOf(
  machine: Machine,
  programs: readonly RunningProgram[],
  paths: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly RunningProgram[]>> {
  const holders = new Map<string, RunningProgram[]>()
  if (paths.size === 0) return holders
  for (const program of programs) {
    const folder = `/proc/${program.pid}/fd`
    const open = await Promise.all((await machine.list(folder)).map((name) => machine.link(`${folder}/${name}`)))
    for (const path of new Set(open)) {
      if (path !== undefined && paths.has(path)) holders.set(path, [...(holders.get(path) ?? []), program])
    }
  }
  return holders
}
