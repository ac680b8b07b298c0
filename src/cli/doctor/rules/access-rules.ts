/** From who may open a device node to what exactly to type, on Linux. Pure: the survey looked, these rules only think. */
import type { NodeAccess } from '../../../../drivers/discovery/node-access.js'
import { type Finding, type Fix, finding } from '../findings.js'

/** @returns what keeps `user` from the node; nothing when it is usable. */
export function accessFindings({ path, usable, group, groupMayUse, membership }: NodeAccess, user: string): Finding[] {
  if (usable) return []
  if (!groupMayUse || group === 'root') return [finding('blocks', 'access.closed', { path }, openTo(path, user))]
  switch (membership) {
    case 'none':
      return [finding('blocks', 'access.notInGroup', { path, group, user }, { commands: [joinGroup(group, user)] })]
    case 'stored':
      return [finding('blocks', 'access.loginNeeded', { path, group, user })]
    case 'active':
      return [finding('blocks', 'access.refused', { path })]
  }
}

export function joinGroup(group: string, user: string): string {
  return `sudo usermod -aG ${group} ${user}`
}

const PRINTER_NODES = { subsystem: 'usbmisc', group: 'lp' } as const
const SERIAL_PORTS = { subsystem: 'tty', group: 'dialout' } as const

/** A node that no group may use is set up unusually; a rule gives it to the group that other systems give it to. */
function openTo(path: string, user: string): Fix {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const { subsystem, group } = path.startsWith('/dev/usb/') ? PRINTER_NODES : SERIAL_PORTS
  const line = `SUBSYSTEM=="${subsystem}", KERNEL=="${name}", MODE="0660", GROUP="${group}"`
  return udevRule(`60-tillproof-${name}.rules`, line, [
    `sudo udevadm trigger --name-match=${path}`,
    joinGroup(group, user),
  ])
}

/** Writes one line to a file of its own, so that it can be taken back by deleting the file. */
export function udevRule(fileName: string, line: string, then: readonly string[]): Fix {
  const path = `/etc/udev/rules.d/${fileName}`
  return {
    commands: [`echo '${line}' | sudo tee ${path}`, 'sudo udevadm control --reload-rules', ...then],
    file: { path, line },
  }
}
