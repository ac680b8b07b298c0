/**
 * Walks everything that can happen to a chart, and tells where no order of events leads to an end any more. Proofs over the
 * whole graph instead of chosen examples.
 */
import type { AnyStateMachine } from 'xstate'
import { getAdjacencyMap } from 'xstate/graph'

interface Walkable {
  can(event: never): boolean
}

type Adjacency<Snapshot> = Readonly<
  Record<
    string,
    { readonly state: Snapshot; readonly transitions: Readonly<Record<string, { readonly state: Snapshot }>> }
  >
>

export interface Exploration<Snapshot> {
  readonly snapshots: readonly Snapshot[]
  /** Where no order of events ever leads to a complete end. */
  readonly deadEnds: readonly string[]
}

/**
 * @param shape what of a snapshot matters to the chart: two of one shape are walked on from once.
 * @param isEnd a complete end; where all regions have left the counter unless told.
 */
export function explore<Snapshot extends Walkable>(
  machine: AnyStateMachine,
  from: Snapshot,
  events: readonly object[],
  shape: (snapshot: Snapshot) => string,
  isEnd: (snapshot: Snapshot) => boolean = hasLeft,
): Exploration<Snapshot> {
  const map = getAdjacencyMap(machine, {
    fromState: from as never,
    events: (snapshot) => events.filter((event) => (snapshot as unknown as Walkable).can(event as never)) as never,
    serializeState: ((snapshot: Snapshot) => shape(snapshot)) as never,
    limit: 200_000,
  }) as unknown as Adjacency<Snapshot>
  const ways = Object.entries(map).flatMap(([source, { transitions }]) =>
    Object.values(transitions).map(({ state }) => ({ source, target: shape(state) })),
  )
  const snapshots = Object.values(map).map(({ state }) => state)
  const finishing = leadingTo(snapshots.filter(isEnd).map(shape), ways)
  return { snapshots, deadEnds: Object.keys(map).filter((key) => !finishing.has(key)) }
}

function hasLeft(snapshot: unknown): boolean {
  const { matches } = snapshot as { matches(value: { readonly leaving: 'complete' }): boolean }
  return matches.call(snapshot, { leaving: 'complete' })
}

/** Everything from which one of `goals` can be reached. */
function leadingTo(goals: readonly string[], ways: readonly { source: string; target: string }[]): ReadonlySet<string> {
  const sources = new Map<string, string[]>()
  for (const { source, target } of ways) sources.set(target, [...(sources.get(target) ?? []), source])
  const found = new Set(goals)
  const queue = [...goals]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const source of sources.get(key) ?? []) {
      if (found.has(source)) continue
      found.add(source)
      queue.push(source)
    }
  }
  return found
}

/** The IDs of all states a snapshot can rest in. */
export function stateNodes(root: unknown): readonly string[] {
  return nodesOf(root as StateNodeLike)
    .filter((node) => !isPassedThrough(node))
    .map(({ id }) => id)
}

interface StateNodeLike {
  readonly id: string
  readonly states: Readonly<Record<string, StateNodeLike>>
  readonly always?: readonly { readonly guard?: unknown }[] | undefined
}

function nodesOf(node: StateNodeLike): StateNodeLike[] {
  return [node, ...Object.values(node.states).flatMap(nodesOf)]
}

/** Left again within the same step, whatever holds: no snapshot ever rests in it. */
function isPassedThrough({ always }: StateNodeLike): boolean {
  return always?.some(({ guard }) => guard === undefined) ?? false
}
