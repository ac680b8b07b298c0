/**
 * Why a request is not done, as RFC 9457 `application/problem+json`: a type a program can switch on, and sentences in the
 * language of whoever reads them. Each of a body's mistakes names its field, the rule it breaks, and what to do.
 */
import type { Language } from '../domain/language.js'
import { showMoney } from '../domain/show-money.js'
import type { InputProblem } from '../domain/validation/input-problem.js'
import { inputRuleText, shownField } from '../domain/validation/input-words.js'
import { approvalText, pinProblemText } from '../operators/pin-words.js'
import type { ApprovalCause, PinProblem } from '../ports/operators.js'
import { openingProblemText, type Refused } from '../terminal/opening-problem-words.js'
import { type PlainProblem, PROBLEM_TITLES } from './problem-titles.js'

/** Which step each part of a flow is at. */
export type StandingNow = object

export type ApiProblem =
  | { readonly kind: PlainProblem }
  /** The body, or a parameter, breaks these rules. */
  | { readonly kind: 'badInput'; readonly problems: readonly InputProblem[] }
  | { readonly kind: 'approvalNeeded'; readonly cause: ApprovalCause }
  | { readonly kind: 'pin'; readonly problem: PinProblem }
  /** A flow is not at a point for it; how it stands. */
  | { readonly kind: 'notNow'; readonly now: StandingNow }
  /** The sale has it otherwise. */
  | { readonly kind: 'refused'; readonly problem: Refused }

const STATUS: Readonly<Record<ApiProblem['kind'], number>> = {
  badInput: 400,
  notJson: 400,
  unauthorised: 401,
  approvalNeeded: 403,
  pin: 403,
  strangeHost: 421,
  strangeOrigin: 403,
  noCsrfToken: 403,
  notFound: 404,
  methodNotAllowed: 405,
  notNow: 409,
  notPaid: 409,
  alreadyAsked: 409,
  paidByCard: 409,
  cashReceiptStands: 409,
  readerBusy: 409,
  reversalPending: 409,
  tooLarge: 413,
  notJsonType: 415,
  refused: 422,
  instalmentsNotAllowed: 422,
  keyUsedOtherwise: 422,
  tooManyStreams: 429,
  tooManyTries: 429,
  internal: 500,
}

export interface ProblemDocument {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly errors?: readonly { readonly field: string; readonly rule: string; readonly message: string }[]
  readonly [extension: string]: unknown
}

/** @param now epoch milliseconds, for how long a lock lasts. */
export function problemDocument(problem: ApiProblem, language: Language, now: number): ProblemDocument {
  const status = STATUS[problem.kind]
  const head = { type: `urn:tillproof:${nameOf(problem)}`, title: PROBLEM_TITLES[language][problem.kind], status }
  switch (problem.kind) {
    case 'badInput':
      return {
        ...head,
        errors: problem.problems.map((each) => ({
          ...{ field: shownField(each.field), rule: each.rule },
          message: inputRuleText(each, language),
        })),
      }
    case 'approvalNeeded':
      return {
        ...head,
        detail: approvalText(problem.cause, language, (limit) => showMoney(limit, language)),
        because: problem.cause.because,
      }
    case 'pin':
      return { ...head, detail: pinProblemText(problem.problem, language, now) }
    case 'notNow':
      return { ...head, ...('now' in problem && { now: problem.now }) }
    case 'refused':
      return { ...head, detail: openingProblemText(problem.problem, language), ...problem.problem }
    default:
      return head
  }
}

function nameOf(problem: ApiProblem): string {
  if (problem.kind === 'refused') return problem.problem.problem
  return problem.kind === 'pin' ? problem.problem.kind : problem.kind
}
