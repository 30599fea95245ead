import { findCustomer } from '../../customers/repository.ts'
import { today } from '../../i18n/format.ts'
import { addDays, daysBetween } from '../../values/days.ts'
import { callNotes } from './call-notes.ts'
import { type DemoContext, type DemoSalesperson, dayAfter, scheduleAct } from './context.ts'
import { addCustomers, visit } from './customers.ts'
import { randomPerson } from './names.ts'
import { beginOpportunity } from './opportunities.ts'
import { enterOrder, wish } from './orders.ts'
import { recordCall } from './record-call.ts'

const duplicates = 14
const conflicts = 5
/** Of 400: beside those who are there twice, fought over, or have gone quiet. */
const usual = 400 - 2 * duplicates - conflicts - 1

/** Two years of a department: its customers, and the threads that a visitor shall find. */
export function scheduleScenario(stage: DemoContext): void {
  const { by, first, last } = stage
  const days = daysBetween(first, last)
  for (let number = 0; number < usual; number++) {
    // A third of the book is there in the first weeks; the rest is met over the years.
    const day = number % 3 === 0 ? by.between(0, 40) : by.between(20, days - 3)
    addCustomers(stage, sellerFor(stage), dayAfter(first, day))
  }
  goQuiet(stage)
  for (let number = 0; number < duplicates; number++)
    duplicate(stage, dayAfter(first, by.between(Math.min(200, Math.floor(days / 2)), days - 5)))
  for (let number = 0; number < conflicts; number++) conflict(stage, dayAfter(last, -by.between(16, 30)))
}

/** Whoever's turn it is, by how large a book they keep. */
function sellerFor({ by, sellers }: DemoContext): DemoSalesperson {
  let left = by.next() * sellers.reduce((sum, { temper }) => sum + temper.book, 0)
  for (const seller of sellers) {
    left -= seller.temper.book
    if (left < 0) return seller
  }
  return by.one(sellers)
}

/** The one who ordered every few weeks, until five months ago nobody called any more. */
function goQuiet(stage: DemoContext): void {
  const seller = stage.sellers[0]
  if (!seller) return
  const fields = {
    company: '苏州恒测精密仪器有限公司',
    name: '刘敏',
    phone: '13862100482',
    level: 'A',
    region: '江苏',
    city: '苏州',
  }
  addCustomers(stage, seller, dayAfter(stage.first, 10), fields, (id) => {
    for (let day = dayAfter(stage.first, 30); day < addDays(stage.last, -150); day = dayAfter(day, 38))
      scheduleAct(stage, day, async () => {
        await recordCall(stage, seller, id, callNotes.routine, null)
        await enterOrder(stage, seller, id, null, wish(stage.by, today()))
      })
  })
}

/** Two salespeople write down the same customer, each in their own way. */
function duplicate(stage: DemoContext, day: string): void {
  const { by, sellers } = stage
  const twice = randomPerson(by)
  const [one, other] = [by.one(sellers), by.one(sellers)]
  addCustomers(stage, one, sinceFirst(stage, dayAfter(day, -by.between(30, 150))), twice)
  const otherwise = by.happens(0.5)
    ? {
        name: by.one(['采购部', '前台', twice.name ?? '']),
        phone: `+86 ${twice.phone}`,
        company: (twice.company ?? '').replace(/(股份)?有限公司$/, ''),
      }
    : { name: randomPerson(by).name ?? '', phone: randomPerson(by).phone ?? '' }
  addCustomers(stage, other, day, { ...twice, email: '', other_contact: '', ...otherwise }, (id) =>
    visit(stage, other, id, dayAfter(today(), by.between(3, 14))),
  )
}

/** Two salespeople are after the same customer, and both are still at it today. */
function conflict(stage: DemoContext, day: string): void {
  const { by, sellers } = stage
  const [one, other] = [by.one(sellers.slice(0, 4)), by.one(sellers.slice(4))]
  addCustomers(stage, one, sinceFirst(stage, dayAfter(day, -by.between(20, 90))), {}, (id) => {
    beginOpportunity(stage, one, id, day, 20)
    beginOpportunity(stage, other, id, dayAfter(day, by.between(2, 8)), 20)
    scheduleAct(stage, dayAfter(day, 2), async () => {
      const customer = await findCustomer(id)
      if (customer) await recordCall(stage, other, customer.id, callNotes.first, null)
    })
  })
}

/** The day, or the first of all where the story is too short for it. */
const sinceFirst = ({ first }: DemoContext, day: string): string => (day < first ? first : day)
