/** Notes of calls and visits, by the progress of the opportunity. */
export const callNotes = {
  first: [
    '初次拜访，介绍了公司和产品线，对方留了名片',
    '展会上认识，加了微信，约好寄样本',
    '电话介绍，对方对离心机有兴趣，要资料',
    '同事转介绍，先打了招呼，下周见面谈',
    '对方主动来电询价，登记了需求',
  ],
  routine: [
    '回访，设备使用正常',
    '节日问候，聊了明年的采购计划',
    '催验收单，对方说本周盖章',
    '送样本和价目表，见到了采购',
    '电话没人接，发了短信',
    '对方在出差，约下周再联系',
    '讨论维保续签，对方要比较一下',
    '实验室搬迁推迟，需求先放一放',
  ],
  qualification: ['确认预算和时间，由设备科立项', '了解现有设备:国产旧机型，八年了', '见到使用人，需求基本明确'],
  proposal: ['报价已发，对方在比三家', '方案讲解两小时，技术上认可', '按要求改了配置，重新报价'],
  negotiation: ['谈付款方式，希望三成预付', '价格还差五个点，回去申请', '合同条款对过一遍，等法务'],
  won: ['合同盖章寄回，成了', '电话确认订货，合同随后寄', '中标，通知书已收到'],
  lost: ['对方选了别家，价格低一成', '预算被砍，今年不做了', '交期赶不上，转向现货供应商'],
} as const

/** Customers' feedback on an opportunity. */
export const feedback = [
  '价格偏高，技术认可',
  '希望试用两周',
  '交期要在月底前',
  '领导还没批',
  '对服务响应有顾虑',
  '对上次的服务满意',
] as const

/** Titles of opportunities. */
export const titles = [
  '实验室设备更新',
  '新实验室一期',
  '质检室扩建',
  '替换旧离心机',
  '产线检测设备',
  '年度耗材',
  '研发中心采购',
  '洁净室改造',
  '教学显微镜',
  '检测能力扩项',
] as const

/** Next steps of an opportunity. */
export const nextSteps = [
  '寄样本',
  '约技术交流',
  '发正式报价',
  '请对方来公司看样机',
  '催合同',
  '上门拜访设备科',
] as const

/** Carriers of shipments. */
export const carriers = ['顺丰', '德邦', '跨越速运', '自送'] as const
