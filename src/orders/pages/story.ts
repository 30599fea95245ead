import { sharesText } from '../../accounts/credits.ts'
import { findAccount } from '../../accounts/repository.ts'
import { customerName } from '../../customers/repository.ts'
import { type Change, changesOf, keepsDay } from '../../history/changes.ts'
import { type Key, words } from '../../i18n/words.ts'

/** What a line was or became. */
export interface Figures {
  quantity: number
  unit_price: number
  discount: number
}

/** One thing that happened to an order, as facts for a sentence. */
export interface Told {
  at: string
  who: string
  say: Key
  label: Key | null
  old: string | null
  new: string | null
  /** Whether old and new are business days. */
  days: boolean
  reason: string | null
  /** The money that came or went back, in minor units, where it did. */
  amount: number | null
  /** The line that was changed, where it was one. */
  line: { model: string; old: Figures | null; new: Figures | null } | null
}

/** What happened to an order, newest first. */
export async function storyOf(order_id: number, limit = 200): Promise<Told[]> {
  const changes = (await changesOf('orders', order_id, limit)).filter(({ field }) => field !== 'number')
  return Promise.all(changes.map(toldOf))
}

async function toldOf(change: Change): Promise<Told> {
  const { at, who, label, reason, facts } = change
  const name = async (value: string | null) => (value === null ? null : ((await nameIn(change.field, value)) ?? value))
  const credits = change.what === 'credits_changed'
  return {
    at,
    who,
    say: sentence(change),
    label,
    old: credits ? await sharesText(facts.old) : await name(change.old),
    new: credits ? await sharesText(facts.new) : await name(change.new),
    days: keepsDay(change),
    reason,
    amount: typeof facts.amount === 'number' ? facts.amount : null,
    line: typeof facts.model === 'string' ? lineOf(facts) : null,
  }
}

/** A change of the status is told as what was done. */
function sentence({ what, field, old, new: now }: Change): Key {
  const done = what === 'changed' && field === 'status' ? (old === 'completed' ? 'reopened' : now) : what
  const key = `orders.was_${done}`
  return key in words.en ? (key as Key) : 'orders.was_changed'
}

async function nameIn(field: string | null, value: string): Promise<string | undefined> {
  if (field === 'owner_id') return (await findAccount(Number(value)))?.name
  return field === 'customer_id' ? customerName(Number(value)) : undefined
}

const lineOf = (facts: Record<string, unknown>): Told['line'] => ({
  model: String(facts.model),
  old: (facts.old as Figures | undefined) ?? null,
  new: (facts.new as Figures | undefined) ?? null,
})
