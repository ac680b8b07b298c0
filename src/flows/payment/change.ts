/** How the payment's changes are written. */
import { changesOf } from '../change.js'
import type { PaymentContext } from './payment-context.js'
import type { PaymentEvent } from './payment-events.js'

export const change = changesOf<PaymentContext, PaymentEvent>()
