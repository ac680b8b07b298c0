/** Every refusal the emulated service can give, with 诺诺's code where one is known and the words a till would see. */
export const SERVICE_REFUSALS = {
  // The platform
  appKeyUnknown: { code: '070101', describe: '获取app密钥失败或appkey无效' },
  tokenRejected: { code: '070304', describe: 'accessToken无效或已过期' },
  signatureWrong: { code: '070305', describe: '签名校验失败' },
  tokensUsedUp: { code: '070306', describe: '令牌获取次数已达上限' },
  // The invoice
  malformed: { code: 'E9105', describe: '请求参数格式不正确' },
  methodUnknown: { code: 'E9999', describe: '方法不存在' },
  sellerWrong: { code: 'E9105', describe: '销方税号与授权企业不一致' },
  buyerNameMissing: { code: 'E9105', describe: '购方名称不能为空' },
  buyerTaxNumberMalformed: { code: 'E9105', describe: '购方税号长度不正确' },
  lineDoesNotAdd: { code: 'E9105', describe: '明细行不含税金额与税额之和不等于含税金额' },
  lineTaxOff: { code: 'E9105', describe: '明细行税额与税率不符' },
  linePriceOff: { code: 'E9105', describe: '明细行数量与单价之积不等于金额' },
  nothingToInvoice: { code: 'E9105', describe: '开票金额必须大于零' },
  duplicate: { code: 'E9106', describe: '订单编号或流水号不能重复' },
  notFound: { code: 'E9500', describe: '未查询到发票信息' },
  resignedTooOften: { code: 'E9613', describe: '同一流水号(订单号)单日最多重试20次' },
  nothingToResign: { code: 'E9999', describe: '开票中，请耐心等待开票结果' },
  // Red invoices
  originalMissing: { code: 'E9500', describe: '未查询到对应蓝票' },
  alreadyRed: { code: 'E9103', describe: '该发票不能重复冲红' },
  redNumberTaken: { code: 'E9999', describe: '申请号重复' },
  buyerDiffers: { code: 'E9105', describe: '购方名称与蓝票不一致' },
} as const satisfies Record<string, { readonly code: string; readonly describe: string }>

export type ServiceRefusal = keyof typeof SERVICE_REFUSALS
