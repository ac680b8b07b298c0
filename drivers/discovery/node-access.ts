/**
 * Whether this user may open a device node, and if not, what stands in the way: the group that owns it, and whether the
 * user is in that group, or was put into it and has not logged in again since.
 */
import type { Machine } from './machine.js'

export interface NodeAccess {
  readonly path: string
  /** This process may read and write it. */
  readonly usable: boolean
  /** The group that owns it: its name, or its number where it has none. */
  readonly group: string
  /** Members of the group may read and write it. */
  readonly groupMayUse: boolean
  /** `stored` – a member from the next login on. */
  readonly membership: 'active' | 'stored' | 'none'
}

const GROUP_READ_WRITE = 0o060

/** @returns undefined where there is no such node. */
export async function nodeAccess(machine: Machine, path: string): Promise<NodeAccess | undefined> {
  const node = await machine.node(path)
  if (!node) return undefined
  const groups = readGroups((await machine.read('/etc/group')) ?? '')
  const owner = groups.find(({ id }) => id === node.groupId)
  return {
    path,
    usable: await machine.mayUse(path),
    group: owner?.name ?? String(node.groupId),
    groupMayUse: (node.mode & GROUP_READ_WRITE) === GROUP_READ_WRITE,
    membership: membershipOf(machine, node.groupId, owner?.members ?? []),
  }
}

function membershipOf({ user }: Machine, groupId: number, members: readonly string[]): NodeAccess['membership'] {
  if (user.groups.includes(groupId)) return 'active'
  return members.includes(user.name) ? 'stored' : 'none'
}

/** `dialout:x:20:kim,lee`. */
function readGroups(text: string): readonly { name: string; id: number; members: readonly string[] }[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , id = '', members = ''] = line.split(':')
    return /^\d+$/.test(id) ? [{ name, id: Number(id), members: members.split(',').filter(Boolean) }] : []
  })
}
