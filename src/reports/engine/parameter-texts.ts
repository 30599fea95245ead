import { findAccount } from '../../accounts/repository.ts'
import { customerDisplayName, findCustomer } from '../../customers/repository.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { settings } from '../../settings.ts'
import type { DayRange } from '../../values/days.ts'

/** The customer's company or name; the id if the record does not exist. */
export async function customerLabel(id: number): Promise<string> {
  const customer = await findCustomer(id)
  return customer ? (customer.company ?? customerDisplayName(customer)) : String(id)
}

/** The account's name; the id if the account does not exist. */
export const personLabel = async (id: number): Promise<string> => (await findAccount(id))?.name ?? String(id)

/** A filter as text, in an array; empty if the filter has no value. */
export const filterText = (label: string, value: string | 0 | null, t: Translate): string[] =>
  value ? [t('reports.filter', { label, value })] : []

/** A date range as text; one date if both are the same. */
export const rangeText = ({ from, to }: DayRange, t: Translate): string =>
  from === to ? from : t('reports.range', { from, to })

/** The note that names the currency of the amounts. */
export const currencyNote = (t: Translate): string => t('reports.unit', { currency: settings().CURRENCY })

/** A dimension's label in lower case, for titles: Amount by month and region. */
export const inTitle = (label: MessageKey, t: Translate): string => t(label).toLowerCase()
