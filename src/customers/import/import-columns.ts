import type { ImportField } from '../../imports/definition.ts'
import type { CustomerFields } from '../form.ts'

/** Column headers that files use; the owner column contains a username. */
const synonyms: Record<keyof CustomerFields | 'owner', string> = {
  code: 'customer id|customer code|customer no|customer number|编号|客户代码|客户号|客户ID',
  name: 'contact name|contact|contact person|customer name|full name|姓名|联系人|联系人姓名',
  title: 'contact title|job title|position|职位|头衔',
  company: 'company name|account name|organisation|organization|公司|单位|单位名称|企业名称|客户名称',
  phone: 'phone number|telephone|tel|mobile|mobile phone|cell|手机|手机号|手机号码|电话号码|联系电话',
  email: 'e-mail|mail|email address|电子邮箱|电子邮件|邮件',
  other_contact: 'wechat|wechat id|other|微信|微信号|其他联系方式',
  region: 'province|state|省份|省|区域|大区',
  city: 'town|市|所在城市',
  address: 'street|street address|通讯地址|联系地址|详细地址',
  industry: 'sector|所属行业|行业类别',
  source: 'lead source|客户来源',
  level: 'grade|customer level|等级|客户级别|客户等级',
  owner: 'owner|owner id|username|salesperson|sales rep|rep|account manager|销售|销售人员|业务员|客户经理',
  notes: 'note|remark|remarks|comment|comments|description|说明|附注',
}

/** Headers used only if a file has no better column. */
const weak: Partial<typeof synonyms> = { region: 'country|country region|国家|国家/地区' }

/** The columns of the customer import. */
export const customerImportColumns = (Object.keys(synonyms) as (keyof typeof synonyms)[]).map(
  (name): ImportField => ({
    name,
    label: name === 'owner' ? 'customers.owner_id' : `customers.${name}`,
    synonyms: synonyms[name].split('|'),
    weak: weak[name]?.split('|') ?? [],
  }),
)
