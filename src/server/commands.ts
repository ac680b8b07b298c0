/** Reads a command: its `type` chooses the shape the rest must have. A supervisor's approval may come along with any. */
import { z } from 'zod'
import { type Parsed, parsed, problem } from '../domain/parsed.js'
import type { Credentials } from '../ports/operators.js'
import type { SupervisorsWord } from '../terminal/supervision.js'
import type { Terminal } from '../terminal/terminal.js'
import { type Answer, answered, ok } from './answer.js'
import { type CommandRefusal, commandProblem, withWord } from './approval.js'
import type { ApiProblem, StandingNow } from './problem.js'
import { readBody } from './read-body.js'
import { approval } from './shared-shapes.js'

interface ReadCommand<Command> {
  readonly command: Command
  readonly approval?: Credentials
}

/** @param shapes by the command's type, without it. */
function readCommand<Command extends { readonly type: string }>(
  shapes: Readonly<Record<string, z.ZodRawShape>>,
  body: unknown,
): Parsed<ReadCommand<Command>, ApiProblem> {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined
  const shape = typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined
  if (!shape) {
    const choices = Object.keys(shapes)
    return problem({ kind: 'badInput', problems: [{ field: 'type', rule: 'notOneOf', choices }] })
  }
  const read = readBody(z.strictObject({ type: z.literal([type as string]), ...shape, approval }), body)
  if (!read.ok) return read
  const { approval: given, ...command } = read.value as { readonly approval?: Credentials }
  return parsed({ command: command as unknown as Command, ...(given && { approval: given }) })
}

/** Reads the command, has it said with a supervisor's word where one came along, and answers with how the flow stands then. */
export async function answerCommand<Command extends { readonly type: string }, View>(
  terminal: Terminal,
  { shapes, body }: { readonly shapes: Readonly<Record<string, z.ZodRawShape>>; readonly body: unknown },
  say: (command: Command, word: SupervisorsWord | undefined) => Parsed<View, CommandRefusal>,
  now: () => StandingNow,
): Promise<Answer> {
  const read = readCommand<Command>(shapes, body)
  if (!read.ok) return { problem: read.problem }
  const { command, approval: given } = read.value
  const done = await withWord(terminal, given, (word): Parsed<View, ApiProblem> => {
    const view = say(command, word)
    if (view.ok) return view
    return problem(
      view.problem === 'notNow' ? { kind: 'notNow', now: now() } : commandProblem(view.problem, command.type),
    )
  })
  return answered(done, ok)
}
