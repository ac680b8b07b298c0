/** Chinese, as one would say it to a colleague at the counter. */
import { EXAMPLE_AMOUNTS, type InputWords } from './input-problem.js'

export const INPUT_WORDS_ZH: InputWords = {
  missing: () => '缺少内容，请填写',
  unknownField: () => '没有这一项，请检查拼写或删除',
  wrongType: ({ type }) => `请填写${TYPES[type]}`,
  empty: () => '内容为空，请填写',
  tooLong: ({ most }) => `内容过长，请不要超过 ${most} 个字`,
  unprintable: () => '含有无法打印的字符，请删除后重新填写',
  notOneOf: ({ choices }) => `请填写以下之一：${choices.join('、')}`,
  onlyOneOf: ({ fields }) => `${fields.join('、')} 只能填写一项`,
  notAmount: ({ currency }) => `请用数字填写金额，例如 ${EXAMPLE_AMOUNTS[currency]}`,
  notPositive: () => '金额必须大于 0',
  tooLarge: () => '金额过大，请核对',
  notWhole: ({ least, most }) => `请填写 ${least} 到 ${most} 之间的整数`,
  notQuantity: () => '数量必须大于 0，最多三位小数，例如 2 或 0.35',
  notADate: () => '请按 20261123 或 2026-11-23 填写日期',
  notApprovalNumber: ({ digits }) => `请填写 ${digits} 位批准号`,
  notATender: () => '请填写 card、cash 或 transfer，需要时加上金额，例如 card:50',
  notACashReceipt: () => '请填写 none、self、personal:号码、personal-card:号码、business:号码 或 business-card:号码',
  notAnItem: () => '请按 名称:单价[:数量] 填写商品，例如 小笼包:28:2',
  needsEvidence: () => '请填写凭据：您看到了什么可以证明，例如 对账单第 4 行',
  notJson: () => '不是有效的 JSON，请更正后重新发送',
  tooMany: ({ most }) => `数量过多，最多 ${most} 项`,
  notAMobileNumber: () => '请填写韩国手机号，例如 010-1234-5678',
  notTenDigits: () => '请填写 10 位韩国营业执照号',
  wrongCheckDigit: () => '营业执照号校验不符，请与证件核对',
  notACashReceiptCard: () => '请填写 13 到 19 位现金收据卡号',
  residentNumberRefused: () => '不接受居民登记号，请改用手机号或现金收据卡号',
  kindDoesNotFitUse: () => '该号码不能用于所选用途，请更换用途或号码',
  nameMissing: () => '请填写购方名称',
  nameTooLong: () => '购方名称过长，请不要超过 100 个字',
  taxNumberWrong: () => '税号校验不符，请与营业执照核对',
  phoneWrong: () => '请填写 11 位手机号',
  emailWrong: () => '请填写邮箱地址，例如 name@example.cn',
}

const TYPES = { text: '文字', number: '数字', yesOrNo: ' true 或 false', list: '列表', object: '对象' } as const
