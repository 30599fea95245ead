import { dayOf } from '../../../src/values/clock.ts'
import type { Bulk } from './bulk.ts'
import type { World } from './context.ts'

const kinds = ['call', 'call', 'call', 'visit', 'message', 'email', 'meeting'] as const
const sayings = [
  '介绍了新产品,对方要报价单。',
  '确认了交货时间,等对方内部审批。',
  '价格还要再谈,下周回复。',
  '对方负责人出差,约了下次见面。',
  '设备运行正常,询问耗材价格。',
  '参观了实验室,了解了今年的采购计划。',
] as const

/** A customer's last contact and next follow-up, as business dates. */
interface ContactDates {
  last: string | null
  next: string | null
}

/**
 * Returns a function that inserts a customer's communications with the owner, three on average. Every fifth customer
 * gets a follow-up, some of them overdue.
 */
export function writeTalks(file: Bulk, { by, calendar, zone }: World) {
  const into = file.into('communications', [
    'customer_id',
    'user_id',
    'kind',
    'happened_at',
    'content',
    'follow_up_on',
    'follow_up_done_at',
    'created_at',
  ])
  const left = (since: number) => calendar.days.length - 1 - since
  return (customer_id: number, user_id: number, since: number): ContactDates => {
    const many = by.between(0, 6)
    const days = Array.from({ length: many }, () => calendar.after(since, by.between(0, left(since)))).toSorted(
      (a, b) => a - b,
    )
    let dates: ContactDates = { last: null, next: null }
    for (const [index, day] of days.entries()) {
      const at = calendar.instant(day)
      const promised = index === many - 1 ? by.happens(0.2) : by.happens(0.3)
      const wanted = promised ? calendar.beyond(day, by.between(1, 30)) : null
      const kept = promised && index < many - 1
      into(customer_id, user_id, by.one(kinds), at, by.one(sayings), wanted, kept ? at : null, at)
      dates = { last: dayOf(new Date(at), zone), next: kept ? null : wanted }
    }
    return dates
  }
}
