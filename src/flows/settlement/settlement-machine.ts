/**
 * The end of a card day (일마감, 结算): totals compared with the host, the batch uploaded where they differ, closed, and the
 * acquirer's file fetched and held against what the terminal has. Run only through XState's pure `transition()`.
 */
import { setup } from 'xstate'
import type { FailureCode } from '../../domain/failures.js'
import type { PromiseState } from '../../domain/promises.js'
import { type SettlementFinding, settlementFindings } from '../../domain/settlement.js'
import type { BatchRecord, BatchTotals, HostMessageKey, SettlementFile } from '../../ports/acquirer.js'
import { type Backoff, backoffMs } from '../backoff.js'
import { changesOf } from '../change.js'
import { type PersonsWord, wordOf } from '../persons-word.js'
import { hostMessageKey, type Stamp, stampOf } from '../stamp.js'

export const SETTLEMENT_CHART = 'settlement@1'

export interface SettlementInput extends Stamp {
  readonly settlementId: string
  readonly operator: string
  readonly batchNumber: number
  readonly records: readonly BatchRecord[]
  readonly totals: BatchTotals
  /** Between tries of what the host did not answer. */
  readonly backoff: Backoff
  /** Between looks for the acquirer's file. */
  readonly fileBackoff: Backoff
}

export interface SettlementContext extends Omit<SettlementInput, 'seq' | 'at'> {
  readonly openedAt: number
  readonly key?: HostMessageKey
  readonly attempts: number
  /** Records the host has of the upload. */
  readonly uploaded: number
  readonly hostTotals?: BatchTotals
  readonly closedAt?: number
  readonly findings?: readonly SettlementFinding[]
  /** `detail`: what is wrong with a file that is no good, in the driver's words. */
  readonly standing: { readonly promise: PromiseState; readonly why?: FailureCode; readonly detail?: string }
  /** Why the host said no. */
  readonly refusal?: { readonly failure: FailureCode; readonly hostCode?: string }
  readonly settledBy?: PersonsWord
}

export type SettlementCommand =
  | { readonly type: 'settlement.retried' }
  | ({ readonly type: 'settlement.settledByPerson' } & PersonsWord)

export type SettlementResult =
  | { readonly type: 'settle.balanced' }
  | { readonly type: 'settle.differs'; readonly hostTotals?: BatchTotals }
  | { readonly type: 'settle.refused'; readonly failure: FailureCode; readonly hostCode?: string }
  | { readonly type: 'settle.unanswered' }
  | { readonly type: 'upload.taken' }
  | { readonly type: 'upload.refused'; readonly failure: FailureCode; readonly hostCode?: string }
  | { readonly type: 'upload.unanswered' }
  | { readonly type: 'file.fetched'; readonly file: SettlementFile }
  /** Version 1 at first had no reason: then there was no file yet. */
  | { readonly type: 'file.missing'; readonly failure?: FailureCode; readonly detail?: string }

export interface SettlementEffects {
  'host.settle': {
    readonly key: HostMessageKey
    readonly batchNumber: number
    readonly totals: BatchTotals
    readonly afterUpload: boolean
  }
  'host.upload': BatchRecord & { readonly batchNumber: number; readonly uploadKey: HostMessageKey }
  'host.settlementFile': { readonly batchNumber: number }
}

type SettlementEvent = (SettlementCommand | SettlementResult) & Stamp

const change = changesOf<SettlementContext, SettlementEvent>()

function request<Name extends keyof SettlementEffects>() {
  return (_scope: unknown, _params: SettlementEffects[Name]): void => undefined
}

const settlementSetup = setup({
  types: { context: {} as SettlementContext, events: {} as SettlementEvent, input: {} as SettlementInput },
  actions: {
    'host.settle': request<'host.settle'>(),
    'host.upload': request<'host.upload'>(),
    'host.settlementFile': request<'host.settlementFile'>(),
    stand: change((_context, standing: SettlementContext['standing']) => ({ standing })),
    mintKey: change((_context, params: { key: HostMessageKey }) => ({ key: params.key })),
    count: change(({ attempts }) => ({ attempts: attempts + 1 })),
    resetCount: change(() => ({ attempts: 0 })),
    noteHostTotals: change((_context, params: { hostTotals?: BatchTotals }) => params),
    countUpload: change(({ uploaded }) => ({ uploaded: uploaded + 1, attempts: 0 })),
    uploadAfresh: change(() => ({ uploaded: 0, attempts: 0 })),
    noteRefusal: change((_context, refusal: { failure: FailureCode; hostCode?: string }) => ({ refusal })),
    markClosed: change((_context, params: { at: number }) => ({ closedAt: params.at, attempts: 0 })),
    compare: change(({ records }, params: { file: SettlementFile }) => ({
      findings: settlementFindings(records.map(transactionOf), params.file.records.map(transactionOf)),
    })),
    settleByPerson: change((_context, settledBy: PersonsWord) => ({ settledBy })),
  },
  guards: {
    allUploaded: ({ context }) => context.uploaded >= context.records.length,
    agrees: ({ context }) => context.findings?.length === 0,
  },
  delays: {
    hostBackoff: ({ context }) => backoffMs(context.backoff, Math.max(0, context.attempts - 1)),
    fileBackoff: ({ context }) => backoffMs(context.fileBackoff, Math.max(0, context.attempts - 1)),
  },
})

function transactionOf({ kind, key, rrn, amount }: BatchRecord) {
  return { kind, stan: key.stan, rrn, amount }
}

const refusedBy = {
  type: 'noteRefusal',
  params: ({ event }: { event: { failure: FailureCode; hostCode?: string } }) => ({
    failure: event.failure,
    ...(event.hostCode !== undefined && { hostCode: event.hostCode }),
  }),
} as const

function settling(afterUpload: boolean) {
  return settlementSetup.createStateConfig({
    entry: [
      { type: 'stand', params: { promise: 'unknown' } },
      'count',
      {
        type: 'host.settle',
        params: ({ context, event }) => {
          const { key, batchNumber, totals } = context
          return { key: key ?? hostMessageKey(stampOf(event)), batchNumber, totals, afterUpload }
        },
      },
    ],
    on: {
      'settle.balanced': {
        target: 'fetching',
        actions: { type: 'markClosed', params: ({ event }) => ({ at: event.at }) },
      },
      'settle.differs': {
        target: afterUpload ? 'outOfBalance' : 'uploadNext',
        actions: [
          'uploadAfresh',
          { type: 'noteHostTotals', params: ({ event }) => (event.hostTotals ? { hostTotals: event.hostTotals } : {}) },
          // What is said after an upload is another message.
          { type: 'mintKey', params: ({ event }) => ({ key: hostMessageKey(stampOf(event)) }) },
        ],
      },
      'settle.refused': { target: 'refused', actions: refusedBy },
      'settle.unanswered': afterUpload ? 'closingAgain' : 'settlingAgain',
    },
  })
}

const onPerson = settlementSetup.createStateConfig({
  on: {
    'settlement.settledByPerson': {
      target: 'settledByPerson',
      actions: { type: 'settleByPerson', params: ({ event }) => wordOf(event) },
    },
  },
}).on

export const settlementMachine = settlementSetup.createMachine({
  id: 'settlement',
  context: ({ input }) => {
    const { seq, at, ...rest } = input
    return {
      ...rest,
      openedAt: at,
      key: hostMessageKey({ seq, at }),
      attempts: 0,
      uploaded: 0,
      standing: { promise: 'owed' },
    }
  },
  initial: 'settling',
  states: {
    settling: settling(false),
    settlingAgain: { after: { hostBackoff: 'settling' }, on: { 'settlement.retried': 'settling', ...onPerson } },
    /** The host counted otherwise: it is given every transaction again, one by one. */
    uploading: {
      entry: [
        'count',
        {
          type: 'host.upload',
          params: ({ context, event }) => {
            const record = context.records[context.uploaded]
            if (!record) throw new Error('there is nothing left to upload')
            return { ...record, batchNumber: context.batchNumber, uploadKey: hostMessageKey(stampOf(event)) }
          },
        },
      ],
      on: {
        'upload.taken': { target: 'uploadNext', actions: 'countUpload' },
        'upload.refused': { target: 'refused', actions: refusedBy },
        'upload.unanswered': 'uploadAgain',
      },
    },
    uploadNext: {
      always: [{ guard: 'allUploaded', target: 'closing', actions: 'resetCount' }, { target: 'uploading' }],
    },
    uploadAgain: { after: { hostBackoff: 'uploading' }, on: { 'settlement.retried': 'uploading', ...onPerson } },
    closing: settling(true),
    closingAgain: { after: { hostBackoff: 'closing' }, on: { 'settlement.retried': 'closing', ...onPerson } },
    /** Closed at the host: what it will pay is seen when its file comes, perhaps tomorrow. */
    fetching: {
      entry: [
        { type: 'stand', params: { promise: 'owed', why: 'host.settlementFileMissing' } },
        'count',
        { type: 'host.settlementFile', params: ({ context }) => ({ batchNumber: context.batchNumber }) },
      ],
      on: {
        'file.fetched': {
          target: 'comparing',
          actions: { type: 'compare', params: ({ event }) => ({ file: event.file }) },
        },
        'file.missing': {
          target: 'awaitingFile',
          actions: {
            type: 'stand',
            params: ({ event }) => ({
              ...{ promise: 'owed', why: event.failure ?? 'host.settlementFileMissing' },
              ...(event.detail !== undefined && { detail: event.detail }),
            }),
          },
        },
      },
    },
    awaitingFile: { after: { fileBackoff: 'fetching' }, on: { 'settlement.retried': 'fetching', ...onPerson } },
    comparing: { always: [{ guard: 'agrees', target: 'agreed' }, { target: 'differs' }] },
    agreed: { entry: { type: 'stand', params: { promise: 'done' } } },
    /** What the acquirer pays is not what was taken: somebody has to ask. A later file may put it right. */
    differs: {
      entry: { type: 'stand', params: { promise: 'unknown', why: 'host.outOfBalance' } },
      on: { 'settlement.retried': 'fetching', ...onPerson },
    },
    outOfBalance: {
      entry: { type: 'stand', params: { promise: 'unknown', why: 'host.outOfBalance' } },
      on: { 'settlement.retried': 'settling', ...onPerson },
    },
    refused: {
      entry: {
        type: 'stand',
        params: ({ context }) => ({ promise: 'owed', why: context.refusal?.failure ?? 'host.formatError' }),
      },
      on: {
        // Refused after an upload, the totals are said again from the start, which is another message.
        'settlement.retried': {
          target: 'settling',
          actions: { type: 'mintKey', params: ({ event }) => ({ key: hostMessageKey(stampOf(event)) }) },
        },
        ...onPerson,
      },
    },
    settledByPerson: { entry: { type: 'stand', params: { promise: 'done' } } },
  },
})
