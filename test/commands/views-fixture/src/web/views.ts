export type Key = 'customers.name' | 'customers.total'
export type Html = string & { readonly html: unique symbol }

/** What the rooms of this small house declare of their views. */
// biome-ignore lint/suspicious/noEmptyInterface: rooms add to it
export interface Views {}

/** What every view may call. */
export interface Helpers {
  t(key: Key, values?: Record<string, string | number>): string
  partial<N extends keyof Views>(name: N, props: Views[N]): Html
}
