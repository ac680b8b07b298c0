/**
 * The page behind the receipt's code (扫码开票), as HTML for a phone: the sale, a form for the buyer, or what became of an
 * invoice already asked for. No script and nothing from elsewhere; whatever was typed is escaped.
 */

import { beijingDateTime } from '../beijing-time.js'
import type { ScannedSale } from '../nuonuo/scan-code.js'
import type { InvoiceStatus } from './invoice-ledger.js'

export interface PageBuyer {
  readonly kind: 'company' | 'person'
  readonly name: string
  readonly taxNumber: string
  readonly phone: string
  readonly email: string
}

export const NOBODY: PageBuyer = { kind: 'company', name: '', taxNumber: '', phone: '', email: '' }

/** What is wrong with a form, in the words the customer reads. */
export const FORM_PROBLEMS = {
  name: '请填写发票抬头',
  taxNumberMissing: '企业抬头需要填写税号',
  taxNumber: '税号有误，请核对18位统一社会信用代码',
  reach: '请填写手机号或邮箱，用于接收发票',
  phone: '手机号有误，请填写11位号码',
  email: '邮箱格式有误',
} as const

export type FormProblem = keyof typeof FORM_PROBLEMS

const STATUS_LINES: Readonly<Record<InvoiceStatus, string>> = {
  '20': '已提交，正在开具，请稍后刷新查看。',
  '21': '已提交，正在开具，请稍后刷新查看。',
  '24': '已提交，正在开具，请稍后刷新查看。',
  '2': '发票已开具，请查收短信或邮件。',
  '22': '开票未成功，请联系商家更正开票信息。',
  '3': '该发票已作废，请联系商家。',
}

export function formPage(shop: string, sale: ScannedSale, buyer: PageBuyer, problem?: FormProblem): string {
  const checked = (kind: PageBuyer['kind']) => (buyer.kind === kind ? ' checked' : '')
  return page(
    shop,
    `${saleTable(shop, sale)}
${problem === undefined ? '' : `<p class="wrong" role="alert">${FORM_PROBLEMS[problem]}</p>`}
<form method="post">
<fieldset><legend>抬头类型</legend>
<label><input type="radio" name="kind" value="company"${checked('company')}> 企业</label>
<label><input type="radio" name="kind" value="person"${checked('person')}> 个人</label>
</fieldset>
${field('name', '发票抬头', buyer.name, 'required maxlength="100" autocomplete="organization"')}
${field('taxNumber', '税号（企业必填）', buyer.taxNumber, 'maxlength="18" autocapitalize="characters"')}
${field('phone', '手机号', buyer.phone, 'type="tel" maxlength="11" autocomplete="tel"')}
${field('email', '邮箱', buyer.email, 'type="email" maxlength="50" autocomplete="email"')}
<p class="hint">手机号和邮箱填写一项即可。</p>
<button>提交开票</button>
</form>`,
  )
}

export function standingPage(shop: string, sale: ScannedSale, status: InvoiceStatus, invoiceNumber: string): string {
  const number = status === '2' ? `<p>发票号码：<b>${escaped(invoiceNumber)}</b></p>` : ''
  return page(shop, `${saleTable(shop, sale)}\n<p role="status">${STATUS_LINES[status]}</p>${number}`)
}

/** The code is not ours, or too old. */
export function closedPage(shop: string, reason: 'notOurs' | 'expired'): string {
  const line = reason === 'expired' ? '已超过开票期限，请联系商家。' : '二维码无效，请扫描小票上的二维码。'
  return page(shop, `<p class="wrong" role="alert">${line}</p>`)
}

function saleTable(shop: string, { orderNumber, totalMinor, tradedAt }: ScannedSale): string {
  const rows = [
    ['商家', shop],
    ['单号', orderNumber],
    ['时间', beijingDateTime(tradedAt)],
    ['开票金额', `¥${(totalMinor / 100).toFixed(2)}`],
  ]
  return `<table>${rows.map(([label = '', value = '']) => `<tr><th>${label}</th><td>${escaped(value)}</td></tr>`).join('')}</table>`
}

function field(name: string, label: string, value: string, attributes: string): string {
  return `<label>${label}<input name="${name}" value="${escaped(value)}" ${attributes}></label>`
}

function page(shop: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>开票 - ${escaped(shop)}</title>
<style>
body{font:16px/1.6 sans-serif;max-width:30rem;margin:0 auto;padding:1rem;color:#222}
h1{font-size:1.3rem}th{text-align:left;font-weight:normal;color:#666;padding-right:1rem;white-space:nowrap}
label{display:block;margin:.6rem 0}fieldset label{display:inline-block;margin-right:1.5rem}
input:not([type=radio]){display:block;width:100%;box-sizing:border-box;font-size:1rem;padding:.6rem}
button{width:100%;padding:.8rem;font-size:1.1rem}.wrong{color:#b00020}.hint{color:#666}
</style>
</head>
<body>
<h1>开具发票</h1>
${body}
</body>
</html>
`
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
