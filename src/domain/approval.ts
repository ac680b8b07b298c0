/** An acquirer's approval as the slip needs it. */
import type { Money } from './money.js'

export interface Approval {
  /** Authorisation code, up to 6 characters (DE38; 승인번호, 授权码). */
  readonly approvalCode: string
  /** Retrieval reference number, 12 characters (DE37; 参考号). */
  readonly rrn: string
  /** The host's time of the approval, epoch milliseconds. */
  readonly approvedAt: number
  readonly issuerName: string
  readonly acquirerName: string
  /** Merchant number at the acquirer (DE42; 가맹점번호, 商户编号), trimmed. */
  readonly merchantNumber: string
  /** Terminal number at the acquirer (DE41; TID, 终端编号), trimmed. */
  readonly terminalNumber: string
  /** What was approved, where it is less than was asked for (partial approval); the rest is still to be paid. */
  readonly approvedAmount?: Money
}
