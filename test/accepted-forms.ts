import { choiceLists } from '../src/preferences/repository.ts'

/** Record ids by the first segment of their path, and other values that a form needs. */
export type Ids = Record<string, string>

/**
 * For each route that writes, a form that it accepts from a user with the permission. The order matters: each leaves
 * the records as the next one needs them, so an order is confirmed before it is shipped, and signing out is last.
 */
export const acceptedForms: Record<string, object | ((ids: Ids) => object)> = {
  'POST /account': { locale: 'zh-CN', theme: 'dark' },
  'POST /account/language': { locale: 'zh-CN', back: '/customers' },
  'POST /customers': { name: '张建国', phone: '13817025536' },
  'POST /customers/:id': { city: '无锡' },
  'POST /customers/:id/communications': { content: '谈了' },
  'POST /customers/:id/contacts': { name: '钱颖' },
  'POST /customers/:id/distinct': ({ ofOther }) => ({ other_id: ofOther }),
  'POST /contacts/:id': { title: '采购' },
  'POST /follow-ups/:id/move': { follow_up_on: '2099-12-31' },
  'POST /follow-ups/:id/done': {},
  'POST /follow-ups/:id/undo': {},
  'POST /communications/:id': { content: '约好周五' },
  'POST /communications/:id/withdraw': {},
  'POST /customers/import': {},
  'POST /products/import': {},
  'POST /orders/import': {},
  'POST /imports/:id/mapping': { 'columns[1]': 'phone' },
  'POST /imports/:id/commit': {},
  'POST /products': { model: 'TB-250', name: '离心瓶', list_price: '1180' },
  'POST /products/:id': { unit: '台' },
  'POST /opportunities': ({ ofOther }) => ({ customer_id: ofOther, title: '气相色谱仪' }),
  'POST /opportunities/:id': { summary: '两套' },
  'POST /opportunities/:id/updates': { note: '方案已经送到' },
  'POST /orders': ({ ofOther }) => ({
    customer_id: ofOther,
    lines: [{ product_model: 'HC-2418R', quantity: '1' }],
  }),
  'POST /orders/:id': { notes: '加急' },
  'POST /orders/:id/confirm': {},
  'POST /orders/:id/payments': { amount: '0.01', method: '银行转账' },
  'POST /orders/:id/shipments': ({ line = '' }) => ({ quantities: { [line]: '1' } }),
  'POST /shipments/:id/reverse': { reason: '发错了' },
  'POST /payments/:id/reverse': { reason: '记错了' },
  'POST /orders/:id/cancel': { reason: '不要了' },
  'POST /performance/targets': ({ team }) => ({ [`targets[${team}][2026-07][amount]`]: '1' }),
  'POST /notifications/read': {},
  'POST /settings': { neglect_days: '7' },
  ...Object.fromEntries(choiceLists.map((list) => [`POST /settings/lists/${list}`, { words: '展会' }])),
  'POST /login': { username: 'liqiang', password: 'correct-horse-battery' },
  'POST /password': {
    current_password: 'correct-horse-battery',
    new_password: 'seven-yellow-umbrellas',
    new_password_confirm: 'seven-yellow-umbrellas',
  },
  'POST /team': { username: 'zhao.wenbo', name: '赵文博' },
  'POST /team/:id': { name: '李强强' },
  'POST /team/:id/reset-password': {},
  'POST /team/:id/deactivate': {},
  'POST /team/:id/hand-over': ({ own }) => ({ reassign_to: own }),
  'POST /team/:id/activate': {},
}
