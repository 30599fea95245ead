import { findAccount } from '../../accounts/repository.ts'
import { displayName, findCustomer } from '../../customers/repository.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { settings } from '../../settings.ts'
import type { DayRange } from '../../values/days.ts'

/** A customer as pages call them; the id of one that is not there. */
export async function customerLabel(id: number): Promise<string> {
  const customer = await findCustomer(id)
  return customer ? (customer.company ?? displayName(customer)) : String(id)
}

/** An account's name; the id of one that is not there. */
export const personLabel = async (id: number): Promise<string> => (await findAccount(id))?.name ?? String(id)

/** What narrows a report, in words; a value that is not there narrows nothing. */
export const filterText = (label: string, value: string | 0 | null, t: Translate): string[] =>
  value ? [t('reports.filter', { label, value })] : []

/** Days in words; one alone where both are the same. */
export const rangeText = ({ from, to }: DayRange, t: Translate): string =>
  from === to ? from : t('reports.range', { from, to })

/** In which currency amounts are. */
export const unitText = (t: Translate): string => t('reports.unit', { currency: settings().CURRENCY })

/** A dimension's label within a title: Amount by month and region. */
export const inTitle = (label: MessageKey, t: Translate): string => t(label).toLowerCase()
