import { fields } from '../fields/definition.ts'
import { choice, email, phone, requiredField, text, textarea } from '../fields/kinds.ts'

export const customerLevels = ['A', 'B', 'C'] as const

/** The fields of a customer besides the owner: handbook 2.1. */
export const customerFields = fields('customers', {
  name: text(100, {
    part: 'details',
    listed: true,
    search: 'name',
    ownPlace: true,
    importAs: 'contact name|contact|contact person|customer name|full name|姓名|联系人|联系人姓名',
  }),
  title: text(100, { part: 'details', importAs: 'contact title|job title|position|职位|头衔' }),
  company: text(200, {
    part: 'details',
    wide: true,
    listed: true,
    search: 'text',
    ownPlace: true,
    importAs: 'company name|account name|organisation|organization|公司|单位|单位名称|企业名称|客户名称',
  }),
  code: text(40, {
    part: 'details',
    help: 'customers.code_help',
    plainText: true,
    search: 'plain',
    ownPlace: true,
    importAs: 'customer id|customer code|customer no|customer number|编号|客户代码|客户号|客户ID',
  }),
  phone: phone({
    part: 'contact_methods',
    listed: true,
    search: 'plain',
    ownPlace: true,
    importAs: 'phone number|telephone|tel|mobile|mobile phone|cell|手机|手机号|手机号码|电话号码|联系电话',
  }),
  email: email({
    part: 'contact_methods',
    search: 'plain',
    importAs: 'e-mail|mail|email address|电子邮箱|电子邮件|邮件',
  }),
  other_contact: text(200, {
    part: 'contact_methods',
    search: 'plain',
    importAs: 'wechat|wechat id|other|微信|微信号|其他联系方式',
  }),
  region: text(100, {
    suggested: true,
    listed: true,
    importAs: 'province|state|省份|省|区域|大区',
    importAsLast: 'country|country region|国家|国家/地区',
  }),
  city: text(100, { importAs: 'town|市|所在城市' }),
  industry: text(100, { suggested: true, importAs: 'sector|所属行业|行业类别' }),
  source: text(100, { suggested: true, importAs: 'lead source|客户来源' }),
  level: choice(customerLevels, (level) => ({ text: level }), {
    radio: 'customers.level_none',
    listed: true,
    ownPlace: true,
    importAs: 'grade|customer level|等级|客户级别|客户等级',
  }),
  address: text(300, { wide: true, importAs: 'street|street address|通讯地址|联系地址|详细地址' }),
  notes: textarea(5000, { importAs: 'note|remark|remarks|comment|comments|description|说明|附注' }),
})

/** The fields of a customer's further contacts. */
export const contactFields = fields('contacts', {
  name: requiredField(text(100, { search: 'plain', ownPlace: true })),
  title: text(100, { ownPlace: true }),
  phone: phone({ search: 'plain', ownPlace: true }),
  email: email({ search: 'plain', ownPlace: true }),
})
