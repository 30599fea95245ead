import accountsEn from '../accounts/messages.en.json' with { type: 'json' }
import accountsZh from '../accounts/messages.zh-CN.json' with { type: 'json' }
import customersEn from '../customers/messages.en.json' with { type: 'json' }
import customersZh from '../customers/messages.zh-CN.json' with { type: 'json' }
import dashboardEn from '../dashboard/messages.en.json' with { type: 'json' }
import dashboardZh from '../dashboard/messages.zh-CN.json' with { type: 'json' }
import helpEn from '../help/messages.en.json' with { type: 'json' }
import helpZh from '../help/messages.zh-CN.json' with { type: 'json' }
import importsEn from '../imports/messages.en.json' with { type: 'json' }
import importsZh from '../imports/messages.zh-CN.json' with { type: 'json' }
import notificationsEn from '../notifications/messages.en.json' with { type: 'json' }
import notificationsZh from '../notifications/messages.zh-CN.json' with { type: 'json' }
import opportunitiesEn from '../opportunities/messages.en.json' with { type: 'json' }
import opportunitiesZh from '../opportunities/messages.zh-CN.json' with { type: 'json' }
import ordersEn from '../orders/messages.en.json' with { type: 'json' }
import ordersZh from '../orders/messages.zh-CN.json' with { type: 'json' }
import performanceEn from '../performance/messages.en.json' with { type: 'json' }
import performanceZh from '../performance/messages.zh-CN.json' with { type: 'json' }
import preferencesEn from '../preferences/messages.en.json' with { type: 'json' }
import preferencesZh from '../preferences/messages.zh-CN.json' with { type: 'json' }
import productsEn from '../products/messages.en.json' with { type: 'json' }
import productsZh from '../products/messages.zh-CN.json' with { type: 'json' }
import reportsEn from '../reports/messages.en.json' with { type: 'json' }
import reportsZh from '../reports/messages.zh-CN.json' with { type: 'json' }
import searchEn from '../search/messages.en.json' with { type: 'json' }
import searchZh from '../search/messages.zh-CN.json' with { type: 'json' }
import commonEn from './messages.en.json' with { type: 'json' }
import commonZh from './messages.zh-CN.json' with { type: 'json' }

/** The messages of all features; each feature has its own files. */
export const messages = {
  en: {
    ...commonEn,
    ...accountsEn,
    ...customersEn,
    ...dashboardEn,
    ...helpEn,
    ...importsEn,
    ...opportunitiesEn,
    ...notificationsEn,
    ...ordersEn,
    ...performanceEn,
    ...preferencesEn,
    ...productsEn,
    ...reportsEn,
    ...searchEn,
  },
  'zh-CN': {
    ...commonZh,
    ...accountsZh,
    ...customersZh,
    ...dashboardZh,
    ...helpZh,
    ...importsZh,
    ...opportunitiesZh,
    ...notificationsZh,
    ...ordersZh,
    ...performanceZh,
    ...preferencesZh,
    ...productsZh,
    ...reportsZh,
    ...searchZh,
  },
}

type SharedKey = keyof (typeof messages)['en'] & keyof (typeof messages)['zh-CN']

/** The key of a message that exists in both languages; one with plural forms is named without their suffix. */
export type MessageKey = SharedKey extends infer K
  ? K extends `${infer Stem}_other`
    ? Stem
    : K extends `${string}_one`
      ? never
      : K
  : never
