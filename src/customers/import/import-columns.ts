import type { ImportField } from '../../imports/definition.ts'

const list = (names: string): string[] => names.split('|')

/** A customer's columns in a file, and what else they are called. */
export const customerColumns: ImportField[] = [
  {
    name: 'code',
    label: 'customers.code',
    synonyms: list('customer id|customer code|customer no|customer number|编号|客户代码|客户号|客户ID'),
  },
  {
    name: 'name',
    label: 'customers.name',
    synonyms: list('contact name|contact|contact person|customer name|full name|姓名|联系人|联系人姓名'),
  },
  { name: 'title', label: 'customers.title', synonyms: list('contact title|job title|position|职位|头衔') },
  {
    name: 'company',
    label: 'customers.company',
    synonyms: list('company name|account name|organisation|organization|公司|单位|单位名称|企业名称|客户名称'),
  },
  {
    name: 'phone',
    label: 'customers.phone',
    synonyms: list('phone number|telephone|tel|mobile|mobile phone|cell|手机|手机号|手机号码|电话号码|联系电话'),
  },
  { name: 'email', label: 'customers.email', synonyms: list('e-mail|mail|email address|电子邮箱|电子邮件|邮件') },
  {
    name: 'other_contact',
    label: 'customers.other_contact',
    synonyms: list('wechat|wechat id|other|微信|微信号|其他联系方式'),
  },
  {
    name: 'region',
    label: 'customers.region',
    synonyms: list('province|state|省份|省|区域|大区'),
    weak: list('country|country region|国家|国家/地区'),
  },
  { name: 'city', label: 'customers.city', synonyms: list('town|市|所在城市') },
  { name: 'address', label: 'customers.address', synonyms: list('street|street address|通讯地址|联系地址|详细地址') },
  { name: 'industry', label: 'customers.industry', synonyms: list('sector|所属行业|行业类别') },
  { name: 'source', label: 'customers.source', synonyms: list('lead source|客户来源') },
  { name: 'level', label: 'customers.level', synonyms: list('grade|customer level|等级|客户级别|客户等级') },
  {
    name: 'owner',
    label: 'customers.owner_id',
    synonyms: list('owner|owner id|username|salesperson|sales rep|rep|account manager|销售|销售人员|业务员|客户经理'),
  },
  {
    name: 'notes',
    label: 'customers.notes',
    synonyms: list('note|remark|remarks|comment|comments|description|说明|附注'),
  },
]
